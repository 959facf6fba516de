"""A directorate goes live: who would get what is shown first, then owners are asked whether all is right."""

from __future__ import annotations

from bot.rehearsal.teams_world import Room
from pledges.pledge import Status
from pledges.policy import Policy
from tests.journeys.town import ADMIN, Town, words_of

ADELE, MEGAN, ALEX = "Adele Vance", "Megan Bowen", "Alex Wilber"
HOUSING = "Housing and Regeneration"
HEAD, ALLOCATIONS = "Head of Housing", "Head of Allocations"


async def moved_in(town: Town) -> None:
    """Housing, with two who can be reached and one who cannot; nobody is asked there."""
    await town.hires(ADELE, MEGAN)
    await town.hires(ALEX, install=False)
    await town.appoints(ADELE, HEAD, HOUSING)
    await town.appoints(MEGAN, ALLOCATIONS, HOUSING)
    await town.appoints(ALEX, "Head of Repairs", HOUSING)
    await town.says(ADMIN, "not live HAR")
    await town.promises("Find homes near schools", HEAD, "2026-11-06")
    await town.promises("Set out the offer to care leavers", HEAD, "2026-12-08")
    await town.promises("Report on the waiting list", HEAD, None)
    await town.promises("Keep flats for care leavers", ALLOCATIONS, "2026-10-20")
    await town.promises("Mend what is broken within a week", "Head of Repairs", "2026-12-18")


async def goes_live(town: Town) -> None:
    await town.says(ADMIN, "go live housing")
    await town.presses(ADMIN, "Go live")


async def test_nobody_is_asked_before_it_is_live(town: Town) -> None:
    await moved_in(town)
    before = {name: len(town.chat(name)) for name in (ADELE, MEGAN)}
    for day in ("03", "04", "05", "06", "12"):
        await town.works(f"2026-11-{day} 10:00")
    assert {name: len(town.chat(name)) for name in (ADELE, MEGAN)} == before
    why = town.sees(ADMIN, await town.says(ADMIN, "why CP-1"))
    assert "Not asked yet: Housing and Regeneration is not live." in why


async def test_who_would_get_what_is_shown_before_anything_goes_out(town: Town) -> None:
    await moved_in(town)
    seen = town.sees(ADMIN, await town.says(ADMIN, "go live HR"))
    assert "5 open pledges, 3 people. First cards: today." in seen
    assert "**Adele Vance** · Head of Housing: 3 pledges" in seen
    assert "Not reached yet: ask them to install the app" in seen
    assert "**1** without a date" in seen
    await town.presses(ADMIN, "Not yet")
    assert "Housing and Regeneration is left as it is." in town.sees(ADMIN)
    await town.works("2026-11-03 10:00")
    assert "Still right?" not in town.sees(ADELE)


async def test_a_second_press_changes_nothing(town: Town) -> None:
    await moved_in(town)
    other = await town.says(ADMIN, "go live housing")
    await goes_live(town)
    first = await town.pledge("CP-1")
    await town.presses(ADMIN, "Go live", other)
    assert "is live since Monday 2 November 2026" in town.sees(ADMIN)
    assert await town.pledge("CP-1") == first
    again = town.sees(ADMIN, await town.says(ADMIN, "go live housing"))
    assert "is live since Monday 2 November 2026" in again
    async with town.db.read() as tx:
        assert [step.what for step in await tx.live.steps(9)] == ["live", "not live"]


async def test_undo_says_how_to_take_it_back_and_takes_back_a_yes(town: Town) -> None:
    await moved_in(town)
    await goes_live(town)
    undone = await town.says(ADMIN, "undo")
    assert "I can't take back “go live” of 10:00. Type “not live” and its name." in undone.text
    await town.works("2026-11-02 10:00")
    card = town.chat(MEGAN)[-1]
    await town.presses(MEGAN, "Yes")
    assert "Taken back" in (await town.says(MEGAN, "undo")).text
    await town.works()
    assert (await town.pledge("CP-4")).confirmed_on is None
    assert "Wrong owner" in town.sees(MEGAN, card)


