"""The cards on which a date is decided: each knows which request it is about, and says so when that is settled."""

from __future__ import annotations

from dialogs.registry import Turn
from pledges.messages import Outgoing, PersonId
from pledges.people import Person
from pledges.pledge import Extension, Pledge

KIND = "decision"
DECIDED = "decided by somebody else before it was sent"


def key_of(ref: str, asked: Extension, person: PersonId) -> str:
    """One card a request for each person who may decide."""
    return f"{KIND}:{ref}:{asked.at.isoformat()}:{person}"


def facts_of(ref: str, asked: Extension) -> dict[str, str]:
    """The facts by which a card knows its request."""
    return {"ref": ref, "at": asked.at.isoformat()}


async def directors(turn: Turn, pledge: Pledge) -> list[Person]:
    """Who directs the directorate of a pledge, does not answer for it, and can be written to."""
    if pledge.directorate is None:
        return []
    found = await turn.tx.people.directors(pledge.directorate.id)
    others = [p for p in found if not pledge.is_answered_by(p.id)]
    return [p for p in others if await turn.tx.people.reachable(p.id)]


async def take_down(turn: Turn, before: Pledge) -> None:
    """Have the cards about a request say that it is settled; what was not sent yet is not."""
    asked, part = before.extension, before.directorate
    if asked is None:
        return
    told = await turn.tx.people.directors(part.id) if part else []
    everyone = {p.id for p in (*told, *await turn.tx.people.admins(turn.council.admins))}
    for person in sorted(everyone):
        key = key_of(before.ref, asked, person)
        sent = await turn.tx.outbox.standing(key)
        if not sent:
            await turn.tx.outbox.drop(key, DECIDED, turn.now)
            continue
        facts = facts_of(before.ref, asked) | {"message": key, "part": key, "said": before.ref}
        again = f"settled:{key}"
        settled = Outgoing(kind=KIND, to=person, key=again, not_before=turn.now, facts=facts, target=sent.at)
        await turn.tx.outbox.put(settled, turn.now)
