"""A post has a standing deputy, who may answer at any time and is asked while nobody holds it."""

from __future__ import annotations

import pytest

from tests.journeys.town import ADMIN, Town

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
SAFEGUARDING, DIRECTOR = "Assistant Director, Safeguarding", "Strategic Director, Children's Services"


@pytest.fixture
async def deputised(staffed: Town) -> Town:
    """Isaiah, Head of Review, is the deputy of the Assistant Director."""
    await staffed.hires(ISAIAH)
    await staffed.appoints(ISAIAH, "Head of Review", "Children's Services")
    await staffed.says(ADMIN, f'post "{SAFEGUARDING}" reports to {DIRECTOR} deputy {ISAIAH}')
    return staffed


async def test_whom_a_post_reports_to_and_its_deputy_are_set_shown_and_taken_back(deputised: Town) -> None:
    said = await deputised.says(ADMIN, f"post {SAFEGUARDING}")
    assert said.text == (
        f"I know the post {SAFEGUARDING}, Children's Services. Adele Vance holds it. It reports to {DIRECTOR}. "
        "Its deputy is Head of Review (Isaiah Langer): may answer at any time."
    )
    said = await deputised.says(ADMIN, f'post "{SAFEGUARDING}" reports to nobody deputy none')
    assert said.text == f"I know the post {SAFEGUARDING}, Children's Services. Adele Vance holds it."


async def test_a_deputy_may_answer_at_any_time_and_is_not_asked(deputised: Town) -> None:
    heard = len(deputised.chat(ISAIAH))
    await deputised.works("2026-11-20 09:30")
    assert len(deputised.chat(ISAIAH)) == heard
    assert "CP-1: recorded as at risk" in (await deputised.says(ISAIAH, "update CP-1 at risk")).text
    await deputised.works()
    assert f"Answered by **Isaiah Langer (deputy of {SAFEGUARDING})**." in deputised.sees(ADELE)


async def test_a_deputy_is_asked_in_the_holders_place_while_the_post_is_vacant(deputised: Town) -> None:
    said = await deputised.says(ADMIN, f'vacate "{SAFEGUARDING}" from 16 November')
    assert "Isaiah Langer (Head of Review) is asked as its deputy." in said.text
    await deputised.works("2026-11-16 10:00")
    assert "Your pledges: 1 open" in deputised.sees(ISAIAH, await deputised.says(ISAIAH, "mine"))
    await deputised.works("2026-11-20 09:30")
    seen = deputised.sees(ISAIAH)
    assert "Build a training programme" in seen
    assert f"You are asked as the deputy of {SAFEGUARDING}, which nobody holds at the moment." in seen
    assert "CP-1 **Build a training programme**" in deputised.sees(ADMIN, await deputised.says(ADMIN, "list vacant"))
    assert "so its deputy is asked" in deputised.sees(ADMIN, await deputised.says(ADMIN, "why CP-1"))


async def test_when_the_post_is_filled_the_deputys_card_says_whose_it_is_now(deputised: Town) -> None:
    await deputised.says(ADMIN, f'vacate "{SAFEGUARDING}"')
    await deputised.works("2026-11-20 09:30")
    nudge = deputised.chat(ISAIAH)[-1]
    await deputised.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen')
    await deputised.works("2026-11-20 09:45")
    assert f"is now with **Megan Bowen, {SAFEGUARDING}**" in deputised.sees(ISAIAH, nudge)
    assert "You have no open pledges" in deputised.sees(ISAIAH, await deputised.says(ISAIAH, "mine"))


async def test_who_comes_into_the_deputys_post_is_asked_from_then_on(deputised: Town) -> None:
    await deputised.says(ADMIN, f'vacate "{SAFEGUARDING}"')
    await deputised.works("2026-11-20 09:30")
    nudge = deputised.chat(ISAIAH)[-1]
    await deputised.says(ADMIN, "hand over Head of Review to Megan Bowen")
    await deputised.works("2026-11-20 09:45")
    assert f"is now with **Megan Bowen, {SAFEGUARDING}**" in deputised.sees(ISAIAH, nudge)
    assert any("You are asked as the deputy" in deputised.sees(MEGAN, m) for m in deputised.chat(MEGAN))


async def test_a_deputy_who_is_named_for_a_vacant_post_is_asked_from_then_on(staffed: Town) -> None:
    await staffed.says(ADMIN, f'vacate "{SAFEGUARDING}"')
    await staffed.works("2026-11-20 09:30")
    said = await staffed.says(ADMIN, f'post "{SAFEGUARDING}" deputy Megan Bowen')
    assert (
        f"Its deputy is {DIRECTOR} (Megan Bowen): may answer at any time, and is asked in its place now." in said.text
    )
    await staffed.works("2026-11-20 09:31")
    assert "You are asked as the deputy" in staffed.sees(MEGAN)


async def test_a_deputy_must_hold_a_post_and_is_asked_for_by_buttons_where_that_is_not_clear(deputised: Town) -> None:
    await deputised.hires("Joni Sherman")
    form = await deputised.says(ADMIN, f'post "{SAFEGUARDING}" deputy Joni Sherman')
    assert "Joni Sherman holds no other post, and a deputy is a post" in deputised.sees(ADMIN, form)
    await deputised.appoints(ISAIAH, "Head of Allocations", "Children's Services")
    form = await deputised.says(ADMIN, f'post "{SAFEGUARDING}" deputy Isaiah Langer')
    assert "Isaiah Langer holds Head of Allocations and Head of Review. Which of these is the deputy?" in (
        deputised.sees(ADMIN, form)
    )
    given = {"title": SAFEGUARDING, "deputy": ISAIAH}
    done = await deputised.presses(ADMIN, "Head of Allocations", form, given=given)
    assert "Its deputy is Head of Allocations (Isaiah Langer)" in done.text
    assert "cannot stand above or below itself" in deputised.sees(
        ADMIN, await deputised.says(ADMIN, f'post "{SAFEGUARDING}" deputy {SAFEGUARDING}')
    )