async def test_once_the_last_one_is_live_new_directorates_are_as_usual(town: Town) -> None:
    await moved_in(town)
    await town.says(ADMIN, "not live all")
    later = await town.directorate("Place")
    await goes_live(town)
    async with town.db.begin() as tx:
        assert (await tx.live.of(later.id)).waits
        await tx.live.put(later.id, town.council.policy.today(town.clock()), Policy(), by=None, now=town.clock())
    newest = await town.directorate("Public Health")
    async with town.db.read() as tx:
        assert not (await tx.live.of(newest.id)).waits


async def test_owners_are_first_asked_whether_all_is_right(town: Town) -> None:
    await moved_in(town)
    await goes_live(town)
    await town.works("2026-11-02 10:00")
    assert "Still right? 3 pledges of Housing and Regeneration" in town.sees(ADELE)
    await town.presses(ADELE, "Yes")
    assert "✓ CP-1 is right" in town.sees(ADELE)
    pledge = await town.pledge("CP-1")
    assert pledge.confirmed_on == town.council.policy.today(town.clock())
    assert pledge.status is Status.NOT_STARTED
    assert pledge.last is None
    await town.presses(ADELE, "All are right")
    assert "Thank you: that is all for now" in town.sees(ADELE)
    assert "confirmed as right on" in town.sees(ADMIN, await town.says(ADMIN, "history CP-2"))
    assert "said that it is right" in town.sees(ADMIN, await town.says(ADMIN, "chase CP-2"))
    await town.works("2026-11-04 10:00")
    await town.works("2026-11-06 10:00")
    assert "How is it going" not in town.sees(ADELE)
    assert "Find homes near schools" in town.sees(ADELE)
    assert "On track" in town.sees(ADELE)


async def test_a_wrong_owner_and_a_wrong_date_go_the_usual_ways(town: Town) -> None:
    await moved_in(town)
    await goes_live(town)
    await town.works("2026-11-02 10:00")
    await town.presses(MEGAN, "Wrong owner")
    await town.presses(MEGAN, "not mine", given={"whose.CP-4": "Head of Housing"})
    assert "✓ CP-4: the admin will find whose it is" in town.sees(MEGAN)
    await town.works("2026-11-03 10:00")
    assert "They suggest: Head of Housing" in "".join(town.sees(ADMIN, m) for m in town.chat(ADMIN))
    card = town.chat(ADELE)[-1]
    await town.presses(ADELE, "Add a date", card)
    given = {"date.CP-3": "2026-12-16", "why.CP-3": "The Panel meets then"}
    await town.presses(ADELE, "ask date", card, given=given)
    assert "CP-3: Wednesday 16 December is asked for" in town.sees(ADELE)
    assert (await town.pledge("CP-3")).extension is not None


async def test_whoever_is_silent_is_asked_again_at_the_normal_rungs(town: Town) -> None:
    await moved_in(town)
    await goes_live(town)
    await town.works("2026-11-02 10:00")
    stands = len(town.chat(ADELE))
    for day in ("03", "04", "05", "06"):
        await town.works(f"2026-11-{day} 10:00")
    assert len(town.chat(ADELE)) == stands
    await town.works("2026-11-12 10:00")
    asked = town.sees(ADELE)
    assert "Find homes near schools" in asked
    assert "Still right?" not in asked


async def test_an_answer_to_the_work_makes_the_first_card_needless(town: Town) -> None:
    await moved_in(town)
    await town.says(ADMIN, "go live housing from 4 November")
    await town.presses(ADMIN, "Go live from Wednesday 4 November")
    assert "goes live on Wednesday 4 November 2026" in town.sees(ADMIN)
    await town.works("2026-11-03 10:00")
    assert "Still right?" not in town.sees(MEGAN)
    await town.works("2026-11-04 09:31")
    assert "Still right? 1 pledge" in town.sees(MEGAN)
    await town.says(MEGAN, "update CP-4 on track")
    assert (await town.pledge("CP-4")).asking.accepted
    await town.presses(MEGAN, "Yes", town.chat(MEGAN)[-2])
    assert "Thank you: that is all for now" in town.sees(MEGAN, town.chat(MEGAN)[-2])


