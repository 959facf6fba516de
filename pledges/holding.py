"""Who holds a post from which day to which, and what a hand-over makes of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pledges.calendar import ONE_DAY, said
from pledges.messages import PersonId


class Manner(StrEnum):
    SUBSTANTIVE = "substantive"
    ACTING = "acting"
    INTERIM = "interim"
    VACANT = "vacant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One person holds a post, or nobody does, on each day from `since` to `until`, both included.

    Without `since` nobody knows since when; without `until` the end is open. Several hold a post at once only where
    each of them is `joint`.
    """

    person: PersonId | None
    since: date | None = None
    until: date | None = None
    manner: Manner = Manner.SUBSTANTIVE
    joint: bool = False

    def covers(self, day: date) -> bool:
        return _start(self) <= day <= _end(self)


def holders_on(holdings: Iterable[Holding], day: date) -> list[Holding]:
    """Who holds a post on a day, the longest first: nobody while it is vacant, several where they hold it jointly."""
    found = [h for h in holdings if h.person is not None and h.covers(day)]
    return sorted(found, key=lambda h: (_start(h), h.person or 0))


def answering(holdings: Iterable[Holding], day: date, now: PersonId | None = None) -> PersonId | None:
    """Who answers for a post on a day: of several whoever does so `now`, else whoever has held it longest."""
    people = [h.person for h in holders_on(holdings, day)]
    return now if now in people else next(iter(people), None)


def beside_on(holdings: Iterable[Holding], holder: PersonId | None, day: date) -> list[PersonId]:
    """Who holds a post on a day beside the one who answers for it."""
    return [h.person for h in holders_on(holdings, day) if h.person is not None and h.person != holder]


def hand_over(holdings: Iterable[Holding], new: Holding) -> tuple[Holding, ...]:
    """What a post's holdings are after a hand-over: on its days they are the new one's, on all others as they were.

    Whoever held the post takes it up again when a hand-over ends that has an end. Who comes in jointly leaves those
    who are there in place.
    """
    kept = [piece for each in holdings for piece in _made_room(each, new)]
    return tuple(sorted([*kept, new], key=lambda h: (_start(h), h.person or 0)))


def overruled(before: Sequence[Holding], after: Iterable[Holding], day: date) -> list[Holding]:
    """What was planned to begin after a day and will not: a hand-over may take its place without saying so."""
    kept = {(h.person, h.since) for h in after}
    return [h for h in before if _start(h) > day and (h.person, h.since) not in kept]


def title_of(holding: Holding, title: str) -> str:
    """The post as its holder bears it: acting Head of Housing."""
    return f"{holding.manner} {title}" if holding.manner in (Manner.ACTING, Manner.INTERIM) else title


def days_of(holding: Holding) -> str:
    """From Thursday 1 April 2027 until Wednesday 30 June 2027; the known ends only."""
    parts = (
        f"from {said(holding.since)}" if holding.since else "",
        f"until {said(holding.until)}" if holding.until else "",
    )
    return " ".join(filter(None, parts))


def _made_room(old: Holding, new: Holding) -> Iterator[Holding]:
    """The days of a holding that a new one leaves it."""
    if _end(old) < _start(new) or _end(new) < _start(old):
        yield old
        return
    if _start(old) < _start(new):
        yield replace(old, until=_start(new) - ONE_DAY)
    if new.joint and old.person not in (None, new.person):
        since, until = max(_start(old), _start(new)), min(_end(old), _end(new))
        yield replace(old, since=_known(since), until=_known(until), joint=True)
    if _end(new) < _end(old):
        yield replace(old, since=_end(new) + ONE_DAY)


def _start(holding: Holding) -> date:
    return holding.since or date.min


def _end(holding: Holding) -> date:
    return holding.until or date.max


def _known(day: date) -> date | None:
    return None if day in (date.min, date.max) else day
