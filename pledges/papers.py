"""The papers of a meeting that is coming: of what hangs on it, who has had a word to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pledges.first_cards import is_held_back
from pledges.meetings import Meeting
from pledges.pledge import Pledge
from pledges.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """`silent` are those of `total` pledges that still want a word for these papers."""

    meeting: Meeting
    total: int
    silent: Sequence[Pledge]

    def to_ask(self, today: date) -> list[Pledge]:
        """Those whose owner is there to be asked, by no first card first, and was not asked today."""
        there = [p for p in self.silent if p.lead.answers is not None and not is_held_back(p)]
        return [p for p in there if p.asking.asked_on != today]


def papers_of(meeting: Meeting, hanging: Sequence[Pledge], policy: Policy) -> Papers:
    """How far the answers have come."""
    silent = [p for p in hanging if not _has_answered(p, meeting.papers_due, policy)]
    return Papers(meeting=meeting, total=len(hanging), silent=silent)


def _has_answered(pledge: Pledge, papers_due: date, policy: Policy) -> bool:
    """Done, waiting for a decision, or answered so lately that it is of use for these papers."""
    answered = pledge.asking.answered_on
    fresh = answered is not None and answered >= policy.days.back(papers_due, 2 * max(policy.ladder))
    return not pledge.open or pledge.extension is not None or fresh
