"""Nothing is called late in a channel that its owner did not read in private a working day before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from pledges.calendar import WorkingDays, moment
from pledges.digest import Line, summarise
from pledges.digest_hours import NOTHING_OWN
from pledges.last_call import call_day, called, day_of, last_call
from pledges.messages import PersonId
from pledges.nudging import ask, question_for, reach
from pledges.pledge import Asking, Deadline, Extension, Owner, OwnerKind, Pledge, Status
from pledges.policy import Policy
from pledges.snooze import Snooze

ME = PersonId(1)
USUAL = Policy(days=WorkingDays(frozenset({date(2026, 12, 25), date(2026, 12, 28)})))
DAYS = st.integers(-40, 10).map(lambda days: date(2026, 12, 11) + timedelta(days=days))
MAYBE = st.none() | DAYS
LINKED = date(2026, 1, 5)


@st.composite
def pledges(draw: st.DrawFn) -> Pledge:
    asked = draw(MAYBE)
    asking = Asking(
        rung=draw(st.sampled_from(["", "10", "0", "late"])) if asked else "",
        asked_on=asked,
        answered_on=draw(MAYBE),
        reached_on=draw(MAYBE) if asked else None,
        told_on=draw(MAYBE),
        accepted=draw(st.booleans()),
    )
    wish = Extension(
        wanted=date(2027, 1, 8), reason="HR is away", by=ME, at=moment(LINKED, USUAL.digest_at, USUAL.zone)
    )
    return Pledge(
        number=42,
        title="Open a drop-in",
        status=draw(st.sampled_from([Status.NOT_STARTED, Status.AT_RISK, Status.DONE])),
        owners=(Owner(kind=OwnerKind.POST, title="Head of Fostering", answers=ME),),
        deadline=Deadline(due=draw(DAYS)),
        extension=draw(st.none() | st.just(wish)),
        snooze=draw(st.none() | st.builds(Snooze, until=DAYS, by=st.just(ME))),
        asking=asking,
    )


def told(pledge: Pledge, day: date) -> Line | None:
    """What the digest of a day says about a pledge that it calls late."""
    digest = summarise([pledge], USUAL, moment(day, USUAL.digest_at, USUAL.zone), None)
    return next(iter((*digest.newly, *digest.still)), None)


def ways(pledge: Pledge, today: date, day: date) -> tuple[Pledge, str, Pledge]:
    """The pledge after today with the last call, its rung if there was one, and the pledge without last calls."""
    usual = question_for(pledge, ME, USUAL, today)
    due = usual if usual and usual.on <= today else None
    call = last_call(pledge, ME, USUAL, day, today, usual)
    without = reach(ask(pledge, due, today), today) if due else pledge
    question = call or due
    return reach(ask(pledge, question, today), today) if question else pledge, call.rung if call else "", without


@given(pledges(), st.integers(0, 20))
def test_what_a_digest_calls_late_its_owner_was_reached_about_a_working_day_before(pledge: Pledge, after: int) -> None:
    day = NOTHING_OWN.after(LINKED, USUAL, date(2026, 12, 1) + timedelta(days=after)).day
    if told(pledge, day):
        assert pledge.asking.reached_on is not None
        assert USUAL.days.forward(pledge.asking.reached_on, 1) <= day


@given(pledges(), st.integers(0, 20))
def test_the_owner_reads_the_very_row_of_the_digest_or_has_spoken_since_the_last_one(
    pledge: Pledge, after: int
) -> None:
    day = NOTHING_OWN.after(LINKED, USUAL, date(2026, 12, 1) + timedelta(days=after)).day
    today, answered = call_day(day, USUAL), pledge.asking.answered_on
    assume(all(d is None or d <= today for d in (pledge.asking.asked_on, pledge.asking.reached_on, answered)))
    became, rung, without = ways(pledge, today, day)
    row = told(became, day)
    assert row == told(without, day), "the call makes nothing late"
    if rung:
        said = called(pledge, rung, USUAL, today)
        assert (said and said.line, day_of(rung)) == (row, day)
    elif row and pledge.deadline.due:
        assert answered is not None
        assert answered >= max(pledge.deadline.due, day - timedelta(days=7))


def test_the_last_call_is_on_the_working_day_before_whatever_the_holidays() -> None:
    slot = NOTHING_OWN.after(LINKED, USUAL, date(2026, 12, 22))
    assert (slot.day, call_day(slot.day, USUAL)) == (date(2026, 12, 29), date(2026, 12, 24))
    off = replace(USUAL, off=frozenset({3}))
    assert call_day(slot.day, off) == date(2026, 12, 23)
