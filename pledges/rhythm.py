"""The rhythm in words: what admins can set, how it is typed, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any

from pledges import periods
from pledges.calendar import listed
from pledges.errors import NotUnderstood
from pledges.habits import WEEKDAYS
from pledges.policy import Policy

PERIODS = "periods"
EARLIEST, LAST = time(7), time(18)
MOST_RUNGS = 5
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that can be set: the field of a Policy, its label in the form, how it is read and written.

    `read` raises NotUnderstood with a sentence that begins with the label. What `words` writes, `read` reads.
    """

    field: str
    label: str
    read: Callable[[str], Any]
    words: Callable[[Any], str]
    choices: tuple[str, ...] = ()


def rules() -> Mapping[str, Rule]:
    """All that can be set, in the order of the form."""
    return _RULES


def told(policy: Policy) -> dict[str, str]:
    """A rhythm as the texts of its rules, and of its periods."""
    texts = {rule.field: rule.words(getattr(policy, rule.field)) for rule in _RULES.values()}
    return texts | {PERIODS: periods.words_of(policy.periods)}


def changes(was: Mapping[str, str], became: Mapping[str, str], today: date) -> list[str]:
    """What differs between two rhythms told as texts, each as: Weekday of the digest: Monday → Tuesday."""
    moved = [
        f"{rule.label}: {was[name]} → {became[name]}"
        for name, rule in _RULES.items()
        if name in was and name in became and was[name] != became[name]
    ]
    old, new = (set(periods.read(texts.get(PERIODS, ""))) for texts in (was, became))
    added = [f"Added: {p.kind}, {p.days(today)}" for p in sorted(new - old)]
    return [*moved, *added, *(f"Removed: {p.kind}, {p.days(today)}" for p in sorted(old - new))]


def read_all(given: Mapping[str, str], policy: Policy) -> Policy:
    """The rhythm with what was typed; raises NotUnderstood for the first that cannot be."""
    values = {name: _RULES[name].read(text) for name, text in given.items() if name in _RULES}
    return check(replace(policy, **values))


def check(policy: Policy) -> Policy:
    """Raise NotUnderstood for hours that do not go together."""
    if not policy.nudge_at < policy.nudge_until:
        raise NotUnderstood("The hours end before they begin. Please give the first hour and then the last.")
    if policy.digest_at < policy.nudge_at:
        raise NotUnderstood(
            f"The digest would come before the morning's questions, which begin at {policy.nudge_at:%H:%M}: nobody is "
            "to read there first what they were not asked about. Please choose a later hour for it."
        )
    if policy.digest_at >= policy.digest_until:
        raise NotUnderstood(f"The digest has to come before {policy.digest_until:%H:%M}.")
    return policy


@lru_cache(maxsize=64)
def applied(usual: Policy, kept: frozenset[tuple[str, str]]) -> Policy:
    """The rhythm of the settings with what admins have set since; what this version does not know is left alone."""
    known = {name: text for name, text in kept if name in _READ}
    return replace(usual, **{name: _READ[name](text) for name, text in known.items()})


def differing(usual: Policy, wanted: Policy) -> dict[str, str]:
    """What of a rhythm is not as the settings have it, as text to keep."""
    was, becomes = told(usual), told(wanted)
    return {name: text for name, text in becomes.items() if text != was[name]}


def ladder_words(ladder: tuple[int, ...]) -> str:
    """10 and 2 working days before, and on the day."""
    before = [str(days) for days in ladder if days]
    unit = "working day" if before == ["1"] else "working days"
    parts = [f"{listed(before)} {unit} before"] if before else []
    return ", and ".join([*parts, *(["on the day"] if 0 in ladder else [])])


def _number(label: str, least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        digits = text.strip()
        if not (digits.isascii() and digits.isdigit() and least <= int(digits) <= most):
            raise NotUnderstood(f"“{label}” is a number from {least} to {most}, not “{text}”.")
        return int(digits)

    return read


def _weeks(label: str) -> Callable[[str], timedelta]:
    number = _number(label, 1, 52)
    return lambda text: timedelta(weeks=number(text))


def _ladder(label: str) -> Callable[[str], tuple[int, ...]]:
    def read(text: str) -> tuple[int, ...]:
        parts = text.replace(" and ", ",").replace(";", ",").split(",")
        days = [int(part) for part in parts if part.strip().isascii() and part.strip().isdigit()]
        right = len(days) == len(parts) == len(set(days)) and len(days) <= MOST_RUNGS
        if not right or max(days) > 60:
            raise NotUnderstood(
                f"“{label}” are up to {MOST_RUNGS} different numbers from 0 to 60, such as 10, 2, 0: 0 is the day "
                f"itself. I can't read “{text}”."
            )
        return tuple(sorted(days, reverse=True))

    return read


def _weekday(label: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        day = text.strip().rstrip("s").capitalize()
        if day not in WEEKDAYS:
            raise NotUnderstood(f"“{label}” is a working day such as Thursday, not “{text}”.")
        return WEEKDAYS.index(day)

    return read


def _hour(label: str) -> Callable[[str], time]:
    def read(text: str) -> time:
        found = _HOUR.fullmatch(text.strip())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if found and found[3]:
            hour = hour % 12 + (12 if found[3].casefold() == "pm" else 0) if 1 <= hour <= 12 else 99
        if not (hour < 24 and minute < 60 and EARLIEST <= time(hour, minute) <= LAST):
            raise NotUnderstood(
                f"“{label}” is a time from {EARLIEST:%H:%M} to {LAST:%H:%M}, such as 09:30, not “{text}”."
            )
        return time(hour, minute)

    return read


def _a_number(field: str, label: str, least: int, most: int) -> Rule:
    return Rule(field=field, label=label, read=_number(label, least, most), words=str)


def _some_weeks(field: str, label: str) -> Rule:
    return Rule(field=field, label=label, read=_weeks(label), words=lambda every: str(every.days // 7))


def _a_weekday(field: str, label: str) -> Rule:
    return Rule(field=field, label=label, read=_weekday(label), words=WEEKDAYS.__getitem__, choices=WEEKDAYS)


def _an_hour(field: str, label: str) -> Rule:
    return Rule(field=field, label=label, read=_hour(label), words=lambda at: f"{at:%H:%M}")


_STEPS = "Working days before a date"
_ALL = (
    Rule(field="ladder", label=_STEPS, read=_ladder(_STEPS), words=lambda days: ", ".join(map(str, days))),
    _a_number("panel_before", "Working days before papers are due", 0, 40),
    _a_weekday("late_weekday", "Weekday for what is late"),
    _some_weeks("review_every", "Weeks between questions about what has no end"),
    _some_weeks("recurs_every", "Weeks between questions about what comes again as required"),
    _a_number("new_waits", "Working days to take on what is new", 0, 20),
    _an_hour("nudge_at", "Messages go out from"),
    _an_hour("nudge_until", "Messages go out until"),
    _a_weekday("digest_weekday", "Weekday of the digest"),
    _an_hour("digest_at", "Time of the digest"),
    _an_hour("last_call_at", "Time of the last call, on the working day before the digest"),
    _a_number("escalate_after", "Weekly questions without an answer before somebody else may be asked", 1, 10),
    _a_number("snooze_days", "Working days that a question can be put off", 1, 30),
    _a_number("snoozes", "Times in a row that it can be put off", 0, 5),
)
_RULES = {rule.field: rule for rule in _ALL}
_READ: Mapping[str, Callable[[str], Any]] = {rule.field: rule.read for rule in _ALL} | {PERIODS: periods.read}
