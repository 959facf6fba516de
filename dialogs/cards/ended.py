"""Told to whoever answers for a pledge: it is closed, withdrawn, or open again, and why."""

from __future__ import annotations

from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import pieces, proving, questions, samples
from dialogs.changing import due_words
from dialogs.ending import KIND, state_of
from dialogs.registry import CardKind, Look, Scene
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge, Status


async def render(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    if not pledge.is_answered_by(PersonId(int(scene.to))):
        return Drop("given to somebody else before they were told")
    if scene.facts.get("told", state_of(pledge)) != state_of(pledge):
        return Drop("changed again before they were told")
    return draw(pledge, scene.look)


def draw(pledge: Pledge, look: Look) -> Rendered:
    told = _told(pledge)
    note = pledge.last.note if pledge.last else ""
    return pieces.card(
        f"{told} {pledge.title}",
        pieces.title(told),
        pieces.words(pieces.plain(pledge.title)),
        *([pieces.words(f"“{pieces.plain(note)}”")] if note and not pledge.open else []),
        *_more(pledge, look),
    )


def _told(pledge: Pledge) -> str:
    said = {
        Status.CLOSED: "is closed: accepted as done. Thank you.",
        Status.WITHDRAWN: "is withdrawn: nothing more is asked of you.",
    }
    return f"{pledge.ref} {said.get(pledge.status, 'is open again.' if pledge.open else f'is {pledge.status.value}.')}"


def _more(pledge: Pledge, look: Look) -> list[CardElement]:
    if pledge.open:
        return [pieces.words(f"{due_words(pledge, look.policy, look.today)}."), *questions.next_line(pledge, look)]
    if pledge.status is not Status.CLOSED or not look.facts.get("ask"):
        return []
    sent = questions.carried(KIND, look.facts) | {"ref": pledge.ref}
    if look.shown.get(pledge.ref):
        return proving.form(pledge, look, sent)
    return proving.invitation(pledge, look, sent)


CLOSED = replace(
    samples.SOON, status=Status.CLOSED, last=samples.said(Status.CLOSED, "CPP, 16 December 2026, minute 112", 30)
)
WITHDRAWN = replace(samples.SOON, status=Status.WITHDRAWN, last=samples.said(Status.WITHDRAWN, "entered twice", 30))
AGAIN = replace(samples.LATER, reopened_on=samples.NOW.date())
ASK = {"message": "s", "ref": "CP-42", "ask": "yes"}
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "ended": lambda: draw(CLOSED, samples.look(facts=ASK)),
        "ended, withdrawn": lambda: draw(WITHDRAWN, samples.look()),
        "ended, open again": lambda: draw(AGAIN, samples.look()),
    },
)
