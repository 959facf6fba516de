"""An answer in plain words: what it records, or that the person has to be asked back.

A small grammar, no model: the same words mean the same today and tomorrow. It is careful in one direction: what it is
not sure of it asks, and “done” it believes only where nothing beside it says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from pledges.absence import is_habit
from pledges.clauses import clauses
from pledges.dating import dated, gives_a_day
from pledges.meant import IT, Mention, mentions
from pledges.pledge import Pledge, Status
from pledges.senses import (
    Intent,
    asks_for_a_day,
    is_courtesy,
    is_echo,
    sense,
)
from pledges.titles import told_of
from pledges.understood import Read, Understood
from pledges.weighing import combined, is_small_talk, main_of
from pledges.which import Own, asks_later, is_clear, refs_of

LONGEST = 2_000
SUBJECT = 3  # words of a clause, among which its subject is named
LETTERS = 5  # of a word that tells too little of a title
_NEEDS_PLEDGE = frozenset(Intent) - {Intent.AWAY, Intent.QUESTION, Intent.UNCLEAR}


def understand(
    text: str, mine: Sequence[Pledge], asked: Sequence[str], today: date, led: Collection[str] | None = None
) -> Understood:
    """Read a message of a person who answers for these open pledges. Raises nothing.

    `asked` are the references they were asked about last and have not answered: with several pledges and none named,
    those are meant. `led` are those they lead and do not only help with; all of them if left out. `today` is in the
    council's zone.
    """
    first = [p for p in mine if led is None or p.ref in led]
    helped = [p for p in mine if led is not None and p.ref not in led]
    own = Own(every=[p.ref for p in mine], led=[p.ref for p in first], asked=asked)
    said = mentions(clauses(text[:LONGEST]), first, helped)
    read = [_read(mention) for mention in said]
    read = [each for each in _as_one(read) if not is_courtesy(each.mention.plain)]
    if len(read) > 1 and is_echo(read[0].mention.plain):
        read = read[1:]
    if not read:
        return Understood(intent=Intent.UNCLEAR, ask_back=not said)
    main = main_of(read)
    found = combined(main, read)
    if found.status in _LATER and gives_a_day(read, today):
        found = Understood(intent=Intent.EXTENSION, status=found.status, ask_back=True)
    refs = refs_of(read, own, found.intent)
    if len(refs) > 1 and found.intent is Intent.UPDATE and not any(e.mention.refs or e.sense for e in read):
        refs = tuple(p.ref for p in told_of(text, first)) or refs
    if main is None and len(refs) > 1 and is_small_talk(read, text):
        return Understood(intent=Intent.UNCLEAR, ask_back=True)
    placed = replace(found, refs=refs, note=_note(read, whole=found.status is None))
    if len(text) > LONGEST:  # what is recorded is never half of what was said
        return replace(placed, ask_back=True)
    return _sure(dated(placed, main, read, mine, today), read, mine, own, today)


def _read(mention: Mention) -> Read:
    """A clause read; a slight name in it counts only where something is said of it, and then it is asked about."""
    found = sense(mention.plain)
    named = IT in mention.plain.split()[:SUBJECT]
    if mention.slight and mention.plain != IT and (not named or found is None or found.weak):
        return _read(Mention(mention.clause, mention.clause.plain))
    return Read(mention, found)


def _as_one(read: Sequence[Read]) -> list[Read]:
    """A day with a question mark behind a wish is part of it: “need more time, end of January?”."""
    wished = any(e.sense and e.sense.intent in _DATED for e in read)
    return [
        replace(e, sense=None)
        if wished and e.sense and e.sense.intent is Intent.QUESTION and asks_for_a_day(e.mention.plain)
        else e
        for e in read
    ]


def _note(read: Sequence[Read], *, whole: bool) -> str:
    kept = [
        e.mention.clause
        for e in read
        if e.mention.plain != IT and not (e.sense and e.sense.spent and not (whole and e.sense.intent in _TOLD))
    ]
    parts = [f"{c.joined} {c.words}" if i and c.joined else c.words for i, c in enumerate(kept)]
    return ", ".join(parts)


def _sure(found: Understood, read: Sequence[Read], mine: Sequence[Pledge], own: Own, today: date) -> Understood:
    """Asked back where it is not clear which pledge is meant, or until when."""
    if found.intent is Intent.QUESTION:
        return found
    later = found.intent is Intent.SNOOZE and asks_later(read) and not any(e.mention.refs for e in read)
    unsure = found.intent in _NEEDS_PLEDGE and not (later or is_clear(found.refs, read, own))
    undated = found.intent in (Intent.EXTENSION, Intent.SNOOZE, Intent.AWAY) and (
        found.day is None or found.day < today
    )
    undated = undated and not any(is_habit(each.mention.plain) for each in read)
    meant = [p for p in mine if p.ref in found.refs]
    no_later = found.intent is Intent.EXTENSION and any(
        p.deadline.due and found.day and found.day <= p.deadline.due for p in meant
    )
    others = [p for p in mine if p.ref in own.led and p.ref not in found.refs]
    beside = found.intent in _TOLD and any(e.mention.refs for e in read) and any(_tells_of(e, others) for e in read)
    every = any(each.mention.every for each in read)
    late = found.status is Status.ON_TRACK and every and any(_is_past(p, today) for p in meant)
    return replace(found, ask_back=found.ask_back or unsure or undated or no_later or late or beside)


def _tells_of(each: Read, others: Sequence[Pledge]) -> bool:
    """Whether a clause that names no pledge has a word of the title of one that the message does not name."""
    words = " ".join(word for word in each.mention.plain.split() if len(word) > LETTERS)
    return not each.mention.refs and bool(told_of(words, others))


def _is_past(pledge: Pledge, today: date) -> bool:
    return pledge.deadline.due is not None and pledge.deadline.due < today


_LATER = frozenset({Status.OFF_TRACK, Status.AT_RISK, Status.BLOCKED})
_DATED = frozenset({Intent.EXTENSION, Intent.SNOOZE})
_TOLD = frozenset({Intent.DONE, Intent.UPDATE})
