"""Looking up: lists that page, narrow and open an item in place."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.listings import all_lists
from pledges.pledge import Asking, Deadline, Owner, OwnerKind, Publication, Source, Status, When
from tests.journeys.town import ADMIN, Town, words_of

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
SAFEGUARDING, HOUSING = "Assistant Director, Safeguarding", "Head of Housing"
REACHED = Asking(reached_on=date(2026, 9, 1))
TBC = Owner(kind=OwnerKind.TBC, title="to be confirmed")


async def promise_many(town: Town, count: int, post: str = SAFEGUARDING) -> None:
    for number in range(count):
        await town.promises(f"Promise number {number:02}", post, f"2026-10-{number % 28 + 1:02}", asking=REACHED)


@pytest.fixture
async def busy(staffed: Town) -> Town:
    """Children's Services with 25 late pledges, CP-2 to CP-26, beside CP-1, which is not due yet."""
    await promise_many(staffed, 25)
    return staffed


async def test_list_late_says_the_true_total_and_turns_its_pages_in_place(busy: Town) -> None:
    listed = await busy.says(ADMIN, "list late")
    seen = busy.sees(ADMIN, listed)
    assert seen.startswith("25 late")
    assert ("Promise number 00" in seen, "Promise number 10" in seen) == (True, False)
    assert "Page 1 of 3" in seen
    second = await busy.presses(ADMIN, "Next", listed)
    assert "Page 2 of 3" in words_of(second.card)
    third = words_of((await busy.presses(ADMIN, "Next", listed)).card)
    assert "Page 3 of 3" in third
    assert ("Promise number 24" in third, "\nNext" in third) == (True, False)
    back = words_of((await busy.presses(ADMIN, "Back", listed)).card)
    assert "Page 2 of 3" in back
    assert ("Promise number 10" in back, "Promise number 19" in back) == (True, True)


async def test_a_page_of_a_list_that_has_shrunk_still_answers(busy: Town) -> None:
    listed = await busy.says(ADMIN, "list late")
    await busy.presses(ADMIN, "Next", listed)
    for number in range(2, 24):
        await busy.says(ADMIN, f"withdraw CP-{number} overtaken")
    left = words_of((await busy.presses(ADMIN, "Next", listed)).card)
    assert left.startswith("3 late")
    assert "Promise number 24" in left


async def test_one_is_opened_in_place_answered_there_and_left_for_the_same_page(busy: Town) -> None:
    listed = await busy.says(ADELE, "list late")
    await busy.presses(ADELE, "Next", listed)
    opened = words_of((await busy.presses(ADELE, "Open", listed)).card)
    assert "Promise number 10" in opened
    assert "Back to the list" in opened
    done = words_of((await busy.presses(ADELE, "Done", listed)).card)
    assert "recorded as **done, to be confirmed**" in done
    assert (await busy.pledge("CP-12")).status is Status.DONE
    again = words_of((await busy.presses(ADELE, "Back to the list", listed)).card)
    assert again.startswith("24 late")
    assert "Page 2 of 3" in again
    assert "Promise number 10" not in again


async def test_an_admin_sees_all_a_director_the_directorate_and_others_what_is_public(busy: Town) -> None:
    await busy.hires(ISAIAH, "Patti Fernandez")
    await busy.appoints(ISAIAH, HOUSING, "Housing", director=True)
    await busy.promises("Homes for care leavers", HOUSING, "2026-10-01", asking=REACHED)
    for_all = Publication.PUBLIC
    await busy.promises("Published", HOUSING, "2026-10-02", asking=REACHED, publication=for_all)
    assert busy.sees(ADMIN, await busy.says(ADMIN, "list late")).startswith("27 late")
    assert busy.sees(MEGAN, await busy.says(MEGAN, "list late")).startswith("26 late")
    assert busy.sees(ISAIAH, await busy.says(ISAIAH, "list late")).startswith("2 late")
    seen = busy.sees("Patti Fernandez", await busy.says("Patti Fernandez", "list late"))
    assert seen.startswith("1 late\nYou see your own pledges and what is public.")
    assert "Only an admin can" in (await busy.says(MEGAN, "list tbc")).text


