"""Who decides about a pledge's date, and what a decision makes of it.

What the Panel set moves only by a minute of the Panel, which an admin records. Any other date is decided by the
director of the directorate, or by an admin; nobody decides as director about a pledge that they answer for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pledges.calendar import said, said_short
from pledges.changing import set_date
from pledges.errors import NotForYou, NotUnderstood, PanelDate
from pledges.people import Standing
from pledges.pledge import Deadline, Pledge, Source

_PANEL = re.compile(r"\bcorporate parenting (?:panel|board|committee)\b|\bcp[pb]\b|^(?:the )?panel$")


def is_panel(committee: str) -> bool:
    """Whether a committee, as a paper names it, is the Panel: a Corporate Parenting Panel, Board or Committee."""
    return _PANEL.search(_folded(committee)) is not None


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


def check_decider(standing: Standing, pledge: Pledge, minute: str) -> None:
    """Raise NotForYou or PanelDate for somebody who may not decide, NotUnderstood for an admin who gives no minute."""
    if not may_decide(standing, pledge):
        raise PanelDate(pledge.ref) if needs_minute(pledge) else NotForYou(f"decide about the date of {pledge.ref}", _WHO)
    if needs_minute(pledge) and not minute:
        raise NotUnderstood(
            f"The Panel set the date of {pledge.ref}, so it moves only by a minute of the Panel. By which minute?"
        )


def put_off(
    pledge: Pledge, deadline: Deadline, standing: Standing, name: str, today: date, *, reason: str = "", minute: str = ""
) -> Pledge:
    """The pledge with the date that somebody called `name` decided on, by a minute or for a reason."""
    check_decider(standing, pledge, minute)
    by = f"by minute {minute}, recorded by {name}" if minute else f"by {name}"
    why = f": {reason}" if reason else ""
    return set_date(pledge, replace(deadline, decided=f"decided {by} on {said(today)}{why}"))


def agree(pledge: Pledge, due: date, standing: Standing, name: str, today: date, minute: str = "") -> Pledge:
    """The pledge with the date that was asked for, or another that is agreed instead."""
    asked = pledge.extension
    other = asked is not None and asked.wanted != due
    rule = "agreed instead of the date that the owner asked for" if other else "asked for by the owner and agreed"
    deadline = Deadline(words=pledge.deadline.words, rule=rule, due=due)
    return put_off(pledge, deadline, standing, name, today, reason=asked.reason if asked else "", minute=minute)


def refuse(pledge: Pledge, reason: str, standing: Standing, name: str, today: date) -> Pledge:
    """The pledge whose date stays as it is, with the reason. A no needs no minute: nothing moves."""
    if not may_decide(standing, pledge):
        check_decider(standing, pledge, "")
    wanted = f"{said_short(pledge.extension.wanted, today)} was " if pledge.extension else ""
    decided = f"{wanted}refused by {name} on {said(today)}: {reason}"
    return replace(pledge, extension=None, deadline=replace(pledge.deadline, decided=decided))


_WHO = "the director of its directorate, who does not answer for it, or an admin"


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
