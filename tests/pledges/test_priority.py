"""How urgent a pledge is: three words, and whatever a paper said before."""

from __future__ import annotations

import pytest

from pledges.errors import NotUnderstood
from pledges.priority import PRIORITIES, rank, read


def test_the_three_are_read_in_any_case_and_none_takes_it_away() -> None:
    assert [read(words) for words in ("Statutory", " this  QUARTER ", "later", "none")] == [*PRIORITIES, ""]


@pytest.mark.parametrize("words", ["urgent", "1", ""])
def test_anything_else_is_refused_with_what_there_is(words: str) -> None:
    with pytest.raises(NotUnderstood, match="statutory, this quarter or later"):
        read(words)


def test_lists_have_the_three_first_then_other_words_then_none() -> None:
    mixed = ["", "Priority 4", "later", "Statutory", "this quarter"]
    assert sorted(mixed, key=rank) == ["Statutory", "this quarter", "later", "Priority 4", ""]