async def test_a_cover_is_asked_in_the_place_of_whoever_is_away(town: Town) -> None:
    await moved_in(town)
    await town.says(ADELE, "away 2-13 November, cover Megan Bowen")
    await goes_live(town)
    silent = len(town.chat(ADELE))
    await town.works("2026-11-02 10:00")
    assert "In the place of Adele Vance, Head of Housing" in town.sees(MEGAN)
    await town.presses(MEGAN, "All are right")
    assert (await town.pledge("CP-1")).confirmed_on == (await town.pledge("CP-4")).confirmed_on
    assert len(town.chat(ADELE)) == silent


async def test_a_person_reached_late_hears_of_it_once(town: Town) -> None:
    await moved_in(town)
    await town.says(ADMIN, 'assign "Paint the flats" to Head of Repairs by 18 December')
    await goes_live(town)
    for day in ("02", "03", "06"):
        await town.works(f"2026-11-{day} 10:00")
    await town.teams.installs(town.people[ALEX])
    await town.works("2026-11-06 11:00")
    texts = [town.sees(ALEX, message) for message in town.chat(ALEX)]
    assert sum("Mend what is broken" in text for text in texts) == 1
    assert sum("Still right? 2 pledges" in text for text in texts) == 1


async def test_what_is_given_to_somebody_before_waits_for_the_first_card(town: Town) -> None:
    await moved_in(town)
    said = await town.says(ADMIN, "reassign CP-1 to Head of Allocations")
    assert "They hear of it once Housing and Regeneration is live." in said.text
    await town.works("2026-11-03 10:00")
    assert "New for you" not in town.sees(MEGAN)
    await goes_live(town)
    await town.works("2026-11-03 10:05")
    assert "Still right? 2 pledges" in town.sees(MEGAN)
    assert "New for you" not in "".join(town.sees(MEGAN, m) for m in town.chat(MEGAN))


async def test_stopping_again_asks_nobody_and_going_live_anew_asks_once_more(town: Town) -> None:
    await moved_in(town)
    await goes_live(town)
    await town.works("2026-11-02 10:00")
    await town.presses(ADELE, "All are right")
    stopped = await town.says(ADMIN, "go live housing off")
    assert "is not live: nobody is asked about its 5 open pledges" in stopped.text
    assert "already" in (await town.says(ADMIN, "not live housing")).text
    silent = len(town.chat(ADELE))
    for day in ("04", "06", "12"):
        await town.works(f"2026-11-{day} 10:00")
    assert len(town.chat(ADELE)) == silent
    await goes_live(town)
    await town.works("2026-11-12 10:05")
    assert len(town.chat(ADELE)) == silent + 1
    assert "Still right? 3 pledges" in town.sees(ADELE)


async def test_a_directorate_that_is_not_there_or_empty_is_said_so(town: Town) -> None:
    await moved_in(town)
    await town.directorate("Place")
    assert "Place has no open pledges" in town.sees(ADMIN, await town.says(ADMIN, "go live Place"))
    assert "I don't know a directorate" in town.sees(ADMIN, await town.says(ADMIN, "go live Gardens"))
    overview = town.sees(ADMIN, await town.says(ADMIN, "go live"))
    assert "not live: nobody is asked" in overview
    refused = await town.says(ADELE, "go live Place")
    assert "admin" in town.sees(ADELE, refused)


async def test_directorates_that_come_later_wait_where_all_do(town: Town) -> None:
    said = await town.says(ADMIN, "not live all")
    assert "No directorate is live" in said.text
    await town.hires(ADELE)
    await town.appoints(ADELE, HEAD, HOUSING)
    await town.promises("Find homes near schools", HEAD, "2026-11-06")
    await town.works("2026-11-06 10:00")
    assert "Find homes" not in "".join(town.sees(ADELE, m) for m in town.chat(ADELE))


async def linked(town: Town) -> Room:
    room = town.teams.opens_channel("Housing", team="Corporate Parenting")
    await town.teams.installs(town.people[ADMIN], to=room)
    await town.presses(ADMIN, "Link it", await town.says(ADMIN, "link housing", to=room))
    await town.works()
    return room


