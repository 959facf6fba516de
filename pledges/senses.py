"""What one clause says: that it is done, how it goes, more time, later, somebody else's, away, a question.

“Done” is the only word that ends the asking, so only a clause that says nothing else is read as done: a condition, a
plan, a part or a doubt leaves it open and is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from pledges import finished, handing_back, manners, progress, wishes
from pledges.handing_back import DATED
from pledges.pledge import Status
from pledges.reports import is_part
from pledges.stated import stated

ECHO = 2


class Intent(StrEnum):
    UPDATE = "update"
    DONE = "done"
    EXTENSION = "extension"
    SNOOZE = "snooze"
    HAND_BACK = "hand_back"
    AWAY = "away"
    QUESTION = "question"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """`status` only where the clause says one. What is `doubtful` is asked about, not recorded.

    `spent` clauses say nothing beyond it: they are no part of the note. `weak` ones give way to any other; a status
    in the `plain` words of a card outweighs one that is described.
    """

    intent: Intent
    status: Status | None = None
    doubtful: bool = False
    spent: bool = False
    weak: bool = False
    plain: bool = False


def sense(plain: str) -> Sense | None:
    """The sense of a clause as meant.mentions leaves it; None when it says none of these things."""
    text = plain.replace("?", "").strip()
    asks = manners.ASKS.within(text)
    if plain.endswith("?") and not asks:
        wish = _wish(text)  # “remind me on the 1st?” is one, with no more than a rising voice
        return wish if wish and wish.intent in _ASKED_FOR else Sense(intent=Intent.QUESTION)
    if asks and not manners.REQUEST.within(text):
        return Sense(intent=Intent.QUESTION)
    text = _NOT_THE_OTHER.sub(r"\1", progress.MEANT.replace("", text))
    text = progress.AS_SAID.replace("where we planned to be", progress.NOTHING_WRONG.replace("all good", text))
    said = _wish(text) or (None if asks and not manners.MARKS.within(text) else _done(text) or _how_it_goes(text))
    return Sense(intent=Intent.QUESTION) if asks and said is None else said


def is_courtesy(plain: str) -> bool:
    """Whether a clause is nothing but thanks, a greeting or a nod."""
    return manners.COURTESY.cover(plain.replace("?", "").strip())


def is_condition(plain: str) -> bool:
    """Whether a clause makes something else depend on what is not known yet."""
    return finished.CONDITION.within(plain)


def is_echo(plain: str) -> bool:
    """Whether a clause only gives a question back before it is answered: “blocked? not any more”."""
    text = plain.replace("?", "").strip()
    return plain.endswith("?") and len(text.split()) <= ECHO and bool(finished.DONE.cover(text) or stated(text).status)


def is_repair(plain: str) -> bool:
    """Whether somebody puts right in one breath what they have just said."""
    return manners.REPAIR.within(plain)


def takes_back(plain: str) -> bool:
    """Whether words behind “but” deny what stands before them."""
    return finished.TAKEN_BACK.within(plain)


def is_bare(plain: str) -> bool:
    """Whether a clause is nothing but small words and days, so that its day belongs to what was said before."""
    return wishes.FILLING.cover(plain.replace("?", "").strip())


def asks_for_a_day(plain: str) -> bool:
    """Whether a clause is nothing but a day and a question mark."""
    return plain.endswith("?") and is_bare(plain) and DATED.within(plain)


def leaves_something(plain: str) -> bool:
    """Whether words beside “done” say that a part is still open."""
    return finished.STILL_OPEN.within(plain)


def _wish(text: str) -> Sense | None:
    for name, said, bare in wishes.WISHES:
        if said.within(text):
            intent = Intent(name)
            if intent is not Intent.HAND_BACK and wishes.REFUSED.within(text):
                return Sense(intent=Intent.UPDATE, weak=True)
            if intent is Intent.EXTENSION and wishes.MOVED_AWAY.within(text):
                continue
            if intent is Intent.EXTENSION and wishes.is_hedged(text):
                return None if stated(text).status else Sense(intent=Intent.UPDATE, weak=True)
            unsure = intent in _ASKED_FOR and (wishes.NOT_OURS.within(text) or not wishes.is_all_of_it(text))
            return Sense(intent=intent, doubtful=unsure, spent=bare.cover(text))
    return Sense(intent=Intent.HAND_BACK, doubtful=True) if handing_back.may_hand_back(text) else None


def _done(text: str) -> Sense | None:
    if finished.DONE.cover(text) or _done_and_more(text):
        return Sense(intent=Intent.DONE, spent=True)
    if finished.MAYBE.within(text):
        return Sense(intent=Intent.DONE, doubtful=True)
    if not finished.DONE_WORD.within(text):
        return None
    said = stated(text)
    if said.status and not is_condition(text):
        return Sense(intent=Intent.UPDATE, status=said.status)
    if progress.NEARLY.within(text) and not is_condition(text):
        return _under_way(text)
    if finished.OF_MYSELF.within(text):
        return None
    part = (is_part(text) or finished.PART_OF.within(text)) and not finished.CLAIMED.within(text)
    if not (finished.NOT_YET.within(text) or is_condition(text) or part):
        return Sense(intent=Intent.DONE, doubtful=True)
    return Sense(intent=Intent.UPDATE, doubtful=said.denied, weak=True)


def _done_and_more(text: str) -> bool:
    """Whether it is done, and the rest says what was done with it: “completed in October and reported to Panel”."""
    because = _AS.split(text, maxsplit=1)
    if len(because) > 1:
        return finished.DONE.cover(because[0]) and not (is_condition(because[1]) or leaves_something(because[1]))
    said, _, more = text.partition(" and ")
    return finished.DONE.cover(said) and finished.THEN.within(more) and not finished.STILL_OPEN.within(more)


def _how_it_goes(text: str) -> Sense | None:
    said = stated(text)
    if said.denied:
        return Sense(intent=Intent.UPDATE, doubtful=True, weak=True)
    if said.status is None:
        return _under_way(text)
    pending = finished.PENDING.replace("", text) if said.status is Status.BLOCKED else text
    risk = said.status is Status.AT_RISK and progress.RISK_IF.within(text) and " only if " not in text
    if is_condition(pending) and not risk:
        return Sense(intent=Intent.UPDATE, weak=True)
    return Sense(intent=Intent.UPDATE, status=said.status, plain=said.plain, spent=progress.BARE.cover(text))


def _under_way(text: str) -> Sense | None:
    """That it has begun, or is nearly over: on track, unless a word beside it says otherwise."""
    if is_condition(text):
        return Sense(intent=Intent.UPDATE, weak=True) if progress.BEGUN.within(text) else None
    if progress.NEARLY.within(text) or progress.UNDER_WAY.cover(text):
        return Sense(intent=Intent.UPDATE, status=Status.ON_TRACK, weak=True)
    waits = any(each.within(text) for each in (progress.WAITING, progress.BEGUN, progress.NOT_THERE))
    return Sense(intent=Intent.UPDATE, weak=True) if waits else None


_WORDS = "on track|off track|at risk|blocked|green|amber|red|not started|done|completed"
_NOT_THE_OTHER = re.compile(rf"\b({_WORDS}) (?:and |but |please )?(?:not|rather than|instead of) (?:{_WORDS})$")
_AS = re.compile(r" as (?=(?:the|we|it|all|our|everything|they)\b)")
_ASKED_FOR = (Intent.EXTENSION, Intent.SNOOZE)
