"""An answer in plain words, typed in the chat with one person: recorded where it is sure, else asked about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from dialogs.answers import hand_back
from dialogs.changing import keep, pledge_of
from dialogs.registry import Draw, Turn
from dialogs.requests import put_to_decide
from pledges import guard
from pledges.changing import Answer, ask_for_date, record
from pledges.senses import Intent
from pledges.understanding import Understood, understand

KIND = "heard"


async def hear(turn: Turn, text: str, only: str = "") -> Draw | None:
    """Read what somebody typed and record it; None when it says nothing about what they answer for.

    What is unsure is given back with buttons, and nothing is recorded. `only` is the one pledge that it is about.
    """
    mine = [pledge for pledge in await turn.tx.register.of_person(turn.person.id) if pledge.open]
    chosen = [pledge for pledge in mine if pledge.ref == only] if only else mine
    asked = () if only else await turn.tx.asks.unanswered(turn.person.id)
    found = understand(text, chosen, [ref for ref in asked if any(p.ref == ref for p in mine)], turn.today)
    if found.intent not in RECORDED or not found.refs or not {p.ref for p in mine} >= set(found.refs):
        return None
    facts = {"refs": ",".join(found.refs)}
    if found.ask_back:
        return Draw(KIND, facts | {"text": guard.check(text), **_wanted(found)})
    return await RECORDED[found.intent](turn, found)


def _wanted(found: Understood) -> dict[str, str]:
    """What an unsure message seems to want: the form that is offered first."""
    if found.intent is Intent.EXTENSION:
        return {"form": "date", "date": found.day.isoformat() if found.day else ""}
    return {"form": "not mine"} if found.intent is Intent.HAND_BACK else {}


def _heard(found: Understood, **more: str) -> Draw:
    refs = ",".join(found.refs)
    return Draw(KIND, {"refs": refs, "said": refs} | more)


async def _answered(turn: Turn, found: Understood) -> Draw:
    if found.status is None:
        raise ValueError("an answer without a status is asked back")
    note = guard.check(found.note)
    for ref in sorted(found.refs):
        before = await pledge_of(turn, ref)
        answer = Answer(found.status, note)
        await keep(turn, before, record(before, answer, turn.standing, turn.council.policy, turn.now))
    return _heard(found)


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


async def _handed_back(turn: Turn, found: Understood) -> Draw:
    for ref in sorted(found.refs):
        await hand_back(turn, ref, guard.check(found.note))
    return _heard(found, refused=",".join(found.refs))


RECORDED: Mapping[Intent, Callable[[Turn, Understood], Awaitable[Draw]]] = MappingProxyType(
    {
        Intent.UPDATE: _answered,
        Intent.DONE: _answered,
        Intent.EXTENSION: _more_time,
        Intent.HAND_BACK: _handed_back,
    }
)
