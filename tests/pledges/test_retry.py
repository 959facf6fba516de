"""When a message that did not reach Teams is tried again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.errors import (
    Blocked,
    CardGone,
    ConversationGone,
    DeliveryError,
    NotAuthorised,
    Refused,
    Throttled,
    Unreachable,
)
from pledges.retry import LAST_ATTEMPT, next_try

NOW = datetime(2026, 12, 4, 9, 30, tzinfo=UTC)
MIDDLE = 0.5
jitters = st.floats(0, 1)
passing = st.sampled_from([Unreachable(), Throttled(None)])


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        (1, timedelta(seconds=10)),
        (2, timedelta(minutes=1)),
        (3, timedelta(minutes=5)),
        (4, timedelta(minutes=30)),
        (5, timedelta(hours=2)),
        (6, timedelta(hours=6)),
        (7, timedelta(hours=6)),
        (LAST_ATTEMPT - 1, timedelta(hours=6)),
    ],
)
def test_the_wait_grows_from_ten_seconds_to_six_hours(attempts: int, wait: timedelta) -> None:
    assert next_try(Unreachable(), attempts, NOW, MIDDLE) == NOW + wait


def test_after_three_days_the_message_is_given_up() -> None:
    assert next_try(Unreachable(), LAST_ATTEMPT, NOW, MIDDLE) is None


@pytest.mark.parametrize("error", [NotAuthorised(), ConversationGone(), CardGone(), Blocked(), Refused()])
def test_what_waiting_does_not_mend_is_not_tried_again(error: DeliveryError) -> None:
    assert next_try(error, 1, NOW, MIDDLE) is None


def test_a_throttled_message_waits_at_least_as_long_as_teams_asked() -> None:
    assert next_try(Throttled(timedelta(minutes=10)), 1, NOW, 0) == NOW + timedelta(minutes=10)
    assert next_try(Throttled(timedelta(seconds=1)), 3, NOW, MIDDLE) == NOW + timedelta(minutes=5)


@given(passing, st.integers(0, 40), jitters)
def test_the_next_try_is_never_in_the_past(error: DeliveryError, attempts: int, jitter: float) -> None:
    at = next_try(error, attempts, NOW, jitter)
    assert at is None or at > NOW


@given(passing, st.integers(0, LAST_ATTEMPT - 2), jitters)
def test_a_later_attempt_never_waits_less(error: DeliveryError, attempts: int, jitter: float) -> None:
    sooner, later = (next_try(error, each, NOW, jitter) for each in (attempts, attempts + 1))
    assert sooner is not None
    assert later is not None
    assert sooner <= later


@given(st.lists(jitters, min_size=LAST_ATTEMPT, max_size=LAST_ATTEMPT))
def test_trying_goes_on_for_two_days_at_least_and_in_step_with_time(draws: list[float]) -> None:
    at = NOW
    for attempt, jitter in enumerate(draws, start=1):
        following = next_try(Unreachable(), attempt, at, jitter)
        if following is None:
            break
        assert following > at
        at = following
    assert timedelta(hours=48) < at - NOW < timedelta(hours=84)


@given(st.integers(1, LAST_ATTEMPT - 1), jitters)
def test_a_wait_is_spread_by_a_fifth_at_most(attempts: int, jitter: float) -> None:
    plain, spread = (next_try(Unreachable(), attempts, NOW, each) for each in (MIDDLE, jitter))
    assert plain is not None
    assert spread is not None
    assert abs((spread - NOW) / (plain - NOW) - 1) <= 0.2 + 1e-9
