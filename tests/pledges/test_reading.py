"""From typed words to a deadline, with the meetings that are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import said
from pledges.date_forms import MONTHS
from pledges.errors import NotUnderstood
from pledges.meetings import Diary
from pledges.pledge import When
from pledges.reading import read, read_paper
from tests.pledges.test_meetings import BOARD, BOTH, PANEL, meeting

ON = date(2026, 11, 2)
FIRST, JULY, BOARDS = (
    meeting(date(2026, 12, 2), 1),
    meeting(date(2027, 7, 7), 2),
    meeting(date(2026, 11, 11), 3, BOARD),
)
DIARY = Diary(committees=BOTH, meetings=[BOARDS, FIRST, JULY])
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
SPANS = ("within 4 weeks", "within six months", "in 10 days", "tomorrow", "end of next month", "end of next year")
UNDATED = ("ongoing", "as soon as possible", "under review", "quarterly", "each Panel", "TBC", "", "as required")


@given(DAYS, st.integers(0, 900), st.sampled_from([said, str, "{0.day} {0:%b} {0.year}".format, "{0:%d/%m/%Y}".format]))
def test_a_day_in_whichever_form_is_read_as_that_day(on: date, later: int, form: object) -> None:
    due = on + timedelta(days=later)
    assert callable(form)
    assert read(f"by {form(due)}", on, DIARY).due == due


@given(
    DAYS,
    st.sampled_from([*SPANS, *UNDATED, "from 1 April", "January / February", "next meeting of CPP", "Q3", "next year"]),
)
def test_every_accepted_form_is_read_again_from_its_own_words(on: date, words: str) -> None:
    once = read(words, on, DIARY)
    assert read(once.words, on, DIARY) == once
    assert read(words.upper(), on, DIARY).kind is once.kind
    assert once.due is None or once.due >= on


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2027, 2035))
def test_a_window_goes_from_the_first_of_one_month_to_the_last_of_the_other(first: int, last: int, year: int) -> None:
    found = read(f"{MONTHS[first - 1]} / {MONTHS[last - 1]} {year}", ON, DIARY)
    assert (found.kind, found.starts) == (When.WINDOW, date(year - (first > last), first, 1))
    assert found.due
    assert (found.due.year, found.due.month, (found.due + timedelta(days=1)).day) == (year, last, 1)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("next meeting of CPP", FIRST),
        ("the next Panel", FIRST),
        ("the July Panel", JULY),
        ("next meeting of the Improvement Board", BOARDS),
    ],
)
def test_a_meeting_that_is_known_gives_its_day_and_that_of_its_papers(words: str, expected: object) -> None:
    found = read(words, ON, DIARY)
    by_id = {m.id: m for m in DIARY.meetings}
    assert found.meeting is not None
    assert by_id[found.meeting] == expected
    assert (found.due, found.papers_due) == (by_id[found.meeting].held_on, by_id[found.meeting].papers_due)
    assert found.original == found.due


def test_a_meeting_that_is_not_known_yet_has_no_day() -> None:
    found = read("next meeting of CPP", date(2028, 1, 1), DIARY)
    assert (found.kind, found.due, found.meeting) == (When.MEETING, None, None)
    assert "not known yet" in found.rule


def test_a_meeting_of_nobody_knows_which_committee_is_asked_about() -> None:
    with pytest.raises(NotUnderstood, match=r"I know CPP and Improvement Board: say “next meeting of CPP”"):
        read("the next meeting", ON, DIARY)
    assert read_paper("the next meeting", ON, DIARY).meeting is None
    assert read("the next meeting", ON, Diary(committees=[PANEL], meetings=[FIRST])).meeting == FIRST.id


@pytest.mark.parametrize("words", ["when the moon is blue", "31 February", "by December 2023", "5 Dec 2023", "in 2024"])
def test_what_is_unclear_or_past_is_asked_again_with_forms_that_work(words: str) -> None:
    with pytest.raises(NotUnderstood) as asked:
        read(words, ON, DIARY)
    assert any(hint in str(asked.value) for hint in ("You can type “", "Did you mean "))
