"""Last calls: which digests come next, and what their owners are to hear about first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from pledges.calendar import moment
from pledges.digest_hours import NOTHING_OWN, Own
from pledges.habits import Habit, by_habit
from pledges.last_call import call_day, is_call, last_call
from pledges.messages import PersonId
from pledges.nudging import Question
from pledges.people import DirectorateId
from pledges.pledge import Pledge
from pledges.policy import Policy
from pledges.starting import begins_anew
from scheduler.digests import has_begun, is_told
from storage.channels import Linked
from storage.db import Tx


async def coming(
    tx: Tx,
    policy: Policy,
    today: date,
    habits: Mapping[PersonId, Habit],
    only: Collection[DirectorateId] | None = None,
) -> dict[DirectorateId, date]:
    """The day of the next digest of each directorate, or of `only` some, where today is that of its last call."""
    pilot, rules = bool(await tx.live.pilot()), await tx.digest_rules.all()
    found = dict[DirectorateId, date]()
    for linked in await tx.channels.linked():
        mine = linked.directorate.id
        if only is not None and mine not in only:
            continue
        day = _next(linked, rules.get(mine, NOTHING_OWN), policy, today)
        if is_told(linked, pilot=pilot) and not linked.gone and _anybody(day, policy, today, habits):
            before = await tx.digests.before(linked.id, mine, f"{day:%G-W%V}")
            if not begins_anew(linked.live, before, policy):
                found[mine] = min(day, found.get(mine, day))
    return found


async def ahead(
    tx: Tx, days: Mapping[DirectorateId, date], policy: Policy, today: date, habits: Mapping[PersonId, Habit]
) -> list[Pledge]:
    """The pledges that may have to be called today."""
    found = list[Pledge]()
    for directorate, day in sorted(days.items()):
        everybody = policy.days.back(day, 1) == today
        early = None if everybody else _early(day, policy, today, habits)
        found += await tx.calls.before(directorate, day, today, early)
    return found


def called(
    pledge: Pledge,
    person: PersonId,
    policy: Policy,
    days: Mapping[DirectorateId, date],
    today: date,
    due: Question | None,
) -> Question | None:
    """The last call to somebody today, or else what is due by the usual rhythm."""
    day = days.get(pledge.directorate.id) if pledge.directorate else None
    return (last_call(pledge, person, policy, day, today, due) if day else None) or due


def begins(questions: list[Question], policy: Policy, today: date) -> datetime:
    """When a message with these questions goes out: at the hour of the last call, where one of them is one."""
    calls = any(is_call(question.rung) for question in questions)
    fits = policy.nudge_at <= policy.last_call_at < policy.nudge_until
    return moment(today, policy.last_call_at if calls and fits else policy.nudge_at, policy.zone)


def _next(linked: Linked, own: Own, policy: Policy, today: date) -> date:
    return own.after(has_begun(linked), policy, today).day


def _anybody(day: date, policy: Policy, today: date, habits: Mapping[PersonId, Habit]) -> bool:
    return policy.days.back(day, 1) == today or bool(_early(day, policy, today, habits))


def _early(day: date, policy: Policy, today: date, habits: Mapping[PersonId, Habit]) -> list[PersonId]:
    """Who is called before the others are, because they do not work on that day."""
    return [who for who, habit in habits.items() if call_day(day, by_habit(policy, habit)) == today]
