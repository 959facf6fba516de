"""What a senior says who was asked whom to ask: go on asking, somebody else, or an answer in the owner's place."""

from __future__ import annotations

from dataclasses import replace

from dialogs import answers, escalated, finding, holders
from dialogs.changing import give_word, keep, pledge_of, redraw_cards
from dialogs.giving import give_to, is_with
from dialogs.questions import facts_of
from dialogs.registry import Response, Turn
from pledges import guard
from pledges.changing import Answer, record
from pledges.errors import NotUnderstood, OldCard, PersonalDetails
from pledges.pledge import Pledge
from storage.escalations import Taken

ELSE, MINE = "somebody else", "mine"


async def _asked(turn: Turn) -> Taken | None:
    """The step that a press answers, if it is still open: of the message in which it stands, sent to whoever pressed.

    Raises OldCard for anybody else.
    """
    key = facts_of(turn.inbound.data).get("message", "")
    sent = await turn.tx.outbox.standing(key)
    steps = [s for s in await turn.tx.escalations.of_message(key) if f"CP-{s.pledge}" == turn.given("ref")]
    if sent is None or sent.to != turn.person.id or not steps:
        raise OldCard
    return steps[0] if steps[0].settled_at is None else None


async def _replied(turn: Turn, pledge: Pledge, step: Taken, reply: str) -> None:
    """Note what a senior said, in the history too, and have the other cards about it say so."""
    cards = await escalated.settle(turn, pledge, reply, turn.person.id)
    told = f"{turn.person.name}, who was asked whom to ask: {reply}"
    await turn.tx.escalations.tell(pledge.number, told, door="card", by=turn.person.id, now=turn.now)
    await redraw_cards(turn, pledge, cards)


async def press_again(turn: Turn) -> Response:
    """Go on asking the owner: what was not answered before counts no more."""
    step = await _asked(turn)
    if step:
        pledge = await pledge_of(turn)
        await _replied(turn, pledge, step, f"{await holders.whose(turn.tx, pledge)} is asked again")
    return answers.again(turn, said=turn.given("ref"))


async def press_instead(turn: Turn) -> Response:
    """Give it to whom a senior names. A name that may mean several is given back with those there are."""
    ref = turn.given("ref")
    words = turn.given(f"who.{ref}").removeprefix("@")
    step = await _asked(turn)
    if step is None:
        return answers.again(turn, said=ref)
    try:
        if not words:
            raise NotUnderstood("Please write a name or a post.")
        before, owner = await pledge_of(turn), await finding.owner(turn, words)
        if is_with(before, owner):
            raise NotUnderstood(f"It is with {owner.title} already. “Ask again” asks them once more.")
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, **{ref: ELSE, "text": words, "trouble": str(error)})
    await _replied(turn, before, step, f"It goes to {owner.title}")
    await give_word(turn, await give_to(turn, before, owner))
    return answers.again(turn, said=ref)


async def press_mine(turn: Turn) -> Response:
    """Record a senior's own answer, as an answer in the owner's place."""
    ref, text = turn.given("ref"), turn.given(f"say.{turn.given('ref')}")
    step = await _asked(turn)
    if step is None:
        return answers.again(turn, said=ref)
    try:
        answer = Answer(answers.status_of(turn.given("status")), guard.check(text))
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, **{ref: MINE, "text": text, "trouble": str(error)})
    before = await pledge_of(turn)
    stands_in = replace(turn.standing, covers=turn.standing.covers | {step.owner})
    await _replied(turn, before, step, f"Answered by {turn.person.name}: {answer.status.value}")
    await keep(turn, before, record(before, answer, stands_in, turn.council.policy, turn.now))
    return answers.again(turn, said=ref)
