"""The last call: what the next digest will say about a pledge, said to its owner in private a working day before.

It announces what is so already. It never makes late what would not have been late without it: nobody is called who
was not reached about the pledge before, or is not to be asked about it on that very day by the usual rhythm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pledges.answering import seen_by
from pledges.calendar import moment
from pledges.digest import WEEK, Line, summarise
from pledges.first_cards import FIRST, awaits_first
from pledges.for_public import open_to_all
from pledges.messages import PersonId
from pledges.nudging import Question, is_asked, reach
from pledges.pledge import Pledge
from pledges.policy import Policy

CALL = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What the digest at a moment of a day says about a pledge when nobody says anything before.

    Where it is read from outside the council, it may have no row for it: then it is counted there, and not `named`.
    """

    day: date
    at: datetime
    line: Line
    named: bool = True


def rung_for(day: date) -> str:
    """The rung of the last call before the digest of a day, as call:2026-11-23."""
    return f"{CALL}:{day.isoformat()}"


def is_call(rung: str) -> bool:
    """Whether a rung is that of a last call."""
    return rung.startswith(f"{CALL}:")


def day_of(rung: str) -> date | None:
    """The day of the digest that a last call was before; None for any other rung."""
    return date.fromisoformat(rung.removeprefix(f"{CALL}:")) if is_call(rung) else None


def call_day(day: date, policy: Policy) -> date:
    """The day of the last call before the digest of a day: the working day before, or the last that suits somebody."""
    return policy.earlier(policy.days.back(day, 1), any_day=True)


def would_say(pledge: Pledge, policy: Policy, day: date) -> Line | None:
    """What the digest of a day says about a pledge that it calls late, as things stand; None where it is not late."""
    told = summarise([pledge], policy, moment(day, policy.digest_at, policy.zone), None)
    return next(iter((*told.newly, *told.still)), None)


def called(pledge: Pledge, rung: str, policy: Policy, today: date, *, outside: bool = False) -> Called | None:
    """What somebody hears who is called by a question of this rung, and is reached by it today.

    `policy` has the hour of the digest; `outside` says that all who get it read it from outside the council, too.
    """
    day = day_of(rung)
    line = would_say(reach(pledge, today), policy, day) if day else None
    if day is None or line is None:
        return None
    at = moment(day, policy.digest_at, policy.zone)
    rows = open_to_all([line]) if outside else [line]
    return Called(day=day, at=at, line=rows[0] if rows else line, named=bool(rows))


def last_call(
    pledge: Pledge, person: PersonId, policy: Policy, day: date, today: date, due: Question | None
) -> Question | None:
    """The last call to somebody before the digest of a day; None where there is none today.

    `due` is what they would be asked by the usual rhythm. It takes the place of what is due today; what was put off is
    called all the same, because it is called late all the same.
    """
    if person not in pledge.lead.asked or not is_asked(pledge, person) or awaits_first(pledge):
        return None
    if not call_day(day, policy) <= today < day or _is_called(pledge, person, day) or _has_spoken(pledge, person, day):
        return None
    asked_anyway = due is not None and due.on <= today and due.rung != FIRST
    if would_say(reach(pledge, today) if asked_anyway else pledge, policy, day) is None:
        return None
    return Question(today, rung_for(day))


def _is_called(pledge: Pledge, person: PersonId, day: date) -> bool:
    return seen_by(pledge, person).asking.rung == rung_for(day)


def _has_spoken(pledge: Pledge, person: PersonId, day: date) -> bool:
    """Whether there was an answer since the last digest. One from before its date is none to its being late."""
    answered, due = seen_by(pledge, person).asking.answered_on, pledge.deadline.due
    return answered is not None and due is not None and answered >= max(due, day - WEEK)
