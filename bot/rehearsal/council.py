"""An invented council: directorates, posts and who holds them, a diary of meetings, and what they have promised."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product
from random import Random
from uuid import NAMESPACE_URL, uuid5

from bot.rehearsal import diary
from bot.rehearsal.teams_world import Person as Colleague
from pledges.meetings import Meeting
from pledges.people import Directorate, Person, Post
from pledges.pledge import Deadline, Kind, Owner, OwnerKind, Pledge, Source, When
from pledges.policy import Policy
from storage.db import Database, Tx

PANEL = "Corporate Parenting Panel"
OTHER = "Overview and Scrutiny Committee"
_FIRST = "Ailsa Bram Cerys Doran Elspeth Fenn Greta Hollis Isolde Jory Keir Linnet Merrin Nevin Oriel Perrin Quilla \
Ravi Sorrel Tamsin Ulric Verity Wren Yara Zeph".split()
_LAST = "Ashgrove Birtwell Cottersley Dunmarsh Eastlake Farrowby Gillmoor Hathersedge Inglewick Jessamy Kelderby \
Larkhill Marchwood Netherby Oakhanger Penhallow".split()
PARTS = ("Children's Services", "Education", "Housing", "Adult Social Care", "Public Health", "Community Services")
_AREAS = "Fostering Adoption Placements Safeguarding Attendance Tenancies Advocacy Leisure Apprenticeships Transport \
Commissioning Nursing Libraries Inclusion Admissions Benefits Participation Residential Aftercare Outreach".split()
_PLACES = (
    "North South East West Central Coast Valley Riverside Moorland Harbour Castle Forest Abbey Mill Bridge".split()
)
_DEEDS = "Review Publish Agree Open Extend Fund Pilot Evaluate Renew Staff".split()
_THINGS = (
    *("the leaving care offer", "the letterbox scheme", "the driving lessons fund", "the laptop promise"),
    *("the health passport", "the council tax relief", "the sibling protocol", "the mentoring scheme"),
    *("the bursary", "the welcome pack", "the sports pass", "the tenancy training"),
)
_WHERE = "Alder Birch Cedar Damson Elm Fir Gorse Hazel Ivy Juniper Larch Maple Nettle Oak Poplar Rowan Spruce".split()


Shape = Callable[[Pledge], Pledge | None]


def as_it_is(pledge: Pledge) -> Pledge | None:
    """The shape of what is promised as usual."""
    return pledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """Who there is, by the id the register gave them; their posts; what they have promised; when papers are due."""

    people: dict[int, Colleague]
    posts: dict[int, str]
    directors: frozenset[int]
    promises: list[diary.Promise]
    papers: tuple[date, ...]


async def found(
    db: Database,
    policy: Policy,
    now: datetime,
    chance: Random,
    shape: Shape = as_it_is,
    *,
    owners: int,
    pledges: int,
    weeks: int,
) -> Council:
    """Enter a council of so many owners and pledges into an empty register, as of `now`, each after `shape`."""
    async with db.begin() as tx:
        parts = [await tx.people.put_directorate(name) for name in PARTS]
        staff = [await _hire(tx, name) for name in _names(owners)]
        posts = [await _appoint(tx, number, person, parts) for number, person in enumerate(staff)]
        meetings = await _meetings(tx, policy, policy.today(now), weeks)
        made = [_pledge(n, posts, parts, meetings, policy, now, weeks, chance) for n in range(pledges)]
        shaped = [promised for each in made if (promised := shape(each))]
        entered = await tx.register.add_all(shaped, door="import", by=None, now=now)
    directors = frozenset(int(p.holder.id) for p in posts[: len(parts)] if p.holder)
    panel = tuple(sorted(m.papers_due for m in meetings if m.committee.name == PANEL))
    return Council(
        people={int(person.id): _colleague(person) for person in staff},
        posts={int(post.holder.id): post.title for post in posts if post.holder},
        directors=directors,
        promises=[_promise(pledge) for pledge in entered],
        papers=panel,
    )


def _names(count: int) -> Iterator[str]:
    """So many names; with more people than names there are, the same names with a number."""
    pairs = [f"{first} {last}" for last, first in product(_LAST, _FIRST)]
    for number in range(count):
        again = number // len(pairs)
        yield pairs[number % len(pairs)] + (f" {again + 1}" if again else "")


async def _hire(tx: Tx, name: str) -> Person:
    upn = f"{name.lower().replace(' ', '.')}@council.example"
    return await tx.people.add(name, upn, str(uuid5(NAMESPACE_URL, upn)))


async def _appoint(tx: Tx, number: int, person: Person, parts: Sequence[Directorate]) -> Post:
    """The first of them direct a directorate each, the others head something in one of them."""
    part = parts[number % len(parts)]
    if number < len(parts):
        return await tx.people.put_post(f"Director of {part.name}", part.id, person.id, director=True)
    area, place = _AREAS[number % len(_AREAS)], _PLACES[(number // len(_AREAS)) % len(_PLACES)]
    again = number // (len(_AREAS) * len(_PLACES))
    title = f"Head of {area} {place}" + (f" {again + 1}" if again else "")
    return await tx.people.put_post(title, part.id, person.id)


async def _meetings(tx: Tx, policy: Policy, today: date, weeks: int) -> list[Meeting]:
    """The Panel every eight weeks, and another committee between."""
    found = list[Meeting]()
    for committee, week in ((OTHER, 3), (PANEL, 4), (OTHER, 9), (PANEL, 12), (OTHER, 15), (PANEL, 20)):
        if week <= weeks + 10:
            known = await tx.meetings.put_committee(committee)
            held = policy.days.on_or_after(today + timedelta(weeks=week, days=2))
            meeting = await tx.meetings.add(known.id, held, policy.days.back(held, 6))
            found += [meeting] if meeting else []
    return found


def _pledge(
    number: int,
    posts: Sequence[Post],
    parts: Sequence[Directorate],
    meetings: Sequence[Meeting],
    policy: Policy,
    now: datetime,
    weeks: int,
    chance: Random,
) -> Pledge:
    """One commitment. Most have a day, some hang on a meeting, a few begin, go on without an end, or have no date."""
    lead, helper = posts[number % len(posts)], chance.choice(posts)
    shared = chance.random() < 0.1 and helper.id != lead.id
    owners = (_owner(lead, lead=True), *([_owner(helper, lead=False)] if shared else []))
    deed, thing, where = (names[(number * k) % len(names)] for k, names in ((1, _DEEDS), (3, _THINGS), (7, _WHERE)))
    return Pledge(
        number=0,
        title=f"{deed} {thing} in {where} ward, part {number + 1}",
        kind=chance.choice((Kind.PROMISE, Kind.ACTION_POINT, Kind.RECOMMENDATION)),
        owners=owners,
        directorate=next(part for part in parts if lead.directorate and part.id == lead.directorate.id),
        sources=(Source(document="Panel minutes", committee=PANEL, held_on=policy.today(now), minute=str(number)),),
        deadline=_deadline(meetings, policy.today(now), weeks, chance),
        each=shared and chance.random() < 0.5,
    )


def _owner(post: Post, *, lead: bool) -> Owner:
    answers = post.holder.id if post.holder else None
    return Owner(kind=OwnerKind.POST, title=post.title, post=post.id, answers=answers, lead=lead)


def _deadline(meetings: Sequence[Meeting], today: date, weeks: int, chance: Random) -> Deadline:
    some_day = today + timedelta(days=chance.randint(-21, 7 * weeks + 42))
    kind = chance.choices(
        (When.DATE, When.MEETING, When.WINDOW, When.START, When.REVIEW, When.NONE), (60, 14, 5, 4, 8, 9)
    )[0]
    match kind:
        case When.DATE:
            return Deadline(words="by the day agreed", kind=kind, due=some_day, original=some_day)
        case When.MEETING:
            at = chance.choice(meetings)
            held, papers = at.held_on, at.papers_due
            words = "for the next meeting"
            return Deadline(words=words, kind=kind, due=held, original=held, meeting=at.id, papers_due=papers)
        case When.WINDOW:
            ends = some_day + timedelta(days=chance.randint(7, 40))
            return Deadline(words="within the window", kind=kind, starts=some_day, due=ends, original=ends)
        case When.START:
            return Deadline(words="beginning then", kind=kind, starts=some_day)
    return Deadline(words="ongoing" if kind is When.REVIEW else "", kind=kind)


_KINDS = {When.WINDOW: "window", When.START: "start", When.REVIEW: "review", When.NONE: "none"}


def _promise(pledge: Pledge) -> diary.Promise:
    """The pledge as the diary has it."""
    lead, *others = [int(owner.answers or 0) for owner in sorted(pledge.owners, key=lambda o: not o.lead)]
    at = pledge.deadline
    return diary.Promise(
        ref=pledge.ref,
        lead=lead,
        others=tuple(others),
        each=pledge.each,
        kind=_KINDS.get(at.kind, "date"),
        due=at.due,
        papers=at.papers_due,
        starts=at.starts,
    )


def _colleague(person: Person) -> Colleague:
    """Somebody of the register as Teams knows them."""
    slug = person.upn or person.name
    return Colleague(name=person.name, upn=slug, teams_id=f"29:1{slug}", aad_id=person.aad_id or "", chat=f"a:1{slug}")
