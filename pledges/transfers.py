"""Services that move to another body on a day: whose each pledge was on any day, before, on and after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId
from pledges.pledge import OPEN, Status

TransferId = NewType("TransferId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What moves, to whom and from which day. `moved` and `posts` count what did; `begun_at` is when it was done."""

    id: TransferId
    services: tuple[str, ...]
    to: Directorate
    since: date
    by: PersonId
    taken_back: bool = False
    begun_at: datetime | None = None
    moved: int = 0
    posts: int = 0

    @property
    def begun(self) -> bool:
        return self.begun_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """From a day on a pledge belongs to a directorate, or to none; without a day, as long as anyone knows."""

    directorate: DirectorateId | None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A change of one field of a pledge, on the day from which it counts."""

    on: date
    field: str
    after: str


def moved(homes: Sequence[Home], before: DirectorateId | None, after: DirectorateId | None, since: date) -> list[Home]:
    """The homes that have to be noted when a pledge comes to another directorate on a day."""
    first = [] if homes else [Home(directorate=before)]
    return [*first, Home(directorate=after, since=since)]


def home_on(homes: Iterable[Home], now: DirectorateId | None, day: date) -> DirectorateId | None:
    """Whose a pledge was at the end of a day; without homes, always whose it is now.

    `homes` come in the order in which they were noted: of two from the same day the later one counts.
    """
    known = [h for h in sorted(homes, key=lambda h: h.since or date.min) if (h.since or date.min) <= day]
    if known:
        return known[-1].directorate
    return now


def as_at(changes: Iterable[Moment], day: date) -> dict[str, str]:
    """What a pledge said at the end of a day, field by field; `changes` in the order they were made.

    Empty for one that the register did not have yet.
    """
    return {change.field: change.after for change in changes if change.on <= day}


def was_open(fields: dict[str, str]) -> bool:
    """Whether a pledge that said this was open: in the register, and not done or finished."""
    return fields.get("status", "") in {status.value for status in OPEN}


def was_live(fields: dict[str, str]) -> bool:
    """Open, or done and to be confirmed."""
    return was_open(fields) or fields.get("status", "") == Status.DONE.value


def was_past(fields: dict[str, str], day: date) -> bool:
    """Whether a pledge that said this was past its date on the day."""
    due = fields.get("deadline", "")
    return was_open(fields) and due != "" and date.fromisoformat(due) < day
