"""Every sample of every card: the models of microsoft-teams-cards take it, and clients that know less draw it."""

from __future__ import annotations

from typing import Any

import pytest
from microsoft_teams.cards import AdaptiveCard

import dialogs.answers
import dialogs.cards
import dialogs.commands
from dialogs.registry import Registry
from tests.card_schema import unknown_in_1_5
from tests.card_versions import faults, kinds_of, known_in, seen_by, without_all_that_is_new, without_charts

REGISTRY = Registry(dialogs.cards, dialogs.commands, dialogs.answers)
CARDS = {name: sample().card for kind in REGISTRY.cards.values() for name, sample in kind.samples.items()}


def test_each_sample_is_parsed_back_by_the_models_and_says_the_same_again() -> None:
    for name, card in CARDS.items():
        parsed = AdaptiveCard.model_validate(card)
        assert parsed.model_dump(mode="json", by_alias=True, exclude_none=True) == card, name


def test_each_element_of_each_sample_is_one_that_its_model_knows_with_all_its_properties() -> None:
    assert {name: found for name, card in CARDS.items() if (found := faults(card))} == {}


def test_with_charts_replaced_by_their_fallbacks_only_what_1_5_knows_is_left() -> None:
    unknown = {name: set(unknown_in_1_5(without_charts(card))) for name, card in CARDS.items()}
    assert {name: found for name, found in unknown.items() if found} == {}


def test_without_tables_charts_and_execute_only_elements_of_1_2_are_left() -> None:
    for name, card in CARDS.items():
        assert kinds_of(without_all_that_is_new(card)) <= known_in("1.2"), name


def test_no_button_is_lost_where_execute_is_unknown() -> None:
    for name, card in CARDS.items():
        old = seen_by(card, known_in("1.2"))
        assert _buttons(old) == _buttons(card), name


@pytest.mark.parametrize(
    ("element", "fault"),
    [
        ({"type": "Badge", "text": "new"}, "Badge is no element of 1.5"),
        ({"type": "TextBlock", "text": "new", "roundedCorners": True}, "TextBlock.roundedCorners"),
    ],
)
def test_the_check_finds_what_is_newer(element: dict[str, Any], fault: str) -> None:
    assert list(unknown_in_1_5({"type": "AdaptiveCard", "body": [element]})) == [fault]


def _buttons(of: Any) -> list[str]:
    """The titles of all that can be pressed, in order."""
    found = [of["title"]] if isinstance(of, dict) and str(of.get("type")).startswith("Action.") else []
    inner = of.items() if isinstance(of, dict) else enumerate(of) if isinstance(of, list) else ()
    return found + [title for name, each in inner if name not in ("fallback", "data") for title in _buttons(each)]
