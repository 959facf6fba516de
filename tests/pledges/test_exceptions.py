"""The rules by which leadership hears of a pledge, at their very limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pledges.composing import in_office
from pledges.exceptions import broken, is_starting, measured
from pledges.live import Live
from pledges.messages import PersonId
from pledges.pledge import Asking, Deadline, Extension, OwnerKind, Pledge, Status, Update
from pledges.policy import Policy
from tests.make import NOW, TODAY, a_pledge, an_owner

POLICY = Policy()
REACHED = Asking(reached_on=TODAY - timedelta(days=9))


def rules(pledge: Pledge, entered: int = 0, finished: int | None = None) -> list[str]:
    """The names of the rules that a pledge breaks, entered and finished so many days ago."""
    gone = None if finished is None else TODAY - timedelta(days=finished)
    told = measured(pledge, POLICY, TODAY, entered=TODAY - timedelta(days=entered), finished=gone)
    return [rule.name for rule in broken(told)]


def owned(**but: Any) -> Pledge:
    return a_pledge(number=1, owners=(an_owner(answers=PersonId(1)),), **but)


def due(days: int) -> Deadline:
    return Deadline(due=TODAY - timedelta(days=days))


def said(days: int) -> Update:
    return Update(at=NOW - timedelta(days=days), by=None, status=Status.ON_TRACK)


def asked(days: int) -> Extension:
    return Extension(wanted=TODAY, reason="HR", by=PersonId(1), at=NOW - timedelta(days=days))


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        (
            "Late for more than 90 days",
            owned(deadline=due(90), asking=REACHED),
            owned(deadline=due(91), asking=REACHED),
        ),
        (
            "Extended three times or more",
            owned(deadline=Deadline(extensions=2)),
            owned(deadline=Deadline(extensions=3)),
        ),
        ("No word for a quarter", owned(last=said(90)), owned(last=said(91))),
        ("A decision awaited for more than two weeks", owned(extension=asked(14)), owned(extension=asked(15))),
        ("No owner", owned(), a_pledge(number=1, owners=(an_owner(kind=OwnerKind.TBC),))),
    ],
)
def test_a_rule_is_broken_by_no_less_than_it_names(name: str, inside: Pledge, outside: Pledge) -> None:
    assert (rules(inside), rules(outside)) == ([], [name])


def test_what_was_done_four_weeks_ago_is_an_exception_until_its_impact_is_shown() -> None:
    done = owned(status=Status.DONE)
    rule = ["Impact not shown four weeks after it was done"]
    assert (rules(done, finished=27), rules(done, finished=28)) == ([], rule)
    assert rules(replace(done, impact="Nobody moved school"), finished=90) == []
    assert rules(replace(done, status=Status.WITHDRAWN), finished=90) == []


def test_silence_counts_from_when_it_was_entered_or_its_directorate_went_live() -> None:
    quiet = owned()
    assert (rules(quiet, entered=90), rules(quiet, entered=91)) == ([], ["No word for a quarter"])
    assert rules(replace(quiet, live=Live(since=TODAY - timedelta(days=90))), entered=400) == []
    assert rules(replace(quiet, live=Live(waits=True)), entered=400) == []


def test_nothing_is_called_late_in_the_week_of_a_starting_position() -> None:
    late = owned(deadline=due(200), asking=REACHED)
    last_monday = TODAY - timedelta(days=7)
    assert rules(replace(late, live=Live(since=last_monday))) == ["Late for more than 90 days"]
    assert rules(replace(late, live=Live(since=last_monday + timedelta(days=1)))) == []
    assert [is_starting(live, POLICY, TODAY) for live in (Live(), Live(waits=True), Live(since=TODAY))] == [
        *(False, True, True)
    ]


def test_a_champion_is_called_by_name_only_as_a_councillor() -> None:
    assert in_office("Cllr Rosa Ashdown", ["Lead Member for Children"]) == "Cllr Rosa Ashdown"
    assert in_office("Rosa Ashdown", ["Chair of Governors", "Lead Member for Children"]) == "Lead Member for Children"
    assert in_office("Megan Bowen", ["Head of Housing"]) == "Head of Housing"
    assert in_office("Megan Bowen", []) == "somebody without a post"
