"""A pledge made from words: its owner and its date understood, entered, and told to whoever answers for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogs import dating, finding
from dialogs.assigning import Wanted
from dialogs.changing import due_words, give_word
from dialogs.registry import Turn
from pledges import guard
from pledges.calendar import listed
from pledges.changing import give
from pledges.links import to_message
from pledges.people import Directorate
from pledges.pledge import Kind, Owner, Pledge, Source

MESSAGE = "Teams message"


async def add(turn: Turn, wanted: Wanted, source: Source, door: str = "command") -> tuple[Pledge, str]:
    """Make the pledge of these words; return it, and the sentences that say what came of it. Raises as `draft` does."""
    return await enter(turn, await draft(turn, wanted, source), door)


async def draft(turn: Turn, wanted: Wanted, source: Source, kind: Kind = Kind.ACTION_POINT) -> Pledge:
    """The pledge that these words make, which is not in the register yet.

    Raises NotUnderstood or PersonalDetails, with nothing written, for words that do not serve.
    """
    owner, *helping = await finding.owners(turn, wanted.to)
    deadline = await dating.read(turn, wanted.by)
    pledge = Pledge(
        number=0,
        title=guard.check(wanted.title),
        kind=kind,
        directorate=await _directorate(turn, owner),
        sources=(source,),
        deadline=deadline,
    )
    given = give(pledge, owner, turn.today)
    return replace(given, owners=(*given.owners, *helping))


async def enter(turn: Turn, drafted: Pledge, door: str = "command") -> tuple[Pledge, str]:
    """Put a drafted pledge into the register and tell its owner; return it, and the sentences that say so."""
    kept = await turn.tx.register.add(drafted, door=door, by=turn.person.id, now=turn.now)
    told = await give_word(turn, kept)
    day = due_words(kept, turn.council.policy, turn.today)
    helping = [o.title for o in kept.owners if not o.lead]
    others = f", helped by {listed(helping)}" if helping else ""
    return kept, (
        f"{kept.ref} “{kept.title}” is with {kept.lead.title}{others}. {day}. {told} "
        f"To take it back: “withdraw {kept.ref} …”."
    )


def message_source(words: str, on: date | None, link: str) -> Source:
    """A message as a source: where it stands is a link into Teams, and any other link is dropped."""
    return Source(document=MESSAGE, held_on=on, minute=to_message(link), words=words)


def day_of(text: str) -> date | None:
    """A day that a card carried."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


async def _directorate(turn: Turn, owner: Owner) -> Directorate | None:
    return next((p.directorate for p in await turn.tx.people.posts() if p.id == owner.post), None)
