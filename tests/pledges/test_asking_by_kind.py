"""What begins, what hangs on a meeting and what has no end is asked about each in its way."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import WorkingDays
from pledges.messages import PersonId
from pledges.nudging import LATE, REVIEW, START, ask, next_question
from pledges.pledge import Deadline, MeetingId, Owner, OwnerKind, Pledge, When, is_past
from pledges.policy import Policy

POLICY = Policy(days=WorkingDays())
ADELE = Owner(kind=OwnerKind.POST, title="Assistant Director", answers=PersonId(1))


def pledge(**deadline: object) -> Pledge:
    return Pledge(number=1, title="Build a programme", owners=(ADELE,), deadline=Deadline(**deadline))  # type: ignore[arg-type]


def asked_on(found: Pledge, since: date, days: int) -> list[tuple[str, str]]:
    """Each question that is put, looking every day: the day and the rung."""
    asked = []
    for today in (since + timedelta(days=n) for n in range(days)):
        question = next_question(found, POLICY, today)
        if question and question.on <= today:
            asked.append((str(today), question.rung))
            found = ask(found, question, today)
    return asked


WINDOW = pledge(kind=When.WINDOW, starts=date(2024, 1, 1), due=date(2024, 2, 29))


def test_a_window_is_asked_from_its_start_and_counts_to_its_end() -> None:
    assert asked_on(WINDOW, date(2023, 11, 22), 110) == [
        ("2024-01-01", START),
        ("2024-02-15", "10"),
        ("2024-02-27", "2"),
        ("2024-02-29", "0"),
        ("2024-03-07", LATE),
    ]


def test_a_window_is_late_after_its_end_and_not_before() -> None:
    assert not is_past(WINDOW, date(2024, 2, 29))
    assert is_past(WINDOW, date(2024, 3, 1))


def test_a_start_is_asked_once_on_its_first_day_and_never_late() -> None:
    found = pledge(kind=When.START, starts=date(2024, 2, 1))
    assert asked_on(found, date(2023, 11, 22), 400) == [("2024-02-01", START)]
    assert not is_past(found, date(2026, 1, 1))


def test_what_hangs_on_a_meeting_is_asked_before_its_papers_and_late_after_the_meeting() -> None:
    found = pledge(
        kind=When.MEETING, meeting=MeetingId(1), due=date(2026, 12, 9), papers_due=date(2026, 12, 1), original=None
    )
    assert asked_on(found, date(2026, 11, 2), 45) == [
        ("2026-11-17", "10"),
        ("2026-11-27", "2"),
        ("2026-12-01", "0"),
        ("2026-12-10", LATE),
    ]


def test_what_has_no_end_is_looked_at_every_six_weeks_and_what_recurs_every_quarter() -> None:
    ongoing = pledge(kind=When.REVIEW, words="ongoing", starts=date(2026, 3, 2))
    assert asked_on(ongoing, date(2026, 3, 2), 100) == [("2026-04-13", REVIEW), ("2026-05-25", REVIEW)]
    required = pledge(kind=When.RECURRING, words="as required", starts=date(2026, 3, 2))
    assert asked_on(required, date(2026, 3, 2), 100) == [("2026-06-01", REVIEW)]
    quarterly = pledge(kind=When.RECURRING, words="quarterly", starts=date(2026, 3, 2))
    assert asked_on(quarterly, date(2026, 3, 2), 100) == []  # each quarter is a pledge of its own
    assert not is_past(ongoing, date(2030, 1, 1))


def test_without_a_date_or_with_a_meeting_that_has_none_nobody_is_asked() -> None:
    for kind in (When.NONE, When.MEETING):
        assert next_question(pledge(kind=kind), POLICY, date(2026, 3, 2)) is None


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 120), st.integers(-60, 200))
def test_nobody_is_asked_before_a_window_opens(starts: date, length: int, seen: int) -> None:
    found = pledge(kind=When.WINDOW, starts=starts, due=starts + timedelta(days=length))
    question = next_question(found, POLICY, starts + timedelta(days=seen))
    assert question is not None
    assert question.on >= starts
