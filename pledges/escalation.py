"""Whom to ask when the owner of a pledge does not answer: a question that goes up step by step, and blames nobody.

Only questions that arrived count, and the owner is told a working day before anybody else is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pledges.councillors import is_councillor as is_councillor
from pledges.messages import PersonId
from pledges.nudging import QUIET_AFTER_ANSWER
from pledges.pledge import Owner, OwnerKind, Pledge, is_past
from pledges.policy import Policy
from pledges.snoozing import sleeps

SETTLES = QUIET_AFTER_ANSWER  # so long each question is left alone before the next step
COUNCILLORS = "the chair of the Panel, through democratic services"
PARTNERS = "the partner's own lead for this work, whom you agreed with them"
BY_HAND = "you, since you ask them by hand"


class Step(StrEnum):
    WARNED = "warned"  # the owner is told that somebody else will be asked
    SENIOR = "senior"  # the post that the owner's reports to
    DIRECTOR = "director"  # the director's post
    ADMINS = "admins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Senior:
    """Whom to ask above an owner. `asked` is who is written to today: a cover or deputy, or nobody while they wait."""

    step: Step
    post: str
    person: PersonId
    asked: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A step that was taken; `reached_on` is the day on which its message arrived."""

    step: Step
    on: date
    person: PersonId | None = None
    reached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Why nobody above an owner is asked, and whom the admins may turn to."""

    why: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What is known of a pledge whose owner has not answered.

    `asked` are the days on which a weekly question about this very deadline arrived and was not answered, `since` the
    day on which the first of them was put, and `done` the steps since then. `on` says that its directorate is
    escalated at all, `not_before` from when.
    """

    on: bool = False
    not_before: date | None = None
    asked: tuple[date, ...] = ()
    since: date | None = None
    done: tuple[Done, ...] = ()
    seniors: tuple[Senior, ...] = ()
    route: Route | None = None
    held: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The next step and the first day on which it may be taken; `senior` is whom it asks, or whom it announces."""

    step: Step
    on: date
    senior: Senior | None = None


def next_step(pledge: Pledge, silence: Silence, policy: Policy, today: date) -> Next | None:
    """The next step about a pledge, today or later; None where none is to be taken as things stand."""
    done = {each.step for each in silence.done}
    if not is_silent(pledge, silence, policy, today) or Step.ADMINS in done:
        return None
    if silence.route:
        return Next(step=Step.ADMINS, on=asked_on(silence, policy, today))
    if Step.WARNED not in done:
        day = asked_on(silence, policy, policy.days.forward(today, 1))
        return Next(step=Step.WARNED, on=max(policy.days.back(day, 1), today), senior=_senior(silence))
    last = silence.done[-1]
    if last.step is Step.WARNED and last.reached_on is None:
        return None  # nobody is asked behind an owner's back
    day = _after(silence, last, policy, today)
    senior = _senior(silence)
    return Next(step=senior.step if senior else Step.ADMINS, on=day, senior=senior)


def is_silent(pledge: Pledge, silence: Silence, policy: Policy, today: date) -> bool:
    """Whether a pledge is past its date and its owner, who is there and could have answered, has not."""
    waits = pledge.extension or pledge.merged_into or sleeps(pledge, today) or silence.held or silence.away
    asked = len(set(silence.asked)) >= policy.escalate_after
    return bool(silence.on and asked and is_past(pledge, today) and pledge.lead.asked and not waits)


def asked_on(silence: Silence, policy: Policy, today: date) -> date:
    """The first day from `today` on which somebody above a silent owner is asked, if the owner was told in time."""
    days = sorted(set(silence.asked))
    last = days[policy.escalate_after - 1] if len(days) >= policy.escalate_after else today
    return weekly(policy, max(today, last + SETTLES, silence.not_before or date.min))


def announced(silence: Silence, policy: Policy, today: date) -> date:
    """The day that the owner is told: the first on which somebody else is asked after the telling arrives today."""
    told = next((each.reached_on for each in silence.done if each.step is Step.WARNED and each.reached_on), today)
    return asked_on(silence, policy, policy.days.forward(told, 1))


def may_step(policy: Policy, today: date) -> bool:
    """Whether any step can be due today: seniors get their card on one weekday, and owners are told the day before."""
    return any(weekly(policy, day) == day for day in (today, policy.days.forward(today, 1)))


def weekly(policy: Policy, day: date) -> date:
    """The first day from this one on which seniors get their card: one a week."""
    return policy.days.on_or_after(day + timedelta(days=(policy.late_weekday - day.weekday()) % 7))


def _after(silence: Silence, last: Done, policy: Policy, today: date) -> date:
    """One step a week. A card that never arrived is not waited for any longer than one that did."""
    since = last.reached_on or last.on
    wait = policy.days.forward(since, 1) if last.step is Step.WARNED else since + SETTLES
    return asked_on(silence, policy, max(today, wait))


def _senior(silence: Silence) -> Senior | None:
    """Whom to ask next: nobody twice, whatever posts they hold, and nobody below whom was asked before."""
    order, people = list(Step), {each.person for each in silence.done}
    last = max((order.index(each.step) for each in silence.done), default=0)
    return next((s for s in silence.seniors if order.index(s.step) > last and s.person not in people), None)


def called(senior: Senior | None) -> str:
    """Whom the next step asks, as an owner is told it."""
    return f"the {senior.post}" if senior else "an admin"


def route_of(owner: Owner, name: str, *, guest: bool, by_hand: bool, partners: str = "") -> Route | None:
    """Why nobody above an owner is asked, and whom to turn to instead; None where there is somebody to ask.

    `partners` is the way that was agreed for a partner's directorate.
    """
    if is_councillor(owner.title) or is_councillor(name):
        return Route(why="its owner is a councillor", way=COUNCILLORS)
    if partners or guest or owner.kind is OwnerKind.BODY:
        return Route(why="its owner works for a partner", way=partners or PARTNERS)
    return Route(why="its owner is asked by hand", way=BY_HAND) if by_hand else None
