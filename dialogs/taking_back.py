"""Taking a turn back: the pledges as they were, the questions open again, the messages dropped or redrawn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Container, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from dialogs import (
    acting_inverses,
    correcting,
    digest_setting,
    escalation_inverses,
    inverses,
    plan_inverses,
    setting,
)
from dialogs.changing import PART, tell
from dialogs.inverses import ChangedSince
from dialogs.registry import Turn
from dialogs.reviewing import entering
from pledges import replay
from pledges.changing import TAKEN_BACK, hang_on, take_out
from pledges.messages import Address, ChannelId, Outgoing, Recipient, Target
from pledges.pledge import Asking, Pledge, Share
from storage.history import Told
from storage.journal import Pressed, Turned
from storage.placing import PLAN
from storage.trail import Inverse, Saved

Asked = TypeVar("Asked", Asking, Share)
FIRST = ("status", "deadline", "owners")
DOOR, WHY = "undo", TAKEN_BACK
KIND = "taken back"


@dataclass(frozen=True, slots=True)
class Back:
    """A pledge before and after it was taken back."""

    before: Pledge
    after: Pledge


async def take_back(turn: Turn, entry: Turned) -> tuple[list[Back], list[str]]:
    """Take a turn back; return the pledges that went back, and sentences about all else. Raises ChangedSince."""
    saved = _in_one(entry.steps.saved)
    numbers = sorted(saved)
    told = [await _take(turn, way, numbers) for way in reversed(entry.steps.inverses)]
    sentences = [sentence for sentence in told if sentence]
    pledges = [await turn.tx.register.get(f"CP-{number}", for_update=True) for number in numbers]
    backs = [await _back(turn, pledge, saved[pledge.number]) for pledge in pledges]
    await turn.tx.asks.put_again(entry.steps.settled)
    await _messages(turn, entry, [back.after.ref for back in backs])
    if entry.steps.pressed:
        await _redraw(turn, entry, entry.steps.pressed)
    await turn.tx.journal.mark_undone(entry.id, turn.now)
    return backs, sentences


async def _take(turn: Turn, way: Inverse, moved: Sequence[int]) -> str:
    """Go a way back, of whatever it is; what no list names is of the register itself."""
    take = next((take for names, take in _WAYS if way.name in names), None)
    return await take(turn, way) if take else await inverses.take(turn, way, moved)


def _of_facts(take: Callable[[Turn, str], Awaitable[str]]) -> Callable[[Turn, Inverse], Awaitable[str]]:
    return lambda turn, way: take(turn, way.facts)


_WAYS: tuple[tuple[Container[str], Callable[[Turn, Inverse], Awaitable[str]]], ...] = (
    ((setting.RHYTHM,), _of_facts(setting.take)),
    ((correcting.CORRECTION,), _of_facts(correcting.take)),
    ((entering.REVIEW,), _of_facts(entering.reopen)),
    (plan_inverses.WAYS, plan_inverses.take),
    (digest_setting.WAYS, digest_setting.take),
    (acting_inverses.WAYS, acting_inverses.take),
    (escalation_inverses.WAYS, escalation_inverses.take),
)


def _in_one(saved: Iterable[Saved]) -> dict[int, Saved]:
    """What became of each pledge in the whole of a turn, however often it was saved."""
    found: dict[int, Saved] = {}
    for each in saved:
        first = found.get(each.number, each)
        found[each.number] = replace(each, since=first.since, was=first.was, asked=first.asked, shared=first.shared)
    return found


async def _back(turn: Turn, pledge: Pledge, saved: Saved) -> Back:
    told = await turn.tx.history.of(pledge.ref)
    if await turn.tx.history.end(pledge.ref) != (saved.links, saved.seal):
        raise ChangedSince(_changed(pledge, [one for one in told if one.sequence > saved.links], turn))
    if saved.entered:
        out = take_out(pledge, turn.standing, turn.now)
        return Back(pledge, await turn.tx.register.save(pledge, out, door=DOOR, by=turn.person.id, now=turn.now))
    since = [one for one in told if one.sequence > saved.since]
    was, place = (
        await _before(turn, pledge, since, saved),
        next((one.before for one in since if one.field == PLAN), None),
    )
    by = turn.person.id
    return Back(pledge, await turn.tx.register.go_back(pledge, was, door=DOOR, by=by, now=turn.now, place=place))


async def _before(turn: Turn, pledge: Pledge, told: Sequence[Told], saved: Saved) -> Pledge:
    """The pledge as it was before its newest changes. What hangs on a meeting is due on the day that it has now."""
    was = replay.before(pledge, [one.step for one in told])
    if was is None:
        raise ChangedSince(f"What {pledge.ref} was before has been erased.")
    was = replace(was, asking=_asking(pledge.asking, saved), shares=_shares(pledge.shares, saved))
    if was.deadline.meeting is None:
        return replace(was, deadline=replace(was.deadline, papers_due=None))
    meeting = await turn.tx.meetings.get(was.deadline.meeting)
    if was.deadline.due in (None, meeting.held_on):
        papers = meeting.papers_due if was.deadline.due and not meeting.cancelled else None
        return replace(was, deadline=replace(was.deadline, papers_due=papers))
    return hang_on(was, meeting, was.deadline.due)


def _asking(now: Asking, saved: Saved) -> Asking:
    """How far the asking had come, with what came of it since; all as it was where somebody else is asked again."""
    if saved.asked != saved.asks:
        return saved.was
    return _unless_since(now, saved.was, saved.became)


def _shares(now: Sequence[Share], saved: Saved) -> tuple[Share, ...]:
    """The same for each of the others who are asked; whoever had no share before has none, unless asked since."""
    if saved.asked != saved.asks:
        return saved.shared
    states = [{share.person: share for share in shares} for shares in (now, saved.shared, saved.shares)]
    found = []
    for person in sorted({*states[0], *states[1]}):
        new = Share(person=person)
        back = _unless_since(*(state.get(person, new) for state in states))
        found += [back] if back != new or person in states[1] else []
    return tuple(found)


def _unless_since(now: Asked, was: Asked, became: Asked) -> Asked:
    """As it was, but for what has become different since."""
    left = [f.name for f in fields(now) if getattr(now, f.name) == getattr(became, f.name)]
    return replace(now, **{name: getattr(was, name) for name in left})


def _changed(pledge: Pledge, since: Sequence[Told], turn: Turn) -> str:
    """What was changed since, and by whom: the last of what matters most."""
    if not since:
        return f"{pledge.ref} was changed since."
    one = next((each for each in reversed(since) if each.field in FIRST), since[-1])
    who = one.by or "the clock"
    at = one.at.astimezone(turn.council.policy.zone)
    return f"{pledge.ref} was changed since: its {one.field} became “{one.became or 'nothing'}” ({who}, {at:%H:%M})."


async def _messages(turn: Turn, entry: Turned, refs: Sequence[str]) -> None:
    """What was not sent is dropped. What was sent says that it is taken back, and one message tells each reader."""
    about = {"refs": ",".join(refs), "by": str(turn.person.id), "what": entry.what}
    told = {await _message(turn, entry, key, about) for key in entry.steps.messages} - {None, turn.person.id}
    for person in sorted(p for p in told if isinstance(p, int)):
        await tell(turn, KIND, person, f"undo:{entry.id}:{person}", **about)


async def _message(turn: Turn, entry: Turned, key: str, about: dict[str, str]) -> Recipient | None:
    """Drop or redraw one message; return who has read it, or is about to, if it was a new one."""
    await turn.tx.asks.excuse(key, WHY)
    if await turn.tx.outbox.drop(key, WHY, turn.now):
        return None
    sent = await turn.tx.outbox.standing(key)
    if sent is None:
        return await turn.tx.outbox.in_the_air(key)
    pressed = entry.steps.pressed
    if not (sent.redraws and pressed and pressed.message == sent.at.message):  # that one is redrawn as it was
        kind, facts = (sent.kind, {"said": ""} | dict(sent.facts)) if sent.redraws else (KIND, about | {PART: key})
        await _put(turn, f"undo:{entry.id}:{key}", kind, sent.to, facts, sent.at)
        await turn.tx.days.say_again(key, kind, facts)
    return None if sent.redraws else sent.to


async def _redraw(turn: Turn, entry: Turned, pressed: Pressed) -> None:
    """The card that was pressed is drawn as it was before the press."""
    to = ChannelId(pressed.channel) if pressed.channel else turn.person.id
    at = Target(Address(pressed.address), pressed.message)
    facts = {"said": ""} | dict(pressed.facts)
    await _put(turn, f"undo:{entry.id}:card", pressed.kind, to, facts, at)
    await turn.tx.days.say_again(facts.get("message", ""), pressed.kind, facts)


async def _put(turn: Turn, key: str, kind: str, to: Recipient, facts: dict[str, str], target: Target) -> None:
    message = Outgoing(kind=kind, to=to, key=key, not_before=turn.now, facts=facts, target=target)
    await turn.tx.outbox.put(message, turn.now)
