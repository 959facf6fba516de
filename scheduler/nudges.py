"""Nudges: whom to ask today, about what, in one message a person a day."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeAlias, cast

from pledges.absences import asked_for
from pledges.answering import asked as asked_about
from pledges.calendar import said, week_of
from pledges.first_cards import FIRST
from pledges.habits import USUAL, Habit, by_habit
from pledges.last_call import day_of, is_call
from pledges.messages import Outgoing, PersonId, Recipient
from pledges.nudging import ANY_DAY, LATE, LATER, PANEL, REVIEW, START, Question, ask, question_for
from pledges.people import DirectorateId
from pledges.periods import period_on
from pledges.pledge import Pledge
from pledges.policy import Policy
from scheduler import last_calls
from scheduler.planned import Planned
from storage.db import Database, Tx

log = logging.getLogger(__name__)

Asked: TypeAlias = tuple[Pledge, Question]
NUDGE = "nudge"
EARLIER = timedelta(days=21)  # by so much a habit can bring a question forward at the most, bank holidays and all
NEWER = "a newer one takes its place"
WORDS = {
    FIRST: "is asked about for the first time since its directorate went live",
    START: "begins, and is asked about once as it begins",
    REVIEW: "has no end, the round of what has none",
    LATER: "was put off until today",
    PANEL: "is open, and papers of its next meeting are due soon",
}


def key_of(person: Recipient, day: date) -> str:
    """One nudge is put for a person and a day."""
    return f"{NUDGE}:{person}:{day.isoformat()}"


async def due(tx: Tx, policy: Policy, now: datetime) -> list[Planned]:
    """The nudges that are due now; none outside the hours for them, and none for people who had today's message.

    Those who are asked by hand are not nudged.
    """
    if not policy.may_nudge(now):
        return []
    today = policy.today(now)
    by_hand, steer = await tx.by_hand.people(), await Steering.read(tx, policy, today)
    near = await tx.register.due(today + EARLIER if steer.habits else today)
    steer = replace(steer, calls=await last_calls.coming(tx, policy, today, steer.habits))
    late = await last_calls.ahead(tx, steer.calls, policy, today, steer.habits)
    found = by_person({p.number: p for p in (*near, *late)}.values(), policy, today, steer)
    return [
        planned(NUDGE, person, key_of(person, today), asked)
        for person, every in found.items()
        if person not in by_hand and (asked := ordinary(every)) and not await tx.days.written(person, today)
    ]


async def put(db: Database, due: Planned, policy: Policy, now: datetime) -> bool:
    """Ask one person about what is due, all of it or none. False when it was asked meanwhile, or must wait a day.

    Pledges are locked in order of number, then read anew: two copies of the program ask once.
    """
    person, today = cast("PersonId", due.to), policy.today(now)
    async with db.begin() as tx:
        numbers = [int(ref.removeprefix("CP-")) for ref in due.about]
        pledges = await tx.register.of_numbers(numbers, for_update=True)
        steer = await Steering.read(tx, policy, today)
        theirs = {pledge.directorate.id for pledge in pledges if pledge.directorate}
        steer = replace(steer, calls=await last_calls.coming(tx, policy, today, steer.habits, theirs))
        asked = ordinary(by_person(pledges, policy, today, steer)[person])
        begins = last_calls.begins([question for _, question in asked], policy, today)
        key = await todays(tx, person, policy, now, begins) if asked else None
        if key is None:
            return False
        for pledge, question in asked:
            due_on, meant = pledge.deadline.due, question.meant
            await tx.asks.put(pledge.number, person, rung(question, today), due_on, key, today, meant)
            await tx.register.note_asking(ask(pledge, question, today, question.of), now)
    return True


async def todays(tx: Tx, person: PersonId, policy: Policy, now: datetime, begins: datetime) -> str | None:
    """The key of today's message to a person, which takes over what older unsent ones ask; None once it has gone."""
    key = key_of(person, policy.today(now))
    new = await tx.outbox.put(Outgoing(kind=NUDGE, to=person, key=key, not_before=begins), now)
    waiting = {message.key for message in await tx.outbox.unsent(NUDGE, person, now)}
    if not new and key not in waiting:
        return None
    for older in sorted(waiting - {key}):
        if await tx.outbox.drop(older, NEWER, now):
            await tx.asks.move(older, key)
    return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Steering:
    """Who is away today and who is asked in their place; on which weekdays people are asked.

    `resting` are the councillors, on a day of a recess or a pre-election period; `pilot` is the list of the pilot.
    `calls` are the days of the digests before which somebody may be called today, where that is asked.
    """

    away: Mapping[PersonId, PersonId | None] = field(default_factory=dict)
    habits: Mapping[PersonId, Habit] = field(default_factory=dict)
    resting: frozenset[PersonId] = frozenset()
    pilot: frozenset[PersonId] = frozenset()
    calls: Mapping[DirectorateId, date] = field(default_factory=dict)

    @classmethod
    async def read(cls, tx: Tx, policy: Policy, today: date) -> Steering:
        resting = await tx.councillors.on(today) if period_on(policy.periods, today) else frozenset[PersonId]()
        away, habits, pilot = await tx.absences.stand_ins(today), await tx.habits.all(), await tx.live.pilot()
        return cls(away=away, habits=habits, resting=resting, pilot=pilot)

    def policy_for(self, person: PersonId, policy: Policy) -> Policy:
        """The rhythm for one person."""
        return by_habit(policy, self.habits.get(person, USUAL), councillor=person in self.resting)

    def may_ask(self, person: PersonId) -> bool:
        """Whether somebody may be asked at all: everybody, or those of the pilot while there is one."""
        return not self.pilot or person in self.pilot


