"""What a digest says: the figures of a week, and what it tells of each pledge. Kept as it was told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from pledges.pledge import Publication, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a digest says about one pledge, in words cut short; `waits_for` is who is to decide about its date."""

    ref: str
    title: str
    owner: str
    status: Status
    publication: Publication
    due: date | None
    original: date | None
    note: str = ""
    note_on: date | None = None
    extensions: int = 0
    no_impact: bool = False
    waits_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How a directorate stands. `total` are the open ones, each in one of the kinds that follow it, or in none.

    A pledge past its date is in exactly one of late, waiting, asked and unreached. `done` are not open any more;
    `unowned` are open and have an owner to be confirmed, whatever else they are.
    """

    total: int = 0
    newly_late: int = 0
    still_late: int = 0
    waiting: int = 0
    asked: int = 0
    unreached: int = 0
    forecast: int = 0
    soon: int = 0
    done: int = 0
    unowned: int = 0

    @property
    def late(self) -> int:
        return self.newly_late + self.still_late


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How a directorate stood when it went live; `past` are what was past its date, which nobody was asked about."""

    since: date
    past: tuple[str, ...] = ()
    undated: int = 0
    unowned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The figures of one week ("2026-W49")."""

    week: str
    late: int
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What the last digest of the same directorate said; `late` and `done` are references."""

    counts: Counts
    late: frozenset[str]
    as_at: datetime
    done: frozenset[str] = frozenset()
    trend: tuple[Week, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The lines of each kind, the counts being of all. `helping` is counted elsewhere: led in other directorates.

    `forecast` will not make their dates, as their owners say; `unowned` have an owner to be confirmed. `late` and
    `finished` are the references of all that is late or done. `trend` ends with this week, and misses those in which
    nothing was posted. The first digest after going live says how it stands at the `start`, and calls nothing late.
    """

    as_at: datetime
    counts: Counts
    before: Counts | None = None
    newly: tuple[Line, ...] = field(default=())
    forecast: tuple[Line, ...] = ()
    still: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()
    done: tuple[Line, ...] = ()
    soon: tuple[Line, ...] = ()
    unowned: tuple[Line, ...] = ()
    helping: tuple[Line, ...] = ()
    start: Start | None = None
    late: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    trend: tuple[Week, ...] = ()
