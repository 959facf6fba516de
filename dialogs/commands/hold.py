"""hold: have nobody above an owner be asked about a pledge, until it is let go."""

from __future__ import annotations

import re

from dialogs import escalated, escalation_inverses, finding
from dialogs.changing import pledge_of, redraw_cards
from dialogs.forms import Ask, Field, Input, again
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.errors import NotUnderstood, PersonalDetails, UserError

OFF = re.compile(r"^(?:off|end|over)\.?$", re.IGNORECASE)
BECAUSE = re.compile(r"^(?:because(?: of)?|since|:|,)\s+", re.IGNORECASE)


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words)
    ref, words = ref or finding.reference(turn.given("ref"))[0], words or turn.given("why")
    if not ref or not words:
        return _form(ref, words)
    try:
        return Say(await (_let_go(turn, ref) if OFF.match(words) else _hold(turn, ref, BECAUSE.sub("", words))))
    except (PersonalDetails, NotUnderstood) as error:
        return _form(ref, words, error)


async def _hold(turn: Turn, ref: str, why: str) -> str:
    reason, pledge = guard.check(why), await pledge_of(turn, ref)
    before = await turn.tx.escalating.hold(pledge.number)
    await turn.tx.escalating.hold_back(pledge.number, reason, turn.person.id, turn.now)
    escalation_inverses.note_hold(turn, pledge.number, before.reason if before else "", reason)
    cards = await escalated.settle(turn, pledge, f"held back: {reason}", turn.person.id)
    await _tell(turn, pledge.number, f"held back: {reason}")
    await redraw_cards(turn, pledge, cards)
    return f"{pledge.ref} is held: nobody above its owner is asked. “hold {pledge.ref} off” lets it go."


async def _let_go(turn: Turn, ref: str) -> str:
    pledge = await pledge_of(turn, ref)
    before = await turn.tx.escalating.hold(pledge.number)
    if before is None:
        return f"{pledge.ref} is not held, so nothing was changed."
    await turn.tx.escalating.let_go(pledge.number)
    escalation_inverses.note_hold(turn, pledge.number, before.reason, "")
    await _tell(turn, pledge.number, "held back no more")
    return f"{pledge.ref} is held no more. Its owner is told first, before anybody else is asked."


async def _tell(turn: Turn, pledge: int, words: str) -> None:
    await turn.tx.escalations.tell(pledge, words, door="command", by=turn.person.id, now=turn.now)


def _form(ref: str, why: str, trouble: UserError | None = None) -> Ask:
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="why", label="Why should nobody above its owner be asked?", value=why, input=Input.TEXT),
    )
    form = Ask(command="hold", title="Hold a question back", send="Hold it", fields=fields)
    return again(form, trouble)


COMMAND = Command(
    name="hold",
    help="Have nobody above an owner be asked about a pledge; “hold CP-42 off” ends that",
    example="hold CP-42 because the post is being filled",
    run=run,
    who=Who.ADMINS,
    private=True,
)
