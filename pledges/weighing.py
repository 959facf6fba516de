"""What the clauses of a message say together: which of them it is about, and what the others leave of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledges.absence import names_cover
from pledges.meant import IT
from pledges.pledge import Status
from pledges.reports import is_astray, is_report, is_wish
from pledges.senses import Intent, is_bare, is_condition, is_repair, leaves_something, takes_back
from pledges.understood import Read, Understood


def main_of(read: Sequence[Read]) -> Read | None:
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


def combined(main: Read | None, read: Sequence[Read]) -> Understood:
    """What the clauses come to, without its day and its pledges."""
    if _is_repaired(read):
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


def _is_repaired(read: Sequence[Read]) -> bool:
    """Whether a message puts itself right, so that nobody knows which part of it still holds."""
    mended = [is_repair(e.mention.plain) for e in read]
    unsaid = mended[-1] and read[-1].sense is None
    return len(read) > 1 and any(mended) and (unsaid or sum(e.sense is not None for e in read) != 1)


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
    if not statuses or (_hangs(others) and not _is_so_anyway(statuses, others, read)):
        return Understood(intent=Intent.UPDATE, ask_back=not _tells(read))
    return Understood(intent=Intent.UPDATE, status=statuses[0])


def _limits(other: Read) -> bool:
    """Whether a clause beside “nearly done” leaves nobody sure how it goes."""
    words = other.mention.plain.split()
    but = not _BUT.isdisjoint((other.mention.clause.joined, words[0], words[-1]))
    return (but and not other.sense) or bool(_UNSURE.search(other.mention.plain))


def _is_so_anyway(statuses: Sequence[Status], others: Sequence[Read], read: Sequence[Read]) -> bool:
    """Whether a status stands whatever hangs on it: “a bit wobbly, could slip if Waste don't reply”."""
    if any(map(_is_so_called, read)):
        return True
    would_be = all(_WOULD_BE.search(e.mention.plain) for e in others if is_condition(e.mention.plain))
    after = statuses == [Status.AT_RISK] and not any(_IF_FIRST.match(e.mention.plain) for e in others)
    return after or (would_be and statuses[0] is not Status.ON_TRACK)


def _is_so_called(each: Read) -> bool:
    """Whether a status follows from what hangs on something: “if they don't reply we overrun, so call it at risk”."""
    return each.mention.clause.joined == "so" and bool(_CALLED.search(each.mention.plain))


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
    return any(e.sense or (is_report(e.mention.plain) and not _is_only_named(e)) for e in read)


def _is_only_named(each: Read) -> bool:
    """Whether a clause names a pledge and a day, and tells nothing of it: “46 on Friday”."""
    return IT in each.mention.plain and is_bare(each.mention.plain)


def is_small_talk(read: Sequence[Read], text: str) -> bool:
    """Whether a short message names no pledge, tells of no work and wants nothing: nobody is asked which they mean."""
    told = any(e.mention.refs or is_report(e.mention.plain) or is_wish(e.mention.plain) for e in read)
    return not told and len(text.split()) <= SHORT


def _takes_back(other: Read) -> bool:
    """Whether a clause beside “done” says anything that is not “done” once more."""
    again = other.sense is not None and other.sense.intent is Intent.DONE
    open_yet = leaves_something(other.mention.plain) or (other.sense is not None and not other.sense.weak)
    return other.mention.clause.joined == "but" or (open_yet and not again)


LONG = 4
SHORT = 9  # words
_CALLED = re.compile(rf"\b(?:call|mark|put|record|log|class|rate|set) (?:it|this|that|{IT}) (?!out\b|off\b|to\b)")
_UNSURE = re.compile(r"\bnot (?:sure|certain|convinced)\b|\bdoubt")
_WOULD_BE = re.compile(r"\b(?:would|could|should) have\b")
_IF_FIRST = re.compile(r"(?:if|unless|once|when|as soon as|provided|assuming)\b")
_TOLD = frozenset({Intent.DONE, Intent.UPDATE})
_BUT = frozenset({"but", "although", "though", "however"})
_RANK = (
    Intent.HAND_BACK,
    Intent.EXTENSION,
    Intent.DONE,
    Intent.UPDATE,
    Intent.SNOOZE,
    Intent.AWAY,
    Intent.QUESTION,
)