async def test_rights_are_looked_at_with_every_press(busy: Town) -> None:
    listed = await busy.says(MEGAN, "list late")
    async with busy.db.begin() as tx:
        post = await tx.people.post("Strategic Director, Children's Services")
        assert post is not None
        await tx.people.put_post(post.title, None, None, director=True)
    assert "Nothing that you may read is late" in words_of((await busy.presses(MEGAN, "Next", listed)).card)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("list late directorate Housing", ["Homes"]),
        ("list late housing", ["Homes"]),
        ("list theme Education", ["School places"]),
        ("list service Fostering", ["More carers"]),
        ("list owner Head of Housing", ["Homes", "Repairs"]),
        ("list owner Isaiah Langer directorate Housing status at risk", ["Repairs"]),
        ('list source "Cabinet 27 October 2021"', ["More carers"]),
        ("list all status at risk", ["Repairs"]),
    ],
)
async def test_filters_combine(staffed: Town, words: str, found: list[str]) -> None:
    cabinet = Source(document="Cabinet minutes", committee="Cabinet", held_on=date(2021, 10, 27))
    await staffed.hires(ISAIAH)
    await staffed.appoints(ISAIAH, HOUSING, "Housing")
    await staffed.promises("Homes", HOUSING, "2026-10-01", asking=REACHED)
    await staffed.promises("Repairs", HOUSING, "2026-12-24", status=Status.AT_RISK)
    await staffed.promises("School places", SAFEGUARDING, "2026-12-20", theme="Education")
    await staffed.promises("More carers", SAFEGUARDING, "2026-12-21", service="Fostering", sources=(cabinet,))
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, words))
    named = ["Homes", "Repairs", "School places", "More carers", "Build a training programme"]
    assert [name for name in named if f"**{name}**" in seen] == found


async def test_a_list_is_narrowed_in_place(staffed: Town) -> None:
    await staffed.promises("Homes", SAFEGUARDING, "2026-12-24", status=Status.AT_RISK)
    listed = await staffed.says(ADMIN, "list all")
    assert staffed.sees(ADMIN, listed).startswith("2 open")
    at_risk = {"narrow.status": "at risk|at risk"}
    narrowed = words_of((await staffed.presses(ADMIN, "Show these", listed, given=at_risk)).card)
    assert narrowed.startswith("1 open\nNarrowed to status at risk")
    blocked = {"narrow.status": "blocked|blocked"}
    none = words_of((await staffed.presses(ADMIN, "Show these", listed, given=blocked)).card)
    assert "Nothing on this list fits that." in none
    cleared = words_of((await staffed.presses(ADMIN, "Show these", listed, given={"narrow.status": "any"})).card)
    assert cleared.startswith("2 open")


async def test_a_word_that_is_no_list_gets_the_nearest_and_those_there_are(staffed: Town) -> None:
    said = (await staffed.says(ADMIN, "list lat")).text
    assert "Did you mean “list late”?" in said
    assert "; ".join(sorted(all_lists())) in said
    assert "I don't know a theme “Plumbing”" in (await staffed.says(ADMIN, "list late theme Plumbing")).text
    assert "Say what it is: directorate, theme" in (await staffed.says(ADMIN, "list late whatever")).text


async def test_what_is_happening_when_and_by_whom(staffed: Town) -> None:
    """One view answers all three for every open pledge, or says which is missing; the counts add up."""
    dated = Deadline(words="TBC", kind=When.NONE)
    await staffed.promises("No day", SAFEGUARDING, None, deadline=dated)
    await staffed.promises("Nobody", SAFEGUARDING, "2026-12-18", owners=(TBC,))
    await staffed.promises("Neither", SAFEGUARDING, None, deadline=dated, owners=(TBC,))
    everything = staffed.sees(ADMIN, await staffed.says(ADMIN, "list all"))
    assert everything.startswith("4 open")
    assert everything.count("Missing: ") == 3
    assert "**Build a training programme**\nDue Friday 4 December · not started\n" + SAFEGUARDING in everything
    missing = staffed.sees(ADMIN, await staffed.says(ADMIN, "list missing"))
    assert missing.startswith("3 that lack")
    for title, lacking in (("No day", "when"), ("Nobody", "by whom"), ("Neither", "when and by whom")):
        assert f"Missing: {lacking}\n" in missing.split(f"**{title}**")[1]
    await staffed.says(ADMIN, f"reassign CP-3 to {SAFEGUARDING}")
    assert staffed.sees(ADMIN, await staffed.says(ADMIN, "list missing")).startswith("2 that lack")


async def test_nothing_to_list_is_said_in_a_sentence(staffed: Town) -> None:
    for words, none in (
        ("list late", "Nothing that you may read is late."),
        ("list waiting", "waits for a decision"),
        ("list done", "waits to be confirmed as done"),
        ("list closed", "is closed"),
        ("not reached", "Everybody who answers"),
        ("overdue", "is past its date"),
    ):
        assert none in staffed.sees(ADMIN, await staffed.says(ADMIN, words))


