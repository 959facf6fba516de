"""Several messages to one person as one: their cards one under the other, each with its own words in the plain twin."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pledges.messages import Rendered
from pledges.twin import twin_of

MOST = 24_000  # bytes of a card: Teams takes 28 kB with all that is around it


def together(messages: Sequence[Rendered]) -> Rendered:
    """One message of several, in their order; one alone stays as it is."""
    first, *rest = messages
    if not rest:
        return first
    summary = " ".join(_sentence(message.summary) for message in messages)
    parts = [{"type": "Container", "separator": True, "spacing": "Large", "items": m.card["body"]} for m in rest]
    body = [*first.card["body"], *parts]
    return Rendered(summary, {**first.card, "speak": summary, "fallbackText": twin_of(body), "body": body})


def fits(messages: Sequence[Rendered], more: Rendered) -> bool:
    """Whether one more can be added: a card is not to grow too large, and no two fields of it may share a name."""
    size = sum(len(json.dumps(message.card)) for message in (*messages, more))
    taken = {name for message in messages for name in _names(message.card)}
    return not messages or (size <= MOST and taken.isdisjoint(_names(more.card)))


def _names(part: Any) -> Iterator[str]:
    """The ids of everything in a card."""
    if isinstance(part, list):
        for each in part:
            yield from _names(each)
    elif isinstance(part, dict):
        if isinstance(part.get("id"), str):
            yield part["id"]
        for each in (part[name] for name in ("body", "items", "columns") if name in part):
            yield from _names(each)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
