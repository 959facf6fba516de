"""The weekdays on which somebody is asked, and what the ladder makes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.errors import NotUnderstood
from pledges.habits import Habit, by_habit, weekdays
from pledges.nudging import ask, next_question
from pledges.pledge import Asking, Pledge
from tests.pledges.test_nudging import DAYS, FRIDAY, POLICY, pledge

NO_FRIDAYS, TUESDAYS = Habit(off=frozenset({4})), Habit(only_on=1)
HABITS = st.builds(Habit, off=st.frozensets(st.integers(0, 2), max_size=3), only_on=st.sampled_from((None, 3, 4)))


def rungs(found: Pledge, habit: Habit, today: date, count: int = 4) -> list[str]:
    days, policy = list[date](), by_habit(POLICY, habit)
    for _ in range(count):
        question = next_question(found, policy, days[-1] if days else today)
        assert question is not None
        found = ask(found, question, question.on)
        days.append(question.on)
    return [day.isoformat() for day in days]


def test_what_falls_on_a_day_off_comes_the_working_day_before() -> None:
    assert rungs(pledge(), NO_FRIDAYS, date(2026, 11, 2)) == ["2026-11-19", "2026-12-02", "2026-12-03", "2026-12-10"]


def test_weekly_is_one_weekday_for_what_is_late_too_but_for_the_day_itself() -> None:
    assert rungs(pledge(), TUESDAYS, date(2026, 11, 2)) == ["2026-11-17", "2026-12-01", "2026-12-04", "2026-12-08"]


def test_a_rung_that_was_missed_waits_for_the_weekday_but_never_beyond_the_day_itself() -> None:
    policy = by_habit(POLICY, TUESDAYS)
    question = next_question(pledge(), policy, date(2026, 11, 25))
    assert question is not None
    assert question.on == date(2026, 12, 1)
    question = next_question(replace(pledge(), asking=Asking(asked_on=date(2026, 12, 1))), policy, date(2026, 12, 3))
    assert question is not None
    assert question.on == FRIDAY


@given(due=DAYS, today=DAYS, habit=HABITS)
def test_nobody_is_asked_on_a_day_off_nor_later_than_the_day_itself(due: date, today: date, habit: Habit) -> None:
    question = next_question(pledge(due), by_habit(POLICY, habit), today)
    usual = next_question(pledge(due), POLICY, today)
    assert question is not None
    assert usual is not None
    assert question.on.weekday() not in habit.off
    assert POLICY.days.is_one(question.on)
    if today < POLICY.days.on_or_before(due) and not habit.off:
        assert question.on <= max(due, usual.on)


def test_days_are_read_and_too_many_refused() -> None:
    assert weekdays("Fridays") == {4}
    assert weekdays("Mondays and Wed") == {0, 2}
    assert weekdays("nothing") == frozenset()
    with pytest.raises(NotUnderstood, match="At least 2 days"):
        Habit(off=frozenset({0, 1, 2, 3})).check()
    with pytest.raises(NotUnderstood, match="Friday can't be your day"):
        Habit(off=frozenset({4}), only_on=4).check()
