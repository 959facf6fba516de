"""A directorate's own hour for its digest, and its pause: each week has one digest, whatever is changed when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledges.calendar import WorkingDays, week_of
from pledges.digest import slot_of
from pledges.digest_hours import NOTHING_OWN, Own, Pause, changed
from pledges.policy import Policy

LONDON = ZoneInfo("Europe/London")
LINKED = date(2026, 2, 1)
BEGAN = date(2026, 3, 2)  # a Monday; the clocks go forward on the 29th
WEEKS = 6
HOUR = timedelta(hours=1)
HOURS = [time(hour) for hour in range(10, 16)]


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def set_to(own: Own, weekday: int | None, at: time | None, policy: Policy, now: datetime) -> Own:
    return Own(hours=tuple(changed(own.hours, weekday, at, policy, now)), pause=own.pause)


@settings(deadline=None, max_examples=60)
@given(
    changes=st.dictionaries(
        st.integers(0, WEEKS * 7 * 24 - 1),
        st.tuples(st.integers(0, 4), st.sampled_from(HOURS)) | st.just((None, None)),
        max_size=12,
    ),
    holidays=st.sets(st.integers(0, 6).map(lambda n: BEGAN + timedelta(days=5 * n + n % 5)), max_size=4),
)
def test_each_week_has_one_digest_at_its_hour_however_often_the_hour_is_changed(
    changes: dict[int, tuple[int | None, time | None]], holidays: set[date]
) -> None:
    policy, own, posted = Policy(days=WorkingDays(frozenset(holidays))), NOTHING_OWN, dict[str, datetime]()
    begin = datetime.combine(BEGAN, time(), LONDON)
    for hour in range(WEEKS * 7 * 24):
        now = begin + hour * HOUR
        if hour in changes:
            own = set_to(own, *changes[hour], policy, now)
        slot = own.due(LINKED, policy, now)
        if slot and slot.week not in posted:
            posted[slot.week] = now
            assert now - slot.at < HOUR, "it says that it is late"
    assert list(posted) == [week_of(BEGAN + timedelta(weeks=n)) for n in range(WEEKS)]


def test_an_hour_that_has_passed_this_week_holds_from_the_next() -> None:
    policy, wednesday = Policy(), london("2026-03-04T12:00")
    own = set_to(NOTHING_OWN, 4, time(10), policy, wednesday)
    assert own.next(LINKED, policy, wednesday).day == date(2026, 3, 6)
    own = set_to(own, 0, time(11), policy, wednesday)
    assert own.next(LINKED, policy, wednesday).day == date(2026, 3, 6)
    assert own.next(LINKED, policy, london("2026-03-06T17:00")).day == date(2026, 3, 9)


def test_a_friday_digest_comes_on_the_thursday_before_good_friday() -> None:
    policy = Policy(days=WorkingDays(frozenset({date(2027, 3, 26), date(2027, 3, 29)})), digest_weekday=4)
    assert slot_of(date(2027, 3, 24), policy).day == date(2027, 3, 25)
    assert slot_of(date(2027, 3, 31), policy).day == date(2027, 4, 2)


@pytest.mark.parametrize(
    ("until", "first"),
    [
        (date(2026, 3, 9), date(2026, 3, 9)),
        (date(2026, 3, 10), date(2026, 3, 16)),
        (date(2026, 3, 15), date(2026, 3, 16)),
    ],
)
def test_a_pause_ends_with_the_first_digest_whose_day_it_does_not_touch(until: date, first: date) -> None:
    own, policy = Own(pause=Pause(until=until)), Policy()
    assert own.next(LINKED, policy, london("2026-03-03T12:00")).day == first
    for day in range(2, 23):
        now = london(f"2026-03-{day:02}T12:00")
        week = slot_of(now.date(), policy)
        told = week.day >= first and now < week.until
        assert (own.due(LINKED, policy, now) is not None) is told
