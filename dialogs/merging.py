"""Merging two pledges and taking it back, with all that follows: questions, cards, and whoever must hear of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dialogs.changing import keep, redraw_others, tell
from dialogs.registry import Turn
from pledges import merging
from pledges.calendar import counted
from pledges.changing import hang_on
from pledges.errors import NotForYou, NotUnderstood
from pledges.merging import Merge, Pair
from pledges.pledge import Pledge

TOLD, APART = "merged", "unmerged"


async def pair(turn: Turn, kept: str, other: str) -> Pair:
    """Both, locked for a change. Raises a sentence where they cannot be merged."""
    both = await _locked(turn, kept, other)
    inside = [done.ref for done in await turn.tx.merges.inside(both.other.number)]
    merging.check(both, inside, turn.standing)
    return both


async def merge(turn: Turn, kept: str, other: str) -> Pair:
    """Merge two pledges: what was asked about the other is taken back, and the owners of both are told once."""
    before = await pair(turn, kept, other)
    after, done = merging.merge(before, turn.now)
    await turn.tx.merges.put(done, turn.person.id)
    saved = await _save(turn, before, after)
    off = await turn.tx.asks.excuse_about(saved.other.number, f"merged into {saved.kept.ref}")
    await redraw_others(turn, saved.other, off)
    await _tell(turn, TOLD, (before.kept, before.other), saved)
    return saved


async def unmerge(turn: Turn, ref: str) -> tuple[Pair, Merge]:
    """Put both back as they were, and tell the owners of both once; what has become of the kept one since stays."""
    if not turn.standing.admin:
        raise NotForYou("unmerge pledges", "an admin")
    done = await turn.tx.merges.of((await turn.tx.register.get(ref)).number)
    if done is None:
        raise NotUnderstood(await _not_merged(turn, ref))
    before = await _locked(turn, f"CP-{done.kept}", done.ref)
    after = merging.unmerge(before, done)
    saved = await _save(turn, before, Pair(after.kept, await _hung(turn, after.other)))
    await _tell(turn, APART, (before.kept, before.other), saved)
    return saved, done


def gains(both: Pair, now: datetime) -> str:
    """What the pledge that is kept would get, in a sentence."""
    done = merging.merge(both, now)[1]
    papers = counted(len(done.sources), "source") if done.sources else "no new source"
    helping = f"; {', '.join(o.title for o in done.owners)} would help" if done.owners else ""
    return f"{both.kept.ref} keeps its lead and its date, and takes over {papers}{helping}."


async def _locked(turn: Turn, kept: str, other: str) -> Pair:
    """The lower number is locked first, so that no two wait for each other."""
    one, two = [await turn.tx.register.get(ref) for ref in (kept, other)]
    numbers = sorted({one.number, two.number})
    by_number = {n: await turn.tx.register.get(f"CP-{n}", for_update=True) for n in numbers}
    return Pair(by_number[one.number], by_number[two.number])


async def _save(turn: Turn, before: Pair, after: Pair) -> Pair:
    kept = before.kept if after.kept == before.kept else await keep(turn, before.kept, after.kept)
    return Pair(kept, await keep(turn, before.other, after.other))


async def _hung(turn: Turn, pledge: Pledge) -> Pledge:
    """A meeting that moved while the pledge was merged takes it along now."""
    if pledge.deadline.meeting is None or not pledge.open:
        return pledge
    meeting = await turn.tx.meetings.get(pledge.deadline.meeting)
    return pledge if pledge.deadline.due == meeting.held_on else hang_on(pledge, meeting, pledge.deadline.due)


async def _tell(turn: Turn, kind: str, both: Iterable[Pledge], saved: Pair) -> None:
    people = {person for pledge in both for owner in pledge.owners for person in owner.asked} - {turn.person.id}
    for person in sorted(people):
        key = f"{kind}:{saved.other.ref}:{saved.other.version}:{person}"
        await tell(turn, kind, person, key, ref=saved.kept.ref, other=saved.other.ref)


async def _not_merged(turn: Turn, ref: str) -> str:
    pledge = await turn.tx.register.get(ref)
    inside = [done.ref for done in await turn.tx.merges.inside(pledge.number)]
    if not inside:
        return f"{pledge.ref} is not merged into another, so nothing was changed."
    return f"{pledge.ref} is the one that was kept. Type “unmerge {inside[0]}” to take that one out of it."
