"""What comes again and again: when each time is due, and which times are opened."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import ONE_DAY
from pledges.meetings import Committee, CommitteeId, Diary, Meeting, papers_day
from pledges.pledge import Deadline, MeetingId, Pledge, Source, Status, When
from pledges.policy import Policy
from pledges.recurring import days_to_open, missing, next_after, rhythm

STARTS = date(2026, 11, 2)
CPP = Committee(id=CommitteeId(1), name="Corporate Parenting Panel", short="CPP")
PAPER = Source(document="Panel minutes", committee="Corporate Parenting Panel")


def again(words: str, **but: object) -> Pledge:
    deadline = Deadline(words=words, kind=When.RECURRING, starts=STARTS)
    return replace(Pledge(number=8, title="Report progress", deadline=deadline, sources=(PAPER,)), **but)  # type: ignore[arg-type]


def meeting(id: int, day: date) -> Meeting:
    return Meeting(id=MeetingId(id), committee=CPP, held_on=day, papers_due=papers_day(day, Policy().days))


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("quarterly", ["2026-12-31", "2027-03-31", "2027-06-30"]),
        ("each quarter", ["2026-12-31", "2027-03-31", "2027-06-30"]),
        ("monthly", ["2026-11-30", "2026-12-31", "2027-01-31"]),
        ("half-yearly", ["2027-03-31", "2027-09-30", "2028-03-31"]),
        ("annually", ["2027-03-31", "2028-03-31", "2029-03-31"]),
        ("termly", ["2026-12-31", "2027-03-31", "2027-07-31"]),
        ("weekly", ["2026-11-09", "2026-11-16", "2026-11-23"]),
        ("every 6 weeks", ["2026-12-14", "2027-01-25", "2027-03-08"]),
        ("every two months", ["2027-01-02", "2027-03-02", "2027-05-02"]),
    ],
)
def test_each_time_ends_with_its_period(words: str, days: list[str]) -> None:
    every, day, found = rhythm(again(words).deadline), STARTS, list[str]()
    assert every is not None
    for _ in range(3):
        day = next_after(every, day, STARTS)
        found.append(day.isoformat())
    assert found == days


@pytest.mark.parametrize("words", ["as required", "in line with Overview and Scrutiny timetable"])
def test_what_sets_no_rhythm_is_asked_about_in_rounds(words: str) -> None:
    assert rhythm(again(words).deadline) is None
    assert missing(again(words), [], Diary(), STARTS) == []


RHYTHMS = st.sampled_from(["quarterly", "monthly", "annually", "weekly", "termly", "every 5 weeks", "every 7 months"])
STEPS = st.lists(st.tuples(st.integers(0, 200), st.booleans()), max_size=15)


@given(RHYTHMS, STEPS)
def test_whenever_somebody_looks_each_time_is_opened_once_in_turn_and_none_is_left_out(
    words: str, steps: list[tuple[int, bool]]
) -> None:
    every, today, known = rhythm(again(words).deadline), STARTS, dict[date, bool]()
    assert every is not None
    for later, done in steps:
        today += timedelta(days=later)
        opened = days_to_open(every, STARTS, known, today)
        assert not set(opened) & set(known), "none twice"
        known |= dict.fromkeys(opened, True)
        assert days_to_open(every, STARTS, known, today) == [], "looking again opens nothing"
        assert max(known) >= today, "one is to come"
        if done:
            known[max(known)] = False
    turns = sorted(known)
    assert all(next_after(every, a, STARTS) == b for a, b in itertools.pairwise(turns)), "without a gap"


@given(RHYTHMS, st.integers(0, 4000), st.integers(0, 400))
def test_the_next_time_comes_after_the_day_and_not_before_the_last_one(words: str, start: int, later: int) -> None:
    every, starts = rhythm(again(words).deadline), date(2020, 1, 1) + timedelta(days=start)
    assert every is not None
    day = starts + timedelta(days=later)
    due = next_after(every, day, starts)
    assert due > day
    assert all(next_after(every, day + timedelta(days=n), starts) >= due for n in range(3))
    assert next_after(every, due - ONE_DAY, starts) == due


def test_a_time_is_a_pledge_like_its_parent_with_a_day_of_its_own() -> None:
    (time,) = missing(again("quarterly"), [], Diary(), STARTS)
    assert (time.number, time.title) == (0, "Report progress (to 31 December 2026)")
    assert (time.deadline.kind, time.deadline.due, time.deadline.original) == (When.DATE, *[date(2026, 12, 31)] * 2)
    assert (time.tie and time.tie.parent, time.sources) == (8, (PAPER,))


def test_for_each_panel_there_is_one_time_a_meeting() -> None:
    diary = Diary(committees=[CPP], meetings=[meeting(n, date(2026, 12, 9) + timedelta(weeks=4 * n)) for n in (0, 1)])
    times = missing(again("each Panel"), [], diary, STARTS)
    assert [(t.deadline.meeting, t.deadline.due) for t in times] == [(0, date(2026, 12, 9)), (1, date(2027, 1, 6))]
    assert all(t.deadline.by_panel for t in times)
    assert missing(again("each Panel"), times, diary, STARTS) == []
    assert missing(again("each Panel of Cabinet"), [], replace(diary, committees=[]), STARTS) == []


def test_what_is_closed_comes_no_more() -> None:
    assert missing(again("quarterly", status=Status.CLOSED), [], Diary(), STARTS) == []
