"""A follow-up is due so long after another pledge, and moves with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pledges.errors import NotUnderstood
from pledges.following import deadline_after, later, moved_with, tied
from pledges.pledge import Deadline, Pledge, Status, When

WINDOW = Deadline(kind=When.WINDOW, starts=date(2024, 1, 1), due=date(2024, 2, 29))
FIRST = Pledge(number=6, title="Host the peer team", deadline=WINDOW)
THEN = Pledge(number=8, title="Follow up", deadline=Deadline(words="in 12 months' time", kind=When.NONE))


@pytest.mark.parametrize(
    ("day", "span", "then"),
    [
        ("2024-02-29", "12 months", "2025-02-28"),  # the last day stays the last day
        ("2025-02-28", "12 months", "2026-02-28"),
        ("2023-02-28", "a year", "2024-02-29"),
        ("2026-01-15", "six weeks", "2026-02-26"),
        ("2026-01-15", "10 days", "2026-01-25"),
        ("2026-12-31", "2 Months", "2027-02-28"),
    ],
)
def test_so_long_after_a_day(day: str, span: str, then: str) -> None:
    assert later(date.fromisoformat(day), span) == date.fromisoformat(then)


@pytest.mark.parametrize("span", ["", "soon", "months", "12 moons", "-1 weeks"])
def test_words_that_are_no_span_are_asked_for_again(span: str) -> None:
    with pytest.raises(NotUnderstood, match="such as 12 months"):
        later(date(2026, 1, 1), span)


def test_a_follow_up_of_a_window_is_a_window_a_year_later() -> None:
    found = deadline_after(FIRST, "12 months", "in 12 months' time")
    assert (found.kind, found.starts, found.due) == (When.WINDOW, date(2025, 1, 1), date(2025, 2, 28))
    assert found.rule == "12 months after CP-6, which is due on Thursday 29 February 2024"


def test_while_the_first_has_no_date_the_follow_up_has_none() -> None:
    dateless = replace(FIRST, deadline=Deadline(kind=When.NONE))
    found = deadline_after(dateless, "12 months", "")
    assert (found.kind, found.due) == (When.NONE, None)
    with pytest.raises(NotUnderstood):
        deadline_after(dateless, "12 moons", "")


def test_it_moves_with_the_first_until_it_is_done_and_that_is_no_extension() -> None:
    follower = moved_with(tied(THEN, FIRST, "12 months"), FIRST)
    put_off = replace(FIRST, deadline=replace(WINDOW, starts=date(2024, 3, 1), due=date(2024, 4, 30)))
    moved = moved_with(follower, put_off)
    assert (moved.deadline.starts, moved.deadline.due) == (date(2025, 3, 1), date(2025, 4, 30))
    assert (moved.deadline.extensions, moved.deadline.original) == (0, date(2025, 2, 28))
    done = replace(follower, status=Status.DONE)
    assert moved_with(done, put_off) == done
    assert moved_with(THEN, put_off) == THEN
