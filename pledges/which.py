"""Which pledges an answer is about: those it names, else those that were asked about, else the one they lead."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pledges.meant import IT
from pledges.senses import Intent
from pledges.understood import Read

_OF_NONE = frozenset({Intent.AWAY, Intent.QUESTION, Intent.UNCLEAR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The references somebody answers for, those of them they lead, and those they were asked about last."""

    every: Sequence[str]
    led: Sequence[str]
    asked: Sequence[str]

    @property
    def unnamed(self) -> tuple[str, ...]:
        """What is meant where nothing is named: what was asked about; else the only one they lead; else any."""
        if self.asked:
            return tuple(self.asked)
        return tuple(self.led) if len(self.led) == 1 else tuple(dict.fromkeys([*self.led, *self.every]))


def refs_of(read: Sequence[Read], own: Own, intent: Intent) -> tuple[str, ...]:
    """What a message is about. A name that stands beside the answer, and not in it, is asked about if it is another."""
    telling = [e for e in read if e.sense and not e.sense.weak] or [e for e in read if e.sense] or list(read)
    telling = [e for e in read if e in telling or e.mention.plain == IT]
    named = _named([e for e in read if e in telling or e is read[0]] if _has_topic(read) else telling)
    if named or intent in _OF_NONE:
        return named
    if intent is Intent.SNOOZE and asks_later(read):
        return tuple(own.asked or own.led or own.every)
    beside = [ref for ref in _named(read) if ref in own.led]
    meant = own.unnamed
    if intent is Intent.UPDATE and len(set(beside)) == 1 and beside[0] in meant:  # the only one that is named at all
        return (beside[0],)
    return tuple(dict.fromkeys([*meant, *beside])) if len(meant) == 1 else meant


def is_clear(refs: Sequence[str], read: Sequence[Read], own: Own) -> bool:
    """Whether there is no doubt which pledges are meant: one, or several that one clause names together."""
    if not refs or not set(refs) <= set(own.every) or any(_LEFT_OUT.search(e.mention.plain) for e in read):
        return False
    if any(e.mention.slight for e in read):
        return False
    if len(own.every) > 1 and any(_OTHERS.search(e.mention.plain) for e in read):
        return False
    by_clause = {e.mention.refs for e in read if e.mention.refs}
    return len(by_clause) <= 1 and (len(refs) == 1 or any(_says_all(e) for e in read))


def asks_later(read: Sequence[Read]) -> bool:
    """Whether somebody puts off being asked at all, and not about one pledge: “in court today, try Wednesday”."""
    later = [e.mention.plain for e in read if e.sense and e.sense.intent is Intent.SNOOZE and not e.sense.doubtful]
    return bool(later) and all(_ME.search(plain) and not _ONE.search(plain) for plain in later)


def _says_all(each: Read) -> bool:
    """Whether a clause names several together, or is a list and nothing more: “leaflet and housing at risk”."""
    listed = " and " in each.mention.clause.plain and each.sense is not None and each.sense.spent
    return bool(each.mention.refs) and (listed or bool(_ALL.search(each.mention.clause.plain)))


def _has_topic(read: Sequence[Read]) -> bool:
    """Whether the message begins with what it is about: “strategy is with comms, otherwise fine”."""
    return bool(read[0].mention.refs) and IT in read[0].mention.plain.split()[:3]


def _named(read: Collection[Read]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for each in read for ref in each.mention.refs))


_ME = re.compile(r"\b(?:me|us|try|you|reply)\b")
_ONE = re.compile(
    rf"\b(?:it|this|that|one|snooze|park|mute|pause)\b(?! (?:morning|afternoon|week|time|month))|{IT}"
    r"|\babout (?!all|everything|them|these|both)"
)
_ALL = re.compile(r"\bboth\b|\ball (?:two|three|four|five|six|of)\b|\d+ (?:and|&) |\d+, ?")
_OTHERS = re.compile(r"\b(?:others|the other (?:one|two|three|four)s?|the rest|all the rest)\b")
_LEFT_OUT = re.compile(
    rf"\b(?:all|everything|any|none|nothing|anything|not|nor|neither|but|except|bar|apart from)(?: for)? {IT}"
    rf"|{IT} (?:nor|not (?:the|{IT}))"
)
