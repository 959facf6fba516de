"""What a client makes of a card: elements it does not know are replaced by their fallback, or left out.

`seen_by` draws a card as a client does that knows only some elements; `faults` is the schema check: what of a card the
models of microsoft-teams-cards do not know, and what is newer than a version of Adaptive Cards.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Any

import microsoft_teams.cards as teams_cards
from pydantic import BaseModel, ValidationError

SINCE = {
    "1.0": "AdaptiveCard TextBlock Image ImageSet Container ColumnSet Column FactSet Input.Text Input.Number "
    "Input.Date Input.Time Input.Toggle Input.ChoiceSet Action.OpenUrl Action.Submit Action.ShowCard",
    "1.1": "Media",
    "1.2": "ActionSet RichTextBlock TextRun Action.ToggleVisibility",
    "1.4": "Action.Execute",
    "1.5": "Table TableRow TableCell Data.Query",
}
KINDS = {kind: version for version, kinds in SINCE.items() for kind in kinds.split()}
_ALL = [each for each in vars(teams_cards).values() if isinstance(each, type) and issubclass(each, BaseModel)]
MODELS = {each.model_fields["type"].default: each for each in _ALL if "type" in each.model_fields}
NOT_WALKED = frozenset({"data", "fallback", "choices.data"})


def known_in(version: str) -> frozenset[str]:
    """The elements and actions of Adaptive Cards up to a version, such as "1.2"; Teams' own, as charts, are in none."""
    return frozenset(kind for kind, since in KINDS.items() if since <= version)


def elements(of: Any) -> Iterator[dict[str, Any]]:
    """Every element and action that is drawn: what stands behind a fallback is not."""
    if isinstance(of, dict):
        if "type" in of:
            yield of
        for name, inner in of.items():
            if name not in NOT_WALKED:
                yield from elements(inner)
    elif isinstance(of, list):
        for inner in of:
            yield from elements(inner)


def kinds_of(card: Any) -> frozenset[str]:
    """The kinds of all that is drawn."""
    return frozenset(element["type"] for element in elements(card))


def seen_by(card: Any, known: Set[str]) -> Any:
    """A card as a client draws it that knows only these: what it does not know falls back, step by step, or goes."""
    if isinstance(card, list):
        return [seen for part in card if (seen := seen_by(part, known)) is not None]
    if not isinstance(card, dict):
        return card
    if "type" in card and card["type"] not in known:
        fallback = card.get("fallback")
        return seen_by(fallback, known) if isinstance(fallback, dict) else None
    return {name: inner if name in NOT_WALKED else seen_by(inner, known) for name, inner in card.items()}


def without_charts(card: Any) -> Any:
    """As a client draws it that knows Adaptive Cards 1.5 and none of Teams' charts."""
    return seen_by(card, known_in("1.5"))


def without_all_that_is_new(card: Any) -> Any:
    """As a client draws it that knows no charts, no tables and no Action.Execute: Adaptive Cards 1.2."""
    return seen_by(card, known_in("1.2"))


def texts(of: Any) -> list[str]:
    """The words of all text blocks that are drawn, in order."""
    return [element["text"] for element in elements(of) if element["type"] == "TextBlock"]


def faults(card: Any) -> list[str]:
    """What the models do not know of a card, fallbacks too: kinds, names of properties, values."""
    return [fault for element in _everything(card) for fault in _faults(element)]


def _everything(of: Any) -> Iterator[dict[str, Any]]:
    for element in elements(of):
        yield element
        yield from _everything(element.get("fallback", ()))


def _faults(element: dict[str, Any]) -> Iterator[str]:
    kind = element["type"]
    model = MODELS.get(kind)
    if model is None:
        yield f"{kind}: no such element"
        return
    known = {field.serialization_alias for field in model.model_fields.values()}
    yield from (f"{kind}: no such property {name}" for name in element if name not in known)
    try:
        model.model_validate(element)
    except ValidationError as error:
        yield from (f"{kind}: {each['loc']} {each['msg']}" for each in error.errors())
