"""A pledge made of a message: its owner and its date understood, entered, and told to whoever answers for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dialogs import dating, finding
from dialogs.changing import due_words, give_word
from dialogs.registry import Turn
from pledges import guard
from pledges.calendar import listed
from pledges.changing import give
from pledges.links import to_message
from pledges.people import Directorate
from pledges.pledge import Kind, Owner, Pledge, Source

MESSAGE = "Teams message"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done, who leads it, and by when: in the words of a person."""

    title: str
    to: str
    by: str


async def add(turn: Turn, wanted: Wanted, source: Source, door: str = "command") -> tuple[Pledge, str]:
    """Make the pledge; return it, and the sentences that say what came of it.

    Raises NotUnderstood or PersonalDetails, with nothing written, for words that do not serve.
    """
    owner, *helping = await finding.owners(turn, wanted.to)
    deadline = await dating.read(turn, wanted.by)
    pledge = Pledge(
        number=0,
        title=guard.check(wanted.title),
        kind=Kind.ACTION_POINT,
        directorate=await _directorate(turn, owner),
        sources=(source,),
        deadline=deadline,
    )
    given = give(pledge, owner, turn.today)
    joint = replace(given, owners=(*given.owners, *helping))
    kept = await turn.tx.register.add(joint, door=door, by=turn.person.id, now=turn.now)
    told = await give_word(turn, kept)
    day = due_words(kept, turn.council.policy, turn.today)
    others = f", helped by {listed(o.title for o in helping)}" if helping else ""
    return kept, (
        f"{kept.ref} “{kept.title}” is with {owner.title}{others}. {day}. {told} "
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
