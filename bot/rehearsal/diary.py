"""The diary of a run: what was seen to arrive in Teams, and what people were seen to do, in the order it happened.

Nothing in it is read from the program's own tables. Days are days in London, moments are in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A pledge as it stood when the run began. `kind` is one of: date, window, start, review, none.

    `others` are asked besides the lead; with `each`, every one of them must answer for themselves.
    """

    ref: str
    lead: int
    others: tuple[int, ...] = ()
    each: bool = False
    kind: str = "date"
    due: date | None = None
    papers: date | None = None
    starts: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The clockwork had its turn."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question about a pledge arrived in somebody's chat, as a part of a message."""

    at: datetime
    reader: int
    ref: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`by` said how it is going, in the name of `owner`, who is somebody else where they cover for one."""

    at: datetime
    ref: str
    by: int
    owner: int
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """A new date was asked for: nobody is asked until somebody has decided."""

    at: datetime
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """`due` is the date agreed; None where the date stays as it was."""

    at: datetime
    ref: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOff:
    at: datetime
    ref: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedBack:
    """The lead says that it is not theirs."""

    at: datetime
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Somebody else leads it from now on."""

    at: datetime
    ref: str
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Its new lead has it in their chat."""

    at: datetime
    ref: str
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOn:
    at: datetime
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WentAway:
    """From the day `since` to the day `until`, both included."""

    at: datetime
    person: int
    since: date
    until: date
    cover: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suits:
    """Weekdays on which somebody is not asked, and the only one on which they are; Monday is 0."""

    at: datetime
    person: int
    off: frozenset[int] = frozenset()
    only: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody has the bot installed from now on; whoever is not met is written to when they are."""

    at: datetime
    person: int


Entry: TypeAlias = (
    Tick | Asked | Answered | Wished | Decided | PutOff | HandedBack | Given | Told | TakenOn | WentAway | Suits | Met
)
