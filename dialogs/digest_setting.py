"""Setting a directorate's hour and pause for its digest: kept, told to those whom it concerns, taken back by `undo`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from dialogs.changing import tell, tell_admins
from dialogs.inverses import ChangedSince
from dialogs.registry import Turn
from pledges.digest_hours import Hour, Own, changed
from pledges.exact import text_of, value_of
from pledges.people import Directorate, DirectorateId
from storage.trail import Inverse

KIND = "digest rule"
HOUR, PAUSE = "digest hour", "digest pause"
WAYS = (HOUR, PAUSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Weekday and hour before and after, as “1 10:00”; empty where the council's own hold."""

    directorate: DirectorateId
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """Until when it was paused before and after; a day that has passed is no pause any more."""

    directorate: DirectorateId
    name: str
    before: date | None
    after: date


async def set_hour(turn: Turn, directorate: Directorate, weekday: int | None, at: time | None) -> Own:
    """Have the digest told at another hour; None for both is the council's own. Return what holds now."""
    before = await turn.tx.digest_rules.of(directorate.id)
    after = await _set_hour(turn, directorate.id, before, weekday, at)
    facts = Timed(directorate=directorate.id, name=directorate.name, before=_newest(before), after=_newest(after))
    turn.tx.trail.inverses.append(Inverse(name=HOUR, facts=text_of(facts), tables=("digest_hours",)))
    await _tell(turn, directorate, "hour")
    return after


async def _set_hour(turn: Turn, id: DirectorateId, own: Own, weekday: int | None, at: time | None) -> Own:
    hours = changed(own.hours, weekday, at, turn.council.policy, turn.now)
    await turn.tx.digest_rules.set_hours(id, hours)
    return Own(hours=tuple(hours), pause=own.pause)


async def pause(turn: Turn, directorate: Directorate, until: date) -> Own:
    """Post nothing before a day; today ends a pause. Return what holds now."""
    before = (await turn.tx.digest_rules.of(directorate.id)).pause
    await turn.tx.digest_rules.pause(directorate.id, until, by=turn.person.id, now=turn.now)
    was = before.until if before else None
    facts = Paused(directorate=directorate.id, name=directorate.name, before=was, after=until)
    turn.tx.trail.inverses.append(Inverse(name=PAUSE, facts=text_of(facts), tables=("digest_pauses",)))
    await _tell(turn, directorate, "paused" if until > turn.today else "resumed")
    return await turn.tx.digest_rules.of(directorate.id)


async def _tell(turn: Turn, directorate: Directorate, what: str) -> None:
    """The director and the other admins hear of it in their own chats; the channel does not."""
    key = f"{KIND}:{turn.inbound.id}"
    facts = {"directorate": str(directorate.id), "what": what, "by": turn.person.name}
    told = {turn.person.id} | {admin.id for admin in await turn.tx.people.expected_admins(turn.council.admins)}
    if len(told) > 1:
        await tell_admins(turn, KIND, key, **facts)
    for director in await turn.tx.people.directors(directorate.id):
        if director.id not in told:
            await tell(turn, KIND, director.id, f"{key}:{director.id}", **facts)


def _newest(own: Own) -> str:
    hours: Sequence[Hour] = own.hours
    last = hours[-1] if hours else None
    return f"{last.weekday} {last.at:%H:%M}" if last and last.at else ""


async def take(turn: Turn, way: Inverse) -> str:
    """Take a setting back; return what is so again. Raises ChangedSince."""
    return await (_take_hour if way.name == HOUR else _take_pause)(turn, way.facts)


async def _take_hour(turn: Turn, facts: str) -> str:
    was = value_of(Timed, facts)
    own = await turn.tx.digest_rules.of(was.directorate)
    if _newest(own) != was.after:
        raise ChangedSince(f"The hour of the digest of {was.name} was set again since.")
    weekday, _, at = was.before.partition(" ")
    before = (int(weekday), time.fromisoformat(at)) if at else (None, None)
    await _set_hour(turn, was.directorate, own, *before)
    return f"The digest of {was.name} comes at the hour that it had before."


async def _take_pause(turn: Turn, facts: str) -> str:
    was = value_of(Paused, facts)
    now = (await turn.tx.digest_rules.of(was.directorate)).pause
    if now is None or now.until != was.after:
        raise ChangedSince(f"The digest of {was.name} was paused or resumed again since.")
    if was.before is None:
        await turn.tx.digest_rules.forget_pause(was.directorate)
    else:
        await turn.tx.digest_rules.pause(was.directorate, was.before, by=turn.person.id, now=turn.now)
    return f"The digest of {was.name} is posted as it was before."
