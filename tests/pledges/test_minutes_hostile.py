"""Whatever is pasted, the reader of minutes neither fails nor hangs, and what it gives is bounded."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledges.minutes import LONGEST, MOST, read_minutes

PIECES = st.sampled_from(
    "Action: |ACTION|Resolved – |That |the Clerk |to write|be noted|(a) |1. |\n|\n\n|\t| | |•  |Owner: |Due: |by 31 |February "
    "|2024|next meeting| and |; |. |:|(|)|[|]|–|–|Present: |Jane Smith (JS)|Item 0|24/101 |Minutes:|Recommended –|it was agreed "
    "that |Action\tOwner\n|31/02/2025|99/99|within 0 days|within 999 months|Q9 2025|’|“|\x00|\u2028|é|".split("|")
)
LONG = 200_000
SHAPES = [
    " ", "a", "A ", "to ", "Clerk to ", ".", "(", ")", "[", "| ", "\t", "1", "1. ", "(a) ", "be asked to ", "Action: ", "ACTION ",
    " and ", ", ", ": ", "/", "by 3 May ", "May ", "held ", "Jane Smith ", "Jane Smith (JS) ", "The Board ", "“", "*", "_a_", "–",
    "- ", "a\n", "Action: x\n", "It was agreed that the Clerk would write\n", "x | y\n", "Owner: a ", "\n", "RESOLVED that ",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=80).map("".join)))
def test_any_text_is_read(text: str) -> None:
    read = read_minutes(text)
    assert all(each.text and len(each.text) <= LONGEST for each in read.actions)


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_text_takes_long_or_gives_without_end(shape: str) -> None:
    begun = perf_counter()
    read = read_minutes(shape * (LONG // len(shape) // 4))
    assert perf_counter() - begun < 2
    assert len(read.actions) <= MOST
    assert len(read.earlier) <= MOST
