"""One promise in several papers: merged and taken apart again, with every source shown and nothing counted twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.importing import bring_in
from documents import csv_file
from pledges.pledge import Kind, Source, Status
from tests.journeys.town import ADMIN, PANEL, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
SAFEGUARDING = "Assistant Director, Safeguarding"
DIRECTOR = "Strategic Director, Children's Services"
ACTION = replace(PANEL, held_on=date(2021, 10, 27), minute="94", words="establish an attractive recruitment package")
RESOLVED = replace(ACTION, minute="resolution 4", words="a package that includes car parking charges assistance")


async def two_of_one(town: Town) -> tuple[str, str]:
    """The action point, which Megan leads, and the resolution that repeats it, which Adele leads."""
    kept = await town.promises("Attractive recruitment package incl. car parking", DIRECTOR, None, sources=(ACTION,))
    other = await town.promises(
        "Recruitment package with car parking assistance",
        SAFEGUARDING,
        "2026-12-04",
        sources=(RESOLVED,),
        kind=Kind.RESOLUTION,
    )
    return kept, other


async def open_ones(town: Town) -> list[str]:
    async with town.db.read() as tx:
        return [pledge.ref async for pledge in tx.register.all() if pledge.open]


async def merges(town: Town, kept: str, other: str) -> None:
    await town.says(ADMIN, f"merge {other} into {kept}")
    await town.presses(ADMIN, f"Merge {other} into {kept}")


async def test_an_action_point_and_the_resolution_repeating_it_become_one_pledge(staffed: Town) -> None:
    kept, other = await two_of_one(staffed)
    shown = staffed.sees(ADMIN, await staffed.says(ADMIN, f"merge {other} into {kept}"))
    assert f"Are {other} and {kept} one promise?" in shown
    assert f"{kept} keeps its lead and its date, and takes over 1 source; {SAFEGUARDING} would help." in shown
    assert await open_ones(staffed) == ["CP-1", kept, other]

    await staffed.presses(ADMIN, f"Merge {other} into {kept}")
    assert "“unmerge CP-3” puts both back" in staffed.sees(ADMIN)
    assert await open_ones(staffed) == ["CP-1", kept]
    for words in ("list all", "list closed"):
        assert other not in staffed.sees(ADMIN, await staffed.says(ADMIN, words))
    one = await staffed.pledge(kept)
    assert (one.lead.title, [o.title for o in one.owners if not o.lead]) == (DIRECTOR, [SAFEGUARDING])
    assert one.sources == (ACTION, RESOLVED)
    card = staffed.sees(ADMIN, await staffed.says(ADMIN, f"show {kept}"))
    for words in (ACTION.words, RESOLVED.words, f"Merged: {other}"):
        assert words in card
    led = staffed.sees(ADMIN, await staffed.says(ADMIN, f"show {other}"))
    assert f"You asked for {other}: it is one with this pledge now." in led
    assert one.title in led
    history = staffed.sees(ADMIN, await staffed.says(ADMIN, f"history {kept}"))
    assert f"**{other}, merged into**: nothing → {kept}" in history
    assert f"**{other}, entered**" in history


async def test_the_owners_of_both_are_told_once_and_what_was_asked_says_so(staffed: Town) -> None:
    kept, other = await two_of_one(staffed)
    await staffed.works("2026-11-20 09:30")
    asked = staffed.chat(ADELE)[-1]
    assert other in staffed.sees(ADELE, asked) or "car parking" in staffed.sees(ADELE, asked)
    before = {name: len(staffed.chat(name)) for name in (ADELE, MEGAN)}
    await merges(staffed, kept, other)
    await staffed.works_next_morning()
    assert {name: len(staffed.chat(name)) - before[name] for name in before} == {ADELE: 1, MEGAN: 1}
    assert f"{DIRECTOR} leads it, and you help." in staffed.sees(ADELE)
    assert "You lead it." in staffed.sees(MEGAN)
    assert f"is now one with **{kept}**. Nothing is asked of you here." in staffed.sees(ADELE, asked)
    answer = await staffed.says(ADELE, f"update {other} on track")
    assert f"{other} is merged into {kept}, so nothing was changed." in answer.text
    so_far = len(staffed.chat(ADELE))
    await staffed.works("2026-12-04 09:30")
    assert all("car parking" not in staffed.sees(ADELE, m) for m in staffed.chat(ADELE)[so_far:])
    assert other not in staffed.sees(ADELE, await staffed.says(ADELE, "mine"))
    overdue = staffed.sees(ADMIN, await staffed.says(ADMIN, "list overdue"))
    assert other not in overdue


async def test_what_is_unmerged_is_as_it_was_and_what_was_said_since_stays(staffed: Town) -> None:
    kept, other = await two_of_one(staffed)
    await staffed.says(ADELE, f"update {other} at risk waiting for HR")
    before = [await staffed.pledge(ref) for ref in (kept, other)]
    await merges(staffed, kept, other)
    card = staffed.sees(ADMIN, await staffed.says(ADMIN, f"show {kept}"))
    assert f"waiting for HR (said of {other})" in card
    await staffed.says(MEGAN, f"update {kept} on track costed now")
    said = await staffed.says(ADMIN, f"unmerge {other}")
    assert f"{other} and {kept} are two again" in said.text
    assert f"What was said since (1 update) stays with {kept}." in said.text
    one, two = [await staffed.pledge(ref) for ref in (kept, other)]
    assert (one.sources, one.owners, one.status) == (before[0].sources, before[0].owners, Status.ON_TRACK)
    assert replace(two, version=0) == replace(before[1], version=0)
    await staffed.works()
    assert f"{other} and {kept} are two pledges again" in staffed.sees(ADELE)
    await merges(staffed, kept, other)
    assert await open_ones(staffed) == ["CP-1", kept]


async def test_a_merge_and_its_unmerging_are_taken_back_like_any_other_change(staffed: Town) -> None:
    kept, other = await two_of_one(staffed)
    before = [await staffed.pledge(ref) for ref in (kept, other)]
    await merges(staffed, kept, other)
    said = await staffed.says(ADMIN, "undo")
    assert "Taken back" in said.text
    after = [await staffed.pledge(ref) for ref in (kept, other)]
    assert [replace(p, version=0) for p in after] == [replace(p, version=0) for p in before]
    await merges(staffed, kept, other)
    one = await staffed.pledge(kept)
    await staffed.says(ADMIN, f"unmerge {other}")
    await staffed.says(ADMIN, "undo")
    assert (await staffed.pledge(other)).merged_into == 2
    assert (await staffed.pledge(kept)).sources == one.sources
    assert f"Merged: {other}" in staffed.sees(ADMIN, await staffed.says(ADMIN, f"show {kept}"))
    async with staffed.db.read() as tx:
        assert [await tx.history.verify(ref) for ref in (kept, other)] == [None, None]


async def test_what_is_merged_gets_no_new_date_and_says_where_it_went(staffed: Town) -> None:
    kept, other = await two_of_one(staffed)
    await merges(staffed, kept, other)
    for words in (f"due {other} 1 January", f"extend {other} to 1 January because HR has a vacancy"):
        assert f"{other} is merged into {kept}, so nothing was changed." in (await staffed.says(ADMIN, words)).text


async def test_a_merge_that_makes_no_sense_is_refused_in_a_sentence(staffed: Town) -> None:
    kept, other = await two_of_one(staffed)
    form = staffed.sees(ADMIN, await staffed.says(ADMIN, f"merge {kept}"))
    assert "Merge two pledges" in form
    assert "itself" in staffed.sees(ADMIN, await staffed.says(ADMIN, f"merge {kept} into {kept}"))
    assert "can't find CP-99" in staffed.sees(ADMIN, await staffed.says(ADMIN, f"merge CP-99 into {kept}"))
    await merges(staffed, kept, other)
    again = staffed.sees(ADMIN, await staffed.says(ADMIN, f"merge {other} into CP-1"))
    assert f"{other} is merged into {kept}" in again
    inside = staffed.sees(ADMIN, await staffed.says(ADMIN, f"merge {kept} into CP-1"))
    assert f"{other} is merged into {kept}. Merge the other way round" in inside
    assert "is the one that was kept" in (await staffed.says(ADMIN, f"unmerge {kept}")).text
    assert "not merged into another" in (await staffed.says(ADMIN, "unmerge CP-1")).text
    assert "Only an admin" in (await staffed.says(ADELE, f"unmerge {other}")).text
    assert f"{other} is merged into {kept}" in (await staffed.says(ADMIN, f"reopen {other}")).text


async def test_a_card_that_was_overtaken_merges_nothing_and_the_other_way_round_is_a_press_away(staffed: Town) -> None:
    kept, other = await two_of_one(staffed)
    card = await staffed.says(ADMIN, f"merge {other} into {kept}")
    await staffed.says(ADMIN, f"close {other}")
    answer = await staffed.presses(ADMIN, f"Merge {other} into {kept}", card)
    assert f"{other} is closed, so nothing was merged." in answer.text
    await staffed.says(ADMIN, f"reopen {other}")
    card = await staffed.says(ADMIN, f"merge {other} into {kept}")
    await staffed.presses(ADMIN, "The other way round", card)
    await staffed.presses(ADMIN, f"Merge {kept} into {other}", card)
    assert (await staffed.pledge(kept)).merged_into == 3
    assert (await staffed.pledge(other)).lead.title == SAFEGUARDING


async def test_a_pledge_of_three_papers_shows_two_and_opens_the_rest(staffed: Town) -> None:
    third = Source(document="Workforce Strategy", words="an employer that social workers choose")
    ref = await staffed.promises("Recruitment package", DIRECTOR, None, sources=(ACTION, RESOLVED, third))
    card = await staffed.says(ADMIN, f"show {ref}")
    assert "1 more" in staffed.sees(ADMIN, card)
    assert third.words in staffed.sees(ADMIN, card)


PACKAGE = "Set up a recruitment package with car parking assistance"


async def test_a_pledge_that_is_there_already_is_offered_before_a_new_one_is_made(staffed: Town) -> None:
    ref = await staffed.promises("Attractive recruitment package incl. car parking", DIRECTOR, None, sources=(ACTION,))
    card = await staffed.says(ADMIN, f"assign {PACKAGE} to {SAFEGUARDING} by 31 January")
    shown = staffed.sees(ADMIN, card)
    assert f"This looks like {ref}" in shown
    assert "Promised in Panel minutes, Corporate Parenting Panel, Wednesday 27 October 2021, minute 94" in shown
    assert await open_ones(staffed) == ["CP-1", ref]
    await staffed.presses(ADMIN, f"It is {ref}: add this paper", card)
    assert f"✓ {ref} has this paper too." in staffed.sees(ADMIN, card)
    pledge = await staffed.pledge(ref)
    assert (pledge.sources[-1].words, pledge.lead.title) == (PACKAGE, DIRECTOR)
    assert len(pledge.sources) == 2


async def test_a_new_pledge_is_made_all_the_same_with_nothing_typed_anew(staffed: Town) -> None:
    ref = await staffed.promises("Attractive recruitment package incl. car parking", DIRECTOR, None)
    card = await staffed.says(ADMIN, f"assign {PACKAGE} to {SAFEGUARDING} by 31 January")
    await staffed.presses(ADMIN, "Make a new one", card)
    assert await open_ones(staffed) == ["CP-1", ref, "CP-3"]
    made = await staffed.pledge("CP-3")
    assert (made.title, made.lead.title, made.deadline.due) == (PACKAGE, SAFEGUARDING, date(2027, 1, 31))
    await staffed.says(ADMIN, "assign Publish the leaflet on housing to Adele Vance by 31 January")
    assert await open_ones(staffed) == ["CP-1", ref, "CP-3", "CP-4"]
    await staffed.says(ADMIN, "withdraw CP-4 not now")
    await staffed.says(ADMIN, "assign Publish the leaflet on housing to Adele Vance by 31 January")
    assert await open_ones(staffed) == ["CP-1", ref, "CP-3", "CP-5"]


async def test_what_was_merged_away_is_offered_as_the_one_that_was_kept(staffed: Town) -> None:
    kept, other = await two_of_one(staffed)
    await merges(staffed, kept, other)
    shown = staffed.sees(
        ADMIN, await staffed.says(ADMIN, f"assign Recruitment package with parking to {DIRECTOR} by 31 January")
    )
    assert f"This looks like {kept}" in shown
    assert f"It is {other}" not in shown


async def test_a_paper_is_added_to_a_pledge_by_words_or_by_form(staffed: Town) -> None:
    said = await staffed.says(
        ADMIN, "source CP-1 “LGA review, 2023”, Cabinet, 5 December 2023, minute 12: “train members”"
    )
    assert "CP-1 has 2 sources now. Added: LGA review, 2023, Cabinet, Tuesday 5 December 2023, minute 12." in said.text
    expected = Source(
        document="LGA review, 2023", committee="Cabinet", held_on=date(2023, 12, 5), minute="12", words="train members"
    )
    assert (await staffed.pledge("CP-1")).sources == (PANEL, expected)
    await staffed.says(ADMIN, "source CP-1")
    given = {"ref": "CP-1", "document": "Improvement Plan", "day": "soon"}
    answer = await staffed.presses(ADMIN, "Add it", given=given)
    assert "soon" in str(answer.card)
    await staffed.presses(ADMIN, "Add it", given=given | {"day": ""})
    assert (await staffed.pledge("CP-1")).sources[-1] == Source(document="Improvement Plan")
    assert "already" in (await staffed.says(ADMIN, "source CP-1 Improvement Plan")).text
    no_day = staffed.sees(ADMIN, await staffed.says(ADMIN, "source CP-1 Panel minutes, CPP, 31 Feb 2021, minute 94"))
    assert "There is no 31 February" in no_day
    assert "31 Feb 2021" in no_day
    assert "can't find CP-9" in staffed.sees(ADMIN, await staffed.says(ADMIN, "source CP-9 Improvement Plan"))
    assert "Only an admin" in (await staffed.says(ADELE, "source CP-1 Plan")).text


async def test_a_meeting_that_moved_meanwhile_takes_along_what_is_unmerged(staffed: Town) -> None:
    await staffed.says(ADMIN, "meeting add Corporate Parenting Panel (CPP) 9 December 2026")
    kept = await staffed.promises("Attractive recruitment package incl. car parking", DIRECTOR, None)
    await staffed.says(ADMIN, f"assign Report on apprenticeships to {SAFEGUARDING} by the next meeting of CPP")
    await merges(staffed, kept, "CP-3")
    await staffed.says(ADMIN, "meeting move CPP 9 December to 16 December")
    assert (await staffed.pledge("CP-3")).deadline.due == date(2026, 12, 9)
    await staffed.says(ADMIN, "unmerge CP-3")
    assert (await staffed.pledge("CP-3")).deadline.due == date(2026, 12, 16)


LGA = "Leadership and training"
LINES = (
    ("Train members as corporate parents with case studies", "Panel minutes", "94, action point 3"),
    ("Agree training for members built on case studies", "Ofsted Action Plan", "4"),
    ("Case studies in the training of all members", "National Implementation Advisor, Sept 2022", "2"),
    ("Publish a newsletter for partners", "Service plan", "7"),
)


async def test_programme_plan_lines_show_all_their_sources(staffed: Town, tmp_path: Path) -> None:
    """Pledges from many documents stand in one plan; lines are merged and unmerged, and the counts reconcile."""
    head = "Title,Theme,Lead post,Source document,Source minute"
    rows = [f'{title},{LGA},"{DIRECTOR}","{paper}","{place}"' for title, paper, place in LINES]
    sheet = tmp_path / "plan.csv"
    sheet.write_text("\n".join([head, *rows]) + "\n")
    report = await bring_in(staffed.db, csv_file.read(sheet), staffed.clock())
    assert [line.split(" is near ")[0][:6] for line in report.near] == ["Line 3", "Line 4"]
    assert await _plan(staffed) == {f"CP-{n}": 1 for n in range(2, 6)}

    await merges(staffed, "CP-2", "CP-3")
    await merges(staffed, "CP-2", "CP-4")
    assert await _plan(staffed) == {"CP-2": 3, "CP-5": 1}
    card = staffed.sees(ADMIN, await staffed.says(ADMIN, "show CP-2"))
    for title, paper, place in LINES[:3]:
        assert f"**{paper}**" in card
        assert place.removeprefix("minute ") in card
        assert title in card
    assert "Promised in (3)" in card
    await staffed.says(ADMIN, "unmerge CP-4")
    assert await _plan(staffed) == {"CP-2": 2, "CP-4": 1, "CP-5": 1}
    await staffed.says(ADMIN, "unmerge CP-3")
    assert await _plan(staffed) == {f"CP-{n}": 1 for n in range(2, 6)}


async def _plan(town: Town) -> dict[str, int]:
    """The open lines of the plan, each with how many sources it has."""
    async with town.db.read() as tx:
        return {p.ref: len(p.sources) async for p in tx.register.all() if p.open and p.theme == LGA}


AREAS = (
    LGA,
    "Voice and influence",
    "Stable workforce",
    "Quality, stability and permanence",
    "Health and wellbeing",
    "Education",
    "Preparing for adulthood",
)


async def test_pledges_of_several_papers_stand_in_one_programme_plan_under_its_seven_areas(
    staffed: Town, tmp_path: Path
) -> None:
    await staffed.says(ADMIN, 'plan add "Programme plan" from 1 November 2026 to 31 October 2027')
    for number, area in enumerate(AREAS, 1):
        await staffed.says(ADMIN, f'theme add {number} "{area}" to "Programme plan"')
    papers = ("Ofsted Action Plan", "National Implementation Advisor, Sept 2022", "Panel minutes")
    lines = [f'Line {n} of the plan,"{area}","{DIRECTOR}","{papers[n % 3]}"' for n, area in enumerate(AREAS)]
    sheet = tmp_path / "programme.csv"
    sheet.write_text("\n".join(["Title,Theme,Lead post,Source document", *lines]) + "\n")
    await bring_in(staffed.db, csv_file.read(sheet), staffed.clock())
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "plan Programme plan"))
    async with staffed.db.read() as tx:
        for number, area in enumerate(AREAS):
            assert area in seen
            place = await tx.plans.place_of(number + 2)
            assert place is not None
            assert place.theme.name == area
        assert {p.sources[0].document async for p in tx.register.all() if p.number > 1} == set(papers)
