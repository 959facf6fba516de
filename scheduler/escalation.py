"""Escalation: owners are warned, seniors asked once a week, and admins told where nobody else is to be asked."""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import date, datetime
from typing import cast

from pledges.calendar import counted, listed
from pledges.escalation import Next, Silence, Step, announced, called, may_step, next_step
from pledges.messages import Outgoing, PersonId
from pledges.pledge import Pledge
from pledges.policy import Policy
from scheduler.planned import Planned
from storage.db import Database, Tx
from storage.escalations import Taken
from storage.seniors import silence_of

log = logging.getLogger(__name__)

WARNING, ESCALATION, ROUTE = "escalation warning", "escalation", "escalation route"
KINDS = {Step.WARNED: WARNING, Step.SENIOR: ESCALATION, Step.DIRECTOR: ESCALATION, Step.ADMINS: ROUTE}
DOOR = "clock"


def key_of(kind: str, person: PersonId, day: date) -> str:
    """One a day of a kind for a person; for all the admins together it is one as well."""
    return f"{kind}:{day.isoformat()}" if kind == ROUTE else f"{kind}:{person}:{day.isoformat()}"


async def due(tx: Tx, policy: Policy, now: datetime, admins: frozenset[str]) -> list[Planned]:
    """The steps that are due now, one message for each person; none outside the hours for writing to people."""
    today, found = policy.today(now), defaultdict[tuple[str, PersonId], list[str]](list)
    if not policy.may_nudge(now) or not may_step(policy, today):
        return []
    readers = await tx.people.admins(admins)
    for pledge in await tx.register.of_numbers(await tx.escalations.candidates(policy.escalate_after, today)):
        step = await _step(tx, pledge, policy, today)
        to = _to(pledge, step, readers[0].id if readers else None) if step else None
        if step and to is not None:
            found[KINDS[step.step], to].append(pledge.ref)
    pilot = await tx.live.pilot()
    planned = [
        _planned(kind, person, refs, today)
        for (kind, person), refs in found.items()
        if kind == ROUTE or not pilot or person in pilot
    ]
    return [each for each in planned if not await _is_put(tx, each)]


async def _is_put(tx: Tx, planned: Planned) -> bool:
    """Whether today's message has been put: what comes up after it waits for the next one."""
    return bool(await tx.escalations.of_message(planned.key))


async def put(db: Database, due: Planned, policy: Policy, now: datetime, admins: frozenset[str]) -> bool:
    """Take one step about each of these pledges, all or none. False when another copy did, or an answer came.

    Pledges are locked in order of number, then read anew: two copies of the program take a step once.
    """
    person, today = cast("PersonId", due.to), policy.today(now)
    async with db.begin() as tx:
        taken = 0
        for ref in due.about:
            pledge = await tx.register.get(ref, for_update=True)
            silence = await silence_of(tx, pledge, policy, today)
            step = next_step(pledge, silence, policy, today)
            if step and step.on <= today and KINDS[step.step] == due.kind and _to(pledge, step, person) == person:
                taken += await _take(tx, pledge, silence, step, due.key, policy, now)
        if taken:
            await _send(tx, due, now, admins)
    return taken > 0


async def _step(tx: Tx, pledge: Pledge, policy: Policy, today: date) -> Next | None:
    """The step to be taken today. A pledge on which the rules fail is logged and stops no other."""
    try:
        step = next_step(pledge, await silence_of(tx, pledge, policy, today), policy, today)
    except Exception:
        log.exception("a pledge cannot be escalated", extra={"pledge": pledge.number})
        return None
    return step if step and step.on <= today else None


def _to(pledge: Pledge, step: Next, admin: PersonId | None) -> PersonId | None:
    """Whom the message of a step goes to; nobody while a senior is away and nobody stands in for them."""
    if step.step is Step.ADMINS:
        return admin
    if step.step is Step.WARNED:
        return pledge.lead.answers
    return step.senior.asked if step.senior else None


async def _take(tx: Tx, pledge: Pledge, silence: Silence, step: Next, key: str, policy: Policy, now: datetime) -> bool:
    owner, due, today = pledge.lead.answers, pledge.deadline.due, policy.today(now)
    assert owner is not None
    assert due is not None
    assert silence.since is not None
    senior = step.senior
    new = Taken(
        pledge=pledge.number,
        for_due=due.isoformat(),
        since=silence.since,
        step=step.step,
        owner=owner,
        person=_person(step, owner),
        post=senior.post if senior else "",
        message=key,
        put_on=today,
    )
    if not await tx.escalations.put(new):
        return False
    told = _told(pledge, silence, step, policy, today)
    await tx.escalations.tell(pledge.number, told, door=DOOR, by=None, now=now)
    return True


def _person(step: Next, owner: PersonId) -> PersonId | None:
    if step.step is Step.WARNED:
        return owner
    return step.senior.person if step.senior else None


def _told(pledge: Pledge, silence: Silence, step: Next, policy: Policy, today: date) -> str:
    """What history is told of a step."""
    whom = called(step.senior)
    if step.step is Step.WARNED:
        day = announced(silence, policy, today)
        return f"{pledge.lead.title} is told that {whom} will be asked on {day:%-d %B %Y}, unless there is an answer"
    if step.step is Step.ADMINS:
        why = f": {silence.route.why}" if silence.route else ", and nobody else is left to ask"
        return f"the admins are told that {counted(len(silence.asked), 'question')} had no answer{why}"
    return f"{whom} is asked whom to ask about it"


async def _send(tx: Tx, due: Planned, now: datetime, admins: frozenset[str]) -> None:
    to = [admin.id for admin in await tx.people.admins(admins)] if due.kind == ROUTE else [cast("PersonId", due.to)]
    for person in to:
        key = f"{due.key}:{person}" if due.kind == ROUTE else due.key
        message = Outgoing(kind=due.kind, to=person, key=key, not_before=now, facts={"message": due.key})
        await tx.outbox.put(message, now)


def _planned(kind: str, person: PersonId, refs: list[str], today: date) -> Planned:
    why = {WARNING: "owner told that somebody else will be asked", ESCALATION: "whom to ask", ROUTE: "no answer"}[kind]
    key = key_of(kind, person, today)
    return Planned(kind=kind, to=person, key=key, about=tuple(refs), why=f"{listed(refs)}: {why}")
