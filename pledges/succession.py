"""A plan gives way to another: every line of it is carried over, replaced or closed before it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from pledges.people import Standing
from pledges.plans import ThemeId
from pledges.pledge import Pledge, Status, Update


class Fate(StrEnum):
    CARRIED = "carried over"
    REPLACED = "replaced"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What becomes of a line: carried over `to` a theme of the new plan, replaced `by` a pledge, or closed."""

    fate: Fate
    to: ThemeId | None = None
    by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What was decided so far, of themes and of pledges by their numbers."""

    themes: Mapping[ThemeId, Decision] = field(default_factory=dict)
    pledges: Mapping[int, Decision] = field(default_factory=dict)

    def of(self, pledge: int, theme: ThemeId) -> Decision | None:
        """What becomes of a pledge: its own decision, else it goes along with a theme that is carried over."""
        along = self.themes.get(theme)
        return self.pledges.get(pledge) or (along if along and along.fate is Fate.CARRIED else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """The lines of which nobody has said what becomes of them."""

    themes: tuple[ThemeId, ...]
    pledges: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.themes) + len(self.pledges)


def unmapped(themes: Iterable[ThemeId], placed: Mapping[int, ThemeId], decisions: Decisions) -> Unmapped:
    """What is still to be decided; `placed` are the pledges that are not finished, each with its theme."""
    return Unmapped(
        themes=tuple(t for t in themes if t not in decisions.themes),
        pledges=tuple(n for n, theme in sorted(placed.items()) if decisions.of(n, theme) is None),
    )


def replaced(pledge: Pledge, by: str, plan: str, standing: Standing, now: datetime) -> Pledge:
    """The pledge in whose place another stands in the new plan: the only one to be called carried over."""
    note = f"Replaced by {by} in {plan}"
    update = Update(at=now, by=standing.person, status=Status.CARRIED_OVER, note=note)
    return replace(pledge, status=Status.CARRIED_OVER, last=update, extension=None)
