"""How council papers say when, and what is made of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import said
from pledges.idioms import understand
from pledges.pledge import When

PAPER = date(2021, 10, 27)  # the day of a panel meeting
REPORT = date(2023, 11, 22)


@pytest.mark.parametrize(
    ("words", "on", "kind", "starts", "due"),
    [
        ("31 Jan 2027", date(2026, 11, 24), When.DATE, None, date(2027, 1, 31)),
        ("by December 2023", REPORT, When.MONTH, None, date(2023, 12, 31)),
        ("5 Dec 2023", REPORT, When.DATE, None, date(2023, 12, 5)),
        ("Jan / Feb 2024", REPORT, When.WINDOW, date(2024, 1, 1), date(2024, 2, 29)),
        ("January / February 2024", REPORT, When.WINDOW, date(2024, 1, 1), date(2024, 2, 29)),
        ("Dec / Jan 2024", REPORT, When.WINDOW, date(2023, 12, 1), date(2024, 1, 31)),
        ("in 2024", REPORT, When.WINDOW, date(2024, 1, 1), date(2024, 12, 31)),
        ("next year", REPORT, When.WINDOW, date(2024, 1, 1), date(2024, 12, 31)),
        ("from 1 April", PAPER, When.START, date(2022, 4, 1), None),
        ("from February 2024 onwards", REPORT, When.START, date(2024, 2, 1), None),
        ("with 4 weeks", PAPER, When.DATE, None, date(2021, 11, 24)),
        ("within 4 weeks", PAPER, When.DATE, None, date(2021, 11, 24)),
        ("within six months", PAPER, When.DATE, None, date(2022, 4, 27)),
        ("end of Q3 2025/26", date(2025, 6, 1), When.DATE, None, date(2025, 12, 31)),
        ("Q4 2025/26", date(2025, 6, 1), When.DATE, None, date(2026, 3, 31)),
        ("end of Q1", date(2025, 7, 1), When.DATE, None, date(2026, 6, 30)),
        ("in the next quarter", REPORT, When.DATE, None, date(2024, 3, 31)),
        ("in the next quarter", date(2024, 2, 1), When.DATE, None, date(2024, 6, 30)),
        ("prior to end of 2022", date(2021, 1, 18), When.DATE, None, date(2022, 12, 31)),
        ("Late January", PAPER, When.DATE, None, date(2022, 1, 31)),
        ("mid-June", PAPER, When.DATE, None, date(2022, 6, 15)),
        ("next meeting", PAPER, When.MEETING, None, None),
        ("the next meeting of CPP", PAPER, When.MEETING, None, None),
        ("the July Board", PAPER, When.MEETING, None, None),
        ("quarterly", PAPER, When.RECURRING, None, None),
        ("each Panel", PAPER, When.RECURRING, None, None),
        ("as required", PAPER, When.RECURRING, None, None),
        ("in line with Overview and Scrutiny timetable", PAPER, When.RECURRING, None, None),
        ("as soon as possible", PAPER, When.REVIEW, None, None),
        ("at the earliest opportunity", PAPER, When.REVIEW, None, None),
        ("ongoing", PAPER, When.REVIEW, None, None),
        ("", PAPER, When.NONE, None, None),
        ("TBC", PAPER, When.NONE, None, None),
        ("when the moon is blue", PAPER, When.UNCLEAR, None, None),
        ("with several weeks", PAPER, When.UNCLEAR, None, None),
        ("31 February 2022", PAPER, When.UNCLEAR, None, None),
        ("in 0000", PAPER, When.UNCLEAR, None, None),
        ("Q4 9999/00", PAPER, When.UNCLEAR, None, None),
    ],
)
def test_words_of_papers_are_read_as_a_clerk_reads_them(
    words: str, on: date, kind: When, starts: date | None, due: date | None
) -> None:
    reading = understand(words, on)
    assert (reading.kind, reading.starts, reading.due) == (kind, starts, due)
    assert reading.rule


@pytest.mark.parametrize(
    "words", ["next meeting", "the next Panel", "to the next meeting of the Panel", "the December Board"]
)
def test_a_meeting_that_is_known_gives_its_day(words: str) -> None:
    assert understand(words, PAPER, date(2021, 12, 8)).due == date(2021, 12, 8)


def test_the_meeting_of_another_month_does_not() -> None:
    assert understand("the July Board", PAPER, date(2021, 12, 8)).due is None


@pytest.mark.parametrize("words", ["by December 2023", "4 December 2025", "Jan / Feb 2024", "in 2024", "end of 2022"])
def test_a_day_that_has_passed_is_unclear_and_said_to_be_past(words: str) -> None:
    reading = understand(words, date(2026, 11, 24))
    assert reading.kind is When.UNCLEAR
    assert "past" in reading.rule


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 900))
def test_a_day_said_in_full_is_read_as_that_day(on: date, later: int) -> None:
    due = date.fromordinal(on.toordinal() + later)
    assert understand(said(due), on).due == due


@given(st.text(max_size=60), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_whatever_is_written_is_read_as_something_and_never_as_a_day_gone_by(words: str, on: date) -> None:
    reading = understand(words, on)
    assert reading.due is None or reading.due >= on
    assert reading.rule
