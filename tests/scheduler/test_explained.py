"""What `why` says is what planning does: whatever is told of the next question comes true on its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pledges.absences import Absence, stand_ins
from pledges.calendar import ONE_DAY, WorkingDays
from pledges.explaining import Circumstances, coming, next_words
from pledges.habits import Habit, by_habit
from pledges.messages import PersonId
from pledges.periods import Period, PeriodKind, period_on
from pledges.pledge import Asking, Extension, Pledge, Status
from pledges.policy import Policy
from pledges.snooze import Snooze
from scheduler.nudges import Steering, by_person
from tests.pledges.test_nudging import ADELE, DAYS, POLICY, pledge

ME, COVER = PersonId(1), PersonId(2)
TODAY = date(2026, 11, 16)
NEAR = st.dates(TODAY - timedelta(days=30), TODAY + timedelta(days=60))
PAST = st.none() | st.dates(TODAY - timedelta(days=40), TODAY)
HABITS = st.builds(Habit, off=st.frozensets(st.integers(0, 2), max_size=3), only_on=st.sampled_from((None, 3, 4)))


@st.composite
def absences(draw: st.DrawFn) -> tuple[Absence, ...]:
    since = draw(NEAR)
    theirs = Absence(person=ME, since=since, until=since + timedelta(days=draw(st.integers(0, 25))), cover=draw(COVERS))
    first = draw(NEAR)
    cover = Absence(person=COVER, since=first, until=first + timedelta(days=draw(st.integers(0, 25))))
    return draw(st.sampled_from([(), (theirs,), (theirs, cover)]))


CHRISTMAS_DAY = WorkingDays(frozenset({date(2026, 12, 25)}), {date(2026, 12, 25): "Christmas Day"})
COVERS = st.sampled_from((None, COVER))
PLEDGES = st.builds(
    lambda due, asking, snooze, papers: replace(pledge(due), asking=asking, snooze=snooze, papers=papers),
    st.none() | DAYS,
    st.builds(
        Asking,
        rung=st.sampled_from(("", "10", "2", "0", "late", "panel")),
        asked_on=PAST,
        answered_on=PAST,
        told_on=PAST,
        accepted=st.booleans(),
    ),
    st.none() | st.builds(Snooze, until=NEAR, by=st.just(ME)),
    st.lists(NEAR, max_size=2).map(lambda days: tuple(sorted(days))),
)
PERIODS = st.lists(
    st.builds(
        lambda since, days: Period(kind=PeriodKind.RECESS, since=since, until=since + timedelta(days=days)),
        NEAR,
        st.integers(0, 40),
    ),
    max_size=1,
).map(tuple)


def first_asked(found: Pledge, policy: Policy, habit: Habit, away: tuple[Absence, ...], days: int) -> date | None:
    """The first day on which planning asks somebody, going from day to day as the clock does."""
    for day in (TODAY + ONE_DAY * n for n in range(days)):
        on = stand_ins(a for a in away if a.since <= day <= a.until)
        resting = frozenset({ME}) if period_on(policy.periods, day) else frozenset[PersonId]()
        steer = Steering(away=on, habits={ME: habit}, resting=resting)
        if POLICY.days.is_one(day) and by_person([found], policy, day, steer):
            return day
    return None


@settings(max_examples=300, deadline=None)
@given(found=PLEDGES, habit=HABITS, away=absences(), resting=PERIODS)
def test_the_day_that_is_told_is_the_day_on_which_planning_asks(
    found: Pledge, habit: Habit, away: tuple[Absence, ...], resting: tuple[Period, ...]
) -> None:
    policy = replace(POLICY, periods=resting)
    own: Mapping[PersonId, Policy] = {ME: by_habit(policy, habit, councillor=True)}
    around = Circumstances(usual=policy, since=TODAY, own=own, absences=away)
    told = coming(found, around)
    assert (told.on if told else None) == first_asked(found, policy, habit, away, 400 if told else 150)
    assert next_words(found, around, TODAY)


def test_what_keeps_everything_back_is_said_instead_of_a_day() -> None:
    here = Circumstances(usual=POLICY, since=TODAY)
    wanted = Extension(wanted=date(2026, 12, 18), reason="HR", by=ME, at=None)  # type: ignore[arg-type]
    for found, around, sentence in (
        (pledge(), replace(here, paused=True), "Everything is paused"),
        (pledge(extension=wanted), here, "no questions until that is decided"),
        (pledge(status=Status.DONE), here, "waits to be confirmed"),
        (pledge(status=Status.CLOSED), here, "it is closed"),
        (pledge(owners=(replace(ADELE, answers=None),)), here, "Nobody answers for it"),
    ):
        assert sentence in " ".join(next_words(found, around, TODAY))


def test_each_thing_that_keeps_a_question_back_is_named() -> None:
    friday = date(2026, 11, 20)  # ten working days before the 4th of December
    away = Absence(person=ME, since=friday, until=date(2026, 11, 24))
    recess = Period(kind=PeriodKind.RECESS, since=date(2026, 11, 16), until=date(2026, 11, 22))
    here, usual = Circumstances(usual=POLICY, since=TODAY), replace(POLICY, periods=(recess,))
    resting = Circumstances(usual=usual, since=TODAY, own={ME: replace(usual, councillor=True)})
    answered = Asking(rung="panel", asked_on=date(2026, 11, 10), answered_on=date(2026, 11, 11))
    for found, around, sentences in (
        (
            pledge(),
            replace(here, absences=(away,)),
            ["Not asked on Friday 20 November: away until Tuesday 24 November and the weekend", "Wednesday 25"],
        ),
        (pledge(), resting, ["Not asked on Friday 20 November: recess until Sunday 22", "Next question: Monday 23"]),
        (pledge(), replace(here, own={ME: by_habit(POLICY, Habit(off=frozenset({4})))}), ["no questions on Fridays"]),
        (pledge(), replace(here, own={ME: by_habit(POLICY, Habit(only_on=1))}), ["asked on Tuesdays only"]),
        (
            pledge(asking=answered),
            here,
            [
                "Not asked on Friday 20 November (10 working days before): answered on Wednesday 11 November",
                "Next question: Wednesday 2 December 2026 (2 working days before).",
            ],
        ),
        (
            pledge(asking=Asking(told_on=date(2026, 11, 17), accepted=False)),
            here,
            ["new to its owner, who has until Tuesday 24 November"],
        ),
        (pledge(snooze=Snooze(until=date(2026, 11, 24), by=ME)), here, ["the day until which it was put off"]),
        (
            pledge(date(2026, 12, 25), asking=Asking(rung="2", asked_on=date(2026, 12, 23))),
            replace(here, usual=replace(POLICY, days=CHRISTMAS_DAY), since=date(2026, 12, 23)),
            ["Not asked on Friday 25 December: Christmas Day; that comes on Thursday 24 December"],
        ),
    ):
        told = " ".join(next_words(found, around, around.since))
        for sentence in sentences:
            assert sentence in told, told
