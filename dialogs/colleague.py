"""Asking a colleague who may know: the question goes to them, and their words come back to be confirmed."""

from __future__ import annotations

from microsoft_teams.cards import CardElement

from dialogs import finding, pieces
from dialogs.changing import tell
from dialogs.registry import Look, Turn
from pledges import guard
from pledges.absences import stand_ins
from pledges.changing import check
from pledges.errors import NotUnderstood, OldCard
from pledges.messages import Facts
from pledges.people import Person
from pledges.pledge import Pledge, Publication

FORM = "colleague"
ASKED, WORDS = "colleague asked", "colleague's words"


async def ask_colleague(turn: Turn, ref: str, name: str, words: str) -> Person:
    """Send the question to a colleague; return whom. The pledge itself stays as it is.

    Raises NotUnderstood where nobody, or not this person, can be asked; PersonalDetails for words the guard stops.
    """
    pledge = await turn.tx.register.get(ref)
    check(pledge, turn.standing)
    if not name:
        raise NotUnderstood("Whom shall I ask? Please give a name.")
    person = await finding.person(turn, name.removeprefix("@"))
    await _check_person(turn, pledge, person)
    asked, key = guard.check(words), f"{FORM}:{ref}:{turn.person.id}:{person.id}:{turn.inbound.id}"
    await tell(turn, ASKED, person.id, key, ref=ref, asker=str(turn.person.id), words=asked)
    return person


async def _check_person(turn: Turn, pledge: Pledge, person: Person) -> None:
    if person.id == turn.person.id:
        raise NotUnderstood("That is you. Please name a colleague.")
    if pledge.publication is Publication.RESTRICTED:
        raise NotUnderstood(
            f"{pledge.ref} is not for publication, so I show it to nobody else. Please ask them yourself."
        )
    if person.id in stand_ins(await turn.tx.absences.on(turn.today)):
        raise NotUnderstood(f"{person.name} is away at the moment. Please name somebody else.")
    if not await turn.tx.people.reachable(person.id):
        raise NotUnderstood(f"I can't write to {person.name} yet: they have to install me first. Name somebody else.")


async def kept_facts(turn: Turn, key: str, kind: str) -> Facts:
    """What the message was sent with that a card stands in, if it went to the speaker; never what the press says."""
    sent = await turn.tx.outbox.standing(key)
    if sent is None or sent.kind != kind or sent.to != turn.person.id:
        raise OldCard
    return sent.facts


def form(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    """Whom, and what: the words are shown to them beside the title and the date."""
    trouble = look.shown.get("trouble", "")
    return [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.text_input(f"whom.{pledge.ref}", "Who may know?", value=look.shown.get("whom", ""), lines=False),
        pieces.text_input(
            f"what.{pledge.ref}", "What would you like to know? (or leave it empty)", value=look.shown.get("text", "")
        ),
        pieces.buttons(
            pieces.sends("Ask them", FORM, look.nonce, **sent),
            pieces.button("Back", "open", look.nonce, form="", **sent),
        ),
    ]
