"""The ladder: when an owner is asked, and what an answer makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import ONE_DAY, WorkingDays
from pledges.changing import give, set_date
from pledges.messages import PersonId
from pledges.nudging import LATE, PANEL, ask, next_question
from pledges.pledge import Asking, Deadline, Extension, Owner, OwnerKind, Pledge, Status
from pledges.policy import Policy

CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})
POLICY = Policy(days=WorkingDays(CHRISTMAS))
ADELE = Owner(kind=OwnerKind.POST, title="Assistant Director", answers=PersonId(1))
FRIDAY = date(2026, 12, 4)
DAYS = st.dates(date(2026, 10, 1), date(2027, 3, 31))


def pledge(due: date | None = FRIDAY, **but: object) -> Pledge:
    plain = Pledge(number=1, title="Build a programme", owners=(ADELE,), deadline=Deadline(due=due, original=due))
    return replace(plain, **but)  # type: ignore[arg-type]


def day_of(found: Pledge, today: date) -> date | None:
    question = next_question(found, POLICY, today)
    return question.on if question else None


def answered(found: Pledge, on: date) -> Pledge:
    return replace(found, asking=replace(found.asking, answered_on=on))


def asked(found: Pledge, on: date) -> Pledge:
    question = next_question(found, POLICY, on)
    assert question is not None
    return ask(found, question, on)


@pytest.mark.parametrize(
    ("due", "rungs"),
    [
        (FRIDAY, ["2026-11-20", "2026-12-02", "2026-12-04", "2026-12-10"]),
        (date(2026, 12, 5), ["2026-11-20", "2026-12-02", "2026-12-04", "2026-12-10"]),  # a Saturday
        (date(2026, 12, 25), ["2026-12-10", "2026-12-22", "2026-12-24", "2026-12-31"]),  # Christmas Day
        (date(2028, 2, 29), ["2028-02-15", "2028-02-25", "2028-02-29", "2028-03-09"]),
    ],
)
def test_without_answers_the_ladder_is_ten_two_and_none_before_then_weekly(due: date, rungs: list[str]) -> None:
    days: list[date] = []
    found = pledge(due)
    for _ in range(4):
        day = day_of(found, due - timedelta(days=60)) if not days else day_of(found, days[-1])
        assert day is not None
        days.append(day)
        found = asked(found, day)
    assert [str(day) for day in days] == rungs


def test_an_answer_skips_to_the_rung_two_days_before() -> None:
    assert day_of(answered(pledge(), date(2026, 11, 18)), date(2026, 11, 18)) == date(2026, 12, 2)


def test_an_answer_on_the_rung_two_days_before_skips_the_day_itself() -> None:
    assert day_of(answered(asked(pledge(), date(2026, 12, 2)), date(2026, 12, 2)), date(2026, 12, 2)) == date(
        2026, 12, 10
    )


def test_the_day_itself_is_asked_when_the_rung_before_went_unanswered() -> None:
    found = asked(answered(pledge(), date(2026, 11, 20)), date(2026, 12, 2))
    assert day_of(found, date(2026, 12, 3)) == FRIDAY


def test_a_word_of_long_ago_skips_nothing() -> None:
    assert day_of(answered(pledge(), date(2026, 8, 3)), date(2026, 11, 1)) == date(2026, 11, 20)


def test_after_an_outage_only_the_most_urgent_rung_is_asked_and_asked_today() -> None:
    question = next_question(pledge(), POLICY, date(2026, 12, 3))
    assert question is not None
    assert (question.on, question.rung) == (date(2026, 12, 3), "2")
    assert day_of(asked(pledge(), date(2026, 12, 3)), date(2026, 12, 3)) == FRIDAY


def test_what_is_late_is_asked_about_once_a_week_on_one_day() -> None:
    found, days = asked(pledge(), FRIDAY), []
    day = FRIDAY
    for _ in range(3):
        day = day_of(found, day + ONE_DAY) or day
        days.append(day)
        found = asked(found, day)
    assert days == [date(2026, 12, 10), date(2026, 12, 17), date(2026, 12, 24)]
    assert found.asking.rung == LATE


def test_the_weekly_day_moves_off_a_holiday() -> None:
    found = replace(pledge(date(2026, 12, 18)), asking=Asking(asked_on=date(2026, 12, 24), rung=LATE))
    policy = Policy(days=WorkingDays(CHRISTMAS | {date(2026, 12, 31)}))
    question = next_question(found, policy, date(2026, 12, 28))
    assert question is not None
    assert question.on == date(2027, 1, 4)


def test_an_answer_about_something_late_brings_quiet_until_the_week_after() -> None:
    late = answered(asked(pledge(), FRIDAY), date(2026, 12, 8))
    assert day_of(late, date(2026, 12, 8)) == date(2026, 12, 17)


@pytest.mark.parametrize(
    "quiet",
    [
        pledge(None),
        pledge(status=Status.DONE),
        pledge(status=Status.CLOSED),
        pledge(owners=()),
        pledge(extension=Extension(wanted=FRIDAY, reason="HR", by=PersonId(1), at=None)),  # type: ignore[arg-type]
    ],
)
def test_nobody_is_asked_where_there_is_nothing_or_nobody_to_ask(quiet: Pledge) -> None:
    assert next_question(quiet, POLICY, date(2026, 12, 10)) is None


def test_what_is_new_waits_five_working_days_for_being_taken_on() -> None:
    new = give(pledge(), ADELE, date(2026, 12, 1))
    assert day_of(new, date(2026, 12, 1)) == date(2026, 12, 8)
    taken = replace(new, asking=replace(new.asking, accepted=True))
    assert day_of(taken, date(2026, 12, 1)) == date(2026, 12, 1)


def test_a_new_date_starts_the_ladder_anew_and_keeps_the_first_date() -> None:
    moved = set_date(answered(asked(pledge(), FRIDAY), FRIDAY), Deadline(due=date(2027, 1, 29)))
    assert moved.deadline.original == FRIDAY
    assert day_of(moved, FRIDAY) == date(2027, 1, 15)


@given(
    due=DAYS,
    start=DAYS,
    ticks=st.sets(st.integers(0, 60), max_size=40),
    answers=st.sets(st.integers(0, 60), max_size=4),
)
def test_however_often_it_is_looked_at_each_rung_is_asked_once_and_never_on_a_day_off(
    due: date, start: date, ticks: set[int], answers: set[int]
) -> None:
    found, rungs = pledge(due), []
    for offset in sorted(ticks):
        today = start + timedelta(days=offset)
        for _ in range(2):  # a second look on the same day
            question = next_question(found, POLICY, today)
            if question and question.on <= today:
                assert POLICY.days.is_one(today)
                rungs.append(question.rung if question.rung != LATE else f"late {today:%G-%V}")
                found = ask(found, question, today)
        if offset in answers:
            found = answered(found, today)
    assert len(rungs) == len(set(rungs))


@given(due=DAYS, today=DAYS)
def test_the_next_question_is_never_before_today_and_always_on_a_working_day(due: date, today: date) -> None:
    question = next_question(pledge(due), POLICY, today)
    assert question is not None
    assert question.on >= today
    assert POLICY.days.is_one(question.on)


@given(st.lists(DAYS, max_size=4), DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS)
def test_before_papers_of_the_panel_everything_open_is_asked_about_once(
    papers: list[date], today: date, due: date | None, asked_on: date | None, answered_on: date | None
) -> None:
    found = pledge(due, papers=tuple(sorted(papers)), asking=Asking(asked_on=asked_on, answered_on=answered_on))
    question = next_question(found, POLICY, today)
    if question and question.rung == PANEL:
        assert any(today <= day and POLICY.days.back(day, 10) <= question.on for day in papers)
        assert asked_on is None or asked_on < question.on
        again = next_question(ask(found, question, question.on), POLICY, question.on)
        assert again is None or again.on > question.on
    for day in papers:
        silent = asked_on is None and answered_on is None
        if silent and due is None and POLICY.days.back(day, 10) >= today:
            assert question is not None
            assert question.on <= POLICY.days.back(day, 10)


def test_an_answer_in_the_weeks_before_the_papers_is_not_asked_for_again() -> None:
    papers = date(2026, 11, 27)
    found = pledge(None, papers=(papers,))
    assert day_of(found, date(2026, 11, 1)) == date(2026, 11, 13)
    assert day_of(answered(found, date(2026, 11, 4)), date(2026, 11, 4)) is None
    assert day_of(answered(found, date(2026, 10, 1)), date(2026, 10, 1)) == date(2026, 11, 13)
    assert day_of(asked(found, date(2026, 11, 13)), date(2026, 11, 13)) is None
