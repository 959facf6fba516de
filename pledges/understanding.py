"""An answer in plain words: what it records, or that the person has to be asked back.

A small grammar, no model: the same words mean the same today and tomorrow. It is careful in one direction: what it is
not sure of it asks, and “done” it believes only where nothing beside it says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pledges.absence import away
from pledges.clauses import clauses
from pledges.meant import IT, Mention, mentions
from pledges.pledge import Pledge, Status
from pledges.senses import Intent, Sense, is_bare, is_condition, is_courtesy, leaves_something, sense, takes_back
from pledges.spans import days_in, days_of_month, names_a_day_to_come, stretch

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
    kept = intent is Intent.HAND_BACK and any(each.mention.clause.joined in _BUT for each in read)
    return Understood(intent=intent, ask_back=main.sense.doubtful or kept)


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
        return any(_takes_back(each) for each in others)
    if any(each.mention.clause.joined in _BUT and takes_back(each.mention.plain) for each in others if not each.sense):
        return True
    return len(statuses) != 1


def _takes_back(other: _Read) -> bool:
    """Whether a clause beside “done” says anything that is not “done” once more."""
    again = other.sense is not None and other.sense.intent is Intent.DONE
    open_yet = leaves_something(other.mention.plain) or other.sense is not None
    return other.mention.clause.joined == "but" or (open_yet and not again)


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
    if main and found.intent is Intent.DONE:
        return replace(found, ask_back=found.ask_back or names_a_day_to_come(main.mention.plain, today))
    if main is None or found.intent not in (Intent.EXTENSION, Intent.SNOOZE, Intent.AWAY):
        return found
    if found.intent is Intent.AWAY:
        said = " ".join(e.mention.plain for e in read if e.sense and e.sense.intent is Intent.AWAY)
        since, day = away(said, today)
        return replace(found, since=since, day=day)
    named = _days(main, read, today)
    if not named and found.intent is Intent.SNOOZE:
        named = days_of_month(main.mention.plain, today)
    if named:
        return replace(found, day=named[0] if len(set(named)) == 1 else None)
    dues = {p.deadline.due for p in mine if p.ref in found.refs and p.deadline.due}
    start = max([today, *(dues if found.intent is Intent.EXTENSION else ())])
    more = stretch(main.mention.plain, start)
    if more is None or (found.intent is Intent.EXTENSION and len(dues) > 1):
        return found
    return replace(found, day=start + more)


def _days(main: _Read, read: Sequence[_Read], today: date) -> list[date]:
    """The days of the main clause, without one that is moved from or said not to be; else of a clause that is a day."""
    spans = days_in(main.mention.plain, today)
    words = main.mention.plain.split()
    kept = [s.day for s in spans if not _MOVED_FROM.intersection(words[max(0, s.at - 2) : s.at])]
    bare = [each for each in read if each is not main and is_bare(each.mention.plain)]
    return kept or [s.day for each in bare for s in days_in(each.mention.plain, today)]


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
    no_later = found.intent is Intent.EXTENSION and any(
        p.deadline.due and found.day and found.day <= p.deadline.due for p in mine if p.ref in found.refs
    )
    late = len(found.refs) > 1 and any(_is_past(p, today) for p in mine if p.ref in found.refs)
    return replace(found, ask_back=found.ask_back or unsure or undated or no_later or late)


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


_BUT = frozenset({"but", "although", "though", "however"})
_MOVED_FROM = frozenset({"from", "not", "instead", "than"})
_ALL = re.compile(r"\bboth\b|\ball (?:two|three|four|five|six|of)\b|\d+ (?:and|&) |\d+, ?")
