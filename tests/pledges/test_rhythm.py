"""The rhythm in words: what is typed is read, what is kept is read back, and what cannot be is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges import periods
from pledges.councillors import is_councillor
from pledges.errors import NotUnderstood
from pledges.habits import USUAL, by_habit
from pledges.nudging import next_question
from pledges.periods import Period, PeriodKind
from pledges.policy import Policy
from pledges.rhythm import applied, changes, differing, ladder_words, read_all, told
from tests.pledges.test_nudging import DAYS, POLICY, pledge

USED = Policy()
QUARTERS = st.sampled_from([time(hour, minute) for hour in range(8, 12) for minute in (0, 15, 30, 45)])
PERIODS = st.lists(
    st.builds(
        lambda kind, since, days: Period(kind=kind, since=since, until=since + timedelta(days=days)),
        st.sampled_from(PeriodKind),
        DAYS,
        st.integers(0, 60),
    ),
    max_size=3,
    unique=True,
).map(lambda found: tuple(sorted(found)))
POLICIES = st.builds(
    Policy,
    ladder=st.lists(st.integers(0, 30), min_size=1, max_size=5, unique=True).map(
        lambda days: tuple(sorted(days, reverse=True))
    ),
    panel_before=st.integers(0, 40),
    late_weekday=st.integers(0, 4),
    nudge_at=QUARTERS,
    new_waits=st.integers(0, 20),
    snooze_days=st.integers(1, 30),
    snoozes=st.integers(0, 5),
    digest_weekday=st.integers(0, 4),
    review_every=st.integers(1, 52).map(lambda n: timedelta(weeks=n)),
    periods=PERIODS,
)


@given(policy=POLICIES)
def test_what_is_kept_as_text_is_read_back_as_it_was(policy: Policy) -> None:
    assert applied(USED, frozenset(differing(USED, policy).items())) == policy
    assert applied(policy, frozenset()) == policy


@given(was=POLICIES, became=POLICIES)
def test_there_are_changes_to_tell_just_where_two_rhythms_differ(was: Policy, became: Policy) -> None:
    assert bool(changes(told(was), told(became), date(2026, 11, 2))) == (was != became)


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ({"ladder": "2, 10 and 0"}, "ladder", (10, 2, 0)),
        ({"late_weekday": "tuesdays"}, "late_weekday", 1),
        ({"nudge_at": "9.15"}, "nudge_at", time(9, 15)),
        ({"digest_at": "2pm"}, "digest_at", time(14)),
        ({"review_every": "8"}, "review_every", timedelta(weeks=8)),
    ],
)
def test_what_people_type_is_read(typed: dict[str, str], field: str, value: object) -> None:
    assert getattr(read_all(typed, USED), field) == value


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ladder": "ten"}, "such as 10, 2, 0"),
        ({"ladder": ""}, "such as 10, 2, 0"),
        ({"ladder": "10, 10"}, "different numbers"),
        ({"ladder": "61"}, "from 0 to 60"),
        ({"late_weekday": "Sunday"}, "is a working day such as Thursday"),
        ({"nudge_at": "25:00"}, "is a time from 07:00 to 18:00"),
        ({"nudge_at": "13pm"}, "is a time from"),
        ({"nudge_at": "12:00", "nudge_until": "11:00"}, "end before they begin"),
        ({"digest_at": "09:00"}, "before the morning's questions"),
        ({"digest_at": "17:30"}, "has to come before 17:00"),
        ({"snooze_days": "²"}, "is a number from 1 to 30"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_type(typed: dict[str, str], sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        read_all(typed, USED)


@pytest.mark.parametrize(
    ("ladder", "words"),
    [
        ((10, 2, 0), "10 and 2 working days before, and on the day"),
        ((1, 0), "1 working day before, and on the day"),
        ((5,), "5 working days before"),
        ((0,), "on the day"),
    ],
)
def test_a_ladder_is_told_in_words(ladder: tuple[int, ...], words: str) -> None:
    assert ladder_words(ladder) == words


@given(due=DAYS, today=DAYS, resting=PERIODS)
def test_a_councillor_is_never_asked_in_a_period_and_an_officer_as_without_one(
    due: date, today: date, resting: tuple[Period, ...]
) -> None:
    policy = replace(POLICY, periods=resting)
    officer = next_question(pledge(due), by_habit(policy, USUAL), today)
    councillor = next_question(pledge(due), by_habit(policy, USUAL, councillor=True), today)
    assert officer == next_question(pledge(due), POLICY, today)
    assert officer is not None
    assert councillor is not None
    assert periods.period_on(resting, councillor.on) is None
    if periods.period_on(resting, officer.on) is None:
        assert councillor.on == officer.on
    else:
        after = officer.on
        while periods.period_on(resting, after) or not POLICY.days.is_one(after):
            after += timedelta(days=1)
        assert councillor.on == after


@pytest.mark.parametrize(
    ("called", "is_one"),
    [
        ("Cllr Rosa Ashdown", True),
        ("Councillor T. Bale", True),
        ("Lead Member for Children", True),
        ("Cabinet Member, Education", True),
        ("Chair of the Corporate Parenting Panel", True),
        ("Leader of the Council", True),
        ("Team Leader, Leaving Care", False),
        ("Members' Support Officer", False),
        ("Leader of the Opposition", True),
        ("Councillors' Support Officer", False),
        ("Head of Housing", False),
    ],
)
def test_councillors_are_known_by_how_they_and_their_posts_are_called(called: str, is_one: bool) -> None:
    assert is_councillor(called) is is_one


def test_periods_that_cannot_be_are_refused() -> None:
    today, july = date(2026, 11, 2), date(2027, 7, 20)
    recess = Period(kind=PeriodKind.RECESS, since=july, until=july + timedelta(days=40))
    kept = periods.add((), recess, today)
    for new, sentence in (
        (replace(recess, until=july - timedelta(days=1)), "comes before"),
        (replace(recess, since=july - timedelta(days=400), until=july - timedelta(days=399)), "has passed"),
        (replace(recess, until=july + timedelta(days=200)), "more than 120 days"),
        (replace(recess, since=july + timedelta(days=5)), "There is a recess"),
    ):
        with pytest.raises(NotUnderstood, match=sentence):
            periods.add(kept, new, today)
    assert len(periods.add(kept, replace(recess, kind=PeriodKind.PRE_ELECTION), today)) == 2
