"""Putting a question off: until when, how often, and what the ladder makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pledges.changing import Answer, record
from pledges.errors import NotUnderstood, NotYours
from pledges.messages import PersonId
from pledges.nudging import LATER, ask, next_question
from pledges.people import Standing
from pledges.pledge import Asking, Extension, Pledge, Status
from pledges.snoozing import latest, may_put_off, put_off, sleeps
from tests.pledges.test_nudging import FRIDAY, POLICY, day_of, pledge

ADELE = Standing(person=PersonId(1))
TODAY = date(2026, 11, 20)  # ten working days before the Friday


def off(found: Pledge, until: str, today: date = TODAY, reason: str = "") -> Pledge:
    return put_off(found, date.fromisoformat(until), reason, ADELE, POLICY, today)


def test_nothing_is_asked_before_the_day_and_then_it_is() -> None:
    later = off(pledge(), "2026-11-26")
    assert sleeps(later, TODAY)
    assert day_of(later, TODAY) == date(2026, 11, 26)
    question = next_question(later, POLICY, date(2026, 11, 26))
    assert question is not None
    assert question.rung == LATER
    assert day_of(ask(later, question, date(2026, 11, 26)), date(2026, 11, 27)) == date(2026, 12, 2)


def test_a_rung_that_comes_before_the_day_is_not_asked_by_itself() -> None:
    asked = replace(pledge(), asking=Asking(asked_on=TODAY, rung="10"))
    assert day_of(off(asked, "2026-12-03"), TODAY) == date(2026, 12, 3)


def test_a_day_off_becomes_the_working_day_after_it_or_before_it_where_that_is_too_late() -> None:
    assert day_of(off(pledge(), "2026-11-28"), TODAY) == date(2026, 11, 30)
    on_saturday = pledge(date(2026, 12, 5))
    assert day_of(off(on_saturday, "2026-12-04"), TODAY) == FRIDAY


@pytest.mark.parametrize(
    ("until", "today", "said"),
    [
        ("2026-11-20", "2026-11-20", "not still to come"),
        ("2026-12-05", "2026-11-20", "can wait until Friday 4 December at the latest"),
        ("2026-11-30", "2026-11-02", "can wait until Monday 16 November at the latest"),
        ("2026-12-07", "2026-12-04", "is due today"),
        ("2026-12-09", "2026-12-07", "Please say why"),
    ],
)
def test_what_is_refused_says_why(until: str, today: str, said: str) -> None:
    with pytest.raises(NotUnderstood, match=said):
        off(pledge(), until, date.fromisoformat(today))


def test_past_its_date_it_can_be_put_off_with_a_reason() -> None:
    assert day_of(off(pledge(), "2026-12-14", date(2026, 12, 7), "HR answers then"), date(2026, 12, 7)) == date(
        2026, 12, 14
    )


def test_papers_that_are_due_first_are_the_last_day() -> None:
    found = pledge(date(2026, 12, 16))
    papers = replace(found, deadline=replace(found.deadline, papers_due=date(2026, 12, 8)))
    assert latest(papers, POLICY, date(2026, 12, 1)) == date(2026, 12, 8)


def test_twice_in_a_row_is_the_most_and_a_sooner_day_does_not_count() -> None:
    once = off(pledge(), "2026-11-25")
    sooner = off(once, "2026-11-24")
    assert sooner.snooze is not None
    assert sooner.snooze.times == 1
    twice = off(sooner, "2026-11-27", date(2026, 11, 24))
    assert not may_put_off(twice, POLICY, date(2026, 11, 27))
    with pytest.raises(NotUnderstood, match="2 times in a row already"):
        off(twice, "2026-12-01", date(2026, 11, 27))


def test_an_answer_ends_it_and_the_count() -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    answered = record(off(pledge(), "2026-11-26"), Answer(Status.ON_TRACK), ADELE, POLICY, now)
    assert answered.snooze is None
    assert day_of(answered, date(2026, 11, 23)) == date(2026, 12, 2)
    again = off(answered, "2026-12-03", date(2026, 11, 30)).snooze
    assert again is not None
    assert again.times == 1


def test_what_is_not_asked_anyway_is_not_put_off() -> None:
    wish = Extension(wanted=date(2027, 1, 8), reason="HR", by=PersonId(1), at=datetime(2026, 11, 20, tzinfo=UTC))
    with pytest.raises(NotUnderstood, match="before that is decided anyway"):
        off(pledge(extension=wish), "2026-11-26")
    with pytest.raises(NotUnderstood, match="is done and to be confirmed"):
        off(pledge(status=Status.DONE), "2026-11-26")


def test_somebody_elses_is_not_put_off() -> None:
    with pytest.raises(NotYours):
        put_off(pledge(), date(2026, 11, 26), "", Standing(person=PersonId(2)), POLICY, TODAY)
