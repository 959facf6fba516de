"""More time for a pledge: asked for by its owner, decided at once by whoever may."""

from __future__ import annotations

from dialogs import dating
from dialogs.changing import due_words, keep, next_words, pledge_of, tell
from dialogs.deciding import tell_asker, word_of
from dialogs.forms import Field
from dialogs.registry import Draw, Response, Turn
from dialogs.requests import put_to_decide
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import said_short
from pledges.changing import ask_for_date
from pledges.deciding import check_decider, put_off
from pledges.errors import AlreadyClosed, MergedInto, NotUnderstood, NotYours, PersonalDetails
from pledges.pledge import Pledge, may_update


def minute_field(value: str) -> Field:
    """The field of a form for the minute by which the Panel moves its dates."""
    return Field(
        name="minute", label="By which minute? (only for a date that the Panel set)", value=value, required=False
    )


def still_open(pledge: Pledge) -> Pledge:
    """The pledge, if it is open; raises AlreadyClosed, and MergedInto for one that is one with another by now."""
    if pledge.merged_into is not None:
        raise MergedInto(pledge.ref, pledge.merged_into)
    if not pledge.open:
        raise AlreadyClosed(pledge.ref)
    return pledge


async def decide_at_once(turn: Turn, known: Pledge, words: str, *, why: str = "", minute: str = "") -> Response:
    """Set the date that somebody decided on, and tell the owner. Raises UserError without a right.

    First the meeting that the words may hang on is kept as it is, then the pledge: see storage.meetings.
    """
    word = word_of(turn, why, minute)
    check_decider(word, still_open(known))
    deadline = await dating.read(turn, words, known.sources)
    before = still_open(await pledge_of(turn, known.ref))
    after = await keep(turn, before, put_off(before, deadline, word))
    if before.extension:
        await tell_asker(turn, after, before.extension, "yes")
    elif after.lead.answers not in (None, turn.person.id):
        key = f"decided:{after.ref}:{after.version}:{after.lead.answers}"
        await tell(turn, "decided", after.lead.answers, key, ref=after.ref, agreed="yes", why=after.deadline.decided)
    policy = turn.council.policy
    rule = f" How it was read: {deadline.rule}." if deadline.rule else ""
    return Say(f"{after.ref}: {due_words(after, policy, turn.today)}.{rule} {next_words(after, policy, turn.today)}")


async def ask(turn: Turn, known: Pledge, words: str, why: str) -> Response:
    """Ask for a date, for a reason. Raises NotUnderstood for words that say no later day."""
    reason, deadline = guard.check(why), await dating.read(turn, words, known.sources)
    before = await pledge_of(turn, known.ref)
    if deadline.due is None or deadline.due <= turn.today:
        raise NotUnderstood("Please say a day that is still to come, such as 31 March.")
    after = await keep(turn, before, ask_for_date(before, deadline.due, reason, turn.standing, turn.now))
    who = await put_to_decide(turn, after)
    day = said_short(deadline.due, turn.today)
    return Say(f"{after.ref}: {day} is asked for. It waits for {who}; no questions and never late until then.")


async def ask_by_form(turn: Turn, pledge: Pledge, words: str) -> Response:
    """The form by which an owner asks for a date, with the day that was typed, if it can be read."""
    if not may_update(turn.standing, pledge):
        raise NotYours(pledge.ref, pledge.lead.title)
    try:
        due = (await dating.read(turn, words, pledge.sources)).due
    except (NotUnderstood, PersonalDetails):
        due = None
    day = {"date": due.isoformat()} if due else {}
    return Draw("show", {"ref": pledge.ref, "answer": "yes"}, {pledge.ref: "date", **day})
