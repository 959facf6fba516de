"""Committees, meetings, and what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import ONE_DAY, WorkingDays
from pledges.changing import hang_on
from pledges.meetings import (
    Committee,
    CommitteeId,
    Diary,
    Meeting,
    committee_of,
    hang,
    initials,
    is_named,
    next_meeting,
    papers_day,
    papers_moved,
)
from pledges.messages import PersonId
from pledges.pledge import Asking, Deadline, Extension, MeetingId, Pledge, Source, When
from tests.make import NOW

PANEL = Committee(id=CommitteeId(1), name="Corporate Parenting Panel", short="CPP")
BOARD = Committee(id=CommitteeId(2), name="Improvement Board")
BOTH = (PANEL, BOARD)
DAYS = WorkingDays(frozenset({date(2026, 12, 25), date(2026, 12, 28)}))
CLEAR_DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def meeting(held_on: date, number: int = 1, committee: Committee = PANEL) -> Meeting:
    return Meeting(id=MeetingId(number), committee=committee, held_on=held_on, papers_due=papers_day(held_on, DAYS))


@pytest.mark.parametrize(
    ("held_on", "papers"),
    [
        (date(2026, 12, 9), date(2026, 12, 1)),  # a Wednesday: 2, 3, 4, 7 and 8 December are clear
        (date(2026, 12, 5), date(2026, 11, 27)),  # a Saturday: the Monday to Friday before are clear
        (date(2026, 12, 30), date(2026, 12, 18)),  # Christmas does not count
    ],
)
def test_five_clear_working_days_lie_between_the_papers_and_the_meeting(held_on: date, papers: date) -> None:
    assert papers_day(held_on, DAYS) == papers


@given(CLEAR_DAYS)
def test_papers_come_out_on_a_working_day_with_exactly_five_between(held_on: date) -> None:
    papers = papers_day(held_on, DAYS)
    between = [papers + ONE_DAY * n for n in range(1, (held_on - papers).days)]
    assert DAYS.is_one(papers)
    assert sum(map(DAYS.is_one, between)) == 5


def test_papers_move_with_their_meeting_by_as_many_days() -> None:
    usual, own = meeting(date(2026, 12, 9)), replace(meeting(date(2026, 12, 9)), papers_due=date(2026, 11, 25))
    assert papers_moved(usual, date(2026, 12, 16), DAYS) == date(2026, 12, 8)
    assert papers_moved(own, date(2026, 12, 16), DAYS) == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("words", "committee"),
    [
        ("the next meeting of CPP", PANEL),
        ("next meeting of the corporate  parenting panel", PANEL),
        ("the July Board", BOARD),
        ("the next Panel", PANEL),
        ("the next meeting", None),
        ("the next meeting of Cabinet", None),
    ],
)
def test_the_committee_is_the_one_that_is_named(words: str, committee: Committee | None) -> None:
    assert committee_of(words, (), BOTH) == committee


def test_words_that_name_none_mean_the_committee_of_the_paper_or_the_only_one_there_is() -> None:
    paper = Source(document="Minutes", committee="Improvement Board")
    assert committee_of("the next meeting", (paper,), BOTH) == BOARD
    assert committee_of("the next meeting", (), (PANEL,)) == PANEL
    assert committee_of("the next meeting", (paper,), (PANEL,)) is None


def test_a_committee_known_by_its_short_name_alone_is_found_by_the_long_one() -> None:
    assert is_named(Committee(id=CommitteeId(3), name="CPP"), "Corporate Parenting Panel")
    assert (initials("Overview and Scrutiny"), initials("Cabinet")) == ("OS", "")


@pytest.mark.parametrize(
    "words",
    [
        "Corporate Parenting Panel Reference Group",
        "the Corporate Parenting Panel's sub-group",
        "CPP working group",
    ],
)
def test_a_group_that_bears_a_committees_name_is_another_body(words: str) -> None:
    assert not is_named(PANEL, words)


@pytest.mark.parametrize("words", ["CPP Panel Members", "the CPP and its reference group", "Corporate Parenting Panel"])
def test_a_committee_is_named_whatever_stands_beside_it(words: str) -> None:
    assert is_named(PANEL, words)


def test_the_next_meeting_is_after_the_day_and_the_committees_own() -> None:
    coming = [meeting(date(2026, 12, 2), 1), meeting(date(2026, 12, 3), 2, BOARD), meeting(date(2027, 1, 13), 3)]
    diary = Diary(committees=BOTH, meetings=coming)
    assert next_meeting(diary, PANEL.id, date(2026, 12, 1)) == coming[0]
    assert next_meeting(diary, PANEL.id, date(2026, 12, 2)) == coming[2]
    assert next_meeting(diary, BOARD.id, date(2026, 12, 3)) is None


def test_what_hangs_on_a_cancelled_meeting_has_no_day_and_keeps_its_first() -> None:
    was = hang(Deadline(words="next meeting", original=date(2026, 12, 9)), meeting(date(2026, 12, 9)))
    off = hang(was, replace(meeting(date(2026, 12, 9)), cancelled=True))
    assert (off.due, off.papers_due, off.meeting) == (None, None, 1)
    assert "is cancelled" in off.rule
    assert off.original == date(2026, 12, 9)


@given(CLEAR_DAYS, CLEAR_DAYS)
def test_a_moved_meeting_takes_the_day_along_and_the_words_and_the_first_day_stay(first: date, then: date) -> None:
    asked = Extension(wanted=date(2028, 1, 1), reason="HR", by=PersonId(1), at=NOW)
    pledge = Pledge(
        number=1,
        title="Report",
        deadline=Deadline(words="next meeting", due=first, original=first, kind=When.MEETING),
        asking=Asking(rung="2", asked_on=first, reached_on=first),
        extension=asked,
    )
    moved = hang_on(hang_on(pledge, meeting(first)), meeting(then), first)
    assert (moved.deadline.due, moved.deadline.papers_due) == (then, papers_day(then, DAYS))
    assert (moved.deadline.words, moved.deadline.original, moved.extension) == ("next meeting", first, asked)
    assert (moved.asking.rung, moved.asking.asked_on, moved.asking.reached_on) == ("", None, None)
    assert moved.deadline.extensions == 0
