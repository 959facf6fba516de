"""Seats: on the day of a hand-over somebody else answers for a post. Safe at any time, any number of times."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pledges.calendar import listed
from pledges.messages import Outgoing, PersonId
from pledges.pledge import Pledge
from pledges.policy import Policy
from scheduler.outcome import HAND_OVER
from storage.db import Database, Tx
from storage.leaving import HANDED_OVER, withdraw
from storage.posts import Seated

log = logging.getLogger(__name__)

LEFT = "left"
TROUBLE = "trouble"
NOBODY: frozenset[str] = frozenset()


async def seat(db: Database, policy: Policy, now: datetime, admins: frozenset[str] = NOBODY) -> list[Seated]:
    """Have each post answered for by whoever holds it today, and tell those who come and go.

    One transaction for each post: one for which it fails is logged, stops no other, and is tried at the next pass.
    """
    async with db.read() as tx:
        misplaced = await tx.holdings.misplaced(policy.today(now))
    seated = list[Seated]()
    for post in misplaced:
        try:
            async with db.begin() as tx:
                changed = await tx.people.seat(post, policy.today(now))
                if changed:
                    await pass_on(tx, changed, policy, now, admins)
                    seated.append(changed)
        except Exception:
            log.exception("a post could not be handed over", extra={"post": post})
    return seated


async def pass_on(tx: Tx, seated: Seated, policy: Policy, now: datetime, admins: frozenset[str] = NOBODY) -> None:
    """The leavers' questions are taken back; what they asked is put to whoever comes with everything else."""
    passing = await leave(tx, seated, policy, now)
    come = [*([seated.holder] if seated.changed and seated.holder is not None else []), *seated.joined]
    by_hand = await tx.by_hand.people() if come else NOBODY
    for person in come:
        if person in by_hand:
            await passing.have_told(person, admins)
        else:
            await passing.welcome(person, policy)


async def leave(tx: Tx, seated: Seated, policy: Policy, now: datetime) -> _Passing:
    """Take back what the leavers were asked, and tell them who answers now."""
    await withdraw(tx, await tx.register.of_posts((seated.post, *seated.deputised)), now)
    when = now if policy.may_nudge(now) else policy.next_morning(now)
    passing = _Passing(tx=tx, seated=seated, led=await tx.register.led_by(seated.post), when=when, now=now)
    gone = [*([seated.former] if seated.changed and seated.former is not None else []), *seated.parted]
    for person in gone if passing.led else []:
        await passing.tell(LEFT, person)
    return passing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passing:
    """A post that changes hands, and what it leads."""

    tx: Tx
    seated: Seated
    led: Sequence[Pledge]
    when: datetime
    now: datetime

    async def tell(self, kind: str, to: PersonId) -> str:
        refs, former = ",".join(p.ref for p in self.led), self.seated.former
        before = str(former) if self.seated.changed and former is not None else ""
        facts = {"post": str(self.seated.post), "refs": refs, "former": before}
        key = f"{kind}:{self.seated.post}:{to}:{self.now.isoformat()}"
        await self.tx.outbox.put(Outgoing(kind=kind, to=to, key=key, not_before=self.when, facts=facts), self.now)
        return key

    async def welcome(self, person: PersonId, policy: Policy) -> None:
        key = await self.tell(HAND_OVER, person)
        for pledge in sorted(self.led, key=lambda p: p.number):
            due, today = pledge.deadline.due, policy.today(self.now)
            await self.tx.asks.put_given(pledge.number, person, due, key, today)

    async def have_told(self, person: PersonId, admins: frozenset[str]) -> None:
        """Whoever is asked by hand hears of it from an admin, and so does nobody of a card that would wait for ever."""
        name, post = (await self.tx.people.get(person)).name, await self.tx.people.post_of(self.seated.post)
        came = listed(f"{p.ref} “{p.title}”" for p in self.led) if self.led else "nothing that is open"
        what = (
            f"{name}, who is asked by hand, holds {post.title} from today. Please tell them what comes with it: {came}."
        )
        for admin in await self.tx.people.admins(admins):
            key = f"by hand:{HANDED_OVER}:{post.id}:{person}:{self.now.isoformat()}:{admin.id}"
            told = Outgoing(kind=TROUBLE, to=admin.id, key=key, not_before=self.when, facts={"what": what})
            await self.tx.outbox.put(told, self.now)
