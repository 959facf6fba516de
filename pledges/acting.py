"""What a director does from the digest: whose desk it is, what stands on it, and when an owner is not asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pledges.calendar import counted
from pledges.deciding import needs_minute
from pledges.digest import WILL_NOT
from pledges.messages import PersonId
from pledges.people import Directorate, Standing
from pledges.pledge import Pledge, Publication, is_late, is_past
from pledges.policy import Policy

ACTING = "acting"  # the message that tells who may act for a director
HOW = (
    "Type “desk”, or press “Act on these” under a digest. What you do is kept in the history as done by you for them, "
    "and the admins see that you may."
)
RUNG = "desk"  # of a question that a director has asked outside the rhythm


class Act(StrEnum):
    """What is done to an owner; each comes once for its mark."""

    ASK = "asked"
    THANK = "thanked"
    WRITE = "wrote"


class Part(StrEnum):
    """What a desk lists, in the order in which it matters to whoever sits at it."""

    WAITING = "waiting for a decision"
    LATE = "late"
    FORECAST = "will not make it"
    DONE = "done this week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A director's desk, and who sits at it: the director, or somebody who acts for them."""

    directorate: Directorate
    post: str
    director: PersonId
    director_name: str
    person: PersonId
    name: str

    @property
    def own(self) -> bool:
        return self.person == self.director

    @property
    def called(self) -> str:
        """As whom they act, in words: Ann Lee for the Strategic Director, Housing."""
        return f"{self.name}, {self.post}" if self.own else f"{self.name} for the {self.post}"

    def sees(self, pledge: Pledge) -> bool:
        """Whether a pledge can be acted on from here. Who acts for a director is not shown what is not for publication.

        That a director lets them act says nothing about what the register keeps from all but a few.
        """
        here = pledge.directorate is not None and pledge.directorate.id == self.directorate.id
        return here and (self.own or pledge.publication is not Publication.RESTRICTED)

    def standing(self, own: Standing, pledge: Pledge | None = None) -> Standing:
        """What they may do here: as the director does, but for a pledge that the director answers for."""
        if pledge is not None and (not self.sees(pledge) or pledge.is_answered_by(self.director)):
            return own
        return replace(own, directs=own.directs | {self.directorate.id})


def stands(pledge: Pledge, policy: Policy, today: date) -> str:
    """How a pledge stands, in the words of the digest; empty for what only goes on."""
    if not pledge.open:
        return pledge.status.value
    if pledge.extension is not None:
        return "waiting for the Panel" if needs_minute(pledge) else "waiting for a decision"
    if is_late(pledge, policy, today):
        return Part.LATE.value
    if is_past(pledge, today):
        return "past its date, not yet called late"
    if pledge.deadline.due is not None and pledge.status in WILL_NOT:
        return Part.FORECAST.value
    soon = pledge.deadline.due is not None and pledge.deadline.due <= today + policy.soon
    return "due soon" if soon else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whoever answers for a pledge today: `away` says so in a sentence; `asked` is whether they were asked today."""

    name: str
    person: PersonId
    away: str = ""
    asked: bool = False
    by_hand: bool = False


def not_asked(pledge: Pledge, owner: Owner | None, seat: Seat, policy: Policy, today: date) -> str:
    """Why an owner is not asked for an update now, in a sentence; empty where they are."""
    if not pledge.open:
        return f"{pledge.ref} is {pledge.status.value}, so there is nothing to ask about."
    if owner is None:
        return f"Nobody answers for {pledge.ref} at the moment, so there is nobody to ask. You can give it to another."
    return next((words for so, words in _reasons(pledge, owner, seat, policy, today) if so), "")


def _reasons(pledge: Pledge, owner: Owner, seat: Seat, policy: Policy, today: date) -> Iterator[tuple[bool, str]]:
    """What may keep a question back, the first that is so, in a sentence."""
    name, place = owner.name, seat.directorate.name
    wish = f"{name} has asked for a new date and waits for the decision, so I don't ask them again."
    yield pledge.extension is not None, wish
    yield owner.person == seat.person, f"{pledge.ref} is yours: type “update {pledge.ref}” and how it is going."
    yield pledge.live.waits, f"{place} is not live yet, so nobody is asked there."
    yield bool(owner.away), owner.away
    answered = _said_on(pledge, policy) == today
    yield answered, f"{name} has answered today, so I don't ask again before tomorrow."
    yield owner.asked, f"{name} was asked about it today, so I don't ask again before tomorrow."
    yield owner.by_hand, f"{name} is asked by hand: the admins write to them."


def _said_on(pledge: Pledge, policy: Policy) -> date | None:
    said = policy.today(pledge.last.at) if pledge.last else None
    return max((day for day in (said, pledge.asking.answered_on) if day), default=None)


def heading(counts: dict[Part, int]) -> str:
    """What stands on a desk, in words: 2 waiting for a decision, 5 late."""
    told = [f"{count:,} {part.value}" for part, count in counts.items() if count]
    return ", ".join(told) if told else "nothing waits for a decision and nothing is late"


def hidden_words(count: int) -> str:
    """That some are left out for whoever acts for a director."""
    what = counted(count, "pledge")
    return f"{what} not for publication {'is' if count == 1 else 'are'} on the director's own desk only."
