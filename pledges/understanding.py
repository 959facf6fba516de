"""An answer in plain words: what it records, or that the person has to be asked back.

A small grammar, no model: the same words mean the same today and tomorrow. It is careful in one direction: what it is
not sure of it asks, and “done” it believes only where nothing beside it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pledges.clauses import clauses
from pledges.meant import IT, Mention, mentions
from pledges.pledge import Pledge, Status
from pledges.senses import Intent, Sense, is_condition, is_courtesy, leaves_something, sense
from pledges.spans import days_in, stretch

LONGEST = 2_000
_RANK = (Intent.HAND_BACK, Intent.EXTENSION, Intent.DONE, Intent.UPDATE, Intent.SNOOZE, Intent.AWAY, Intent.QUESTION)
_NEEDS_PLEDGE = frozenset(_RANK) - {Intent.AWAY, Intent.QUESTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a message says. `day` is the new date, the day to ask again, or the last day away; `since` its first day.

    With `ask_back` nothing is recorded: the refs are then those that may be meant. `note` is what goes beyond it, as
    it was typed.
    """

    intent: Intent
    refs: tuple[str, ...] = ()
    status: Status | None = None
    day: date | None = None
    since: date | None = None
    note: str = ""
    ask_back: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    mention: Mention
    sense: Sense | None


def understand(text: str, mine: Sequence[Pledge], asked: Sequence[str], today: date) -> Understood:
    """Read a message of a person who answers for these open pledges. Raises nothing.

    `asked` are the references they were asked about last and have not answered: with several pledges and none named,
    those are meant. `today` is in the council's zone.
    """
    said = mentions(clauses(text[:LONGEST]), mine)
    read = [_Read(mention, sense(mention.plain)) for mention in said]
    read = [each for each in read if not is_courtesy(each.mention.plain)]
    if not read:
        return Understood(intent=Intent.UNCLEAR, ask_back=not said)
    main = _main(read)
    found = _combined(main, read)
    placed = replace(found, refs=_refs(read, mine, asked, found.intent), note=_note(read))
    return _sure(_dated(placed, main, read, mine, today), read, mine, asked, today)


def _main(read: Sequence[_Read]) -> _Read | None:
    """The clause that says what the message is about: a wish before an answer, the strong before the weak."""
    having = [each for each in read if each.sense]
    strong = [each for each in having if each.sense and not each.sense.weak] or having
    return min(strong, key=lambda each: _RANK.index(each.sense.intent) if each.sense else 99, default=None)


def _combined(main: _Read | None, read: Sequence[_Read]) -> Understood:
    if main is None or main.sense is None:
        told = any(each.mention.refs or len(each.mention.plain.split()) >= 4 for each in read)
        return Understood(intent=Intent.UPDATE if told else Intent.UNCLEAR, ask_back=True)
    intent, statuses = main.sense.intent, _statuses(read)
    status = Status.DONE if intent is Intent.DONE else statuses[0] if len(statuses) == 1 else None
    if intent in (Intent.UPDATE, Intent.DONE, Intent.EXTENSION):
        return Understood(intent=intent, status=status, ask_back=_doubtful(main, read, statuses))
    return Understood(intent=intent, ask_back=main.sense.doubtful)


def _statuses(read: Sequence[_Read]) -> list[Status]:
    senses = [each.sense for each in read if each.sense and each.sense.status]
    strong = [s for s in senses if not s.weak] or senses
    return list(dict.fromkeys(s.status for s in strong if s.status and not s.doubtful))


def _doubtful(main: _Read, read: Sequence[_Read], statuses: Sequence[Status]) -> bool:
    """Whether the rest of the message takes back, limits or contradicts what its main clause says."""
    if main.sense is None or main.sense.doubtful:
        return True
    others = [each for each in read if each is not main]
    if any(each.mention.clause.joined != "because" and is_condition(each.mention.plain) for each in others):
        return True
    if main.sense.intent is Intent.EXTENSION:
        return any(each.sense and each.sense.intent is Intent.DONE for each in others)
    if any(each.sense and each.sense.intent is Intent.QUESTION for each in others):
        return True
    if main.sense.intent is Intent.DONE:
        return any(leaves_something(e.mention.plain) or e.mention.clause.joined == "but" or e.sense for e in others)
    return len(statuses) != 1


