"""The app is installed for whoever owns something and has not done so: with Microsoft Graph, once a day for each."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from pledges.calendar import said, week_of
from pledges.errors import DeliveryError
from pledges.messages import Installation, Outgoing
from pledges.people import Person
from pledges.policy import Policy
from scheduler.plan import NOBODY, PAUSED
from storage.db import Database, Tx

log = logging.getLogger(__name__)

BATCH = 20  # a pass, which comes round every minute: far below what Graph allows
TROUBLE = "trouble"
FORBIDDEN = (
    "Microsoft Graph does not let me install myself for people. Give the app registration the application permission "
    "TeamsAppInstallation.ReadWriteSelfForUser.All with an admin's consent, or have people install me themselves."
)
OUTCOMES = {
    Installation.DONE: "I was installed for them on {day} and have not heard from Teams yet",
    Installation.THERE: "they have the app, and have not opened our chat",
    Installation.FORBIDDEN: "Microsoft Graph does not let me install myself",
    Installation.UNKNOWN: "Microsoft Graph knows no such person or app: have they left?",
}


class Installer(Protocol):
    async def install(self, user: str) -> Installation:
        """Install the app for a person, named by Entra object id or UPN. Raises a DeliveryError."""


async def install(
    db: Database, installer: Installer, clock: Callable[[], datetime], policy: Policy, admins: frozenset[str] = NOBODY
) -> None:
    """Try for a batch of people, one after the other, in working hours.

    What stands in the way of all of them, as a missing permission does, ends the batch; the admins are told weekly.
    """
    now = clock()
    async with db.read() as tx:
        policy = await tx.rules.policy(policy)
        if not policy.may_nudge(now):
            return
        paused = await tx.switches.get(PAUSED) is not None
        waiting = [] if paused else await tx.installs.waiting(policy.today(now), BATCH)
    for person in waiting:
        if not await _try(db, installer, person, policy, clock(), admins):
            return


async def _try(
    db: Database, installer: Installer, person: Person, policy: Policy, now: datetime, admins: frozenset[str]
) -> bool:
    """One person. False when there is no use in going on with the next one."""
    today = policy.today(now)
    async with db.begin() as tx:
        if not await tx.installs.begin(person.id, today):
            return True
    try:
        came = await installer.install(person.aad_id or person.upn or "")
        outcome = OUTCOMES[came].format(day=said(today))
    except DeliveryError as error:
        came, outcome = None, f"Microsoft Graph could not be asked: {error}"
    log.info("installed" if came is Installation.DONE else "not installed", extra={"person": person.id})
    async with db.begin() as tx:
        await tx.installs.note(person.id, outcome)
        if came is Installation.FORBIDDEN:
            await _tell(tx, week_of(today), now, admins)
    return came not in (None, Installation.FORBIDDEN)


async def _tell(tx: Tx, week: str, now: datetime, admins: frozenset[str]) -> None:
    for admin in await tx.people.admins(admins):
        key = f"install forbidden:{week}:{admin.id}"
        message = Outgoing(kind=TROUBLE, to=admin.id, key=key, not_before=now, facts={"what": FORBIDDEN})
        await tx.outbox.put(message, now)
