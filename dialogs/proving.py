"""After done: what shows it, and what changed for children. Asked once, where it was said; never a wall."""

from __future__ import annotations

from microsoft_teams.cards import CardElement

from dialogs import pieces
from dialogs.changing import keep, pledge_of, tell
from dialogs.registry import Look, Turn
from pledges import guard
from pledges.closing import show_for
from pledges.pledge import Pledge

KIND = "proof"
EVIDENCE = "What shows that it is done? (a report, a minute, a link)"
IMPACT = "What changed for children, and how do you know? (never about one child)"


def invitation(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    """What was shown; else the question, behind a button, for whoever has a word to say now."""
    if pledge.evidence or pledge.impact:
        return [pieces.quiet(f"✓ {pledge.ref}: what you showed is kept. Thank you.")]
    name = f"proof.{pledge.ref}"
    asked = "One thing more, if you know it by now: what shows that it is done, and what changed for children?"
    return [
        pieces.quiet(asked),
        pieces.buttons(pieces.opens("Show it", name)),
        pieces.hidden(name, *_fields(pledge, look), pieces.buttons(_send(look, sent))),
    ]


def form(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    """The fields, opened, with what was wrong with what was written."""
    trouble = look.shown.get("trouble", "")
    back = pieces.button("Back", "open", look.nonce, form="", **sent)
    shown = [pieces.warning(pieces.plain(trouble))] if trouble else []
    return [*shown, *_fields(pledge, look), pieces.buttons(_send(look, sent), back)]


def _fields(pledge: Pledge, look: Look) -> list[CardElement]:
    return [
        pieces.text_input(f"evidence.{pledge.ref}", EVIDENCE, value=look.shown.get("evidence", pledge.evidence)),
        pieces.text_input(f"impact.{pledge.ref}", IMPACT, value=look.shown.get("impact", pledge.impact)),
    ]


def _send(look: Look, sent: dict[str, str]) -> pieces.Pressed:
    return pieces.sends("Keep it", "proof", look.nonce, **sent)


async def show(turn: Turn, ref: str, evidence: str, impact: str) -> Pledge:
    """Keep what was shown. Raises NotUnderstood, PersonalDetails and NotYours."""
    before = await pledge_of(turn, ref)
    after = show_for(before, turn.standing, evidence=guard.check(evidence), impact=guard.check(impact))
    return await keep(turn, before, after)


async def ask_later(turn: Turn, pledge: Pledge) -> None:
    """Where somebody else said that it is done, its lead is asked what shows it, once, on a card of their own."""
    lead = pledge.lead.answers
    if lead in (None, turn.person.id) or pledge.impact or lead in await turn.tx.by_hand.people():
        return
    await tell(turn, KIND, lead, f"{KIND}:{pledge.ref}:{pledge.version}", ref=pledge.ref, said=pledge.ref)
