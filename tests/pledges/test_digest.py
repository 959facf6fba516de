"""The digest: what it counts, what is new in it, and when it falls due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import WorkingDays
from pledges.digest import Before, Counts, Week, due_slot, next_slot, slot_of, summarise
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId
from pledges.pledge import Asking, Deadline, Extension, Owner, OwnerKind, Pledge, Status, Update, is_late, is_past
from pledges.policy import Policy

EASTER_MONDAY = date(2027, 3, 29)
POLICY = Policy(days=WorkingDays(frozenset({EASTER_MONDAY})))
NOW = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)
TODAY = date(2026, 12, 7)
HOLDER = Owner(kind=OwnerKind.POST, title="Assistant Director", answers=PersonId(1))


def pledge(number: int, due: date | None, reached: date | None = date(2026, 11, 2), **but: object) -> Pledge:
    deadline, asking = Deadline(due=due, original=due), Asking(reached_on=reached)
    plain = Pledge(number=number, title=f"Promise {number}", owners=(HOLDER,), deadline=deadline, asking=asking)
    return replace(plain, **but)  # type: ignore[arg-type]


def test_what_last_week_did_not_call_late_is_newly_late() -> None:
    before = Before(counts=Counts(total=2), late=frozenset({"CP-1"}), as_at=NOW - timedelta(days=7))
    told = summarise([pledge(1, date(2026, 11, 3)), pledge(2, date(2026, 12, 4))], POLICY, NOW, before)
    assert ([line.ref for line in told.newly], [line.ref for line in told.still]) == (["CP-2"], ["CP-1"])


def test_the_first_digest_calls_new_what_passed_its_date_within_the_week() -> None:
    told = summarise([pledge(1, date(2026, 11, 3)), pledge(2, date(2026, 12, 4))], POLICY, NOW, None)
    assert (told.counts.newly_late, told.counts.still_late) == (1, 1)


def test_the_longest_late_stands_first() -> None:
    told = summarise([pledge(1, date(2026, 11, 20)), pledge(2, date(2026, 11, 3))], POLICY, NOW, None)
    assert [line.ref for line in told.still] == ["CP-2", "CP-1"]


def test_what_is_past_its_date_is_counted_once_by_why_it_is_not_late() -> None:
    wanted = Extension(wanted=date(2027, 1, 8), reason="HR", by=PersonId(1), at=NOW)
    known = [
        pledge(1, date(2026, 12, 1), None),
        pledge(2, date(2026, 12, 1), TODAY),
        pledge(3, date(2026, 12, 1), extension=wanted),
        pledge(4, date(2026, 12, 1), status=Status.DONE, last=Update(at=NOW, by=None, status=Status.DONE)),
    ]
    counts = summarise(known, POLICY, NOW, None).counts
    assert counts == Counts(total=3, waiting=1, asked=1, unreached=1, done=1)


def test_what_its_owner_says_will_not_be_met_is_told_before_the_date_passes() -> None:
    known = [
        pledge(1, date(2026, 12, 18), status=Status.BLOCKED),
        pledge(2, date(2027, 3, 31), status=Status.OFF_TRACK),
        pledge(3, date(2026, 12, 18), status=Status.AT_RISK),
    ]
    told = summarise(known, POLICY, NOW, None)
    assert ([line.ref for line in told.forecast], [line.ref for line in told.soon]) == (["CP-1", "CP-2"], ["CP-3"])


@pytest.mark.parametrize(
    ("directors", "whose"),
    [((PersonId(9),), "the director of Housing"), ((PersonId(1),), "the admins"), ((), "the admins")],
)
def test_a_wish_for_a_date_says_whose_decision_it_waits_for(directors: tuple[PersonId, ...], whose: str) -> None:
    wanted = Extension(wanted=date(2027, 1, 8), reason="HR", by=PersonId(1), at=NOW)
    housing = Directorate(DirectorateId(1), "Housing")
    asked = pledge(1, date(2026, 12, 18), extension=wanted, directorate=housing)
    assert summarise([asked], POLICY, NOW, None, directors=directors).waiting[0].waits_for == whose


def test_what_has_no_owner_is_told_besides_and_counted_once() -> None:
    nobody = Owner(kind=OwnerKind.TBC, title="to be confirmed")
    told = summarise([pledge(1, date(2026, 12, 18), owners=(nobody,))], POLICY, NOW, None)
    assert ([line.ref for line in told.unowned], [line.ref for line in told.soon]) == (["CP-1"], ["CP-1"])
    assert (told.counts.total, told.counts.unowned) == (1, 1)


def test_what_was_thanked_for_is_not_done_again_by_being_closed() -> None:
    closed = pledge(1, None, status=Status.CLOSED, last=Update(at=NOW, by=None, status=Status.CLOSED))
    before = Before(
        counts=Counts(), late=frozenset(), as_at=NOW - timedelta(days=7), done=frozenset({"CP-1", "CP-2", "CP-3"})
    )
    open_again, new = pledge(2, None), replace(closed, number=4)
    told = summarise([closed, open_again, new], POLICY, NOW, before)
    assert told.counts.done == 1
    assert told.finished == ("CP-1", "CP-3", "CP-4")  # those of earlier weeks too, as they may be closed in a later one


def test_the_trend_is_that_of_the_last_eight_weeks_and_ends_with_this() -> None:
    past = tuple(Week(week=f"2026-W{n}", late=n, done=0, total=50) for n in range(41, 49))
    before = Before(counts=Counts(), late=frozenset({"CP-1"}), as_at=NOW - timedelta(days=7), trend=past)
    told = summarise([pledge(1, date(2026, 11, 3))], POLICY, NOW, before)
    assert told.trend == (*past[1:], Week(week="2026-W50", late=1, done=0, total=1))


def test_long_words_are_cut_and_say_so() -> None:
    told = summarise([pledge(1, date(2026, 12, 18), title="Promise " * 40)], POLICY, NOW, None).soon[0]
    assert (len(told.title), told.title[-1]) == (200, "…")


def test_only_what_was_done_since_last_week_is_thanked_for() -> None:
    done = [
        pledge(n, None, status=Status.DONE, last=Update(at=NOW - timedelta(days=days), by=None, status=Status.DONE))
        for n, days in ((1, 3), (2, 10))
    ]
    assert [line.ref for line in summarise(done, POLICY, NOW, None).done] == ["CP-1"]


def test_a_person_without_a_post_is_not_named() -> None:
    person = Owner(kind=OwnerKind.PERSON, title="Adele Vance", answers=PersonId(1))
    told = summarise([pledge(1, date(2026, 12, 4), owners=(person,))], POLICY, NOW, None)
    assert told.newly[0].owner == "somebody without a post"


@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 10, 1), date(2027, 1, 31)),
            st.none() | st.dates(date(2026, 10, 1), TODAY),
            st.sampled_from(list(Status)),
            st.booleans(),
        ),
        max_size=30,
    ),
    st.sets(st.integers(1, 30)),
)
def test_the_counts_are_true_whatever_there_is(
    rows: list[tuple[date, date | None, Status, bool]], late: set[int]
) -> None:
    asked = Extension(wanted=date(2027, 2, 1), reason="HR", by=PersonId(1), at=NOW)
    known = [
        pledge(number, due, reached, status=status, extension=asked if waits else None)
        for number, (due, reached, status, waits) in enumerate(rows, 1)
    ]
    before = Before(counts=Counts(), late=frozenset(f"CP-{n}" for n in late), as_at=NOW - timedelta(days=7))
    told = summarise(known, POLICY, NOW, before)
    counts = told.counts
    assert counts.late == sum(is_late(p, POLICY, TODAY) for p in known) == len(told.newly) + len(told.still)
    past = sum(is_past(p, TODAY) and p.extension is None for p in known)
    assert past == counts.late + counts.asked + counts.unreached
    assert counts.total == sum(p.open for p in known)
    parts = (counts.late, counts.asked, counts.unreached, counts.waiting, counts.forecast, counts.soon)
    assert sum(parts) <= counts.total


@pytest.mark.parametrize(
    ("day", "meant", "at"),
    [
        (date(2026, 12, 9), date(2026, 12, 7), datetime(2026, 12, 7, 11, tzinfo=UTC)),
        (date(2026, 10, 26), date(2026, 10, 26), datetime(2026, 10, 26, 11, tzinfo=UTC)),  # clocks went back on Sunday
        (date(2027, 3, 29), date(2027, 3, 30), datetime(2027, 3, 30, 10, tzinfo=UTC)),  # Easter Monday, clocks forward
    ],
)
def test_it_is_meant_for_monday_or_the_working_day_after_a_holiday(day: date, meant: date, at: datetime) -> None:
    slot = slot_of(day, POLICY)
    assert (slot.day, slot.at) == (meant, at)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 12, 7, 10, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 7, 11, 0, tzinfo=UTC), True),
        (datetime(2026, 12, 11, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 11, 17, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 13, 12, 0, tzinfo=UTC), False),
    ],
)
def test_it_is_due_from_monday_eleven_until_friday_five(now: datetime, due: bool) -> None:
    assert (due_slot(date(2026, 11, 1), POLICY, now) is not None) is due


def test_a_channel_linked_midweek_starts_next_monday() -> None:
    linked, now = date(2026, 12, 9), datetime(2026, 12, 9, 12, 0, tzinfo=UTC)
    assert due_slot(linked, POLICY, now) is None
    assert next_slot(linked, POLICY, now).day == date(2026, 12, 14)


def test_a_channel_linked_on_monday_morning_gets_that_days() -> None:
    assert next_slot(TODAY, POLICY, datetime(2026, 12, 7, 9, 0, tzinfo=UTC)).day == TODAY