async def test_lists_of_what_is_done_and_closed_begin_with_the_newest(staffed: Town) -> None:
    await promise_many(staffed, 2)
    await staffed.says(ADELE, "done CP-2")
    await staffed.works("2026-11-03 10:00")
    await staffed.says(ADELE, "done CP-3")
    done = staffed.sees(ADMIN, await staffed.says(ADMIN, "list done"))
    assert done.startswith("2 done, to be confirmed")
    assert done.index("CP-3") < done.index("CP-2")
    await staffed.says(ADMIN, "withdraw CP-2 overtaken")
    assert staffed.sees(ADMIN, await staffed.says(ADMIN, "list closed")).startswith("1 closed")


async def test_a_list_is_answered_in_private_only(staffed: Town) -> None:
    room = staffed.teams.opens_channel("General", team="Children's Services")
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    assert "I answer “list” in private" in (await staffed.says(ADMIN, "list late", to=room)).text


async def test_mine_turns_its_pages_and_takes_answers_on_each(busy: Town) -> None:
    mine = await busy.says(ADELE, "mine")
    assert busy.sees(ADELE, mine).startswith("Your pledges: 26 open, 25 late")
    second = words_of((await busy.presses(ADELE, "Next", mine)).card)
    assert "Page 2 of 3" in second
    assert "Promise number 10" in second
    done = words_of((await busy.presses(ADELE, "Done", mine)).card)
    assert "recorded as **done, to be confirmed**" in done
    assert "Page 2 of 3" in done
    assert (await busy.pledge("CP-12")).status is Status.DONE


async def test_a_pledge_is_found_by_words_typed_in_part_or_with_a_slip(staffed: Town) -> None:
    cabinet = Source(document="Cabinet minutes", committee="Cabinet", words="car parking for social workers")
    await staffed.promises("Agree a recruitment package", SAFEGUARDING, "2026-12-18", sources=(cabinet,))
    for words in ("recruitment", "recruit pack", "recruitmnet", "parking", "Agree safeguarding", "CP-2", "the cabinet"):
        seen = staffed.sees(ADMIN, await staffed.says(ADMIN, f"find {words}"))
        assert seen.split("**")[1] == "Agree a recruitment package", words
    both = staffed.sees(ADMIN, await staffed.says(ADMIN, "find safeguarding"))
    assert both.startswith("2 found\nFor “safeguarding”")
    assert "Nothing that you may read says that" in staffed.sees(
        ADMIN, await staffed.says(ADMIN, "find zebra crossing")
    )


async def test_find_asks_what_for_and_opens_what_it_found_in_place(staffed: Town) -> None:
    form = await staffed.says(ADELE, "find")
    found = words_of((await staffed.presses(ADELE, "Find it", form, given={"words": "training"})).card)
    assert found.startswith("1 found")
    assert "On track" in words_of((await staffed.presses(ADELE, "Open", form)).card)
    assert "recorded as **on track**" in words_of((await staffed.presses(ADELE, "On track", form)).card)
    assert words_of((await staffed.presses(ADELE, "Back to the list", form)).card).startswith("1 found")


async def test_find_finds_what_the_reader_may_read_as_it_stands_now(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    assert "Nothing that you may read" in staffed.sees(ISAIAH, await staffed.says(ISAIAH, "find training"))
    await staffed.says(ADMIN, "reassign CP-1 to Isaiah Langer")
    assert staffed.sees(ISAIAH, await staffed.says(ISAIAH, "find training")).startswith("1 found")
    assert "personal details" in (await staffed.says(ADMIN, "find 943 476 5919 NHS number")).text


async def test_who_has_not_replied_says_since_when_and_why_nothing_arrived(staffed: Town) -> None:
    assert "Everybody who was asked has replied" in staffed.sees(ADMIN, await staffed.says(ADMIN, "who"))
    await staffed.hires("Patti Fernandez", install=False)
    await staffed.appoints("Patti Fernandez", "Head of Placements", "Children's Services")
    await staffed.promises("More places", "Head of Placements", "2026-12-04")
    await staffed.works("2026-11-20 10:00")
    await staffed.works("2026-11-26 10:00")
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "who has not replied"))
    assert seen.startswith("2 questions without a reply")
    assert (
        "**Adele Vance** about CP-1 Build a training programme\nAsked Friday 20 November · no reply for 6 days" in seen
    )
    assert (
        "about CP-2 More places\nAsked Friday 20 November · no reply for 6 days\nNot reached: has not installed" in seen
    )
    await staffed.says(ADELE, "update CP-1 on track")
    assert "Adele Vance" not in staffed.sees(MEGAN, await staffed.says(MEGAN, "who"))


