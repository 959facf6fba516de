"""Whatever is pasted, the reader of minutes neither fails nor hangs, and what it gives is bounded."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledges.minutes import LONGEST, MOST, read_minutes

PIECES = st.sampled_from(
    "Action: |ACTION|Resolved – |That |the Clerk |to write|be noted|(a) |1. |\n|\n\n|\t| | |•  |Owner: |Due: |by 31 "
    "|February |2024|next meeting| and |; |. |:|(|)|[|]|–|–|Present: |"
    "Jane Smith (JS)|Item 0|24/101 |Minutes:|Recommended –|"
    "it was agreed that |Action\tOwner\n|31/02/2025|99/99|within 0 days|"
    "within 999 months|Q9 2025|’|“|\x00|\u2028|é|".split("|")
)
LONG = 50_000
SHAPES = (
    " ",
    "A ",
    "Clerk to ",
    "(",
    ")",
    "1. ",
    "be asked to ",
    "Action: ",
    " and ",
    "by 3 May ",
    "Jane Smith (JS) ",
    "a\n",
)
HANGS = 30  # seconds of a core: far above what it takes, far below what a slip in a pattern would take
LISTS = ("Action: x\n", "It was agreed that the Clerk would write\n", "x | y\n", "RESOLVED that ")


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=80).map("".join)))
def test_any_text_is_read(text: str) -> None:
    read = read_minutes(text)
    assert all(each.text and len(each.text) <= LONGEST for each in read.actions)


@pytest.mark.parametrize("shape", [*SHAPES, *LISTS])
def test_no_shape_of_text_takes_long_or_gives_without_end(shape: str) -> None:
    begun = process_time()
    read = read_minutes(shape * (LONG // len(shape)))
    assert process_time() - begun < HANGS
    assert len(read.actions) <= MOST
    assert len(read.earlier) <= MOST
