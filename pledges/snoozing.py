"""How far an owner may put a question off, and what a pledge is then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pledges.calendar import said_short
from pledges.changing import check
from pledges.errors import NotUnderstood
from pledges.people import Standing
from pledges.pledge import Pledge, Status, is_past
from pledges.policy import Policy
from pledges.snooze import Snooze

INSTEAD = "Say how it is going, or ask for a new date."


def sleeps(pledge: Pledge, today: date) -> bool:
    """Whether the questions about it are put off until a later day."""
    return pledge.open and pledge.snooze is not None and today < pledge.snooze.until


def latest(pledge: Pledge, policy: Policy, today: date) -> date:
    """The last day until which it can be put off: never past the day it is due, or its papers are."""
    days = [day for day in (pledge.deadline.papers_due, pledge.deadline.due) if day and day >= today]
    most = policy.days.forward(today, policy.snooze_days)
    return min([most, *(policy.days.on_or_before(day) for day in days[:1])])


def may_put_off(pledge: Pledge, policy: Policy, today: date) -> bool:
    """Whether there is a day until which it can be put off once more."""
    times = pledge.snooze.times if pledge.snooze else 0
    asked = pledge.open and pledge.extension is None
    return asked and times < policy.snoozes and latest(pledge, policy, today) > today


def put_off(pledge: Pledge, until: date, reason: str, standing: Standing, policy: Policy, today: date) -> Pledge:
    """The pledge about which nothing is asked before a day, which is moved to a working day.

    Raises NotUnderstood, with what to do instead, for a day that is too far off, for a third time in a row, and for a
    pledge that is past its date where no reason is given; NotYours and AlreadyClosed as every change does.
    """
    check(pledge, standing)
    _check_asked(pledge, today)
    last = latest(pledge, policy, today)
    _check_day(pledge, until, last, policy, today)
    if is_past(pledge, today) and not reason:
        raise NotUnderstood(f"{pledge.ref} is past its date. Please say why it has to wait.")
    later = policy.days.on_or_after(until)
    day = later if later <= last else last
    known = pledge.snooze
    sooner = known is not None and sleeps(pledge, today) and day <= known.until
    times = (known.times if known else 0) + (not sooner)
    if times > policy.snoozes:
        raise NotUnderstood(f"{pledge.ref} was put off {policy.snoozes} times in a row already. {INSTEAD}")
    return replace(pledge, snooze=Snooze(until=day, by=standing.person, reason=reason, times=times))


def _check_asked(pledge: Pledge, today: date) -> None:
    if pledge.status is Status.DONE:
        raise NotUnderstood(f"{pledge.ref} is done and to be confirmed: nobody is asked about it anyway.")
    if pledge.extension:
        day = said_short(pledge.extension.wanted, today)
        raise NotUnderstood(f"For {pledge.ref}, {day} is asked for: nobody is asked before that is decided anyway.")


def _check_day(pledge: Pledge, until: date, last: date, policy: Policy, today: date) -> None:
    if until <= today:
        raise NotUnderstood(f"{said_short(until, today)} is not still to come. Please choose a later day.")
    if last <= today:
        raise NotUnderstood(f"{pledge.ref} is due today, so it can't be put off. {INSTEAD}")
    if until > last:
        most = f"{policy.snooze_days} working days at a time, and never past the day it is due"
        raise NotUnderstood(f"{pledge.ref} can wait until {said_short(last, today)} at the latest: {most}.")
