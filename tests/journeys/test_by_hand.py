"""People without Teams are asked by hand, which is a route like any other."""

from __future__ import annotations

import pytest

from pledges.pledge import Status
from tests.journeys.town import ADMIN, Town

CLLR, HOUSING = "Cllr Ashdown", "Champion for Housing"


@pytest.fixture
async def champion(town: Town) -> Town:
    """A councillor without Teams who leads a pledge for 4 December."""
    await town.hires(CLLR, install=False)
    await town.appoints(CLLR, HOUSING, "Corporate Parenting Panel")
    await town.promises("Report on homes for care leavers", HOUSING, "2026-12-04")
    await town.says(ADMIN, "by hand Cllr Ashdown")
    return town


async def test_a_due_question_comes_to_the_admin_as_a_text_to_send(champion: Town) -> None:
    heard = len(champion.chat(ADMIN))
    for minute in ("09:30", "09:31", "15:00"):
        await champion.works(f"2026-11-20 {minute}")
    assert len(champion.chat(ADMIN)) == heard + 1
    seen = champion.sees(ADMIN)
    assert "To ask by hand: Cllr Ashdown" in seen
    assert "Dear Cllr Ashdown," in seen
    assert "• CP-1 “Report on homes for care leavers”: due Friday 4 December. Promised in Panel minutes" in seen
    assert "Thank you, Lynne Robbins" in seen
    assert champion.chat(CLLR) == []


async def test_they_count_as_asked_when_the_admin_says_that_it_was_sent(champion: Town) -> None:
    await champion.works("2026-11-20 09:30")
    assert (await champion.pledge("CP-1")).asking.reached_on is None
    answer = await champion.presses(ADMIN, "Sent")
    assert "✓ Sent: Cllr Ashdown counts as asked." in str(answer.card)
    assert str((await champion.pledge("CP-1")).asking.reached_on) == "2026-11-20"


async def test_the_answer_is_recorded_on_the_card_as_theirs_by_the_admin(champion: Town) -> None:
    await champion.works("2026-11-20 09:30")
    given = {"note.CP-1.words": "Report drafted", "at.CP-1": "Panel, 19 November"}
    answer = await champion.presses(ADMIN, "On track", given=given)
    assert "✓ CP-1: recorded as **on track**" in str(answer.card)
    async with champion.db.read() as tx:
        [told] = await tx.register.updates("CP-1")
        whose = await tx.people.get(told.by) if told.by else None
    assert whose
    assert (whose.name, told.status, told.note) == (CLLR, Status.ON_TRACK, "Report drafted (Panel, 19 November)")
    seen = champion.sees(ADMIN, await champion.says(ADMIN, "history CP-1"))
    assert "Lynne Robbins, by hand, Friday 20 November 2026" in seen


async def test_what_the_guard_stops_is_given_back(champion: Town) -> None:
    await champion.works("2026-11-20 09:30")
    given = {"note.CP-1.words": "Jaiden, 14, moved placement again"}
    answer = await champion.presses(ADMIN, "At risk", given=given)
    assert "personal details" in str(answer.card)
    assert (await champion.pledge("CP-1")).last is None


async def test_an_answer_is_recorded_by_a_line_with_the_meeting_it_was_said_at(champion: Town) -> None:
    said = await champion.says(ADMIN, "record for Cllr Ashdown: CP-1 on track, report drafted (Panel 5 November)")
    assert said.text == "CP-1: recorded as on track for Cllr Ashdown. Next question: Wednesday 2 December."
    pledge = await champion.pledge("CP-1")
    assert pledge.last
    assert pledge.last.note == "report drafted (Panel 5 November)"


async def test_what_is_missing_is_asked_for_by_a_form(champion: Town) -> None:
    form = await champion.says(ADMIN, "record for Cllr Ashdown: CP-1")
    assert "Record an answer" in champion.sees(ADMIN, form)
    given = {"who": CLLR, "ref": "CP-1", "status": "done", "note": "", "at": "Panel 5 November"}
    done = await champion.presses(ADMIN, "Record it", form, given=given)
    assert "CP-1: recorded as done, to be confirmed for Cllr Ashdown." in done.text


async def test_a_name_that_is_nearly_somebodys_enters_nobody(champion: Town) -> None:
    said = await champion.says(ADMIN, "by hand Cllr Ashdwn")
    assert said.text == "Who is “Cllr Ashdwn”? I know: Cllr Ashdown. Please choose one, or type it in full."
    assert (await champion.says(ADMIN, "by hand off")).text.startswith("Asked by hand: Cllr Ashdown. Type")


async def test_what_is_typed_without_a_colon_is_recorded_or_stands_in_the_form(champion: Town) -> None:
    said = await champion.says(ADMIN, "record Cllr Ashdown CP-1 on track, report drafted")
    assert said.text.startswith("CP-1: recorded as on track for Cllr Ashdown.")
    form = await champion.says(ADMIN, "record the report is drafted, says the councillor")
    assert "What did they say?\nthe report is drafted, says the councillor" in champion.sees(ADMIN, form)


async def test_nothing_is_recorded_for_somebody_whose_pledge_it_is_not(champion: Town) -> None:
    await champion.says(ADMIN, "by hand Cllr Birkett")
    said = await champion.says(ADMIN, "record for Cllr Birkett: CP-1 done")
    assert "CP-1 belongs to Champion for Housing" in said.text
    assert (await champion.pledge("CP-1")).last is None


async def test_by_hand_is_no_failure_and_can_be_ended(champion: Town) -> None:
    assert "Everybody who answers" in champion.sees(ADMIN, await champion.says(ADMIN, "list not reached"))
    assert "Asked by hand: Cllr Ashdown." in (await champion.says(ADMIN, "by hand off")).text
    assert "is asked by hand already" in (await champion.says(ADMIN, "by hand Cllr Ashdown")).text
    assert "asked in Teams again" in (await champion.says(ADMIN, "by hand off Cllr Ashdown")).text
    assert "is not asked by hand" in (await champion.says(ADMIN, "by hand off Cllr Ashdown")).text
    assert CLLR in champion.sees(ADMIN, await champion.says(ADMIN, "list not reached"))


async def test_somebody_who_is_given_a_pledge_by_hand_is_not_written_to(champion: Town) -> None:
    said = await champion.says(ADMIN, "assign Visit two homes to Cllr Ashdown by 18 December")
    assert "They are asked by hand: you get a text to send when it is due." in said.text


async def test_only_admins_record_for_others(champion: Town) -> None:
    await champion.hires("Adele Vance")
    assert "Only an admin can" in (await champion.says("Adele Vance", "record for Cllr Ashdown: CP-1 done")).text
