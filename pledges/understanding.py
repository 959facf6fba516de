"""An answer in plain words: what it records, or that the person has to be asked back.

A small grammar, no model: the same words mean the same today and tomorrow. It is careful in one direction: what it is
not sure of it asks, and “done” it believes only where nothing beside it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from pledges.absence import is_habit, names_cover
from pledges.clauses import clauses
from pledges.dating import dated, gives_a_day
from pledges.meant import IT, mentions, told_of
from pledges.pledge import Pledge, Status
from pledges.reports import is_astray, is_report, is_wish
from pledges.senses import (
    Intent,
    asks_for_a_day,
    is_bare,
    is_condition,
    is_courtesy,
    is_echo,
    is_repair,
    leaves_something,
    sense,
    takes_back,
)
from pledges.understood import Read, Understood
from pledges.which import Own, is_clear, refs_of

LONGEST = 2_000
_RANK = (
    Intent.HAND_BACK,
    Intent.EXTENSION,
    Intent.DONE,
    Intent.UPDATE,
    Intent.SNOOZE,
    Intent.AWAY,
    Intent.QUESTION,
)
_NEEDS_PLEDGE = frozenset(_RANK) - {Intent.AWAY, Intent.QUESTION}


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
    read = [Read(mention, sense(mention.plain)) for mention in said]
    read = [each for each in _as_one(read) if not is_courtesy(each.mention.plain)]
    if len(read) > 1 and is_echo(read[0].mention.plain):
        read = read[1:]
    if not read:
        return Understood(intent=Intent.UNCLEAR, ask_back=not said)
    main = _main(read)
    found = _combined(main, read)
    if found.status in _LATER and gives_a_day(read, today):
        found = Understood(intent=Intent.EXTENSION, status=found.status, ask_back=True)
    refs = refs_of(read, own, found.intent)
    if len(refs) > 1 and found.intent is Intent.UPDATE and not any(e.mention.refs or e.sense for e in read):
        refs = tuple(p.ref for p in told_of(text, first)) or refs
    placed = replace(found, refs=refs, note=_note(read, whole=found.status is None))
    if len(text) > LONGEST:  # what is recorded is never half of what was said
        return replace(placed, ask_back=True)
    return _sure(dated(placed, main, read, mine, today), read, mine, own, today)


def _as_one(read: Sequence[Read]) -> list[Read]:
    """A day with a question mark behind a wish is part of it: “need more time, end of January?”."""
    wished = any(e.sense and e.sense.intent in _DATED for e in read)
    return [
        replace(e, sense=None)
        if wished and e.sense and e.sense.intent is Intent.QUESTION and asks_for_a_day(e.mention.plain)
        else e
        for e in read
    ]


def _main(read: Sequence[Read]) -> Read | None:
    """The clause that says what the message is about: a wish before an answer, the strong before the weak."""
    having = [each for each in read if each.sense]
    if any(e.sense and e.sense.intent is Intent.DONE and not e.sense.doubtful for e in having):
        having = [e for e in having if e.sense and not (e.sense.intent is Intent.DONE and e.sense.doubtful)]
    strong = [each for each in having if each.sense and not each.sense.weak] or having
    if any(each.sense and each.sense.intent is Intent.AWAY for each in strong):
        strong = [each for each in strong if not names_cover(each.mention.plain)]
    return min(strong, key=_order, default=None)


def _order(read: Read) -> tuple[int, bool]:
    return (_RANK.index(read.sense.intent), read.sense.doubtful) if read.sense else (len(_RANK), True)


def _combined(main: Read | None, read: Sequence[Read]) -> Understood:
    if len(read) > 1 and any(is_repair(e.mention.plain) for e in read) and sum(e.sense is not None for e in read) != 1:
        return Understood(intent=main.sense.intent if main and main.sense else Intent.UPDATE, ask_back=True)
    if _is_astray(read):
        return Understood(intent=Intent.UNCLEAR)
    if main is None or main.sense is None:
        told = any(each.mention.refs or len(each.mention.plain.split()) >= LONG for each in read)
        return Understood(intent=Intent.UPDATE if told or _tells(read) else Intent.UNCLEAR, ask_back=not _tells(read))
    others, intent = [each for each in read if each is not main], main.sense.intent
    if intent is Intent.DONE:
        return _called_done(main, others, read)
    if intent is Intent.UPDATE:
        return _going(main, others, read)
    if intent is Intent.EXTENSION:
        statuses = _statuses([e for e in read if e.sense and not e.sense.weak])
        both = any(each.sense and each.sense.intent is Intent.DONE for each in others) or _hangs(others)
        status = statuses[0] if len(statuses) == 1 else None
        return Understood(intent=intent, status=status, ask_back=main.sense.doubtful or both)
    kept = intent is Intent.HAND_BACK and any(each.mention.clause.joined in _BUT for each in read)
    return Understood(intent=intent, ask_back=main.sense.doubtful or kept)


def _is_astray(read: Sequence[Read]) -> bool:
    """Whether a message is meant for somebody else: nothing in it is said of a pledge."""
    said = any(e.mention.refs or (e.sense and (e.sense.status or e.sense.intent not in _TOLD)) for e in read)
    return not said and any(is_astray(e.mention.plain) for e in read)


def _called_done(main: Read, others: Sequence[Read], read: Sequence[Read]) -> Understood:
    """Done, unless a word beside it leaves a part open: then the words are kept, and the status that stands."""
    if any(e.sense and e.sense.intent not in _TOLD for e in others) or _statuses(others):
        return Understood(intent=Intent.DONE, status=Status.DONE, ask_back=True)
    if any(_takes_back(each) for each in others) or _hangs(others):
        return Understood(intent=Intent.UPDATE)
    sure = main.sense is not None and not main.sense.doubtful
    return Understood(intent=Intent.DONE, status=Status.DONE, ask_back=not sure)


def _going(main: Read, others: Sequence[Read], read: Sequence[Read]) -> Understood:
    """How it goes, if one status is stated and nothing takes it back; else the words alone, if they tell something."""
    statuses, every = _statuses(read), {e.sense.status for e in read if e.sense and e.sense.status}
    asks = any(is_astray(e.mention.plain) or (e.sense and e.sense.intent is Intent.QUESTION) for e in others)
    worse = statuses == [Status.ON_TRACK] and len(every) > 1
    denied = main.sense is not None and main.sense.doubtful and not statuses
    if asks or worse or denied or len(statuses) > 1:
        return Understood(intent=Intent.UPDATE, status=statuses[0] if len(statuses) == 1 else None, ask_back=True)
    only_weak = not any(e.sense and e.sense.status and not e.sense.weak for e in read)
    if only_weak and any(_limits(e) for e in others):
        return Understood(intent=Intent.UPDATE)
    if any(e.mention.clause.joined in _BUT and takes_back(e.mention.plain) for e in others if not e.sense):
        return Understood(intent=Intent.UPDATE, status=statuses[0] if statuses else None, ask_back=bool(statuses))
    if not statuses or (_hangs(others) and not _at_risk_anyway(statuses, others)):
        return Understood(intent=Intent.UPDATE, ask_back=not _tells(read))
    return Understood(intent=Intent.UPDATE, status=statuses[0])


def _limits(other: Read) -> bool:
    """Whether a clause beside “nearly done” leaves nobody sure how it goes."""
    words = other.mention.plain.split()
    but = not _BUT.isdisjoint((other.mention.clause.joined, words[0], words[-1]))
    return (but and not other.sense) or bool(_UNSURE.search(other.mention.plain))


def _at_risk_anyway(statuses: Sequence[Status], others: Sequence[Read]) -> bool:
    """Whether it may go wrong whatever hangs on it: “a bit wobbly, could slip if Waste don't reply”."""
    would_be = all(_WOULD_BE.search(e.mention.plain) for e in others if is_condition(e.mention.plain))
    after = statuses == [Status.AT_RISK] and not any(_IF_FIRST.match(e.mention.plain) for e in others)
    return after or (would_be and statuses[0] is not Status.ON_TRACK)


