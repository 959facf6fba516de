"""What a message was understood to say, and each clause of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pledges.meant import Mention
from pledges.pledge import Status
from pledges.senses import Intent, Sense


@dataclass(frozen=True, slots=True)
class Read:
    """A clause with what it names and what it says."""

    mention: Mention
    sense: Sense | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a message says. `day` is the new date, the day to ask again, or the last day away; `since` its first day.

    With `ask_back` nothing is recorded: the refs are then those that may be meant. `note` is what goes beyond it, as
    it was typed.
    """

    intent: Intent
    refs: tuple[str, ...] = ()
    status: Status | None = None
    day: date | None = None
    since: date | None = None
    note: str = ""
    ask_back: bool = False