def ordinary(asked: Iterable[Asked]) -> list[Asked]:
    """What is asked by nudges, and not by a first card."""
    return [(pledge, question) for pledge, question in asked if question.rung != FIRST]


def by_person(
    pledges: Iterable[Pledge], policy: Policy, today: date, steer: Steering
) -> defaultdict[PersonId, list[Asked]]:
    """Who is to be asked what by today: for those who are away their cover, if they have one.

    A pledge on which the rules fail is logged and stops no other.
    """
    people = defaultdict[PersonId, list[Asked]](list)
    for pledge in pledges:
        try:
            found = [_asked(pledge, person, policy, today, steer) for person in asked_about(pledge)]
        except Exception:
            log.exception("a pledge cannot be asked about", extra={"pledge": pledge.number})
            continue
        for question in found:
            reader = asked_for(question.of, steer.away) if question else None
            if question and reader is not None and _is_due(question, reader, policy, today, steer):
                people[reader].append((pledge, question))
    return people


def _is_due(question: Question, reader: PersonId, policy: Policy, today: date, steer: Steering) -> bool:
    """Whether a question is due on a day on which whoever reads it wants to be asked: a cover has their own."""
    theirs = steer.policy_for(reader, policy)
    suits = theirs.later(today, any_day=question.rung in ANY_DAY or is_call(question.rung)) == today
    return question.on <= today and suits and steer.may_ask(reader)


def _asked(pledge: Pledge, person: PersonId, policy: Policy, today: date, steer: Steering) -> Question | None:
    """The question to one of those who are asked, on a weekday that suits them, with whose it is."""
    theirs = steer.policy_for(person, policy)
    due = question_for(pledge, person, theirs, today)
    question = last_calls.called(pledge, person, theirs, steer.calls, today, due)
    return replace(question, of=person) if question else None


def planned(kind: str, person: PersonId, key: str, asked: list[Asked]) -> Planned:
    """A message that asks one person about all of these, with why."""
    ordered = sorted(asked, key=lambda pair: pair[0].number)
    return Planned(
        kind=kind,
        to=person,
        key=key,
        about=tuple(dict.fromkeys(pledge.ref for pledge, _ in ordered)),
        why="; ".join(_why(pledge, question) for pledge, question in ordered),
    )


def _why(pledge: Pledge, question: Question) -> str:
    """Why a pledge is asked about, as: CP-4 is due on Friday 4 December 2026, the rung 2 working days before."""
    if question.rung in WORDS:
        return f"{pledge.ref} {WORDS[question.rung]}"
    if digest := day_of(question.rung):
        return f"{pledge.ref} is late in the digest of {said(digest)}, the last call before it"
    papers, due = pledge.deadline.papers_due, pledge.deadline.due
    when = said(due) if due else "no day"
    if question.rung == LATE:
        return f"{pledge.ref} was due on {when}, the weekly round of what is past its date"
    when += f", its papers on {said(papers)}" if papers else ""
    days = {"0": "on the day", "1": "1 working day before"}.get(question.rung, f"{question.rung} working days before")
    return f"{pledge.ref} is due on {when}, the rung {days}"


def rung(question: Question, today: date) -> str:
    """The rung as the ledger keeps it: each week of lateness is one of its own."""
    return f"{LATE}:{week_of(today)}" if question.rung == LATE else question.rung