async def test_the_first_digest_is_a_starting_position_and_calls_nothing_late(town: Town) -> None:
    await moved_in(town)
    room = await linked(town)
    before = len(town.teams.seen_in(room))
    await town.works("2026-11-10 10:00")
    await goes_live(town)
    await town.works("2026-11-10 10:05")
    await town.works("2026-11-16 11:00")
    first = words_of(town.teams.seen_in(room)[before].card)
    assert "Housing and Regeneration: the starting position" in first
    assert "5 open pledges: 2 past their date, 1 without a date" in first
    assert "late" not in first.casefold()
    await town.works("2026-11-23 11:00")
    second = words_of(town.teams.seen_in(room)[before + 1].card)
    assert "this week's pledges" in second
    assert "Newly late" not in second


async def test_no_digest_goes_out_before_it_is_live(town: Town) -> None:
    await moved_in(town)
    room = await linked(town)
    before = len(town.teams.seen_in(room))
    await town.works("2026-11-09 11:00")
    assert len(town.teams.seen_in(room)) == before


async def test_only_those_of_the_pilot_are_asked(town: Town) -> None:
    await moved_in(town)
    await goes_live(town)
    said = await town.says(ADMIN, "pilot add Adele Vance")
    assert "From now on nobody else is asked" in said.text
    await town.says(ADMIN, 'assign "Paint the flats" to Head of Allocations by 18 December')
    assert "not on the pilot list" in town.sees(ADMIN)
    for day in ("02", "03", "04", "05", "06", "09", "12"):
        await town.works(f"2026-11-{day} 10:00")
    assert "Still right?" in "".join(town.sees(ADELE, m) for m in town.chat(ADELE))
    assert not any("pledge" in town.sees(MEGAN, m) for m in town.chat(MEGAN)[1:])
    assert "Not asked: pilot" in town.sees(ADMIN, await town.says(ADMIN, "why CP-4"))
    assert "Pilot: only 1 person is asked (Adele Vance)" in town.sees(ADMIN, await town.says(ADMIN, "today"))
    silent = len(town.chat(MEGAN))
    assert "The pilot has ended" in (await town.says(ADMIN, "pilot off")).text
    await town.works("2026-11-12 10:05")
    assert len(town.chat(MEGAN)) == silent + 1
    assert "Still right? 1 pledge" in town.sees(MEGAN)
    assert "Paint the flats" in town.sees(MEGAN)


async def test_the_list_of_the_pilot_is_told_and_changed(town: Town) -> None:
    await town.hires(ADELE, MEGAN)
    assert "There is no pilot" in (await town.says(ADMIN, "pilot")).text
    await town.says(ADMIN, "pilot add @Adele Vance", about=(ADELE,))
    await town.says(ADMIN, "pilot add Megan Bowen")
    assert "already" in (await town.says(ADMIN, "pilot add Megan Bowen")).text
    assert "Adele Vance and Megan Bowen" in town.sees(ADMIN, await town.says(ADMIN, "pilot"))
    assert "1 person left" in (await town.says(ADMIN, "pilot remove Adele Vance")).text
    assert "the pilot has ended" in (await town.says(ADMIN, "pilot remove Megan Bowen")).text
    assert "Type “pilot add”" in (await town.says(ADMIN, "pilot please")).text


async def test_a_pause_stops_everything_at_once_and_says_who_and_when(town: Town) -> None:
    await moved_in(town)
    room = await linked(town)
    posts = len(town.teams.seen_in(room))
    await goes_live(town)
    await town.says(ADMIN, "pause all")
    again = await town.says(ADMIN, "pause all")
    assert "Everything is paused by Lynne Robbins since Monday 2 November, 10:00" in again.text
    assert "Everything is paused by Lynne Robbins" in town.sees(ADMIN, await town.says(ADMIN, "today"))
    stands = {name: len(town.chat(name)) for name in (ADELE, MEGAN, ADMIN)}
    for at in ("2026-11-02 10:00", "2026-11-06 10:00", "2026-11-09 11:00", "2026-11-12 10:00"):
        await town.works(at)
    assert {name: len(town.chat(name)) for name in (ADELE, MEGAN, ADMIN)} == stands
    assert len(town.teams.seen_in(room)) == posts
    assert "Going on" in (await town.says(ADMIN, "resume all")).text
    await town.works("2026-11-12 10:05")
    assert "Still right? 3 pledges" in town.sees(ADELE)
    async with town.db.read() as tx:
        steps = await tx.live.steps(2)
    assert [(step.what, step.by) for step in steps] == [("resumed", ADMIN), ("paused", ADMIN)]
