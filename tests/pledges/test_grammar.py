"""The notation in which phrases are written."""

from __future__ import annotations

import pytest

from pledges.grammar import Phrases


@pytest.mark.parametrize(
    ("notation", "text", "stands"),
    [
        ("on track", "still on track today", True),
        ("on track", "on tracks", False),
        ("slip*", "it slipped again", True),
        ("need [a few] weeks", "need weeks", True),
        ("need [a few] weeks", "need a few weeks", True),
        ("need [a few] weeks", "need many weeks", False),
        ("(push|put back) it", "put back it", True),
        ("[very|really]+ good", "really very good", True),
        ("^ later", "later please", True),
        ("^ later", "maybe later", False),
        ("red $", "it is red", True),
        ("red $", "red tape", False),
        ("is for !(me|us) …", "this is for housing", True),
        ("is for !(me|us) …", "this is for me then", False),
        ("by # may", "by 3rd may", True),
    ],
)
def test_a_phrase_stands_in_a_text_as_its_notation_says(notation: str, text: str, stands: bool) -> None:
    assert Phrases(notation).within(text) is stands


def test_a_list_of_phrases_can_be_named_in_another() -> None:
    it = Phrases("(it|this)")
    assert Phrases("close <it>", {"it": it}).within("please close this")


def test_a_text_is_covered_by_phrases_that_follow_each_other() -> None:
    polite = Phrases("""
        thanks
        (so|very) much
    """)
    assert polite.cover("thanks so much")
    assert not polite.cover("thanks so much for nothing")
