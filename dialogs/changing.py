"""What every change from a conversation does: save, settle the questions about it, and tell whoever must hear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dialogs import escalated
from dialogs.decision_cards import take_down
from dialogs.registry import Turn
from dialogs.told_back import tell_askers
from dialogs.when_told import when_told
from pledges.answering import owner_for
from pledges.calendar import said, said_short
from pledges.errors import MergedInto
from pledges.links import to_message
from pledges.messages import Facts, Outgoing, PersonId, Target
from pledges.nudging import next_question
from pledges.plans import ThemeId
from pledges.pledge import Deadline, Pledge, Source, Status, When, is_late
from pledges.policy import Policy
from pledges.slipping import slipped
from storage.asks import Ask

NONCE = "nonce"
PART = "part"  # the key of the message that a redraw is of, which may be a part of another
BY_HAND = "by hand"
STATUS_WORDS = {Status.DONE: "done, to be confirmed"}


async def pledge_of(turn: Turn, ref: str = "") -> Pledge:
    """The pledge a turn is about, locked for a change. Raises MergedInto for one that is one with another by now."""
    found = await turn.tx.register.get(ref or turn.given("ref"), for_update=True)
    if found.merged_into is not None:
        raise MergedInto(found.ref, found.merged_into)
    return found


async def keep(
    turn: Turn, before: Pledge, after: Pledge, *, by_hand: bool = False, under: ThemeId | None = None
) -> Pledge:
    """Write a change with its history; an answer settles the open questions about the pledge.

    `under` places the pledge under a theme of a plan.
    """
    door = BY_HAND if by_hand else "card" if turn.inbound.verb else "command"
    saved = await turn.tx.register.save(before, after, door=door, by=turn.person.id, now=turn.now, under=under)
    if before.extension != after.extension:
        await take_down(turn, before)
    answered = after.asking.answered_on not in (None, before.asking.answered_on)
    if answered or after.last != before.last or after.extension:
        waits = await _settle(turn, saved, _reply(before, after))
        await redraw_others(turn, saved, [ask for ask in waits if ask.person != turn.person.id])
        await tell_askers(turn, before, saved)
    await redraw_cards(turn, saved, await escalated.settle_after(turn, before, saved))
    return saved


async def _settle(turn: Turn, pledge: Pledge, reply: str) -> list[Ask]:
    """Settle what is asked about a pledge, or what the owner who spoke was asked; return all whom that concerns."""
    waits = await turn.tx.asks.open_about([pledge.number])
    alone = pledge.each and pledge.open and not pledge.extension
    spoke = (pledge.last.by if pledge.last else None, *sorted(turn.standing.covers))
    owner = next((found for who in spoke if (found := owner_for(pledge, who))), None)
    theirs = (*owner.people, turn.person.id) if owner else ()
    await turn.tx.asks.answered(pledge.number, turn.now, theirs if alone else None, reply=reply)
    return waits


def _reply(before: Pledge, after: Pledge) -> str:
    """What came back, where it is no update: without words of the person, which may have to be erased one day."""
    if after.extension and after.extension != before.extension:
        return f"asked for {said(after.extension.wanted)} as a new date"
    return "taken on" if after.last == before.last and after.asking.accepted else ""


async def redraw_others(turn: Turn, pledge: Pledge, concerned: Iterable[Ask]) -> None:
    """The cards in which others are asked about a pledge say what became of it; so do those by which admins ask."""
    for key in sorted({a.message for a in concerned}):
        if key.startswith(f"{BY_HAND}:"):
            await redraw_for_admins(turn, pledge, key)
        else:
            await _redraw(turn, pledge, key, key)


async def redraw_for_admins(turn: Turn, pledge: Pledge, message: str) -> None:
    """The cards by which the other admins ask somebody by hand: each has one, under a key of its own."""
    for admin in await turn.tx.people.admins(turn.council.admins):
        if admin.id != turn.person.id:
            await _redraw(turn, pledge, f"{message}:{admin.id}", message)


async def redraw_cards(turn: Turn, pledge: Pledge, cards: Iterable[escalated.Card]) -> None:
    """The cards about steps of escalation say what became of them."""
    for key, message in sorted(set(cards)):
        await _redraw(turn, pledge, key, message)


async def _redraw(turn: Turn, pledge: Pledge, key: str, message: str) -> None:
    """Draw a card anew that stands in somebody else's chat."""
    sent = await turn.tx.outbox.standing(key)
    if sent:
        facts = {"said": ""} | dict(sent.facts) | {"message": message, PART: key}
        again = f"answered:{key}:{pledge.ref}:{pledge.version}:{turn.inbound.id}"
        redrawn = Outgoing(kind=sent.kind, to=sent.to, key=again, not_before=turn.now, facts=facts, target=sent.at)
        await turn.tx.outbox.put(redrawn, turn.now)


async def tell(turn: Turn, kind: str, to: PersonId, key: str, **facts: str) -> None:
    """Put a message to a person into the outbox, once per key, as a part of what they hear that day.

    What somebody hears of their own deed is an answer, and goes out at once.
    """
    await _tell(turn, kind, to, key, facts, alone=to == turn.person.id)


async def answer(turn: Turn, kind: str, to: PersonId, key: str, **facts: str) -> None:
    """The same for what somebody has asked this person for: they wait for it, so it goes out at once."""
    await _tell(turn, kind, to, key, facts, alone=True)


