"""Exceptions by rule: what leadership hears of one by one, because a rule that is named here says so.

A rule is a measure and a limit. To add one, add it to RULES; a new measure also needs its place in `measured`, and in
storage.measuring, which finds the same in SQL.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pledges.live import Live
from pledges.pledge import Pledge, is_late, lacks_impact
from pledges.policy import Policy
from pledges.starting import has_nobody

QUARTER = timedelta(weeks=13)
WEEK = timedelta(weeks=1)
NO_DAYS = timedelta()


class Measure(StrEnum):
    """What is measured of a pledge, in whole days or as a count."""

    LATE = "days late"
    SILENT = "days without a word"
    DECISION = "days that a new date waits"
    EXTENSIONS = "extensions"
    UNOWNED = "owners missing"
    UNSHOWN = "days done without impact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pledge is an exception where the measure is at least this. `name` is what a reader is told."""

    name: str
    measure: Measure
    at_least: int


RULES = (
    Rule(name="Late for more than 90 days", measure=Measure.LATE, at_least=91),
    Rule(name="Extended three times or more", measure=Measure.EXTENSIONS, at_least=3),
    Rule(name="No word for a quarter", measure=Measure.SILENT, at_least=QUARTER.days),
    Rule(name="A decision awaited for more than two weeks", measure=Measure.DECISION, at_least=15),
    Rule(name="No owner", measure=Measure.UNOWNED, at_least=1),
    Rule(name="Impact not shown four weeks after it was done", measure=Measure.UNSHOWN, at_least=28),
)


def is_starting(live: Live, policy: Policy, today: date) -> bool:
    """Whether a directorate is not live yet, or has told nobody yet that anything is late.

    Its first digest after going live is its starting position, which calls nothing late; so do the council's figures.
    """
    monday = today - timedelta(days=today.weekday())
    first = monday - WEEK + timedelta(days=policy.digest_weekday)
    return live.waits or (live.since is not None and live.since > first)


def is_called_late(pledge: Pledge, policy: Policy, today: date) -> bool:
    """Late, and in a directorate that was told so before."""
    return is_late(pledge, policy, today) and not is_starting(pledge.live, policy, today)


def measured(
    pledge: Pledge, policy: Policy, today: date, *, entered: date, finished: date | None = None
) -> Mapping[Measure, int]:
    """Every measure of a pledge; 0 for what does not apply to it.

    `entered` is the day it came into the register, `finished` the one since which it is not open. Silence counts from
    the last word, from the day it was entered, or from the day its directorate went live, whichever is latest.
    """
    if not pledge.open:
        shown = finished is None or not lacks_impact(pledge)
        return dict.fromkeys(Measure, 0) | {Measure.UNSHOWN: 0 if shown else (today - (finished or today)).days}
    due, asked = pledge.deadline.due or today, pledge.extension
    said = policy.today(pledge.last.at) if pledge.last else entered
    silent = today - max(said, pledge.live.since or said)
    return {
        Measure.LATE: (today - due).days if is_called_late(pledge, policy, today) else 0,
        Measure.SILENT: (NO_DAYS if pledge.live.waits else silent).days,
        Measure.DECISION: (today - policy.today(asked.at)).days if asked else 0,
        Measure.EXTENSIONS: pledge.deadline.extensions,
        Measure.UNOWNED: int(has_nobody(pledge)),
        Measure.UNSHOWN: 0,
    }


def broken(measures: Mapping[Measure, int]) -> list[Rule]:
    """The rules by which a pledge with these measures is an exception."""
    return [rule for rule in RULES if measures[rule.measure] >= rule.at_least]