def _statuses(read: Sequence[Read]) -> list[Status]:
    called = [e for e in read if e.sense and e.sense.status and _CALLED.search(e.mention.plain)]
    senses = [each.sense for each in called or read if each.sense and each.sense.status]
    strong = [s for s in senses if s.plain] or [s for s in senses if not s.weak] or senses
    return list(dict.fromkeys(s.status for s in strong if s.status and not s.doubtful))


def _hangs(others: Sequence[Read]) -> bool:
    return any(e.mention.clause.joined != "because" and is_condition(e.mention.plain) for e in others)


def _tells(read: Sequence[Read]) -> bool:
    """Whether there is a report in it that may be kept as a note."""
    if any(is_astray(e.mention.plain) or is_wish(e.mention.plain) for e in read):
        return False
    return any(e.sense or (is_report(e.mention.plain) and not is_bare(e.mention.plain)) for e in read)


def _takes_back(other: Read) -> bool:
    """Whether a clause beside “done” says anything that is not “done” once more."""
    again = other.sense is not None and other.sense.intent is Intent.DONE
    open_yet = leaves_something(other.mention.plain) or (other.sense is not None and not other.sense.weak)
    return other.mention.clause.joined == "but" or (open_yet and not again)


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
    unsure = found.intent in _NEEDS_PLEDGE and not is_clear(found.refs, read, own)
    undated = found.intent in (Intent.EXTENSION, Intent.SNOOZE, Intent.AWAY) and (
        found.day is None or found.day < today
    )
    undated = undated and not any(is_habit(each.mention.plain) for each in read)
    meant = [p for p in mine if p.ref in found.refs]
    no_later = found.intent is Intent.EXTENSION and any(
        p.deadline.due and found.day and found.day <= p.deadline.due for p in meant
    )
    late = found.status is Status.ON_TRACK and len(meant) > 1 and any(_is_past(p, today) for p in meant)
    return replace(found, ask_back=found.ask_back or unsure or undated or no_later or late)


def _is_past(pledge: Pledge, today: date) -> bool:
    return pledge.deadline.due is not None and pledge.deadline.due < today


LONG = 4
_CALLED = re.compile(rf"\b(?:call|mark|put|record|log|class|rate|set) (?:it|this|that|{IT}) (?!out\b|off\b|to\b)")
_UNSURE = re.compile(r"\bnot (?:sure|certain|convinced)\b|\bdoubt")
_WOULD_BE = re.compile(r"\b(?:would|could|should) have\b")
_IF_FIRST = re.compile(r"(?:if|unless|once|when|as soon as|provided|assuming)\b")
_LATER = frozenset({Status.OFF_TRACK, Status.AT_RISK, Status.BLOCKED})
_DATED = frozenset({Intent.EXTENSION, Intent.SNOOZE})
_TOLD = frozenset({Intent.DONE, Intent.UPDATE})
_BUT = frozenset({"but", "although", "though", "however"})
