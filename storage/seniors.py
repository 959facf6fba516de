"""What is known of an owner who does not answer, and who stands above them: read together, decided by the rule."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date

from pledges.absences import asked_for
from pledges.escalation import Done, Route, Senior, Silence, Step, is_councillor, route_of
from pledges.messages import PersonId
from pledges.people import Post, PostId
from pledges.pledge import Pledge
from pledges.policy import Policy
from storage.db import Tx
from storage.escalating import Setting
from storage.escalations import Taken

HIGHEST = 6  # posts that may report to one another


async def silence_of(tx: Tx, pledge: Pledge, policy: Policy, today: date) -> Silence:
    """What the rule of pledges.escalation needs to know of a pledge on a day."""
    owner, due = pledge.lead.answers, pledge.deadline.due
    if owner is None or due is None or pledge.directorate is None:
        return Silence()
    home = await tx.people.post_of(pledge.lead.post) if pledge.lead.post is not None else None
    setting = await _setting(tx, pledge, home)
    steps = [s for s in await tx.escalations.of([pledge.number]) if s.for_due == due.isoformat() and s.owner == owner]
    asked = await tx.escalations.asked(pledge.number, owner, due)
    begins = max((policy.today(s.settled_at) for s in steps if s.settled_at and s.by is not None), default=date.min)
    counted = [(day, at) for day, at in asked if day > begins]
    since = counted[0][0] if counted else None
    return Silence(
        on=setting.is_on and not pledge.live.waits,
        not_before=max((day for day in (setting.not_before, pledge.live.escalates_from) if day), default=None),
        asked=tuple(policy.today(at) for _, at in counted),
        since=since,
        done=tuple(_done(step, policy) for step in steps if since and step.put_on >= since),
        seniors=await _seniors(tx, pledge, home, today),
        route=await _route(tx, pledge, owner, setting),
        held=await tx.escalating.hold(pledge.number) is not None,
        away=any(absence.person == owner for absence in await tx.absences.on(today)),
    )


def _done(step: Taken, policy: Policy) -> Done:
    reached = policy.today(step.reached_at) if step.reached_at else None
    return Done(step=step.step, on=step.put_on, person=step.person, reached_on=reached)


async def _setting(tx: Tx, pledge: Pledge, home: Post | None) -> Setting:
    """Of the pledge's directorate; where its post belongs to another, that one has to be switched on as well."""
    settings = await tx.escalating.all()
    assert pledge.directorate is not None
    own = settings.get(pledge.directorate.id, Setting(directorate=pledge.directorate.id))
    if home is None or home.directorate in (None, pledge.directorate):
        return own
    assert home.directorate is not None
    other = settings.get(home.directorate.id, Setting(directorate=home.directorate.id))
    days = [day for day in (own.not_before, other.not_before) if day]
    return Setting(
        directorate=own.directorate,
        is_on=own.is_on and other.is_on,
        not_before=max(days, default=None),
        partners=other.partners or own.partners,
    )


async def _route(tx: Tx, pledge: Pledge, owner: PersonId, setting: Setting) -> Route | None:
    name, guest = (await tx.people.get(owner)).name, await tx.people.is_guest(owner)
    by_hand = owner in await tx.by_hand.people()
    return route_of(pledge.lead, name, guest=guest, by_hand=by_hand, partners=setting.partners)


async def _seniors(tx: Tx, pledge: Pledge, home: Post | None, today: date) -> tuple[Senior, ...]:
    """The nearest post above that somebody can be asked for, and the director's, each held by somebody else."""
    below, found = set(pledge.lead.people), list[Senior]()
    nearest = [post async for post in _above(tx, home)]
    directors = [await tx.people.post_of(each) for each in await _director_posts(tx, pledge, home)]
    for step, some in ((Step.SENIOR, nearest), (Step.DIRECTOR, directors)):
        senior = await _first(tx, step, some, below, today)
        if senior:
            found.append(senior)
            below.add(senior.person)
    return tuple(found)


async def _above(tx: Tx, home: Post | None) -> AsyncIterator[Post]:
    post = home
    for _ in range(HIGHEST):
        if post is None or post.reports_to is None:
            return
        post = await tx.people.post_of(post.reports_to)
        yield post


async def _director_posts(tx: Tx, pledge: Pledge, home: Post | None) -> list[PostId]:
    part = home.directorate if home and home.directorate else pledge.directorate
    return await tx.escalations.director_posts(part.id) if part else []


async def _first(tx: Tx, step: Step, posts: Sequence[Post], below: set[PersonId], today: date) -> Senior | None:
    """The first of these posts that a person holds who can be written to, is no councillor, and is not asked below."""
    by_hand = await tx.by_hand.people()
    for post in posts:
        deputy = (await tx.people.post_of(post.deputy)).holder if post.deputy is not None else None
        person = post.holder or deputy
        if person is None or person.id in below or person.id in by_hand:
            continue
        if is_councillor(post.title) or is_councillor(person.name) or not await tx.people.reachable(person.id):
            continue
        asked = await _asked(tx, person.id, deputy.id if deputy else None, below, today)
        return Senior(step=step, post=post.title, person=person.id, asked=asked)
    return None


async def _asked(
    tx: Tx, person: PersonId, deputy: PersonId | None, below: set[PersonId], today: date
) -> PersonId | None:
    """Who is written to today: their cover, or their deputy, while they are away; nobody who is asked below."""
    away = await tx.absences.stand_ins(today)
    there = [asked_for(each, away) for each in (person, deputy)]
    return next((each for each in there if each is not None and each not in below), None)
