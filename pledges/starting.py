"""The starting position: the first digest of a directorate that went live says how it stands, and blames nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from pledges.digest import Digest, Start, summarise
from pledges.messages import PersonId
from pledges.pledge import OwnerKind, Pledge, is_past
from pledges.policy import Policy


def begin(
    pledges: Iterable[Pledge],
    policy: Policy,
    now: datetime,
    since: date,
    helping: Iterable[Pledge] = (),
    directors: Collection[PersonId] = (),
) -> Digest:
    """The digest of these pledges at the start: nothing in it is called late, since nobody had been asked."""
    known, today = tuple(pledges), policy.today(now)
    told = summarise(known, policy, now, None, helping, directors)
    still_open = [p for p in known if p.open]
    start = Start(
        since=since,
        past=tuple(p.ref for p in still_open if is_past(p, today)),
        undated=sum(p.deadline.due is None for p in still_open),
        unowned=sum(has_nobody(p) for p in still_open),
    )
    counts = replace(told.counts, newly_late=0, still_late=0, asked=0, unreached=0)
    return replace(told, counts=counts, newly=(), still=(), start=start, late=(), trend=())


def has_nobody(pledge: Pledge) -> bool:
    """Whether nobody answers for it: its owner is to be confirmed, or nobody holds the post."""
    return pledge.lead.kind is OwnerKind.TBC or pledge.lead.answers is None
