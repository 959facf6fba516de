"""When a pledge is asked about next, and why not before: told from what decides it, so that it is what happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from pledges.absences import Absence, asked_for, stand_ins
from pledges.acting import RUNG
from pledges.answering import asked, has_said_done, seen_by
from pledges.calendar import ONE_DAY, counted, listed, said, said_short
from pledges.first_cards import FIRST
from pledges.habits import WEEKDAYS, in_turn
from pledges.last_call import CALL
from pledges.messages import PersonId
from pledges.nudging import LATE, LATER, PANEL, REVIEW, START, needless, question_for, quiet_until
from pledges.pledge import Pledge, Status
from pledges.policy import Policy
from pledges.snoozing import sleeps

FAR = 400  # days: nothing that keeps a question back lasts longer
LONG = timedelta(days=60)  # a question is not told day by day for longer
WORDS = {
    LATE: "the weekly question about what is past its date",
    START: "as it begins",
    REVIEW: "the round of what has no end",
    LATER: "the day until which it was put off",
    PANEL: "before papers are due",
    CALL: "the last call before the digest",
    "0": "the day itself",
    FIRST: "whether it is still right",
    "papers": "for papers, when an admin asked for it",
    RUNG: "when the director asked for it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What decides besides the pledge: each one's own rhythm, who is away when, and whether everything is paused.

    `since` is the first day on which a question can still go out. While there is a `pilot`, only those of it are asked.
    """

    usual: Policy
    since: date
    own: Mapping[PersonId, Policy] = field(default_factory=dict)
    absences: Sequence[Absence] = ()
    paused: bool = False
    pilot: frozenset[PersonId] = frozenset()

    def policy_for(self, person: PersonId) -> Policy:
        return self.own.get(person, self.usual)

    def away(self, person: PersonId, day: date) -> Absence | None:
        return next((a for a in self.absences if a.person == person and a.since <= day <= a.until), None)

    def reader(self, person: PersonId, day: date) -> PersonId | None:
        """Who is asked in somebody's place on a day; nobody where it waits."""
        found = asked_for(person, stand_ins(a for a in self.absences if a.since <= day <= a.until))
        return None if self.pilot and found not in self.pilot else found


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The next question: when, whose it is, who is asked it, on which rung, and the day that it was meant for."""

    on: date
    person: PersonId
    reader: PersonId
    rung: str
    meant: date | None


def coming(pledge: Pledge, around: Circumstances) -> Coming | None:
    """The next question about a pledge to anybody, as things stand; None while nobody is to be asked."""
    if around.paused:
        return None
    found = (_coming(pledge, person, around) for person in asked(pledge))
    return min((each for each in found if each), key=lambda each: each.on, default=None)


def _coming(pledge: Pledge, person: PersonId, around: Circumstances) -> Coming | None:
    """From day to day as planning goes: on the day itself it is decided anew, and whoever is away is passed over."""
    policy, day, meant = around.policy_for(person), around.since, None
    for _ in range(FAR):
        question = question_for(pledge, person, policy, day)
        if question is None:
            return None
        meant = meant or question.meant
        reader = around.reader(person, day)
        if question.on <= day and reader is not None:
            return Coming(on=day, person=person, reader=reader, rung=question.rung, meant=meant)
        day += ONE_DAY
    return None


def next_words(pledge: Pledge, around: Circumstances, today: date) -> list[str]:
    """The next question and what keeps it back, in sentences."""
    if why := _never(pledge, around, today):
        return [why]
    found = coming(pledge, around)
    if found is None:
        return ["No question is planned."]
    kept = moved_words(pledge, found.person, found.meant, found.on, around, today)
    following = f"Next question: {said(found.on)} ({rung_words(found.rung)})."
    return [line for line in (_skipped(pledge, found, around, today), kept, following) if line]


def _skipped(pledge: Pledge, found: Coming, around: Circumstances, today: date) -> str:
    """The questions before the next one that the last answer has made needless."""
    answered = seen_by(pledge, found.person).asking.answered_on
    rungs = needless(pledge, found.person, around.policy_for(found.person))
    days = [f"{said_short(r.on, today)} ({rung_words(r.rung)})" for r in rungs if r.on < found.on]
    if not days or answered is None:
        return ""
    return f"Not asked on {listed(days)}: answered on {said_short(answered, today)}."


def _never(pledge: Pledge, around: Circumstances, today: date) -> str:
    """Why nobody is asked at all; empty where somebody is."""
    if around.paused:
        return "Everything is paused: nobody is asked until an admin types “resume”."
    if pledge.status is Status.DONE:
        return "No more questions: it now waits to be confirmed."
    if not pledge.open:
        return f"No more questions: it is {pledge.status.value}."
    if pledge.extension:
        return f"{said_short(pledge.extension.wanted, today)} is asked for; no questions until that is decided."
    if not asked(pledge):
        return "Nobody answers for it, so nobody is asked."
    if all(has_said_done(pledge, person) for person in asked(pledge)):
        return "Whoever is asked has called it done."
    return ""


def moved_words(
    pledge: Pledge, person: PersonId, meant: date | None, on: date, around: Circumstances, today: date
) -> str:
    """Not asked on Friday 3 April: Good Friday; asked on Tuesday 7 April. Empty where it was on its day, or unknown.

    Only what is sure is told: a question that came later for another reason is not explained.
    """
    if meant is None or meant == on or abs(on - meant) > LONG:
        return ""
    step = ONE_DAY if meant < on else -ONE_DAY
    days = [meant + step * n for n in range(abs((on - meant).days))]
    reasons = list(dict.fromkeys(filter(None, (_why_not(pledge, person, day, around, today) for day in days))))
    if not reasons or not _why_not(pledge, person, meant, around, today):
        return ""
    verb = "asked" if on <= today else "that comes"
    return f"Not asked on {said_short(meant, today)}: {listed(reasons)}; {verb} on {said_short(on, today)}."


def _why_not(pledge: Pledge, person: PersonId, day: date, around: Circumstances, today: date) -> str:
    return next(filter(None, _reasons(pledge, person, day, around, today)), "")


def _reasons(pledge: Pledge, person: PersonId, day: date, around: Circumstances, today: date) -> Iterator[str]:
    """What keeps a question from somebody on a day, the weightiest first. That somebody is away is told without why."""
    policy = around.policy_for(person)
    yield policy.days.why_none(day)
    if resting := policy.rests(day):
        yield f"{resting.kind} until {said_short(resting.until, today)}"
    if (absence := around.away(person, day)) and around.reader(person, day) is None:
        yield f"away until {said_short(absence.until, today)}"
    if day.weekday() in policy.off:
        yield f"no questions on {listed(in_turn(policy.off))}"
    if policy.only_on not in (None, day.weekday()):
        yield f"asked on {WEEKDAYS[policy.only_on or 0]}s only"
    if day < (until := quiet_until(pledge, policy)):
        yield f"new to its owner, who has until {said_short(until, today)} to take it on"
    if pledge.snooze and sleeps(pledge, day):
        yield f"put off until {said_short(pledge.snooze.until, today)}"


def rung_words(rung: str) -> str:
    """A rung of the ladder, or of the ledger, in words: 2 working days before."""
    name = rung.partition(":")[0]
    if name.isdigit() and name != "0":
        return f"{counted(int(name), 'working day')} before"
    return WORDS.get(name, "when it was given to them")
