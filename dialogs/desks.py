"""Who may act for a directorate: its director, and whoever the director has named; asked anew with every press."""

from __future__ import annotations

from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions
from dialogs.changing import answer, pledge_of
from dialogs.registry import Look, Turn
from pledges.acting import ACTING, Seat
from pledges.errors import NotForYou
from pledges.messages import Outgoing, PersonId
from pledges.people import DirectorateId
from pledges.pledge import Pledge
from storage.db import Tx

KIND = VERB = "desk"
IN_CHAT = "I have put it in your chat with me. Nothing has changed here, and nobody else sees it."
BELOW = "It is below: a fresh desk for you alone."
NO_CHAT = "I can't write to you yet. Install me, or open a chat with me, and type “desk” there."


def button(directorate: DirectorateId | str, look: Look, label: str = "Act on these") -> pieces.Pressed:
    """The button that brings the desk of a directorate into the chat of whoever presses it, if they may have it."""
    return pieces.button(label, VERB, look.nonce, directorate=str(directorate))


def offered(look: Look) -> list[CardElement]:
    """The button under the digest of a directorate, for everybody to see and for few to use."""
    return [pieces.block(pieces.buttons(button(look.facts.get("directorate", ""), look)), line=True)]


async def find(tx: Tx, person: PersonId, directorate: str) -> Seat | None:
    """The desk of a directorate, if somebody may sit at it today."""
    return next((s for s in await tx.acting.seats(person) if str(s.directorate.id) == directorate), None)


async def seat(turn: Turn, directorate: str, what: str = "act on this digest") -> Seat:
    """The same. Raises NotForYou, which names the posts that may."""
    found = await find(turn.tx, turn.person.id, directorate)
    if found is None:
        raise NotForYou(what, await who_may(turn.tx, directorate))
    return found


async def who_may(tx: Tx, directorate: str) -> str:
    """The Strategic Director, Housing, or somebody they have named."""
    known = next((d for d in await tx.people.directorates() if str(d.id) == directorate), None)
    titles = await tx.acting.director_posts(known.id) if known else []
    there = " or ".join(f"the {title}" for title in titles)
    return f"{there or 'the director'}, or somebody they have named,"


async def seated(turn: Turn) -> tuple[Seat, Pledge]:
    """The desk that was pressed, and the pledge, locked for a change. Raises NotForYou where either is not theirs."""
    found = await seat(turn, questions.facts_of(turn.inbound.data).get("directorate", ""))
    pledge = await pledge_of(turn)
    if not found.sees(pledge):
        raise NotForYou(f"act on {pledge.ref}", await _whose(turn.tx, pledge, found))
    return found, pledge


async def _whose(tx: Tx, pledge: Pledge, here: Seat) -> str:
    if pledge.directorate is None:
        return "an admin"
    if pledge.directorate == here.directorate:
        return f"the {here.post}"
    return await who_may(tx, str(pledge.directorate.id))


async def in_seat(turn: Turn) -> Turn:
    """The turn as it is at the desk that was pressed: with what the director may do, in the name of both.

    What is pressed anywhere else stays as it is.
    """
    if turn.given("card") != KIND:
        return turn
    found, pledge = await seated(turn)
    if found.own or turn.standing.admin:
        return turn
    both = replace(turn.person, name=found.called)
    return replace(turn, person=both, standing=found.standing(turn.standing, pledge))


async def bring_or_say_why(turn: Turn, directorate: str) -> None:
    """The same, with what there is to say in the person's own chat, too."""
    try:
        await bring(turn, await seat(turn, directorate))
    except NotForYou as error:
        key = f"{ACTING}:{turn.inbound.id}"
        await answer(turn, ACTING, turn.person.id, key, what=str(error))


async def bring(turn: Turn, found: Seat) -> str:
    """Put a desk into somebody's own chat; return what to tell them where they are."""
    if not await turn.tx.people.reachable(turn.person.id):
        return NO_CHAT
    key = f"{KIND}:{turn.person.id}:{found.directorate.id}:{turn.now:%Y-%m-%dT%H:%M}"  # pressed twice it comes once
    facts = {"directorate": str(found.directorate.id)}
    message = Outgoing(kind=KIND, to=turn.person.id, key=key, not_before=turn.now, facts=facts, alone=True)
    await turn.tx.outbox.put(message, turn.now)
    return IN_CHAT
