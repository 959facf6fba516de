"""On which weekdays somebody wants to be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pledges.errors import NotUnderstood
from pledges.policy import Policy

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
LEFT = 2  # working days of a week that nobody can take off the bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Never asked on the weekdays of `off`; asked on `only_on` alone, but for the day itself.

    Weekdays count from Monday = 0. Without `notes` a director gets no weekly note.
    """

    off: frozenset[int] = frozenset()
    only_on: int | None = None
    notes: bool = True

    def check(self) -> None:
        """Raise NotUnderstood for what would leave no room for a question."""
        if len(WEEKDAYS) - len(self.off) < LEFT:
            raise NotUnderstood(f"At least {LEFT} days a week have to be left for questions. Name fewer days.")
        if self.only_on in self.off:
            day = WEEKDAYS[self.only_on or 0]
            raise NotUnderstood(f"You are off on {day}s, so {day} can't be your day for questions.")


USUAL = Habit()


def weekdays(words: str) -> frozenset[int]:
    """The weekdays that words name: “Fridays”, “Mon and Fri”. Empty for words that name none."""
    said = [word.strip(".,").casefold() for word in words.replace(",", " ").split()]
    return frozenset(i for i, day in enumerate(WEEKDAYS) for word in said if word[:3] == day[:3].casefold())


def in_turn(days: frozenset[int]) -> list[str]:
    """Mondays, Fridays."""
    return [f"{WEEKDAYS[day]}s" for day in sorted(days)]


def by_habit(policy: Policy, habit: Habit, *, councillor: bool = False) -> Policy:
    """The rhythm for one person; recess and pre-election periods are for councillors."""
    if habit == USUAL and not (councillor and policy.periods):
        return policy
    return replace(policy, off=habit.off, only_on=habit.only_on, councillor=councillor)
