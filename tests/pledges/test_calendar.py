"""Working days, and days in words."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import WorkingDays, counted, listed, moment, said, said_short, week_of

LONDON = ZoneInfo("Europe/London")
CHRISTMAS = WorkingDays(frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
calendars = st.frozensets(days, max_size=8).map(WorkingDays)
counts = st.integers(0, 30)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 12, 26), False),
        (date(2026, 12, 27), False),
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
    ],
)
def test_weekends_and_bank_holidays_are_no_working_days(day: date, works: bool) -> None:
    assert CHRISTMAS.is_one(day) is works


def test_over_christmas_the_day_two_working_days_before_lies_before_the_holidays() -> None:
    assert CHRISTMAS.back(date(2026, 12, 29), 2) == date(2026, 12, 23)


def test_counting_back_from_a_sunday_counts_from_the_friday() -> None:
    assert WorkingDays().back(date(2026, 11, 29), 0) == date(2026, 11, 27)
    assert WorkingDays().back(date(2026, 11, 29), 2) == date(2026, 11, 25)


def test_a_leap_day_is_a_day_like_any_other() -> None:
    assert WorkingDays().back(date(2028, 3, 1), 1) == date(2028, 2, 29)
    assert WorkingDays().forward(date(2028, 2, 28), 1) == date(2028, 2, 29)


@given(calendars, days, counts)
def test_counting_always_ends_on_a_working_day(calendar: WorkingDays, day: date, count: int) -> None:
    assert calendar.is_one(calendar.back(day, count))
    assert calendar.is_one(calendar.forward(day, count))
    assert calendar.is_one(calendar.on_or_before(day))
    assert calendar.is_one(calendar.on_or_after(day))


@given(calendars, days, counts)
def test_counting_forward_undoes_counting_back(calendar: WorkingDays, day: date, count: int) -> None:
    assert calendar.forward(calendar.back(day, count), count) == calendar.on_or_before(day)


@given(calendars, days, counts)
def test_between_the_two_ends_lie_as_many_working_days_as_were_counted(
    calendar: WorkingDays, day: date, count: int
) -> None:
    first, last = calendar.back(day, count), calendar.on_or_before(day)
    between = (first + timedelta(days=each) for each in range((last - first).days))
    assert sum(map(calendar.is_one, between)) == count


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2026, 3, 28), 9), (date(2026, 3, 29), 8), (date(2026, 10, 24), 8), (date(2026, 10, 25), 9)],
)
def test_half_past_nine_in_london_stays_half_past_nine_through_both_clock_changes(day: date, hour: int) -> None:
    assert moment(day, time(9, 30), LONDON) == datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)


def test_an_hour_that_the_spring_change_leaves_out_is_taken_an_hour_later() -> None:
    assert moment(date(2026, 3, 29), time(1, 30), LONDON).astimezone(LONDON).time() == time(2, 30)


@pytest.mark.parametrize(
    ("day", "week"),
    [(date(2026, 1, 1), "2026-W01"), (date(2027, 1, 1), "2026-W53"), (date(2026, 11, 30), "2026-W49")],
)
def test_a_week_belongs_to_the_year_of_its_thursday(day: date, week: str) -> None:
    assert week_of(day) == week


def test_a_day_is_said_with_its_weekday_and_the_year_only_when_it_is_another() -> None:
    day = date(2026, 12, 4)
    assert said(day) == "Friday 4 December 2026"
    assert said_short(day, date(2026, 1, 1)) == "Friday 4 December"
    assert said_short(day, date(2027, 1, 1)) == "Friday 4 December 2026"


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_listed_with_an_and_before_the_last(words: list[str], text: str) -> None:
    assert listed(words) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 pledges"), (1, "1 pledge"), (2, "2 pledges"), (1200, "1,200 pledges")]
)
def test_things_are_counted_in_words_that_fit_the_number(count: int, text: str) -> None:
    assert counted(count, "pledge") == text


def test_an_irregular_plural_is_said_as_given() -> None:
    assert counted(2, "person", "people") == "2 people"
