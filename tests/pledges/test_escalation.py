"""The rule of escalation: nobody above an owner is asked before the owner was, in time, and was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.escalation import (
    Done,
    Route,
    Senior,
    Silence,
    Step,
    announced,
    is_councillor,
    next_step,
    route_of,
    weekly,
)
from pledges.messages import PersonId
from pledges.owners import OwnerKind
from pledges.pledge import Extension, Status
from pledges.policy import Policy
from pledges.snooze import Snooze
from tests.make import NOW, a_pledge, an_owner

POLICY = Policy()
OWNER, HEAD, DIRECTOR = PersonId(1), PersonId(2), PersonId(3)
DUE = date(2026, 12, 4)
FIRST, SECOND, WARNED, ASKED = date(2026, 12, 10), date(2026, 12, 17), date(2026, 12, 23), date(2026, 12, 24)
SENIORS = (
    Senior(step=Step.SENIOR, post="Head of Housing", person=HEAD, asked=HEAD),
    Senior(step=Step.DIRECTOR, post="Director of Housing", person=DIRECTOR, asked=DIRECTOR),
)
LATE = a_pledge(number=1, due=DUE, answers=OWNER)
SILENT = Silence(on=True, asked=(FIRST, SECOND), since=FIRST, seniors=SENIORS)
TOLD = Done(step=Step.WARNED, on=WARNED, person=OWNER, reached_on=WARNED)
days = st.dates(date(2026, 11, 30), date(2027, 2, 1))


def done(step: Step, on: date, person: PersonId | None = None, *, arrived: bool = True) -> Done:
    return Done(step=step, on=on, person=person, reached_on=on if arrived else None)


@st.composite
def silences(draw: st.DrawFn) -> Silence:
    """Any that may come about: questions that arrived, steps in any order, whoever is above."""
    asked = tuple(sorted(draw(st.lists(days, max_size=5))))
    steps = draw(st.lists(st.sampled_from(Step), max_size=4, unique=True))
    taken = sorted(draw(st.lists(days, min_size=len(steps), max_size=len(steps))))
    people = {Step.WARNED: OWNER, Step.SENIOR: HEAD, Step.DIRECTOR: DIRECTOR, Step.ADMINS: None}
    return Silence(
        on=draw(st.booleans()),
        not_before=draw(st.none() | days),
        asked=asked,
        since=asked[0] if asked else None,
        done=tuple(done(s, day, people[s], arrived=draw(st.booleans())) for s, day in zip(steps, taken, strict=True)),
        seniors=draw(st.sampled_from([SENIORS, SENIORS[:1], SENIORS[1:], ()])),
        route=draw(st.none() | st.just(Route(why="its owner is a councillor", way="the chair"))),
        held=draw(st.booleans()),
        away=draw(st.booleans()),
    )


@given(silences(), days)
def test_nobody_is_asked_without_two_questions_that_arrived_nor_where_it_is_off_or_held(
    s: Silence, today: date
) -> None:
    step = next_step(LATE, s, POLICY, today)
    if step:
        assert s.on
        assert (s.held, s.away) == (False, False)
        assert len(set(s.asked)) >= POLICY.escalate_after
        assert today > DUE


@given(silences(), days)
def test_no_senior_is_asked_who_was_not_announced_a_working_day_before(s: Silence, today: date) -> None:
    step = next_step(LATE, s, POLICY, today)
    if step and step.step in (Step.SENIOR, Step.DIRECTOR):
        told = next(each for each in s.done if each.step is Step.WARNED)
        last = told.reached_on or told.on
        assert step.on >= POLICY.days.forward(last, 1) or s.done[-1].step is not Step.WARNED
        assert step.on >= max(today, s.not_before or date.min)
        assert step.on == weekly(POLICY, step.on)


@given(silences(), days)
def test_above_a_councillor_or_a_partner_nobody_is_asked(s: Silence, today: date) -> None:
    step = next_step(LATE, s, POLICY, today)
    if step and s.route:
        assert step.step is Step.ADMINS


@given(silences(), days)
def test_no_step_is_taken_twice_and_nobody_is_asked_twice(s: Silence, today: date) -> None:
    step = next_step(LATE, s, POLICY, today)
    if step:
        assert step.step not in {each.step for each in s.done}
        asked = {each.person for each in s.done if each.step is not Step.WARNED}
        assert step.senior is None or step.senior.person not in asked


@given(silences(), days)
def test_what_is_closed_asked_to_be_moved_put_off_or_merged_is_left_alone(s: Silence, today: date) -> None:
    wish = Extension(wanted=date(2027, 3, 1), reason="a vacancy", by=OWNER, at=NOW)
    for other in (
        replace(LATE, status=Status.DONE),
        replace(LATE, status=Status.CLOSED),
        replace(LATE, extension=wish),
        replace(LATE, snooze=Snooze(until=today + timedelta(days=1), by=OWNER)),
        replace(LATE, merged_into=2),
        a_pledge(number=1, due=DUE),
    ):
        assert next_step(other, s, POLICY, today) is None


def test_step_by_step_one_a_week() -> None:
    told = replace(SILENT, done=(TOLD,))
    asked = replace(told, done=(TOLD, done(Step.SENIOR, ASKED, HEAD)))
    both = replace(asked, done=(*asked.done, done(Step.DIRECTOR, date(2026, 12, 31), DIRECTOR)))
    found = [next_step(LATE, s, POLICY, day) for s, day in ((SILENT, SECOND), (told, WARNED), (asked, ASKED))]
    assert [(each.step, each.on) for each in found if each] == [
        (Step.WARNED, WARNED),
        (Step.SENIOR, ASKED),
        (Step.DIRECTOR, date(2026, 12, 31)),
    ]
    last = next_step(LATE, both, POLICY, date(2027, 1, 4))
    assert last
    assert (last.step, last.on, last.senior) == (Step.ADMINS, date(2027, 1, 7), None)
    over = replace(both, done=(*both.done, done(Step.ADMINS, date(2027, 1, 7))))
    assert next_step(LATE, over, POLICY, date(2027, 1, 14)) is None


def test_an_owner_who_was_told_too_late_has_until_the_week_after() -> None:
    late = replace(SILENT, done=(done(Step.WARNED, WARNED, OWNER, arrived=False),))
    assert next_step(LATE, late, POLICY, ASKED) is None
    reached = replace(SILENT, done=(replace(TOLD, reached_on=ASKED),))
    step = next_step(LATE, reached, POLICY, ASKED)
    assert step
    assert step.on == date(2026, 12, 31) == announced(reached, POLICY, ASKED)


def test_a_senior_whom_the_card_did_not_reach_is_passed_over_a_week_later() -> None:
    lost = replace(SILENT, done=(TOLD, done(Step.SENIOR, ASKED, HEAD, arrived=False)))
    step = next_step(LATE, lost, POLICY, ASKED)
    assert step
    assert (step.step, step.on) == (Step.DIRECTOR, date(2026, 12, 31))


def test_two_questions_in_one_message_are_one() -> None:
    assert next_step(LATE, replace(SILENT, asked=(FIRST, FIRST)), POLICY, SECOND) is None


def test_the_number_of_questions_is_the_councils() -> None:
    patient = replace(POLICY, escalate_after=3)
    assert next_step(LATE, SILENT, patient, SECOND) is None


@pytest.mark.parametrize(
    "name",
    [
        "Cllr Rhian Pugh",
        "Councillor A. Shah",
        "Lead Member for Children's Services",
        "Cabinet Member, Housing",
        "Portfolio Holder for Education",
        "Chair of the Corporate Parenting Panel",
    ],
)
def test_councillors_are_known_by_what_they_are_called(name: str) -> None:
    assert is_councillor(name)


@pytest.mark.parametrize(
    "name",
    ["Head of Housing", "Member Services Officer", "Chief Executive", "Lead Nurse", "Chairman Ltd liaison officer"],
)
def test_officers_are_not_taken_for_councillors(name: str) -> None:
    assert not is_councillor(name)


def test_the_way_is_told_for_partners_guests_and_those_who_are_asked_by_hand() -> None:
    body = an_owner(kind=OwnerKind.BODY, title="NHS Trust")
    assert route_of(an_owner(), "Adele Vance", guest=False, by_hand=False) is None
    partner = route_of(body, "Adele Vance", guest=False, by_hand=False)
    guest = route_of(an_owner(), "Adele Vance", guest=True, by_hand=False, partners="the partnership manager")
    hand = route_of(an_owner(), "Adele Vance", guest=False, by_hand=True)
    assert partner
    assert guest
    assert hand
    assert (partner.why, guest.way, hand.why) == (
        "its owner works for a partner",
        "the partnership manager",
        "its owner is asked by hand",
    )
