"""What advisers recommend and what young people raise, followed by pledges or not yet."""

from __future__ import annotations

from datetime import date

from pledges.pledge import Kind, Source
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
SAFEGUARDING = "Assistant Director, Safeguarding"
LETTER = "National Implementation Advisor, Sept 2022"
ADVISED = {
    "1": "Themed sub-groups with champions",
    "2": "Review the membership of the Panel",
    "3": "Employ Care Leaver Ambassadors",
}
VOICE = "We want to know where we will live before we leave care"


async def advised(town: Town) -> None:
    for number, words in ADVISED.items():
        await town.says(ADMIN, f'recommendation "{LETTER}" {number} {words}')


async def covered(town: Town) -> str:
    return town.sees(ADMIN, await town.says(ADMIN, f"coverage {LETTER}"))


async def test_an_advisers_letter_has_a_coverage_figure_of_its_own(staffed: Town) -> None:
    none = staffed.sees(ADMIN, await staffed.says(ADMIN, "coverage"))
    assert "No paper's recommendations are entered yet" in none
    await advised(staffed)
    assert "0 of 3 have a pledge" in await covered(staffed)

    await staffed.presses(ADMIN, "Make it a pledge")
    given = {"to": SAFEGUARDING, "by": "31 January 2027"}
    title = "Set up themed sub-groups"
    await staffed.presses(ADMIN, "Assign it", given=given | {"title": title})
    made = await staffed.pledge("CP-2")
    assert (made.title, made.kind, made.deadline.due) == (title, Kind.RECOMMENDATION, date(2027, 1, 31))
    assert made.sources == (Source(document=LETTER, minute="recommendation 1", words=ADVISED["1"]),)
    await staffed.says(ADMIN, f'recommendation link "{LETTER}" 2 CP-1')
    assert (await staffed.pledge("CP-1")).sources[-1].words == ADVISED["2"]
    await staffed.says(ADMIN, f'recommendation link "{LETTER}" 3 is CP-1')

    shown = await covered(staffed)
    assert "3 of 3 have a pledge" in shown
    assert f"CP-2 {title} · not started" in shown
    assert "No pledge yet" not in shown
    listed = staffed.sees(ADMIN, await staffed.says(ADMIN, "coverage"))
    assert "3 of 3 with a pledge, in 1 paper" in listed

    await staffed.says(ADMIN, "withdraw CP-2 not ours")
    shown = await covered(staffed)
    assert "2 of 3 have a pledge" in shown
    assert "CP-2 Set up themed sub-groups · withdrawn" in shown


async def test_a_recommendation_that_has_a_pledge_already_is_linked_from_the_card(staffed: Town) -> None:
    await advised(staffed)
    await covered(staffed)
    await staffed.presses(ADMIN, "It is CP-…")
    answer = await staffed.presses(ADMIN, "It is that one", given={"ref": "CP-77"})
    assert "can't find CP-77" in str(answer.card)
    await staffed.presses(ADMIN, "Note it", given={"ref": "CP-1"})
    assert "1 of 3 have a pledge" in await covered(staffed)
    await staffed.says(ADMIN, f'recommendation unlink "{LETTER}" 1 CP-1')
    assert "0 of 3 have a pledge" in await covered(staffed)
    assert len((await staffed.pledge("CP-1")).sources) == 1
    again = staffed.sees(ADMIN, await staffed.says(ADMIN, f'recommendation unlink "{LETTER}" 1 CP-1'))
    assert "CP-1 does not follow recommendation 1" in again


async def test_a_recommendation_that_repeats_a_pledge_takes_its_paper_to_it(staffed: Town) -> None:
    await staffed.promises("Employ care leaver ambassadors", SAFEGUARDING, None)
    await staffed.says(ADMIN, f'recommendation "{LETTER}" 3 {ADVISED["3"]}')
    await staffed.presses(ADMIN, "Make it a pledge")
    await staffed.presses(
        ADMIN, "Assign it", given={"title": ADVISED["3"], "to": SAFEGUARDING, "by": "31 January 2027"}
    )
    assert "This looks like CP-2" in staffed.sees(ADMIN)
    await staffed.presses(ADMIN, "It is CP-2: add this paper")
    assert (await staffed.pledge("CP-2")).sources[-1].document == LETTER
    assert "1 of 1 has a pledge" in await covered(staffed)


