"""Who is asked about a pledge, and who still has to answer: one for all of them, or each of its owners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pledges.messages import PersonId, Recipient
from pledges.pledge import Asking, Owner, Pledge, Share, Status, Update
from pledges.policy import Policy


def asked(pledge: Pledge) -> tuple[PersonId, ...]:
    """Everybody who is asked, the lead first; nobody while the lead has nobody. Deputies only where they stand in."""
    if pledge.lead.answers is None:
        return ()
    owners = (pledge.lead, *(o for o in pledge.owners if not o.lead))
    return tuple(dict.fromkeys(person for owner in owners for person in owner.asked))


def is_still_asked(pledge: Pledge, person: Recipient) -> bool:
    """Whether a question that somebody was asked is still theirs. While the lead has nobody, their help still is."""
    return person in asked(pledge) or (pledge.lead.answers is None and any(person in o.people for o in pledge.owners))


def owner_for(pledge: Pledge, person: PersonId | None) -> Owner | None:
    """The owner in whose name somebody answers: the lead where they answer for several."""
    mine = [o for o in pledge.owners if person is not None and person in o.people]
    return next((o for o in mine if o.lead), mine[0] if mine else None)


def led(pledges: Iterable[Pledge], person: PersonId) -> list[str]:
    """The references of those that somebody leads, and does not only help with."""
    return [p.ref for p in pledges if (owner := owner_for(p, person)) and owner.lead]


def share_of(pledge: Pledge, person: PersonId) -> Share:
    """How far the asking has come for one of those who are asked besides whoever answers for the lead."""
    return next((s for s in pledge.shares if s.person == person), Share(person=person))


def with_share(pledge: Pledge, share: Share) -> Pledge:
    """The pledge with a share in the place of the one of the same person."""
    others = [s for s in pledge.shares if s.person != share.person]
    return replace(pledge, shares=tuple(sorted([*others, share], key=lambda s: s.person)))


def seen_by(pledge: Pledge, person: PersonId) -> Pledge:
    """The pledge with its asking as it stands for one of those who are asked.

    Where one answer is enough, anybody's is everybody's; where each must answer, only their own owner's counts.
    """
    asking, owner = pledge.asking, owner_for(pledge, person)
    answered_on = _answered_on(pledge, owner) if pledge.each and owner else asking.answered_on
    if person == pledge.lead.answers:
        return replace(pledge, asking=replace(asking, answered_on=answered_on))
    share = share_of(pledge, person)
    theirs = Asking(rung=share.rung, asked_on=share.asked_on, answered_on=answered_on, told_on=asking.told_on)
    return replace(pledge, asking=theirs)


def answering(pledge: Pledge) -> tuple[Owner, ...]:
    """The owners for whom somebody answers, the lead first."""
    return tuple(sorted((o for o in pledge.owners if o.answers is not None), key=lambda o: not o.lead))


def waiting(pledge: Pledge) -> tuple[Owner, ...]:
    """The owners who still have to answer, each for itself, since they were asked last; none where one is enough."""
    return tuple(o for o in answering(pledge) if pledge.each and not has_answered(pledge, o))


def has_answered(pledge: Pledge, owner: Owner) -> bool:
    """Whether an owner has answered since they were asked last."""
    answered, asked_on = _answered_on(pledge, owner), _asked_on(pledge, owner)
    return answered is not None and (asked_on is None or asked_on <= answered)


def has_said_done(pledge: Pledge, person: PersonId) -> bool:
    """Whether somebody's owner has called it done while others are still to say so: then they are asked no more."""
    owner = owner_for(pledge, person)
    return pledge.each and owner is not None and any(s.said is Status.DONE for s in _shares(pledge, owner))


def answer(pledge: Pledge, person: PersonId, status: Status, today: date) -> Pledge:
    """The pledge with an answer noted: as everybody's, or as their own owner's where each must answer."""
    asking, owner = pledge.asking, owner_for(pledge, person)
    if owner and pledge.each:
        pledge = with_share(pledge, replace(share_of(pledge, person), answered_on=today, said=status))
    if pledge.each and not (owner and owner.lead):
        return pledge
    reached = asking.reached_on or (today if owner else None)
    return replace(pledge, asking=replace(asking, answered_on=today, reached_on=reached, accepted=True))


def set_each(pledge: Pledge, *, each: bool) -> Pledge:
    """The pledge with each of its owners having to answer, or one for all; what was answered stays answered."""
    if each == pledge.each:
        return pledge
    if not each:
        days = [d for o in answering(pledge) if (d := _answered_on(pledge, o))]
        latest = max(days, default=None)
        shares = tuple(replace(s, answered_on=None, said=None) for s in pledge.shares)
        return replace(pledge, each=False, shares=shares, asking=replace(pledge.asking, answered_on=latest))
    last, on = pledge.last, pledge.asking.answered_on
    theirs = replace(pledge, each=True, asking=replace(pledge.asking, answered_on=None))
    return answer(theirs, last.by, last.status, on) if last and last.by is not None and on else theirs


def status_after(pledge: Pledge, status: Status) -> Status:
    """What an answer makes of the status. Where each must answer, done is done when each of them has said so."""
    if status is not Status.DONE or not pledge.each:
        return status
    unsaid = [o for o in answering(pledge) if not any(s.said is Status.DONE for s in _shares(pledge, o))]
    return pledge.status if unsaid and pledge.open else status


def said_before(told: Sequence[Update], person: Recipient, policy: Policy) -> Update | None:
    """What somebody else had said on the same day, right before a person's newest answer. `told` is newest first."""
    if len(told) < 2 or told[0].by != person or told[1].by in (None, person):
        return None
    return told[1] if policy.today(told[1].at) == policy.today(told[0].at) else None


def _answered_on(pledge: Pledge, owner: Owner) -> date | None:
    """The day of the newest answer of an owner's people. A lead's may be older than what is noted of each of them."""
    days = [s.answered_on for s in _shares(pledge, owner)] + [pledge.asking.answered_on if owner.lead else None]
    return max((day for day in days if day), default=None)


def _asked_on(pledge: Pledge, owner: Owner) -> date | None:
    days = [s.asked_on for s in _shares(pledge, owner)] + [pledge.asking.asked_on if owner.lead else None]
    return max((day for day in days if day), default=None)


def _shares(pledge: Pledge, owner: Owner) -> list[Share]:
    return [s for s in pledge.shares if s.person in owner.people]
