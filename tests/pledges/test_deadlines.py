"""Dates as people in a council type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import said
from pledges.date_forms import MONTHS, NO_DATE, WEEKDAYS
from pledges.deadlines import LONGEST, YEARS_AHEAD, read, read_day
from pledges.errors import NotUnderstood
from pledges.pledge import Deadline

TODAY = date(2026, 11, 24)  # a Tuesday
FOURTH = date(2026, 12, 4)
years = st.dates(date(2001, 1, 1), date(2090, 12, 31))
ahead = st.integers(0, 9 * 365)


@pytest.mark.parametrize(
    "words",
    [
        "2026-12-04",
        "4 December",
        "4 december",
        "4th December",
        "the 4th of December",
        "4 Dec",
        "4 Dec.",
        "4 Dec 2026",
        "4 Dec '26",
        "04-Dec-26",
        "Friday 4 December",
        "Friday, 4th December, 2026",
        "Fri 4 Dec",
        "December 4",
        "Dec 4, 2026",
        "04/12/2026",
        "4/12/26",
        "4/12",
        "4.12.26",
        "4-12-2026",
        "4 12 2026",
        "by 4 December",
        "due on 4 December",
        "no later than Friday 4 December 2026.",
        "  4   December  ",
        "next Friday",
        "in 10 days",
    ],
)
def test_the_fourth_of_december_is_understood_however_it_is_written(words: str) -> None:
    deadline = read(words, TODAY)
    assert (deadline.due, deadline.original, deadline.words) == (FOURTH, FOURTH, words.strip())


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("today", TODAY),
        ("24 November", TODAY),
        ("tomorrow", date(2026, 11, 25)),
        ("Friday", date(2026, 11, 27)),
        ("this Friday", date(2026, 11, 27)),
        ("Tuesday", date(2026, 12, 1)),
        ("next Tuesday", date(2026, 12, 1)),
        ("next Monday", date(2026, 11, 30)),
        ("end of January", date(2027, 1, 31)),
        ("the end of January 2028", date(2028, 1, 31)),
        ("by December 2026", date(2026, 12, 31)),
        ("November", date(2026, 11, 30)),
        ("February 2028", date(2028, 2, 29)),
        ("end of this week", date(2026, 11, 27)),
        ("end of the month", date(2026, 11, 30)),
        ("end of next month", date(2026, 12, 31)),
        ("end of the year", date(2026, 12, 31)),
        ("in 4 weeks", date(2026, 12, 22)),
        ("within 4 weeks", date(2026, 12, 22)),
        ("in two weeks", date(2026, 12, 8)),
        ("in two weeks’ time", date(2026, 12, 8)),
        ("in a fortnight", date(2026, 12, 8)),
        ("three months", date(2027, 2, 24)),
        ("in a year", date(2027, 11, 24)),
        ("3 November", date(2027, 11, 3)),
        ("29 February", date(2028, 2, 29)),
    ],
)
def test_a_date_counts_from_the_day_it_was_typed_on(words: str, due: date) -> None:
    assert read(words, TODAY).due == due


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert read("in one month", date(2027, 1, 31)).due == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("2026-12-04", "the date as given"),
        ("4 December", "the year left out: the next 4 December"),
        ("by December 2026", "the last day of December 2026"),
        ("end of January", "the year left out: the last day of the next January"),
        ("in two weeks", "2 weeks counted from Tuesday 24 November 2026"),
        ("next Friday", "the Friday of next week, counted from Tuesday 24 November 2026"),
        ("tomorrow", "the day after Tuesday 24 November 2026"),
    ],
)
def test_the_rule_says_how_the_words_became_a_date(words: str, rule: str) -> None:
    assert read(words, TODAY).rule == rule


@pytest.mark.parametrize("words", ["", "  ", "TBC", "tbc.", "to be confirmed", "no date yet", "N/A"])
def test_no_words_or_to_be_confirmed_mean_no_date_yet(words: str) -> None:
    deadline = read(words, TODAY)
    assert (deadline.due, deadline.original, deadline.rule) == (None, None, NO_DATE)


def test_a_date_that_has_passed_is_refused_with_the_likely_year() -> None:
    with pytest.raises(NotUnderstood, match=r"^4 December 2025 has passed\. Did you mean 4 December 2026\?$"):
        read("4 December 2025", TODAY)


def test_a_passed_date_is_called_that_even_when_its_weekday_is_the_one_of_the_likely_year() -> None:
    with pytest.raises(NotUnderstood, match="Did you mean 4 December 2026"):
        read("Friday 4 December 2025", TODAY)


def test_a_passed_leap_day_points_to_the_next_one() -> None:
    with pytest.raises(NotUnderstood, match="Did you mean 29 February 2028"):
        read("29/02/2024", TODAY)


def test_a_weekday_that_does_not_fit_shows_both_readings() -> None:
    with pytest.raises(NotUnderstood) as refused:
        read("Thursday 5 June", date(2026, 1, 5))
    assert str(refused.value) == (
        "5 June 2026 is a Friday, not a Thursday. "
        "Please type Friday 5 June 2026 or Thursday 4 June 2026, whichever you mean."
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("31 February", "There is no 31 February."),
        ("31/04/2027", "There is no 31 April in 2027."),
        ("29 February 2027", "There is no 29 February in 2027."),
        ("0 December", "There is no 0 December."),
        ("12/31/2026", "There is no month 31: I read the day first, then the month."),
        ("January 0000", "There is no year 0."),
        ("asap", "I can't read “asap” as a date."),
        ("next meeting", "I can't read “next meeting” as a date."),
        ("4 December 1926", "I keep dates from 2000 to 2036, and 4 December 1926 is not among them."),
        ("4/12/99", "I keep dates from 2000 to 2036, and 4 December 2099 is not among them."),
        ("in 999 years", "I keep dates from 2000 to 2036, and 24 November 3025 is not among them."),
    ],
)
def test_what_is_no_date_is_answered_with_what_can_be_typed(words: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read(words, TODAY)
    assert str(refused.value).startswith(sentence)
    assert "You can type “22 December”, “Tuesday 22 December 2026”" in str(refused.value)


def test_the_examples_can_be_typed_as_they_stand() -> None:
    with pytest.raises(NotUnderstood) as refused:
        read("soonish", TODAY)
    for example in str(refused.value).split("“")[2:]:
        read(example.split("”")[0], TODAY)


def test_a_long_story_is_no_date_and_is_not_repeated_in_full() -> None:
    with pytest.raises(NotUnderstood) as refused:
        read("very " * 400, TODAY)
    assert len(str(refused.value)) < 3 * LONGEST


def test_a_sheet_may_hold_a_day_that_has_passed_but_not_one_without_a_year() -> None:
    assert read_day("18/01/2021") == date(2021, 1, 18)
    assert read_day("Monday 18 January 2021") == date(2021, 1, 18)
    with pytest.raises(NotUnderstood, match="Write the day with its year"):
        read_day("18 January")
    with pytest.raises(NotUnderstood, match="from 2000 to 2099"):
        read_day("18 January 1921")


def _ways(due: date) -> list[str]:
    """Ways of typing a day that lies within a year from now, each of which means that day and no other."""
    month, weekday = MONTHS[due.month - 1], WEEKDAYS[due.weekday()]
    return [
        due.isoformat(),
        said(due),
        f"{due.day} {month}",
        f"{due.day} {month[:3]} {due.year}",
        f"{weekday[:3]} {due.day} {month}",
        f"{month} {due.day}",
        f"{month} {due.day}, {due.year}",
        f"{due:%d/%m/%Y}",
        f"{due:%d.%m.%y}",
        f"{due.day}/{due.month}",
        f"by {due.day}th of {month} {due.year}",
    ]


@given(years, st.integers(0, 364), st.data())
def test_a_day_within_the_year_is_read_back_however_it_is_typed(on: date, days: int, data: st.DataObject) -> None:
    due = on + timedelta(days=days)
    words = data.draw(st.sampled_from(_ways(due)))
    assert read(words, on).due == due


@given(years, ahead)
def test_a_day_as_the_bot_says_it_is_read_back_as_the_same_day(on: date, days: int) -> None:
    due = on + timedelta(days=days)
    assert read(said(due), on).due == due
    assert read_day(said(due)) == due


words = st.one_of(
    st.text(alphabet="0123456789 /.-", max_size=12),
    st.builds("{} {}".format, st.integers(0, 40), st.sampled_from(MONTHS)),
    st.builds("{} {} {}".format, st.integers(0, 40), st.sampled_from(MONTHS), st.integers(0, 9999)),
    st.builds("{}/{}/{}".format, st.integers(0, 40), st.integers(0, 15), st.integers(0, 2200)),
    st.builds("{} {} {}".format, st.sampled_from(WEEKDAYS), st.integers(1, 31), st.sampled_from(MONTHS)),
    st.builds("{} {}".format, st.sampled_from(["next", "this", "by", "on"]), st.sampled_from(WEEKDAYS)),
    st.builds("{} {}".format, st.sampled_from(["end of", "by", ""]), st.sampled_from(MONTHS)),
    st.builds("in {} {}s".format, st.integers(0, 999), st.sampled_from(["day", "week", "month", "year", "fortnight"])),
    st.builds("end of {} {}".format, st.sampled_from(["the", "next"]), st.sampled_from(["week", "month", "year"])),
    st.text(max_size=20),
)


@given(words, years)
def test_whatever_is_typed_is_a_day_to_come_or_refused_with_a_sentence(words: str, on: date) -> None:
    answer = _answer(words, on)
    if isinstance(answer, str):
        assert answer.endswith((".", "?"))
    elif answer.due:
        assert on <= answer.due
        assert answer.due.year <= on.year + YEARS_AHEAD
        assert read(said(answer.due), on).due == answer.due
    else:
        assert answer.rule == NO_DATE


def _answer(words: str, on: date) -> Deadline | str:
    try:
        return read(words, on)
    except NotUnderstood as refused:
        return str(refused)
