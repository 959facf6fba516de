"""How a pledge changes: by an answer, a new date, another owner, an admin's word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from pledges import answering
from pledges.errors import AlreadyClosed, NotForYou, NotYours
from pledges.meetings import Meeting, hang
from pledges.people import Standing
from pledges.pledge import OPEN, Asking, Deadline, Extension, Owner, Pledge, Status, Update, may_update
from pledges.policy import Policy

TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an owner tells about a pledge."""

    status: Status
    note: str = ""


def record(pledge: Pledge, answer: Answer, standing: Standing, policy: Policy, now: datetime) -> Pledge:
    """The pledge after an answer. An answer of an owner also says that the owner was reached and takes it on."""
    check(pledge, standing)
    update = Update(at=now, by=standing.person, status=answer.status, note=answer.note)
    noted = answering.answer(pledge, standing.person, answer.status, policy.today(now))
    status = answering.status_after(noted, answer.status)
    decided = None if status not in OPEN else pledge.extension
    return replace(noted, status=status, last=update, extension=decided)


def ask_for_date(pledge: Pledge, wanted: date, reason: str, standing: Standing, now: datetime) -> Pledge:
    """The pledge with a new date asked for: it waits for a decision, and is neither nudged nor late meanwhile."""
    check(pledge, standing)
    return replace(pledge, extension=Extension(wanted=wanted, reason=reason, by=standing.person, at=now))


def set_date(pledge: Pledge, deadline: Deadline) -> Pledge:
    """The pledge with a new deadline. The first date is kept for ever, and who set it; a later date is an extension.

    Asking starts anew on the ladder, and being reached too: nobody was reached about a date that was not there.
    """
    old = pledge.deadline
    later = old.due is not None and deadline.due is not None and deadline.due > old.due
    kept = replace(
        deadline,
        original=old.original or old.due or deadline.due,
        by_panel=old.by_panel or deadline.by_panel,
        extensions=old.extensions + later,
    )
    return replace(pledge, deadline=kept, extension=None, asking=_anew(pledge.asking), shares=())


def hang_on(pledge: Pledge, meeting: Meeting, was: date | None = None) -> Pledge:
    """The pledge due at a meeting, on whatever day that is now: no extension. What its owner asked for waits."""
    moved = set_date(pledge, hang(pledge.deadline, meeting, was))
    deadline = replace(moved.deadline, extensions=pledge.deadline.extensions)
    return replace(moved, deadline=deadline, extension=pledge.extension)


def give(pledge: Pledge, owner: Owner, today: date) -> Pledge:
    """The pledge with another lead: told today, and not nudged before they have taken it on."""
    others = tuple(o for o in pledge.owners if not o.lead and o.title != owner.title)
    asking = Asking(told_on=today, accepted=owner.answers is None)
    return replace(pledge, owners=(replace(owner, lead=True), *others), asking=asking, shares=())


def close(pledge: Pledge, standing: Standing, now: datetime, note: str = "") -> Pledge:
    """The pledge accepted as done by an admin; the note says by which minute, if it was by one."""
    _only_admin(standing, "close a pledge")
    if pledge.status is Status.CLOSED:
        raise AlreadyClosed(pledge.ref)
    update = Update(at=now, by=standing.person, status=Status.CLOSED, note=note)
    return replace(pledge, status=Status.CLOSED, last=update, extension=None)


def withdraw(pledge: Pledge, reason: str, standing: Standing, now: datetime) -> Pledge:
    """The pledge taken out of the asking, with a reason; it stays in the register."""
    _only_admin(standing, "withdraw a pledge")
    if not pledge.open and pledge.status is not Status.DONE:
        raise AlreadyClosed(pledge.ref)
    update = Update(at=now, by=standing.person, status=Status.WITHDRAWN, note=reason)
    return replace(pledge, status=Status.WITHDRAWN, last=update, extension=None)


def take_out(pledge: Pledge, standing: Standing, now: datetime) -> Pledge:
    """The pledge that was made by mistake, withdrawn by whoever made it; its number stays."""
    update = Update(at=now, by=standing.person, status=Status.WITHDRAWN, note=TAKEN_BACK)
    return replace(pledge, status=Status.WITHDRAWN, last=update, extension=None)


def reopen(pledge: Pledge, standing: Standing, policy: Policy, now: datetime) -> Pledge:
    """The pledge open again, asked about anew; the day is kept."""
    _only_admin(standing, "reopen a pledge")
    update = Update(at=now, by=standing.person, status=Status.NOT_STARTED)
    today = policy.today(now)
    asking = _anew(pledge.asking)
    return replace(pledge, status=Status.NOT_STARTED, last=update, asking=asking, shares=(), reopened_on=today)


def check(pledge: Pledge, standing: Standing) -> None:
    """Raise NotYours or AlreadyClosed where somebody may not change a pledge."""
    if not may_update(standing, pledge):
        raise NotYours(pledge.ref, pledge.lead.title)
    if not pledge.open and pledge.status is not Status.DONE:
        raise AlreadyClosed(pledge.ref)


def _anew(asking: Asking) -> Asking:
    return replace(asking, rung="", asked_on=None, answered_on=None, reached_on=None)


def _only_admin(standing: Standing, what: str) -> None:
    if not standing.admin:
        raise NotForYou(what, "an admin")
