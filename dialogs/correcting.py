"""Putting a posted digest right: kept beside its figures, shown on the post, and taken back by `undo`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dialogs import remarking
from dialogs.changing import tell
from dialogs.finding import reference
from dialogs.registry import Turn
from pledges import guard
from pledges.afterwards import Posted, runs, told_of
from pledges.calendar import counted
from pledges.digest import Digest
from pledges.errors import NotUnderstood
from pledges.messages import Outgoing
from storage.remarks import CORRECTED, RIGHT, Remark
from storage.trail import Inverse

CORRECTION = "correction"
LONGEST = 200
TABLES = ("digest_corrections", "digest_remarks")
_NOT_LATE = re.compile(r"^(?:(?:it\s+)?(?:was|is)\s+)?not late\b[\s:;,.–-]*", re.IGNORECASE)


def not_late(words: str) -> tuple[str, bool]:
    """The words without “was not late” at their beginning, and whether they began so."""
    found = _NOT_LATE.match(words)
    return (words[found.end() :], True) if found else (words, False)


async def checked(turn: Turn, words: str) -> str:
    """Words that a whole channel may read. Raises PersonalDetails, and NotUnderstood where they name a person."""
    text = guard.check(words)
    if len(text) > LONGEST:
        raise NotUnderstood(f"A channel reads this on a phone, so please say it in at most {LONGEST} characters.")
    shown = f" {' '.join(text.split()).casefold()} "
    for person in await turn.tx.people.everyone():
        if " " in person.name and person.name.casefold() in shown:
            raise NotUnderstood(f"A channel reads this, so please write the post in place of “{person.name}”.")
    return text


async def running(turn: Turn, ref: str) -> list[Posted]:
    """The posted digests of this week that name a pledge. Raises NotUnderstood where none does."""
    found = []
    for post in await turn.tx.afterwards.posts(turn.now):
        digest = await turn.tx.digests.get(post.channel, post.directorate, post.week)
        if digest and runs(digest, turn.now) and ref in told_of(digest):
            found.append(post)
    if not found:
        raise NotUnderstood(f"{ref} stands in no digest of this week, so there is nothing to correct.")
    return found


async def correct(turn: Turn, posts: Iterable[Posted], ref: str, words: str, *, wrong: bool) -> list[int]:
    """Put something right in these digests; `wrong` says that the pledge was not late. Return the corrections' numbers.

    What is kept up shows it at its next edit; an older one is drawn anew at once.
    """
    pledge = (await turn.tx.register.get(ref)).number if ref else None
    numbers = []
    for post in posts:
        by, now = turn.person.id, turn.now
        id = await turn.tx.afterwards.correct(post, pledge, words, not_late=wrong and bool(ref), by=by, now=now)
        numbers.append(id)
        await _redraw_old(turn, post, id)
    return numbers


async def answer(turn: Turn, remark: Remark, outcome: str, told: str, corrections: Sequence[int] = ()) -> bool:
    """Note what came of a remark, and have whoever made it hear that. False where somebody has answered it by now."""
    if not await turn.tx.remarks.settle(remark.id, outcome, told, turn.person.id, turn.now):
        return False
    note(turn, corrections, remark.id)
    came = {RIGHT: "The clerk has looked, and it is right.", CORRECTED: "It is corrected there."}[outcome]
    what = f"You said of the digest of {remark.directorate}: “{remark.words}” {came} {told}".strip()
    await tell(turn, remarking.TOLD, remark.by_id, f"remark:{remark.id}:{turn.inbound.id}", what=what)
    return True


def note(turn: Turn, corrections: Sequence[int], remark: int | None = None) -> None:
    """Note how to take it back: the corrections are withdrawn, and the remark waits for an answer again."""
    facts = f"{','.join(map(str, corrections))};{remark or ''}"
    turn.tx.trail.inverses.append(Inverse(name=CORRECTION, facts=facts, tables=TABLES))


async def take(turn: Turn, facts: str) -> str:
    """Go that way back; return what is so again."""
    ids, _, remark = facts.partition(";")
    numbers = [int(each) for each in ids.split(",") if each]
    for id in numbers:
        await turn.tx.afterwards.withdraw(id, turn.now)
    if remark:
        await turn.tx.remarks.put_again(int(remark))
    gone = f"{counted(len(numbers), 'digest')} will not show the correction any more." if numbers else ""
    return " ".join(filter(None, (gone, "The remark waits for an answer again." if remark else "")))


def about(words: str) -> str:
    """The first pledge that a remark names, to be offered in the form."""
    found = re.search(r"\bcp[\s-]*(\d{1,9})\b", words, re.IGNORECASE)
    return reference(found.group(0))[0] if found else ""


async def _redraw_old(turn: Turn, post: Posted, correction: int) -> None:
    digest = await turn.tx.digests.get(post.channel, post.directorate, post.week)
    if digest is None or await _is_kept_up(turn, post, digest):
        return
    for each in post.keys:
        if sent := await turn.tx.outbox.standing(each):
            key, now = f"{each}:correction:{correction}", turn.now
            again = Outgoing(kind=sent.kind, to=sent.to, key=key, not_before=now, facts=sent.facts, target=sent.at)
            await turn.tx.outbox.put(again, now)


async def _is_kept_up(turn: Turn, post: Posted, digest: Digest) -> bool:
    return runs(digest, turn.now) and await turn.tx.afterwards.is_newest(post)
