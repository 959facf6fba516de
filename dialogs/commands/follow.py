"""follow: a pledge that is due so long after another one, and moves with its date until it is done."""

from __future__ import annotations

import re

from dialogs import finding
from dialogs.changing import due_words, keep, next_words
from dialogs.deciding import word_of
from dialogs.forms import Ask, Field
from dialogs.more_time import minute_field, still_open
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.deciding import put_off
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.following import deadline_after, tied
from pledges.pledge import Pledge

TYPED = re.compile(r"^(?P<span>.+?)(?:['’]?s?\s+time)?\s+after\s+(?P<first>\S.*)$", re.IGNORECASE)


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words or turn.given("ref"))
    typed = TYPED.match(words)
    span = typed["span"] if typed else turn.given("span")
    first, behind = finding.reference(typed["first"] if typed else turn.given("first"))
    minute = re.sub(r"^,?\s*(?:by\s+)?minute\s+", "", behind, flags=re.IGNORECASE) or turn.given("minute")
    if not (ref and span and first):
        return _form(ref, span, first, minute)
    try:
        return await _follow(turn, ref, span, first, minute)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(ref, span, first, minute, str(error))


async def _follow(turn: Turn, ref: str, span: str, first: str, minute: str) -> Response:
    """Locked in the order of their numbers, as everywhere."""
    locked = {r: await turn.tx.register.get(r, for_update=True) for r in sorted({ref, first}, key=_number)}
    before, leads = still_open(locked[ref]), locked[first]
    await _check_circle(turn, before, leads)
    deadline = deadline_after(leads, span, before.deadline.words or f"{span} after {leads.ref}")
    moves = deadline.due != before.deadline.due
    after = put_off(before, deadline, word_of(turn, f"{span} after {leads.ref}", minute)) if moves else before
    kept = await keep(turn, before, tied(after, leads, span))
    policy = turn.council.policy
    day = due_words(kept, policy, turn.today)
    return Say(
        f"{kept.ref} follows {leads.ref} by {span} and moves with it. {day}. {next_words(kept, policy, turn.today)}"
    )


async def _check_circle(turn: Turn, pledge: Pledge, first: Pledge) -> None:
    """Nothing follows itself, not by way of others either."""
    each = first
    while each.number != pledge.number:
        if each.tie is None or each.tie.follows is None:
            return
        each = await turn.tx.register.get(str(each.tie.follows))
    raise NotUnderstood(f"{first.ref} is {pledge.ref} or follows it, so {pledge.ref} can't follow {first.ref}.")


def _number(ref: str) -> int:
    return int(ref.removeprefix("CP-"))


def _form(ref: str, span: str, first: str, minute: str, trouble: str = "") -> Ask:
    fields = (
        Field(name="ref", label="Which pledge follows? (such as CP-8)", value=ref),
        Field(name="span", label="How long after? (such as 12 months)", value=span),
        Field(name="first", label="After which one? (such as CP-6)", value=first),
        minute_field(minute),
    )
    return Ask(command="follow", title="A follow-up of another pledge", send="Tie them", fields=fields, trouble=trouble)


COMMAND = Command(
    name="follow",
    help="Have a pledge due so long after another one, and move with it",
    example="follow CP-8 12 months after CP-6",
    run=run,
    who=Who.ADMINS,
    private=True,
)
