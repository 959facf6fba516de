"""Whose a pledge was on any day, and what it said."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pledges.people import DirectorateId
from pledges.transfers import Home, Moment, as_at, home_on, moved, was_live, was_open, was_past

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(40)]
bodies = st.none() | st.integers(1, 4).map(DirectorateId)
moves = st.lists(st.tuples(bodies, st.integers(0, 30)), max_size=8)


def noted(start: DirectorateId | None, later: list[tuple[DirectorateId | None, int]]) -> list[Home]:
    homes: list[Home] = []
    now = start
    for to, day in later:
        homes += moved(homes, now, to, FIRST + timedelta(days=day))
        now = to
    return homes


@given(bodies, moves, bodies, st.integers(0, 30))
def test_a_move_changes_its_day_and_those_after_and_none_before(
    start: DirectorateId | None, later: list[tuple[DirectorateId | None, int]], to: DirectorateId | None, day: int
) -> None:
    before = noted(start, later)
    since, now = FIRST + timedelta(days=day), later[-1][0] if later else start
    after = [*before, *moved(before, now, to, since)]
    assert home_on(after, to, since) == to
    for each in DAYS:
        if each < since:
            assert home_on(after, to, each) == home_on(before, now, each)


@given(bodies, moves)
def test_before_everything_it_is_where_it_began_and_what_never_moved_is_where_it_is(
    start: DirectorateId | None, later: list[tuple[DirectorateId | None, int]]
) -> None:
    homes = noted(start, later)
    assert home_on(homes, start if not later else later[-1][0], FIRST - timedelta(days=1)) == start
    assert home_on([], start, FIRST) == start


def test_a_pledge_says_on_a_day_what_was_noted_by_then() -> None:
    told = [
        Moment(on=FIRST, field="status", after="on track"),
        Moment(on=FIRST, field="deadline", after="2026-01-10"),
        Moment(on=DAYS[12], field="status", after="done"),
        Moment(on=DAYS[14], field="status", after="closed"),
    ]
    assert not was_live(as_at(told, FIRST - timedelta(days=1)))
    assert was_open(as_at(told, DAYS[11]))
    assert not was_past(as_at(told, DAYS[9]), DAYS[9])
    assert was_past(as_at(told, DAYS[11]), DAYS[11])
    assert was_live(as_at(told, DAYS[12]))
    assert not was_past(as_at(told, DAYS[12]), DAYS[12])
    assert not was_live(as_at(told, DAYS[14]))
