"""How the council's digest is made of what the register says, counted there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pledges.calendar import week_of
from pledges.corporate import NOTHING, Corporate, Exceptions, Item, Place, Stage, Tally, Theme
from pledges.councillors import is_councillor
from pledges.digest import WEEK
from pledges.exceptions import QUARTER, RULES, is_starting
from pledges.figures import Week
from pledges.live import Live
from pledges.pledge import OPEN, OwnerKind, Pledge, Publication, Status
from pledges.policy import Policy

WEEKS = 8
ELSEWHERE = "In no directorate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A directorate."""

    id: int
    name: str
    live: Live


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What is open in one service of a directorate under one status; `heard` is when anything was last said of it.

    `broken` is how many break each rule, by the rule's name.
    """

    directorate: int | None
    service: str
    status: Status
    tally: Tally
    heard: datetime | None = None
    broken: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the register says, counted where it lies.

    `done` is by directorate, as is `unshown` by rule; `spoke` are the services of which something finished within a
    quarter; `services` are those that posts stand in.
    """

    parts: Sequence[Part]
    cells: Sequence[Cell]
    done: Mapping[int | None, int]
    unshown: Mapping[str, Mapping[int | None, int]]
    spoke: frozenset[tuple[int | None, str]]
    services: frozenset[tuple[int | None, str]]
    themes: tuple[Theme, ...] = ()
    items: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


def compose(found: Found, policy: Policy, now: datetime, week: str, before: Corporate | None) -> Corporate:
    """The digest of a week ("2026-W49"); `before` is the one of an earlier week."""
    today = policy.today(now)
    places = _places(found, policy, today, before)
    total = sum((place.tally for place in places), NOTHING)
    point = Week(week=week, late=total.late, done=total.done, total=total.open)
    statuses = Counter[Status]()
    for cell in found.cells:
        statuses[cell.status] += cell.tally.open
    return Corporate(
        as_at=now,
        total=total,
        before=before.total if before else None,
        statuses=tuple((status, statuses[status]) for status in Status if status in OPEN),
        places=places,
        themes=found.themes,
        exceptions=_exceptions(found),
        empty=tuple(_empty(found, places)),
        silent=tuple(_silent(found, policy, today)),
        trend=(*_trend(before, today), point),
    )


def _places(found: Found, policy: Policy, today: date, before: Corporate | None) -> tuple[Place, ...]:
    known = {place.id: place.tally for place in before.places} if before else {}
    none = Place(id=None, name=ELSEWHERE, tally=_tally(found, None), before=known.get(None))
    parts = sorted(found.parts, key=lambda part: (part.name.casefold(), part.id))
    places = tuple(
        Place(
            id=part.id,
            name=part.name,
            tally=_tally(found, part.id),
            stage=_stage(part.live, policy, today),
            before=known.get(part.id),
        )
        for part in parts
    )
    return places if none.tally == NOTHING else (*places, none)


def _trend(before: Corporate | None, today: date) -> Iterable[Week]:
    """The weeks before this one, as they were told; one that was not told is missing."""
    first = week_of(today - (WEEKS - 1) * WEEK)
    return (point for point in (before.trend if before else ()) if point.week >= first)


def _tally(found: Found, directorate: int | None) -> Tally:
    counted = sum((cell.tally for cell in found.cells if cell.directorate == directorate), NOTHING)
    return replace(counted, done=found.done.get(directorate, 0))


def _stage(live: Live, policy: Policy, today: date) -> Stage:
    if live.waits:
        return Stage.WAITS
    return Stage.STARTING if is_starting(live, policy, today) else Stage.LIVE


def _exceptions(found: Found) -> tuple[Exceptions, ...]:
    """What each rule finds, in the order of the rules; a rule that finds nothing is not told."""
    names = {part.id: part.name for part in found.parts}
    told = []
    for rule in RULES:
        counts = Counter[int | None](found.unshown.get(rule.name, {}))
        for cell in found.cells:
            counts[cell.directorate] += cell.broken.get(rule.name, 0)
        by_name = sorted((names.get(id or 0, ELSEWHERE), count) for id, count in counts.items() if count)
        items = found.items.get(rule.name, ())
        told.append(Exceptions(rule=rule.name, count=counts.total(), places=tuple(by_name), items=items))
    return tuple(each for each in told if each.count)


def _empty(found: Found, places: Iterable[Place]) -> Iterable[str]:
    """Directorates, then services, that have no open pledge; a service of an empty directorate is not told twice."""
    none = {place.id for place in places if not place.tally.open}
    yield from (place.name for place in places if place.id in none)
    busy = {(cell.directorate, _folded(cell.service)) for cell in found.cells}
    idle = {(d, s) for d, s in found.services if s and d not in none and (d, _folded(s)) not in busy}
    yield from _named(found, idle)


def _silent(found: Found, policy: Policy, today: date) -> Iterable[str]:
    """Directorates, then services, with something open and no word on any of it for a quarter."""
    since = today - QUARTER
    waits = {part.id for part in found.parts if part.live.waits or (part.live.since or since) > since}
    heard: dict[tuple[int | None, str], bool] = dict.fromkeys(found.spoke, True)
    for cell in found.cells:
        said = cell.heard is not None and policy.today(cell.heard) > since
        place = (cell.directorate, cell.service)
        heard[place] = heard.get(place, False) or said
    asked = {(cell.directorate, cell.service) for cell in found.cells if cell.directorate not in waits}
    whole = {d for d, _ in asked if d is not None and not any(said for (at, _), said in heard.items() if at == d)}
    yield from sorted(part.name for part in found.parts if part.id in whole)
    yield from _named(found, {(d, s) for d, s in asked if s and d not in whole and not heard[d, s]})


def _named(found: Found, services: Iterable[tuple[int | None, str]]) -> Iterable[str]:
    names = {part.id: part.name for part in found.parts}
    return sorted(f"{service} ({names[d]})" if d in names else service for d, service in services)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def in_office(name: str, posts: Sequence[str]) -> str:
    """How a champion is called where many read it: a councillor by name, everybody else by the post they hold."""
    if is_councillor(name):
        return name
    return next(filter(is_councillor, posts), next(iter(posts), "somebody without a post"))


def item_of(pledge: Pledge, value: int) -> Item:
    """An exception by its post; one that is not for publication without its title."""
    lead = pledge.lead
    return Item(
        ref=pledge.ref,
        title="" if pledge.publication is Publication.RESTRICTED else pledge.title,
        owner="somebody without a post" if lead.kind is OwnerKind.PERSON else lead.title,
        directorate=pledge.directorate.name if pledge.directorate else "",
        value=value,
    )
