"""How far the recommendations of a paper are followed: which have a pledge, and which have none yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pledges.pledge import Source, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that recommends something. `name` is how people call it, with its date if it has one."""

    id: int
    name: str
    committee: str = ""
    held_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A pledge that follows a recommendation, as it stands; for one that was merged, the one that was kept."""

    number: int
    title: str
    status: Status

    @property
    def ref(self) -> str:
        return f"CP-{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """One recommendation of a paper, under the number or mark that the paper gives it."""

    id: int
    paper: Paper
    ref: str
    words: str
    pledges: tuple[Following, ...] = ()

    @property
    def followed(self) -> bool:
        """Whether it has a pledge; one that was withdrawn is none."""
        return any(pledge.status is not Status.WITHDRAWN for pledge in self.pledges)

    @property
    def source(self) -> Source:
        """The source of a pledge that follows it."""
        paper = self.paper
        minute = f"recommendation {self.ref}"
        return Source(
            document=paper.name, committee=paper.committee, held_on=paper.held_on, minute=minute, words=self.words
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A paper with its recommendations, in the order of their numbers."""

    paper: Paper
    recommendations: tuple[Recommendation, ...]

    @property
    def followed(self) -> int:
        return sum(each.followed for each in self.recommendations)

    @property
    def words(self) -> str:
        """3 of 5 have a pledge."""
        total, followed = len(self.recommendations), self.followed
        return f"{followed:,} of {total:,} {'has' if total == 1 else 'have'} a pledge"


def coverage(known: Iterable[Recommendation]) -> list[Coverage]:
    """Each paper with its recommendations, by name."""
    ordered = sorted(known, key=lambda each: (each.paper.name.casefold(), each.paper.id, in_order(each.ref)))
    return [
        Coverage(paper=paper, recommendations=tuple(group))
        for paper, group in groupby(ordered, key=lambda each: each.paper)
    ]


def in_order(ref: str) -> tuple[int, str]:
    """2 before 10, and what is no number after all numbers."""
    figures = "".join(filter(str.isdigit, ref))
    return (int(figures) if figures else 1_000_000, ref)
