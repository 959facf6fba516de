"""A pledge told again from its history alone: the texts of its changes, and what its owners heard of it and when.

Nothing here asks the program what a pledge is like now, or what it makes of it: that is what it is held against.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

OPEN = ("not started", "on track", "at risk", "off track", "blocked")
FINISHED = ("done", "closed")
ANEW = ("deadline", "reopened on")  # from such a change on the owner is to be reached anew

Covers = Callable[[int, datetime], frozenset[int]]  # who stood in for somebody at a moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A link of a pledge's history: a field became a text, by somebody or by the clock (None)."""

    at: datetime
    by: int | None
    field: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A question about a pledge arrived with somebody."""

    at: datetime
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A pledge as it stood at a moment; `posts` says who holds which.

    `reached` is when its owner first heard of it, or spoke of it, since its date or its owner was last another, and
    `finished` when it was first called done or closed.
    """

    number: int
    fields: Mapping[str, str]
    posts: Mapping[int, int]
    reached: datetime | None = None
    finished: datetime | None = None

    def text(self, name: str) -> str:
        return self.fields.get(name, "")

    def day(self, name: str) -> date | None:
        return date.fromisoformat(self.text(name)) if self.text(name) else None

    @property
    def ref(self) -> str:
        return f"CP-{self.number}"

    @property
    def open(self) -> bool:
        return self.text("status") in OPEN

    @property
    def due(self) -> date | None:
        return self.day("deadline")

    @property
    def waits(self) -> bool:
        """Whether a new date is asked for and nobody has decided."""
        return bool(self.text("new date asked for"))

    @property
    def directorate(self) -> int | None:
        found: int | None = json.loads(self.text("directorate") or "{}").get("id")
        return found

    @property
    def lead(self) -> Mapping[str, Any]:
        return _lead(self.fields)

    @property
    def helpers(self) -> list[int]:
        """The posts that support it."""
        return [each["post"] for each in _owners(self.fields) if "post" in each and not each.get("lead", True)]

    @property
    def asked(self) -> int | None:
        """Who can be asked about it: the holder of the post that leads it, or the person named."""
        return self.posts.get(self.lead.get("post", 0)) or self.lead.get("answers")

    @property
    def last(self) -> Mapping[str, Any]:
        """What was last said about it: when, by whom, the status and the note."""
        said: Mapping[str, Any] = json.loads(self.text("last word") or "{}")
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that became of a pledge, and all that was heard of it, each oldest first."""

    number: int
    changes: Sequence[Change]
    heard: Sequence[Heard] = ()

    def at(self, moment: datetime, posts: Mapping[int, int], covers: Covers) -> Stand:
        """The pledge after all that happened by a moment, what was sent at that moment apart: planning comes first."""
        told = _Telling(self.number, posts, covers)
        for change in self.changes:
            if change.at <= moment:
                told.take(change)
        told.hear(each for each in self.heard if told.since <= each.at < moment)
        return told.stand


class _Telling:
    """What is gathered on the way from the first change on."""

    def __init__(self, number: int, posts: Mapping[int, int], covers: Covers) -> None:
        self.since = datetime.min.replace(tzinfo=UTC)
        self._number, self._posts, self._covers = number, posts, covers
        self._fields, self._reached, self._finished = dict[str, str](), list[datetime](), list[datetime]()

    @property
    def stand(self) -> Stand:
        reached, finished = min(self._reached, default=None), min(self._finished, default=None)
        same = {"reached": reached, "finished": finished}
        return Stand(number=self._number, fields=self._fields, posts=self._posts, **same)

    def take(self, change: Change) -> None:
        if _begins_anew(self._fields, change):
            self.since, self._reached = change.at, []
        self._fields = self._fields | {change.field: change.after}
        if change.field == "status":
            self._finished = [*self._finished, change.at] if change.after in FINISHED else []
        if change.field == "last word" and self._speaks(change):
            self._reached.append(change.at)

    def hear(self, heard: Iterable[Heard]) -> None:
        """Whoever leads it has heard of it, or whoever stands in for them."""
        asked = self.stand.asked
        if asked is not None:
            self._reached += [h.at for h in heard if h.person in {asked} | self._covers(asked, h.at)]

    def _speaks(self, change: Change) -> bool:
        """Whether somebody says it as an owner, who has then heard; where each must answer, as the one that leads."""
        posts = [self.stand.lead.get("post", 0), *([] if self._fields.get("answers") == "yes" else self.stand.helpers)]
        people = {self.stand.lead.get("answers"), *map(self._posts.get, posts)} - {None}
        return any(change.by in {each} | self._covers(each, change.at) for each in people if each)


def _owners(fields: Mapping[str, str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(fields.get("owners") or "[]")
    return found


def _lead(fields: Mapping[str, str]) -> Mapping[str, Any]:
    return next((owner for owner in _owners(fields) if owner.get("lead", True)), {})


def _begins_anew(fields: Mapping[str, str], change: Change) -> bool:
    """Whether the owner is to be reached anew from a change on: another date, another owner, or opened again."""
    if not fields.get("status"):
        return False
    return change.field in ANEW or (change.field == "owners" and _lead(fields) != _lead({"owners": change.after}))
