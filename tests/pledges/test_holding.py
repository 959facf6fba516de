"""A post is held from a day to a day: a hand-over changes its own days and no others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.holding import Holding, Manner, answering, days_of, hand_over, holders_on, overruled, title_of
from pledges.messages import PersonId

FIRST = date(2026, 1, 1)
ASHA, BRYN, CAI = PersonId(1), PersonId(2), PersonId(3)
DAYS = [FIRST + timedelta(days=n) for n in range(-1, 42)]


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


@st.composite
def a_holding(draw: st.DrawFn) -> Holding:
    """A holding of some days in January and February 2026, or without an end, or without a beginning."""
    person = draw(st.sampled_from([None, ASHA, BRYN, CAI]))
    since = draw(st.none() | st.integers(0, 40))
    until = draw(st.none() | st.integers(since or 0, 40))
    manners = st.sampled_from([Manner.SUBSTANTIVE, Manner.ACTING, Manner.INTERIM])
    return Holding(
        person=person,
        since=None if since is None else day(since),
        until=None if until is None else day(until),
        manner=draw(manners) if person else Manner.VACANT,
        joint=person is not None and draw(st.booleans()),
    )


histories = st.lists(a_holding(), max_size=8)


def all_of(changes: list[Holding]) -> tuple[Holding, ...]:
    held: tuple[Holding, ...] = ()
    for new in changes:
        held = hand_over(held, new)
    return held


def people_on(held: tuple[Holding, ...], on: date) -> set[PersonId | None]:
    return {h.person for h in held if h.covers(on)}


@given(histories)
def test_at_every_day_one_person_holds_a_post_unless_all_of_them_hold_it_jointly(changes: list[Holding]) -> None:
    held = all_of(changes)
    for on in DAYS:
        there = [h for h in held if h.covers(on)]
        assert len(there) <= 1 or all(h.joint for h in there)


@given(histories, a_holding())
def test_a_hand_over_leaves_every_other_day_as_it_was(changes: list[Holding], new: Holding) -> None:
    before = all_of(changes)
    after = hand_over(before, new)
    for on in DAYS:
        if not new.covers(on):
            assert people_on(after, on) == people_on(before, on)
        else:
            assert new.person in people_on(after, on)


@given(histories, a_holding())
def test_the_same_hand_over_twice_is_one(changes: list[Holding], new: Holding) -> None:
    once = hand_over(all_of(changes), new)
    assert all(people_on(hand_over(once, new), on) == people_on(once, on) for on in DAYS)


@given(histories)
def test_who_answers_holds_the_post_and_goes_on_while_they_do(changes: list[Holding]) -> None:
    held = all_of(changes)
    for on in DAYS:
        there = [h.person for h in holders_on(held, on)]
        assert answering(held, on) == (there[0] if there else None)
        assert all(answering(held, on, now=person) == person for person in there)


def test_who_held_a_post_takes_it_up_again_when_somebody_acted_for_a_while() -> None:
    held = hand_over([Holding(person=ASHA)], Holding(person=BRYN, since=day(5), until=day(9), manner=Manner.ACTING))
    assert [answering(held, day(n)) for n in (4, 5, 9, 10)] == [ASHA, BRYN, BRYN, ASHA]


def test_a_post_that_nobody_holds_is_answered_for_by_nobody() -> None:
    held = hand_over([Holding(person=ASHA)], Holding(person=None, since=day(5), manner=Manner.VACANT))
    assert [answering(held, day(n)) for n in (4, 5)] == [ASHA, None]
    assert answering([], day(0)) is None


def test_who_comes_in_jointly_leaves_the_other_in_place() -> None:
    held = hand_over([Holding(person=ASHA)], Holding(person=BRYN, since=day(5), joint=True))
    assert [h.person for h in holders_on(held, day(6))] == [ASHA, BRYN]
    assert [h.joint for h in held] == [False, True, True]
    assert answering(held, day(6), now=BRYN) == BRYN


def test_a_plan_that_is_overruled_is_known() -> None:
    planned = hand_over([Holding(person=ASHA)], Holding(person=BRYN, since=day(20)))
    after = hand_over(planned, Holding(person=CAI, since=day(10)))
    assert [h.person for h in overruled(planned, after, day(0))] == [BRYN]
    assert overruled(planned, planned, day(0)) == []


@pytest.mark.parametrize(
    ("manner", "title"),
    [
        (Manner.SUBSTANTIVE, "Head of Housing"),
        (Manner.ACTING, "acting Head of Housing"),
        (Manner.INTERIM, "interim Head of Housing"),
    ],
)
def test_a_holder_bears_the_post_as_they_hold_it(manner: Manner, title: str) -> None:
    assert title_of(Holding(person=ASHA, manner=manner), "Head of Housing") == title


def test_the_days_of_a_holding_are_said_as_far_as_they_are_known() -> None:
    assert days_of(Holding(person=ASHA)) == ""
    both = Holding(person=ASHA, since=date(2027, 4, 1), until=date(2027, 6, 30))
    assert days_of(both) == "from Thursday 1 April 2027 until Wednesday 30 June 2027"