def _refs(read: Sequence[_Read], mine: Sequence[Pledge], asked: Sequence[str], intent: Intent) -> tuple[str, ...]:
    """The pledges that are named; else the one asked about; else all that may be meant."""
    named = tuple(dict.fromkeys(ref for each in read for ref in each.mention.refs))
    if named or intent in (Intent.AWAY, Intent.QUESTION, Intent.UNCLEAR):
        return named
    return tuple(asked) or tuple(p.ref for p in mine)


def _note(read: Sequence[_Read]) -> str:
    kept = [e.mention.clause for e in read if e.mention.plain != IT and not (e.sense and e.sense.spent)]
    parts = [f"{c.joined} {c.words}" if i and c.joined else c.words for i, c in enumerate(kept)]
    return ", ".join(parts)


def _dated(
    found: Understood, main: _Read | None, read: Sequence[_Read], mine: Sequence[Pledge], today: date
) -> Understood:
    """With its day, where it needs one. More time counts from the pledge's date, or from today if that has passed."""
    if main is None or found.intent not in (Intent.EXTENSION, Intent.SNOOZE, Intent.AWAY):
        return found
    if found.intent is Intent.AWAY:
        return _away(found, main, today)
    named = days_in(main.mention.plain, today) or [s for each in read for s in days_in(each.mention.plain, today)]
    if named:
        return replace(found, day=named[-1].day)
    more = stretch(main.mention.plain)
    dues = {p.deadline.due for p in mine if p.ref in found.refs and p.deadline.due}
    if more is None or (found.intent is Intent.EXTENSION and len(dues) > 1):
        return found
    start = max([today, *(dues if found.intent is Intent.EXTENSION else ())])
    return replace(found, day=start + more)


def _away(found: Understood, main: _Read, today: date) -> Understood:
    """The first and the last day away. “Back on” a day means until the day before; a first day alone is not enough."""
    text = _RANGE.sub(r"\1 \3 to \2 \3", main.mention.plain)
    days = sorted({span.day for span in days_in(text, today)})
    if not days:
        return found
    if len(days) > 1:
        return replace(found, since=days[0], day=days[-1])
    if _BACK.search(text):
        return replace(found, since=today, day=days[0] - timedelta(days=1))
    if _UNTIL.search(text):
        return replace(found, since=today, day=days[0])
    more = timedelta(days=4) if re.search(r"\bnext week\b", text) else stretch(text)
    if more is None and re.search(r"\bfrom\b", text):
        return replace(found, since=days[0])
    return replace(found, since=days[0], day=days[0] + (more or timedelta()))


def _sure(
    found: Understood, read: Sequence[_Read], mine: Sequence[Pledge], asked: Sequence[str], today: date
) -> Understood:
    """Asked back where it is not clear which pledge is meant, or until when."""
    if found.intent is Intent.QUESTION:
        return found
    named = any(each.mention.refs for each in read)
    unsure = found.intent in _NEEDS_PLEDGE and not _is_clear_which(found, named, read, mine)
    undated = found.intent in (Intent.EXTENSION, Intent.SNOOZE, Intent.AWAY) and (
        found.day is None or found.day < today
    )
    late = len(found.refs) > 1 and any(_is_past(p, today) for p in mine if p.ref in found.refs)
    return replace(found, ask_back=found.ask_back or unsure or undated or late)


def _is_clear_which(found: Understood, named: bool, read: Sequence[_Read], mine: Sequence[Pledge]) -> bool:
    own = {p.ref for p in mine}
    if not set(found.refs) <= own or not found.refs:
        return False
    if not named:
        return len(found.refs) == 1
    by_clause = {each.mention.refs for each in read if each.mention.refs}
    return len(by_clause) == 1 and (len(found.refs) == 1 or _says_all(read))


def _says_all(read: Sequence[_Read]) -> bool:
    return any(_ALL.search(each.mention.clause.plain) for each in read if each.mention.refs)


def _is_past(pledge: Pledge, today: date) -> bool:
    return pledge.deadline.due is not None and pledge.deadline.due < today


_ALL = re.compile(r"\bboth\b|\ball (?:two|three|four|five|six|of)\b|\d+ (?:and|&) |\d+, ?")
_BACK = re.compile(r"\b(?:back|return\w*)\b")
_UNTIL = re.compile(r"\b(?:until|till|til)\b")
_RANGE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? ?(?:-|to|until) ?(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\b")
