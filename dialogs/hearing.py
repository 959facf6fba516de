"""An answer in plain words, typed in the chat with one person: recorded where it is sure, else asked about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from types import MappingProxyType

from dialogs import finding, snoozing
from dialogs.answers import hand_back
from dialogs.changing import keep, pledge_of
from dialogs.going_away import go_away, in_words
from dialogs.registry import Draw, Turn
from dialogs.requests import put_to_decide
from dialogs.turn import Say
from pledges import answering, guard
from pledges.absences import typed
from pledges.changing import Answer, ask_for_date, record
from pledges.senses import Intent
from pledges.understanding import LONGEST, understand
from pledges.understood import Understood

KIND = "heard"
TOO_LONG = (
    f"That is longer than the {LONGEST:,} characters that I read as an answer, so I haven't recorded anything. "
    "Send me the answer in a sentence or two; the rest can go in a document."
)


async def hear(turn: Turn, text: str, only: str = "") -> Draw | Say | None:
    """Read what somebody typed and record it; None when it says nothing about what they answer for.

    What is unsure is given back with buttons, and nothing is recorded. `only` is the one pledge that it is about.
    """
    found, mine = await _read(turn, text, only)
    if found.intent is Intent.AWAY and found.day and not found.ask_back:
        return await _away(turn, found.since or turn.today, found.day, typed(text).cover)
    if not _is_theirs(found, mine):
        return None
    if len(text) > LONGEST:
        return Say(TOO_LONG)
    facts = {"refs": ",".join(found.refs)}
    if found.ask_back:
        return Draw(KIND, facts | {"text": guard.check(text), **_wanted(found)})
    return await RECORDED[found.intent](turn, found)


async def to_confirm(turn: Turn, text: str) -> dict[str, str] | None:
    """The facts of the card that asks somebody in their own chat whether this is to be recorded; nothing is so far.

    None where it says nothing about what they answer for. Raises PersonalDetails.
    """
    found, mine = await _read(turn, text)
    if not _is_theirs(found, mine):
        return None
    status = found.status.value if found.status and not _wanted(found) else ""
    facts = {"refs": ",".join(found.refs), "text": guard.check(found.note), "wrote": guard.check(text)}
    return facts | ({"wanted": status} if status else {}) | _wanted(found)


async def _read(turn: Turn, text: str, only: str = "") -> tuple[Understood, set[str]]:
    """What a text says of the open pledges that somebody answers for, and the references of these."""
    mine = [pledge for pledge in await turn.tx.register.of_person(turn.person.id) if pledge.open]
    chosen = [pledge for pledge in mine if pledge.ref == only] if only else mine
    unanswered = () if only else await turn.tx.asks.unanswered(turn.person.id)
    asked = [ref for ref in unanswered if any(p.ref == ref for p in mine)]
    found = understand(text, chosen, asked, turn.today, answering.led(chosen, turn.person.id))
    return found, {pledge.ref for pledge in mine}


def _is_theirs(found: Understood, mine: set[str]) -> bool:
    return found.intent in RECORDED and bool(found.refs) and mine >= set(found.refs)


def _wanted(found: Understood) -> dict[str, str]:
    """What an unsure message seems to want: the form that is offered first."""
    if found.intent is Intent.EXTENSION:
        return {"form": "date", "date": found.day.isoformat() if found.day else ""}
    if found.intent is Intent.SNOOZE:
        return {"form": snoozing.FORM, "date": found.day.isoformat() if found.day else ""}
    return {"form": "not mine"} if found.intent is Intent.HAND_BACK else {}


def _heard(found: Understood, **more: str) -> Draw:
    refs = ",".join(found.refs)
    return Draw(KIND, {"refs": refs, "said": refs} | more)


async def _answered(turn: Turn, found: Understood) -> Draw:
    """Record how it goes. Where no status was said, the words are kept as a note under the one that stands."""
    note = guard.check(found.note)
    for ref in sorted(found.refs):
        before = await pledge_of(turn, ref)
        answer = Answer(found.status or before.status, note)
        await keep(turn, before, record(before, answer, turn.standing, turn.council.policy, turn.now))
    return _heard(found) if found.status else _heard(found, noted=",".join(found.refs), text=note)


async def _more_time(turn: Turn, found: Understood) -> Draw:
    """Put the date to whoever decides, if a reason was given; else the form asks for it, with the date filled in."""
    ref, reason = found.refs[0], guard.check(found.note)
    if not reason or found.day is None or len(found.refs) > 1 or found.day <= turn.today:
        return Draw(KIND, {"refs": ",".join(found.refs), "text": "", **_wanted(found)})
    before = await pledge_of(turn, ref)
    wanted = before
    if found.status:
        answer = Answer(found.status, reason)
        wanted = record(before, answer, turn.standing, turn.council.policy, turn.now)
    after = await keep(turn, before, ask_for_date(wanted, found.day, reason, turn.standing, turn.now))
    await put_to_decide(turn, after)
    return _heard(found)


async def _snoozed(turn: Turn, found: Understood) -> Draw:
    """Put off until the day that was said. What its date forbids, or what needs a reason, is said in a sentence."""
    if found.day is None:
        raise ValueError("a snooze without a day is asked back")
    for ref in sorted(found.refs):
        await snoozing.snooze(turn, ref, found.day, found.note)
    return _heard(found)


async def _away(turn: Turn, since: date, until: date, named: str) -> Say:
    cover = await finding.person(turn, named.removeprefix("@")) if named else None
    return Say(await in_words(turn, await go_away(turn, since, until, cover)))


async def _handed_back(turn: Turn, found: Understood) -> Draw:
    for ref in sorted(found.refs):
        await hand_back(turn, ref, guard.check(found.note))
    return _heard(found, refused=",".join(found.refs))


RECORDED: Mapping[Intent, Callable[[Turn, Understood], Awaitable[Draw]]] = MappingProxyType(
    {
        Intent.UPDATE: _answered,
        Intent.DONE: _answered,
        Intent.EXTENSION: _more_time,
        Intent.SNOOZE: _snoozed,
        Intent.HAND_BACK: _handed_back,
    }
)
