"""Pledges with several owners, in words: why somebody is asked, who has answered and who is still to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pledges import answering
from pledges.calendar import listed
from pledges.messages import Recipient
from pledges.people import Person
from pledges.pledge import Owner, OwnerKind, Pledge, Status, Update
from pledges.policy import Policy
from storage.db import Tx


def why_asked(pledge: Pledge, reader: Recipient) -> list[str]:
    """Why somebody is asked who does not simply hold the post that leads; who else is asked, and who must answer."""
    owner = answering.owner_for(pledge, reader) if isinstance(reader, int) else None
    if owner is None:
        return []
    deputy = owner.stands_in and owner.deputy == reader
    return [
        *([f"You are asked as the deputy of {owner.title}, which nobody holds at the moment."] if deputy else []),
        *([] if owner.lead else [f"You help with this. {pledge.lead.title} leads it."]),
        *_together(pledge, owner),
    ]


def helps_with(pledge: Pledge, reader: Recipient) -> bool:
    """Whether somebody answers for a supporting owner of a pledge, and not for its lead."""
    owner = answering.owner_for(pledge, reader) if isinstance(reader, int) else None
    return owner is not None and not owner.lead


def _together(pledge: Pledge, owner: Owner) -> list[str]:
    if pledge.each:
        return list(filter(None, [round_words(pledge)]))
    others = [o.title for o in answering.answering(pledge) if o is not owner]
    return [f"Asked too: {listed(others)}. One answer is enough."] if others else []


def round_words(pledge: Pledge) -> str:
    """Each owner must answer. Answered: Head of Housing. Still to answer: Virtual School Head."""
    if not pledge.each:
        return ""
    left = answering.waiting(pledge)
    done = [o for o in answering.answering(pledge) if o not in left]
    parts = (
        f"Answered: {listed(o.title for o in done)}." if done else "",
        f"Still to answer: {listed(o.title for o in left)}." if left else "",
        _done_words(pledge),
    )
    return " ".join(filter(None, ("Each owner must answer.", *parts)))


def answers_words(pledge: Pledge) -> str:
    """Who has to answer, where several could."""
    if pledge.each:
        return round_words(pledge)
    several = len(answering.answering(pledge)) > 1
    return "One is enough, whoever gives it" if several else ""


def _done_words(pledge: Pledge) -> str:
    said = pledge.last is not None and pledge.last.status is Status.DONE and pledge.open
    return "It is done when each of them has said so." if said else ""


def named(pledge: Pledge, person: Person) -> str:
    """Megan Bowen (Head of Housing); the name alone of whoever does not answer for it through a post."""
    owner = answering.owner_for(pledge, person.id)
    if owner is None or owner.kind is not OwnerKind.POST:
        return person.name
    deputy = owner.deputy == person.id and not owner.stands_in
    return f"{person.name} ({'deputy of ' if deputy or owner.stands_in else ''}{owner.title})"


async def first_words(tx: Tx, pledge: Pledge, reader: Recipient, policy: Policy) -> str:
    """What somebody else had said on the same day, to whoever answered right after them; empty when nobody had."""
    if len(answering.asked(pledge)) < 2 or pledge.last is None or pledge.last.by != reader:
        return ""
    told = await tx.register.updates(pledge.ref)
    before = answering.said_before(told, reader, policy)
    return await spoke_first(tx, pledge, before, policy) if before else ""


async def spoke_first(tx: Tx, pledge: Pledge, before: Update, policy: Policy) -> str:
    """The Head of Housing answered at 10.02: at risk. Yours is recorded after it."""
    if before.by is None:
        return ""
    owner, at = answering.owner_for(pledge, before.by), before.at.astimezone(policy.zone)
    who = f"The {owner.title}" if owner and owner.kind is OwnerKind.POST else (await tx.people.get(before.by)).name
    return f"{who} answered at {at:%H.%M}: {before.status.value}. Yours is recorded after it."


async def all_first_words(tx: Tx, pledges: Sequence[Pledge], reader: Recipient, policy: Policy) -> Mapping[int, str]:
    """The same for the pledges of a card, by number."""
    found = {p.number: await first_words(tx, p, reader, policy) for p in pledges}
    return {number: words for number, words in found.items() if words}