async def test_who_is_for_admins_and_for_directors_about_their_directorate(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    await staffed.appoints(ISAIAH, HOUSING, "Housing", director=True)
    await staffed.works("2026-11-20 10:00")
    asked = await staffed.says(MEGAN, "who")
    assert "Adele Vance" in staffed.sees(MEGAN, asked)
    opened = words_of((await staffed.presses(MEGAN, "Open", asked)).card)
    assert "Build a training programme" in opened
    assert "Adele Vance" in words_of((await staffed.presses(MEGAN, "Back to the list", asked)).card)
    assert "Everybody who was asked" in staffed.sees(ISAIAH, await staffed.says(ISAIAH, "who"))
    assert "Only an admin, or a director" in (await staffed.says(ADELE, "who")).text
    room = staffed.teams.opens_channel("General", team="Children's Services")
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    assert "I answer “who” in private" in (await staffed.says(ADMIN, "who", to=room)).text


async def test_list_alone_shows_every_list_that_one_may_open_with_its_count(busy: Town) -> None:
    lists = await busy.says(ADMIN, "list")
    seen = busy.sees(ADMIN, lists)
    assert "**list all** – 26" in seen
    assert "**list late** – 25" in seen
    assert "**list vacant** – 0" in seen
    assert words_of((await busy.presses(ADMIN, "Open", lists)).card).startswith("26 open")
    assert "list vacant" not in busy.sees(ADELE, await busy.says(ADELE, "list"))


async def test_a_list_is_shown_in_its_parts_and_their_counts_add_up(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    await staffed.appoints(ISAIAH, HOUSING, "Housing")
    for number in range(3):
        await staffed.promises(f"Homes {number}", HOUSING, "2026-12-18", theme="Housing" if number else "")
    by_directorate = await staffed.says(ADMIN, "list by directorate")
    assert staffed.sees(ADMIN, by_directorate).startswith("4 open, by directorate\n**Children's Services** – 1\nOpen")
    assert "**Housing** – 3" in staffed.sees(ADMIN, by_directorate)
    by_theme = await staffed.says(ADMIN, "list all directorate Housing by theme")
    seen = staffed.sees(ADMIN, by_theme)
    assert seen.startswith("3 open, by theme\nNarrowed to directorate Housing\n**Housing** – 2")
    assert "**Without a theme** – 1" in seen
    opened = words_of((await staffed.presses(ADMIN, "Open", by_theme)).card)
    assert opened.startswith("2 open\nNarrowed to directorate Housing, theme Housing")
    assert "Nothing that you may read is late." in staffed.sees(ADMIN, await staffed.says(ADMIN, "list late by theme"))
    same = staffed.sees(ADMIN, await staffed.says(ADMIN, "list by theme Housing"))
    assert same.startswith("2 open\nNarrowed to theme Housing")


async def test_of_several_owners_each_is_counted_and_nothing_stands_without_one(staffed: Town) -> None:
    helping = (Owner(kind=OwnerKind.BODY, title="Members"), Owner(kind=OwnerKind.BODY, title="Officers", lead=False))
    await staffed.promises("Explore core values", SAFEGUARDING, None, owners=helping)
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "list by owner"))
    assert "What has more than one owner stands under each." in seen
    assert "**Members** – 1\nOpen\n**Officers** – 1" in seen
    assert f"**{SAFEGUARDING}** – 1" in seen
    assert "Without" not in seen
    unknown = await staffed.says(ADMIN, "list late owner Zzzz")
    assert unknown.text.startswith("I don't know an owner “Zzzz”.")


async def test_words_behind_show_find_what_is_near(staffed: Town) -> None:
    found = staffed.sees(ADMIN, await staffed.says(ADMIN, "show trainng programme"))
    assert found.startswith("1 found\nFor “trainng programme”\nCP-1 **Build a training programme**")


async def test_a_reference_that_is_not_there_is_answered_with_those_that_may_be_meant(staffed: Town) -> None:
    await promise_many(staffed, 13)
    said = (await staffed.says(ADELE, "show CP-112")).text
    assert said.startswith("I can't find CP-112: the newest is CP-14. Did you mean CP-12 or CP-11? “mine” shows")
    assert (await staffed.says(ADELE, "show CP-31")).text.startswith(
        "I can't find CP-31: the newest is CP-14. Did you mean CP-13 or CP-3 or CP-1?"
    )