async def test_what_is_missing_or_unknown_about_a_recommendation_is_asked_for(staffed: Town) -> None:
    assert "Which paper?" in staffed.sees(ADMIN, await staffed.says(ADMIN, "recommendation"))
    form = staffed.sees(ADMIN, await staffed.says(ADMIN, f'recommendation "{LETTER}"'))
    assert LETTER in form
    unnumbered = staffed.sees(ADMIN, await staffed.says(ADMIN, f'recommendation "{LETTER}" Themed sub-groups'))
    assert "Themed sub-groups" in unnumbered
    await staffed.presses(ADMIN, "Keep it", given={"paper": LETTER, "number": "b" * 30, "words": "Sub-groups"})
    assert "is long for a number" in staffed.sees(ADMIN)
    await advised(staffed)
    assert "no recommendations of “Budget”" in (await staffed.says(ADMIN, "coverage Budget")).text
    unknown = staffed.sees(ADMIN, await staffed.says(ADMIN, f'recommendation link "{LETTER}" 9 CP-1'))
    assert f"I know no recommendation 9 of “{LETTER}”" in unknown
    stopped = staffed.sees(ADMIN, await staffed.says(ADMIN, f'recommendation "{LETTER}" 4 Help Ann, aged 9'))
    assert "personal details" in stopped
    assert "Only an admin" in (await staffed.says(ADELE, "coverage")).text


async def test_what_young_people_raised_is_kept_in_approved_words_and_shown_on_its_pledge(staffed: Town) -> None:
    assert "Nothing is entered yet" in staffed.sees(ADMIN, await staffed.says(ADMIN, "raised"))
    said = await staffed.says(
        ADMIN, f"raised add July 2021 theme Housing: “{VOICE}” approved by Megan Bowen on 2 August 2021"
    )
    assert "Kept as number 1, raised in July 2021." in said.text
    shown = staffed.sees(ADMIN, await staffed.says(ADMIN, "raised"))
    assert f"“{VOICE}”" in shown
    assert "1 · July 2021 · Housing · approved by Megan Bowen on Monday 2 August 2021" in shown
    assert "No pledge yet" in shown
    await staffed.presses(ADMIN, "Link a pledge")
    await staffed.presses(ADMIN, "Note it", given={"number": "1", "ref": "CP-1"})
    assert "Answered by **CP-1**" in staffed.sees(ADMIN, await staffed.says(ADMIN, "raised"))
    card = staffed.sees(ADELE, await staffed.says(ADELE, "show CP-1"))
    assert "**Raised by young people in July 2021** (Housing)" in card
    assert VOICE in card
    assert "already" in (await staffed.says(ADMIN, "raised link 1 CP-1")).text
    assert "any more" in (await staffed.says(ADMIN, "raised unlink 1 CP-1")).text


async def test_words_that_nobody_approved_or_that_hold_details_are_not_kept(staffed: Town) -> None:
    form = staffed.sees(ADMIN, await staffed.says(ADMIN, f"raised add July 2021 theme Housing: {VOICE}"))
    assert f"July 2021\nIts theme\nHousing\nThe approved words (never a name)\n{VOICE}\nWho approved" in form
    for words, says in (
        ("raised add July 2021: “Ann, aged 9, wants a dog” approved by Megan Bowen", "personal details"),
        (f"raised add July 2027: “{VOICE}” approved by Megan Bowen", "still to come"),
        (f"raised add soon: “{VOICE}” approved by Megan Bowen", "can't read"),
        (f"raised add July 2021: “{VOICE}” approved by Nobody Known", "Nobody Known"),
        (f"raised add July 2021: “{VOICE}” approved by Megan Bowen on 5 May 2027", "once they are approved"),
        ("raised link 7 CP-1", "has number 7"),
        ("raised link", "Which number?"),
    ):
        assert says in staffed.sees(ADMIN, await staffed.says(ADMIN, words))
    assert "Nothing is entered yet" in staffed.sees(ADMIN, await staffed.says(ADMIN, "raised"))
    assert "Only an admin" in (await staffed.says(ADELE, "raised")).text
