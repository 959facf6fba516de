"""How far a date has slipped, in words."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.slipping import ordinal, slipped

TODAY = date(2027, 1, 4)
FIRST = date(2027, 1, 29)


@pytest.mark.parametrize(
    ("due", "extensions", "said"),
    [
        (FIRST, 0, ""),
        (date(2027, 3, 31), 2, "2nd extension, +61 days, first due Friday 29 January"),
        (date(2027, 1, 30), 1, "1st extension, +1 day, first due Friday 29 January"),
        (date(2027, 2, 12), 0, "+14 days, first due Friday 29 January"),  # its meeting moved
        (date(2027, 1, 27), 0, "−2 days, first due Friday 29 January"),
        (FIRST, 1, "1st extension, first due Friday 29 January"),
        (None, 0, "first due Friday 29 January"),
    ],
)
def test_a_date_that_moved_says_how_often_how_far_and_from_where(due: date | None, extensions: int, said: str) -> None:
    assert slipped(due, FIRST, extensions, TODAY) == said


def test_what_never_had_a_date_has_not_slipped() -> None:
    assert slipped(None, None, 0, TODAY) == ""


def test_counts_are_said_as_people_say_them() -> None:
    said = [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 111)]
    assert said == ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "111th"]
