"""Who is away, from which day to which, and who is asked in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pledges.calendar import ONE_DAY, said_short
from pledges.errors import NotUnderstood
from pledges.messages import PersonId

MOST_DAYS = 366
_COVER = re.compile(r"^(?P<days>.*?)[,;]?\s*\bcover(?:ed)?(?:\s+by|:)?\s+(?P<cover>.+)$", re.IGNORECASE)
_SPAN = re.compile(
    r"^(?:from\s+)?(?P<first>\S.*?)\s*(?:-|–|\bto\b|\buntil\b|\btill\b)\s*(?P<last>\S.*)$", re.IGNORECASE
)
_UNTIL = re.compile(r"^(?:until|till|to)\s+(?P<last>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody is away from `since` to `until`, both days included. Without a cover their questions wait."""

    person: PersonId
    since: date
    until: date
    cover: PersonId | None = None

    def meets(self, other: Absence) -> bool:
        """Whether the two have a day in common."""
        return self.since <= other.until and other.since <= self.until

    def days(self, today: date) -> str:
        """From Saturday 12 December to Saturday 19 December."""
        if self.since == self.until:
            return f"on {said_short(self.since, today)}"
        until = said_short(self.until, today)
        return f"until {until}" if self.since <= today else f"from {said_short(self.since, today)} to {until}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """The days of an absence and its cover as they were typed; no first day means that it begins today."""

    first: str
    last: str
    cover: str


def typed(words: str) -> Away:
    """The parts of “12-19 December, cover Megan”, “until 16 March” and “3 April”."""
    found = _COVER.match(words.strip())
    days, cover = (found["days"], found["cover"]) if found else (words.strip(), "")
    if open_ended := _UNTIL.match(days):
        return Away(first="", last=open_ended["last"].strip(), cover=cover.strip())
    if span := _SPAN.match(days):
        first, last = span["first"].strip(), span["last"].strip()
        month = last.partition(" ")[2]
        return Away(first=f"{first} {month}" if first.isdigit() and month else first, last=last, cover=cover.strip())
    return Away(first=days, last=days, cover=cover.strip())


def check(absence: Absence, known: Iterable[Absence], today: date) -> None:
    """Raise NotUnderstood for days that have passed, that are turned round, or that are known as away already."""
    if absence.until < today:
        raise NotUnderstood(f"{said_short(absence.until, today)} has passed. Please give days that are still to come.")
    if absence.until < absence.since:
        raise NotUnderstood(f"{said_short(absence.until, today)} comes before {said_short(absence.since, today)}.")
    if (absence.until - absence.since).days > MOST_DAYS:
        raise NotUnderstood("That is more than a year. Ask an admin to hand the post over instead.")
    if absence.cover == absence.person:
        raise NotUnderstood("You can't cover for yourself. Name a colleague, or nobody: then your questions wait.")
    same = next((a for a in known if a.person == absence.person and a.meets(absence)), None)
    if same:
        raise NotUnderstood(f"You are away {same.days(today)} already. Type “back” to end that, and say it anew.")


def stand_ins(away: Iterable[Absence]) -> Mapping[PersonId, PersonId | None]:
    """Of those who are away on a day, who is asked in their place; nobody where that one is away too."""
    known = {absence.person: absence.cover for absence in away}
    return {person: None if cover in known else cover for person, cover in known.items()}


def asked_for(person: PersonId | None, away: Mapping[PersonId, PersonId | None]) -> PersonId | None:
    """Who is asked in somebody's place today: they themselves, their cover, or nobody."""
    return None if person is None else away.get(person, person)


def day_after(absence: Absence) -> date:
    """The first day on which they may be written to again."""
    return absence.until + ONE_DAY
