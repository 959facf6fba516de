"""When an owner is asked about a pledge: the ladder, and what an answer makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pledges import first_cards
from pledges.answering import asked, has_said_done, seen_by, share_of, with_share
from pledges.messages import PersonId
from pledges.pledge import Pledge, When
from pledges.policy import Policy
from pledges.recurring import rhythm

LATE, START, REVIEW, LATER, PANEL = "late", "start", "review", "later", "panel"
ANY_DAY = frozenset({"0", LATE, LATER})
QUIET_BEFORE_LATE = timedelta(days=3)
QUIET_BETWEEN_LATE = timedelta(days=4)  # a weekly question caught up on a Monday is that week's
QUIET_AFTER_ANSWER = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Question:
    """The day from which the owner is to be asked, and the rung: working days before, or one of the words above.

    `of` says whose it is, where that matters: a cover may be asked it in their place. `meant` is the day it would be
    asked on if all days were alike, where that is known.
    """

    on: date
    rung: str
    of: PersonId | None = None
    meant: date | None = field(default=None, compare=False)


def next_question(pledge: Pledge, policy: Policy, today: date) -> Question | None:
    """The next question about a pledge to anybody, today or later; None while nobody is to be asked."""
    each = (question_for(pledge, person, policy, today) for person in asked(pledge))
    return min((question for question in each if question), key=lambda q: q.on, default=None)


def question_for(pledge: Pledge, person: PersonId, policy: Policy, today: date) -> Question | None:
    """The next question to one of those who are asked; None while they are not to be asked.

    A rung that was missed is asked today, and of several on one day the most urgent of those missed. Nobody is asked
    while a decision about a new date is pending, nor, for a few working days, before they have taken on what is new.
    What was put off is asked about on the day until which it was, and not before. In a directorate that is not live
    nobody is asked; once it is, whoever leads is first asked whether all is right, and the others wait for that.
    """
    if not is_asked(pledge, person):
        return None
    if first_cards.awaits_first(pledge):
        return _first(pledge, person, policy, today)
    after_first = first_cards.quiet_until(pledge, policy)
    pledge = seen_by(pledge, person)
    rungs = sorted(_awake(pledge, policy, today), key=lambda q: q.on)
    if not rungs:
        return None
    missed = [replace(q, on=today) for q in rungs if q.on <= today]
    coming = [q for q in rungs if q.on > today]
    quiet = max(quiet_until(pledge, policy), after_first)
    return min((_moved(q, quiet, policy) for q in (*reversed(missed), *coming)), key=lambda q: q.on)


def is_asked(pledge: Pledge, person: PersonId) -> bool:
    """Whether anything is asked of somebody about a pledge at present."""
    asks = pledge.open and pledge.extension is None and not pledge.live.waits
    return asks and person in asked(pledge) and not has_said_done(pledge, person)


def _first(pledge: Pledge, person: PersonId, policy: Policy, today: date) -> Question | None:
    if person != pledge.lead.answers:
        return None
    day = max(pledge.asking.first_on or today, today)
    return _moved(Question(day, first_cards.FIRST), quiet_until(pledge, policy), policy)


def _moved(question: Question, quiet: date, policy: Policy) -> Question:
    """The question on the first day from its own on which the person may be asked it."""
    return replace(question, on=policy.later(max(question.on, quiet), any_day=question.rung in ANY_DAY))


def ask(pledge: Pledge, question: Question, today: date, person: PersonId | None = None) -> Pledge:
    """The pledge after the question was put to a person: to whoever answers for the lead, unless another is named."""
    if person not in (None, pledge.lead.answers):
        return with_share(pledge, replace(share_of(pledge, person), rung=question.rung, asked_on=today))
    return replace(pledge, asking=replace(pledge.asking, rung=question.rung, asked_on=today, first_on=None))


def reach(pledge: Pledge, today: date) -> Pledge:
    """The pledge after a question about it arrived. The first day counts as reached, for this owner.

    The next question counts from the day on which this one arrived, however long it had waited for an address.
    """
    asking = pledge.asking
    asked_on = asking.asked_on and max(asking.asked_on, today)
    return replace(pledge, asking=replace(asking, reached_on=asking.reached_on or today, asked_on=asked_on))


def tell(pledge: Pledge, today: date) -> Pledge:
    """The pledge after its new owner was told of it: the days for taking it on count from here."""
    return replace(pledge, asking=replace(pledge.asking, told_on=today))


def _awake(pledge: Pledge, policy: Policy, today: date) -> list[Question]:
    """The rungs, those up to the day until which it was put off taken together as one on that day."""
    rungs, snooze = [*_panel(pledge, policy, today), *_rungs(pledge, policy)], pledge.snooze
    if snooze is None or _spoken_since(pledge, snooze.until):
        return rungs
    return [Question(snooze.until, LATER, meant=snooze.until), *(q for q in rungs if q.on > snooze.until)]


def _rungs(pledge: Pledge, policy: Policy) -> Iterator[Question]:
    """What begins is asked about once as it begins, what ends on the ladder, what has no end in rounds."""
    deadline = pledge.deadline
    if deadline.kind in (When.WINDOW, When.START) and deadline.starts and not _spoken_since(pledge, deadline.starts):
        yield Question(policy.days.on_or_after(deadline.starts), START, meant=deadline.starts)
    if deadline.due:
        yield from _ladder(pledge, deadline.due, policy)
    elif rhythm(deadline):
        return  # each time is a pledge of its own
    elif every := {When.REVIEW: policy.review_every, When.RECURRING: policy.recurs_every}.get(deadline.kind):
        day = _round_day(pledge, every)
        yield Question(policy.days.on_or_after(day), REVIEW, meant=None if day == date.min else day)


def _panel(pledge: Pledge, policy: Policy, today: date) -> Iterator[Question]:
    """Once before the papers of each meeting of its committee are due, or of the Panel, with a date or without.

    Not where there was a question shortly before, or an answer since twice as long before: the papers can say that.
    """
    if rhythm(pledge.deadline):
        return  # each time is a pledge of its own
    before = policy.panel_before
    for papers in pledge.papers:
        asked, answered = (policy.days.back(papers, days) for days in (before + before // 2, 2 * before))
        if today <= papers and not _asked_since(pledge, asked) and not _answered_since(pledge, answered):
            day = policy.days.back(papers, before)
            yield Question(day, PANEL, meant=day)


def _ladder(pledge: Pledge, due: date, policy: Policy) -> Iterator[Question]:
    """The rungs before a deadline, or before the day its papers are due; of a window those within it."""
    target, starts = pledge.deadline.papers_due or due, pledge.deadline.starts or date.min
    for rung in _steps(target, policy):
        if rung.on >= starts and not _asked_since(pledge, rung.on) and not _answered(pledge, target, rung.on, policy):
            yield rung
    late = _late_day(pledge, due, policy)
    yield Question(policy.days.on_or_after(late), LATE, meant=late)


def _steps(target: date, policy: Policy) -> Iterator[Question]:
    """All rungs before a day, each on a day on which the person may be asked."""
    for working_days in policy.ladder:
        meant = policy.days.back(target, working_days) if working_days else target
        on = policy.earlier(policy.days.on_or_before(meant), any_day=not working_days)
        yield Question(on, str(working_days), meant=meant)


def needless(pledge: Pledge, person: PersonId, policy: Policy) -> list[Question]:
    """The rungs that the last answer has made needless, and that were to come when it was given."""
    seen, due = seen_by(pledge, person), pledge.deadline.due
    if due is None or seen.asking.answered_on is None:
        return []
    target = pledge.deadline.papers_due or due
    after = [rung for rung in _steps(target, policy) if rung.on > seen.asking.answered_on]
    return [rung for rung in after if _answered(seen, target, rung.on, policy)]


def _round_day(pledge: Pledge, every: timedelta) -> date:
    """So long after the last word on it, or after it was made; at once where nobody knows when that was."""
    asking = pledge.asking
    known = [day for day in (pledge.deadline.starts, asking.told_on, asking.asked_on, asking.answered_on) if day]
    return max(known) + every if known else date.min


def _spoken_since(pledge: Pledge, day: date) -> bool:
    return _asked_since(pledge, day) or _answered_since(pledge, day)


def _answered_since(pledge: Pledge, day: date) -> bool:
    return pledge.asking.answered_on is not None and day <= pledge.asking.answered_on


def _asked_since(pledge: Pledge, day: date) -> bool:
    return pledge.asking.asked_on is not None and day <= pledge.asking.asked_on


def _answered(pledge: Pledge, due: date, rung: date, policy: Policy) -> bool:
    """Whether an answer makes a rung needless.

    A fresh answer skips what comes before the last rung before the day; given on that rung or later it skips the day
    too.
    """
    answered = pledge.asking.answered_on
    if answered is None or answered < policy.days.back(rung, 2 * max(policy.ladder)):
        return False
    last = min((days for days in policy.ladder if days), default=0)
    matters = policy.earlier(policy.days.back(due, last))
    return rung < matters or answered >= matters


def _late_day(pledge: Pledge, due: date, policy: Policy) -> date:
    """The next weekday of the round after the deadline, after the last question and after the last answer.

    The round is on the weekday that the person chose, or on everybody's.
    """
    asked, answered = pledge.asking.asked_on, pledge.asking.answered_on
    quiet = QUIET_BETWEEN_LATE if pledge.asking.rung == LATE else QUIET_BEFORE_LATE
    after = max(
        due + timedelta(days=1),
        asked + quiet if asked else due,
        answered + QUIET_AFTER_ANSWER if answered else due,
    )
    weekday = policy.late_weekday if policy.only_on is None else policy.only_on
    return after + timedelta(days=(weekday - after.weekday()) % 7)


def quiet_until(pledge: Pledge, policy: Policy) -> date:
    """The day until which a new owner is left to take it on; the earliest day there is where they have."""
    asking = pledge.asking
    if asking.accepted or asking.told_on is None:
        return date.min
    return policy.days.forward(asking.told_on, policy.new_waits)
