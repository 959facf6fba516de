"""Going live: nobody is asked before, everybody is first asked whether all is right, and never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.answering import answer
from pledges.calendar import ONE_DAY
from pledges.errors import NotYours
from pledges.first_cards import FIRST, awaits_first, confirm, is_held_back
from pledges.live import Live
from pledges.messages import PersonId
from pledges.nudging import ask, question_for, tell
from pledges.people import Standing
from pledges.pledge import Asking, Deadline, Owner, OwnerKind, Pledge, Status, When
from pledges.policy import Policy

POLICY = Policy()
ADELE, MEGAN = PersonId(1), PersonId(2)
LEAD = Owner(kind=OwnerKind.POST, title="Head of Housing", answers=ADELE)
HELP = Owner(kind=OwnerKind.POST, title="Head of Allocations", lead=False, answers=MEGAN)
BEGINS = date(2026, 11, 2)
DUE = st.none() | st.dates(date(2026, 9, 1), date(2027, 3, 31))
DAYS = st.dates(BEGINS, date(2027, 1, 29))
KINDS = st.sampled_from((When.DATE, When.MONTH, When.REVIEW))


def begun(due: date | None, kind: When = When.DATE, **but: object) -> Pledge:
    """A pledge of a directorate that went live on BEGINS."""
    new = Pledge(
        number=1,
        title="Find homes near schools",
        owners=(LEAD, HELP),
        deadline=Deadline(due=due, original=due, kind=kind),
        live=Live(since=BEGINS),
        asking=Asking(accepted=False, first_on=BEGINS),
    )
    return replace(new, **but)  # type: ignore[arg-type]


@given(DUE, KINDS, DAYS, st.booleans())
def test_nobody_is_asked_while_a_directorate_waits(due: date | None, kind: When, today: date, planned: bool) -> None:
    waits = Live(waits=True, since=today + ONE_DAY if planned else None)
    for asking in (Asking(), Asking(accepted=False, first_on=BEGINS)):
        pledge = begun(due, kind, live=waits, asking=asking)
        assert question_for(pledge, ADELE, POLICY, today) is None
        assert question_for(pledge, MEGAN, POLICY, today) is None
        assert is_held_back(pledge)


@given(DUE, KINDS, DAYS)
def test_the_first_question_is_whether_all_is_right_and_it_goes_to_the_lead(
    due: date | None, kind: When, today: date
) -> None:
    pledge = begun(due, kind)
    question = question_for(pledge, ADELE, POLICY, today)
    assert question is not None
    assert (question.rung, question.on) == (FIRST, POLICY.days.on_or_after(today))
    assert question_for(pledge, MEGAN, POLICY, today) is None


@given(DUE, KINDS, DAYS, st.integers(0, 60))
def test_it_is_asked_once_and_nothing_else_for_five_working_days(
    due: date | None, kind: When, today: date, later: int
) -> None:
    pledge = begun(due, kind)
    first = question_for(pledge, ADELE, POLICY, today)
    assert first is not None
    asked = tell(ask(pledge, first, first.on), first.on)
    assert not awaits_first(asked)
    for person in (ADELE, MEGAN):
        question = question_for(asked, person, POLICY, first.on + timedelta(days=later))
        assert question is None or question.rung != FIRST
        assert question is None or question.on >= POLICY.days.forward(first.on, POLICY.new_waits)


@given(DUE, DAYS)
def test_an_answer_of_any_kind_makes_it_needless(due: date | None, today: date) -> None:
    pledge = begun(due)
    for after in (
        answer(pledge, ADELE, Status.ON_TRACK, today),
        confirm(pledge, Standing(person=ADELE), today),
    ):
        question = question_for(after, ADELE, POLICY, today)
        assert question is None or question.rung != FIRST
        assert not is_held_back(after)


def test_yes_is_no_word_on_how_it_is_going() -> None:
    pledge = begun(date(2026, 12, 4))
    after = confirm(pledge, Standing(person=ADELE), BEGINS)
    assert (after.status, after.last, after.asking.answered_on) == (pledge.status, None, None)
    assert after.confirmed_on == BEGINS


def test_only_whoever_may_change_a_pledge_confirms_it() -> None:
    with pytest.raises(NotYours):
        confirm(begun(None), Standing(person=PersonId(9)), BEGINS)


def test_after_yes_the_ladder_goes_on_from_there() -> None:
    pledge = begun(date(2026, 12, 4))
    first = question_for(pledge, ADELE, POLICY, BEGINS)
    assert first is not None
    right = confirm(tell(ask(pledge, first, BEGINS), BEGINS), Standing(person=ADELE), BEGINS)
    question = question_for(right, ADELE, POLICY, BEGINS)
    assert question is not None
    assert (question.rung, question.on) == ("10", date(2026, 11, 20))


def test_silence_is_escalated_four_weeks_after_going_live_at_the_earliest() -> None:
    assert Live(since=BEGINS).escalates_from == date(2026, 11, 30)
    assert Live(waits=True, since=BEGINS).escalates_from is None
    assert Live().escalates_from is None
