"""The week of the whole council: directorates side by side in the order of their names, and no ranking.

A joint pledge counts once, where it is led. Counts are true whatever is shown; posts are named, never persons, and what
is not for publication has no title here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pledges.figures import Week
from pledges.pledge import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a part of the council stands: what is open is under one of these heads, or under none.

    `forecast` will not make its date, as its owner says; `past` is past its date and not called late; `done` was done
    or closed since last week.
    """

    open: int = 0
    late: int = 0
    waiting: int = 0
    forecast: int = 0
    past: int = 0
    soon: int = 0
    done: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in Tally.__slots__})

    @property
    def quiet(self) -> bool:
        return self == Tally(open=self.open)


NOTHING = Tally()


class Stage(StrEnum):
    """Whether a directorate is asked as usual, just went live, or is not live yet."""

    LIVE = "live"
    STARTING = "starting"
    WAITS = "waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A directorate as it stands; `before` is what last week's digest said of it, None where it said nothing."""

    id: int | None
    name: str
    tally: Tally
    stage: Stage = Stage.LIVE
    before: Tally | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme of a plan, with its champions as they are called in office; None for a role that nobody has."""

    name: str
    plan: str
    open: int
    late: int
    member: str | None = None
    officer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One exception; the `title` is empty where it is not for publication. `value` is what the rule measures."""

    ref: str
    title: str
    owner: str
    directorate: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """What one rule finds: how much in all, where, and some of it by name."""

    rule: str
    count: int
    places: tuple[tuple[str, int], ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corporate:
    """The digest. `empty` have no open pledge, `silent` have some and no word on any for a quarter."""

    as_at: datetime
    total: Tally
    before: Tally | None = None
    statuses: tuple[tuple[Status, int], ...] = field(default=())
    places: tuple[Place, ...] = ()
    themes: tuple[Theme, ...] = ()
    exceptions: tuple[Exceptions, ...] = ()
    empty: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    trend: tuple[Week, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether one line says it all."""
        return self.total.quiet and not self.exceptions and not self.silent
