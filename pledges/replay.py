"""A pledge rebuilt from its history: as it stood at any moment, and as it was before some changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pledges.exact import Unreadable
from pledges.pledge import Pledge
from pledges.telling import BESIDE, BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link of a pledge's chain, as far as it is known: its texts are None where they were erased."""

    at: datetime
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A pledge as history has it.

    How the `unknown` fields stood it does not say: their words were erased, or written before history said all. How far
    the asking had come is no part of it, nor who answered for a post: its holdings say that.
    """

    pledge: Pledge
    unknown: frozenset[str] = frozenset()


def replay(number: int, steps: Iterable[Step], until: datetime | None = None) -> Replayed:
    """The pledge after these changes, the oldest first; with `until`, after those made by that moment."""
    pledge, unknown = Pledge(number=number, title=""), set[str]()
    for step in steps:
        if until is not None and step.at > until:
            break
        told = _told(pledge, step.field, step.after)
        (unknown.add if told is None else unknown.discard)(step.field)
        pledge = told or pledge
    return Replayed(pledge=pledge, unknown=frozenset(unknown))


def before(pledge: Pledge, steps: Sequence[Step]) -> Pledge | None:
    """The pledge as it was before these, its newest changes; None where the words for that were erased."""
    for step in reversed(steps):
        told = _told(pledge, step.field, step.before)
        if told is None:
            return None
        pledge = told
    return pledge


def _told(pledge: Pledge, name: str, text: str | None) -> Pledge | None:
    """The pledge with one field as a text says; None where nobody can know what that was."""
    if name in BESIDE:
        return pledge
    if text is None or name not in BY_NAME:
        return None
    try:
        return BY_NAME[name].told(pledge, text)
    except Unreadable:
        return None
