"""What one clause says: that it is done, how it goes, more time, later, somebody else's, away, a question.

“Done” is the only word that ends the asking, so only a clause that says nothing else is read as done: a condition, a
plan, a part or a doubt leaves it open and is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pledges import progress, wishes
from pledges.pledge import Status


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

    `spent` clauses say nothing beyond it: they are no part of the note. `weak` ones give way to any other.
    """

    intent: Intent
    status: Status | None = None
    doubtful: bool = False
    spent: bool = False
    weak: bool = False


def sense(plain: str) -> Sense | None:
    """The sense of a clause as meant.mentions leaves it; None when it says none of these things."""
    text = plain.replace("?", "").strip()
    if (plain.endswith("?") or wishes.ASKS.within(text)) and not wishes.REQUEST.within(text):
        return Sense(intent=Intent.QUESTION)
    text = progress.NOTHING_WRONG.replace("all good", text)
    return _wish(text) or _done(text) or _how_it_goes(text)


def is_courtesy(plain: str) -> bool:
    """Whether a clause is nothing but thanks, a greeting or a nod."""
    return wishes.COURTESY.cover(plain.replace("?", "").strip())


def is_condition(plain: str) -> bool:
    """Whether a clause makes something else depend on what is not known yet."""
    return progress.CONDITION.within(plain)


def leaves_something(plain: str) -> bool:
    """Whether words beside “done” say that a part is still open."""
    return progress.STILL_OPEN.within(plain)


def _wish(text: str) -> Sense | None:
    for name, said, bare in wishes.WISHES:
        if said.within(text):
            intent = Intent(name)
            doubtful = intent is not Intent.HAND_BACK and wishes.REFUSED.within(text)
            return Sense(intent=intent, doubtful=doubtful, spent=bare.cover(text))
    return None


def _done(text: str) -> Sense | None:
    if progress.DONE.cover(text):
        return Sense(intent=Intent.DONE, spent=True)
    if not progress.DONE_WORD.within(text):
        return None
    if progress.NEARLY.within(text) or (progress.PLANNED.within(text) and not is_condition(text)):
        refused = "not" in text.split()
        return Sense(intent=Intent.UPDATE, status=None if refused else Status.ON_TRACK, doubtful=refused)
    stated = _stated(text)
    if stated and stated is not Status.ON_TRACK:
        return Sense(intent=Intent.UPDATE, status=stated)
    return Sense(intent=Intent.UPDATE, doubtful=True)


def _how_it_goes(text: str) -> Sense | None:
    status = _stated(text)
    if status:
        return Sense(intent=Intent.UPDATE, status=status, doubtful=is_condition(text), spent=progress.BARE.cover(text))
    if progress.WAITING.within(text):
        return Sense(intent=Intent.UPDATE, status=Status.BLOCKED, weak=True, doubtful=True)
    doubted = any(said.within(text) for _, said in progress.STATUSES)
    return Sense(intent=Intent.UPDATE, doubtful=True) if doubted else None


def _stated(text: str) -> Status | None:
    """The one status that a clause states; none where two are stated, or one is denied, hoped for or past."""
    said = {status: starts for status, phrase in progress.STATUSES if (starts := phrase.starts(text))}
    denied = {status for status, starts in said.items() if any(progress.DENIED.end(text[:at].strip()) for at in starts)}
    if Status.ON_TRACK in denied and progress.PLAINLY_NOT.within(text):
        return Status.OFF_TRACK
    if denied:
        return None
    if set(said) == {Status.AT_RISK, Status.OFF_TRACK}:
        return Status.AT_RISK
    return next(iter(said)) if len(said) == 1 else None