async def _tell(turn: Turn, kind: str, to: PersonId, key: str, facts: Facts, *, alone: bool) -> None:
    message = Outgoing(kind=kind, to=to, key=key, not_before=turn.now, facts=facts, alone=alone)
    await turn.tx.outbox.put(message, turn.now)


async def tell_admins(turn: Turn, kind: str, key: str, **facts: str) -> int:
    """Put a message to every admin but the one who speaks, or to that one when there is no other; return how many.

    While no admin was met it waits for those who are named in settings.
    """
    admins = await turn.tx.people.expected_admins(turn.council.admins)
    told = [admin for admin in admins if admin.id != turn.person.id] or admins
    for admin in told:
        await tell(turn, kind, admin.id, f"{key}:{admin.id}", **facts)
    return len(told)


async def redraw_for_everyone(turn: Turn, kind: str, nonce: str, facts: dict[str, str]) -> None:
    """Have the pressed card drawn anew in the chat itself, so that every client and every reader sees it."""
    inbound = turn.inbound
    if inbound.message is None:
        return
    to = inbound.channel.id if inbound.channel else turn.person.id
    target = Target(inbound.address, inbound.message)
    key = f"redraw:{inbound.message}:{nonce}"
    await turn.tx.outbox.put(
        Outgoing(kind=kind, to=to, key=key, not_before=turn.now, facts=facts | {NONCE: nonce}, target=target), turn.now
    )


def status_words(pledge: Pledge) -> str:
    """The status as people are told it: done is a proposal until it is closed."""
    if pledge.merged_into is not None:
        return f"merged into CP-{pledge.merged_into}"
    again = " (reopened)" if pledge.open and pledge.reopened_on else ""
    return STATUS_WORDS.get(pledge.status, pledge.status.value) + again


def recorded_words(pledge: Pledge) -> str:
    """What was said last, where each owner must say so before the pledge is that; else its status."""
    last = pledge.last
    return last.status.value if pledge.each and last and last.status is Status.DONE else status_words(pledge)


def due_words(pledge: Pledge, policy: Policy, today: date) -> str:
    """Due Friday 4 December; how far it has slipped; the words as written where there is no date."""
    deadline = pledge.deadline
    slip = slipped(deadline.due, deadline.original, deadline.extensions, today)
    return _due_words(pledge, policy, today) + (f" ({slip})" if slip else "")


def _due_words(pledge: Pledge, policy: Policy, today: date) -> str:
    deadline = pledge.deadline
    if deadline.due is None:
        return _undated_words(deadline, today)
    day = said_short(deadline.due, today)
    if is_late(pledge, policy, today):
        return f"Late: was due {day}"
    if deadline.due < today:
        return f"Was due {day}"
    if deadline.starts:
        return f"From {said_short(deadline.starts, today)} to {day}"
    return f"Due {day}" + (f", papers by {said_short(deadline.papers_due, today)}" if deadline.papers_due else "")


def _undated_words(deadline: Deadline, today: date) -> str:
    quoted = f" (“{deadline.words}”)" if deadline.words else ""
    if deadline.kind is When.START and deadline.starts:
        begins = "Began on" if deadline.starts < today else "From"
        return f"{begins} {said_short(deadline.starts, today)}, with no end{quoted}"
    return {When.REVIEW: "No end", When.RECURRING: "Again and again"}.get(deadline.kind, "No date yet") + quoted


def promised_words(pledge: Pledge, today: date) -> str:
    """Where the first of its sources made it: the paper, the meeting, the minute."""
    if not pledge.sources:
        return ""
    source = pledge.sources[0]
    day = said_short(source.held_on, today) if source.held_on else ""
    parts = (source.document, source.committee, day, minute_words(source))
    more = f" and {len(pledge.sources) - 1} more" if len(pledge.sources) > 1 else ""
    return "Promised in " + ", ".join(filter(None, parts)) + more


def minute_words(source: Source) -> str:
    """Where in the paper it stands: a bare number is a minute's. A link is no words: see `questions.linked`."""
    if to_message(source.minute):
        return ""
    return f"minute {source.minute}" if source.minute[:1].isdigit() else source.minute


def next_words(pledge: Pledge, policy: Policy, today: date) -> str:
    """What happens next, in the words of a receipt: the day of the next question is kept."""
    if pledge.status is Status.DONE:
        return "No more questions: it now waits to be confirmed."
    if pledge.extension:
        return f"{said_short(pledge.extension.wanted, today)} is asked for; no questions until that is decided."
    question = next_question(pledge, policy, today)
    return f"Next question: {said_short(question.on, today)}." if question else "No question is planned."


async def give_word(turn: Turn, pledge: Pledge) -> str:
    """Tell the new owner at once; return the sentence that says whether they hear it now or later."""
    owner = pledge.lead.answers
    if owner is None:
        return "Nobody answers for it yet, so nobody is asked."
    if owner == turn.person.id:
        return "That's you, so I ask you from now on."
    if owner in await turn.tx.by_hand.people():
        return "They are asked by hand: you get a text to send when it is due."
    if pledge.live.waits:
        return f"They hear of it once {pledge.directorate.name if pledge.directorate else 'it'} is live."
    key = f"new:{pledge.ref}:{pledge.version}"
    await turn.tx.asks.put_given(pledge.number, owner, pledge.deadline.due, key, turn.today)
    await tell(turn, "new", owner, key, refs=pledge.ref)
    return await when_told(turn, owner)
