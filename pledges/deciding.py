"""Who decides about a pledge's date, and what a decision makes of it.

What the Panel set moves only by a minute of the Panel, which an admin records. Any other date is decided by the
director of the directorate, or by an admin; nobody decides as director about a pledge that they answer for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pledges.calendar import said, said_short
from pledges.changing import set_date
from pledges.errors import NotForYou, NotUnderstood, PanelDate
from pledges.meetings import is_panel
from pledges.people import Standing
from pledges.pledge import Deadline, Pledge, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What somebody says about a date, for a reason or by a minute of the Panel."""

    standing: Standing
    name: str
    today: date
    reason: str = ""
    minute: str = ""


def stands_in_minutes(words: str, sources: Iterable[Source]) -> bool:
    """Whether a deadline's words stand in what is quoted from a paper of the Panel."""
    wanted = _folded(words)
    return bool(wanted) and any(is_panel(s.committee) and wanted in _folded(s.words) for s in sources)


def needs_minute(pledge: Pledge) -> bool:
    """Whether the date moves only by a minute of the Panel. A date that there is not yet can be given to it."""
    return pledge.deadline.by_panel and pledge.deadline.due is not None


def may_decide(standing: Standing, pledge: Pledge) -> bool:
    """Admins decide about every date, those of the Panel by its minute; a director about others' in the directorate."""
    if standing.admin:
        return True
    directs = pledge.directorate is not None and pledge.directorate.id in standing.directs
    return directs and not needs_minute(pledge) and not pledge.is_answered_by(standing.person)


def whose(pledge: Pledge, *, directed: bool) -> str:
    """Who is to decide, in words; `directed` says whether there is a director who can be asked."""
    if needs_minute(pledge):
        return "the Panel, by a minute that an admin records"
    return f"the director of {pledge.directorate.name}" if pledge.directorate and directed else "the admins"


def check_decider(word: Word, pledge: Pledge) -> None:
    """Raise NotForYou or PanelDate for somebody who may not decide, NotUnderstood for an admin who gives no minute."""
    if not may_decide(word.standing, pledge):
        raise PanelDate(pledge.ref) if needs_minute(pledge) else NotForYou(f"decide when {pledge.ref} is due", _WHO)
    if needs_minute(pledge) and not word.minute:
        raise NotUnderstood(
            f"The Panel set the date of {pledge.ref}, so it moves only by a minute of the Panel. By which minute?"
        )


def put_off(pledge: Pledge, deadline: Deadline, word: Word) -> Pledge:
    """The pledge with the date that somebody decided on; a follow-up that was given one of its own follows no more."""
    check_decider(word, pledge)
    by = f"by minute {word.minute}, recorded by {word.name}" if word.minute else f"by {word.name}"
    why = f": {word.reason}" if word.reason else ""
    moved = set_date(pledge, replace(deadline, decided=f"decided {by} on {said(word.today)}{why}"))
    loose = moved.tie is not None and moved.tie.follows is not None
    return replace(moved, tie=None) if loose else moved


def agree(pledge: Pledge, due: date, word: Word) -> Pledge:
    """The pledge with the date that was asked for, or another that is agreed instead."""
    asked = pledge.extension
    other = asked is not None and asked.wanted != due
    rule = "agreed instead of the date that the owner asked for" if other else "asked for by the owner and agreed"
    deadline = Deadline(words=pledge.deadline.words, rule=rule, due=due)
    return put_off(pledge, deadline, replace(word, reason=asked.reason if asked else ""))


def refuse(pledge: Pledge, word: Word) -> Pledge:
    """The pledge whose date stays as it is, for a reason. A no needs no minute: nothing moves."""
    if not may_decide(word.standing, pledge):
        check_decider(word, pledge)
    wanted = f"{said_short(pledge.extension.wanted, word.today)} was " if pledge.extension else ""
    decided = f"{wanted}refused by {word.name} on {said(word.today)}: {word.reason}"
    return replace(pledge, extension=None, deadline=replace(pledge.deadline, decided=decided))


_WHO = "the director of its directorate, who does not answer for it, or an admin"


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
