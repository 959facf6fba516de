"""The starting position: the first digest of a directorate that went live says how it stands, and blames nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from pledges.digest import Counts, Digest, Start, summarise
from pledges.pledge import OwnerKind, Pledge, is_past
from pledges.policy import Policy


def begin(
    pledges: Iterable[Pledge], policy: Policy, now: datetime, since: date, helping: Iterable[Pledge] = ()
) -> Digest:
    """The digest of these pledges at the start: nothing in it is called late, since nobody had been asked."""
    known, today = tuple(pledges), policy.today(now)
    told = summarise(known, policy, now, None, helping)
    still_open = [p for p in known if p.open]
    start = Start(
        since=since,
        past=tuple(p.ref for p in still_open if is_past(p, today)),
        undated=sum(p.deadline.due is None for p in still_open),
        unowned=sum(has_nobody(p) for p in still_open),
    )
    counts = Counts(total=len(still_open), waiting=told.counts.waiting, done=told.counts.done, soon=told.counts.soon)
    return replace(told, counts=counts, before=None, newly=(), still=(), start=start)


def has_nobody(pledge: Pledge) -> bool:
    """Whether nobody answers for it: its owner is to be confirmed, or nobody holds the post."""
    return pledge.lead.kind is OwnerKind.TBC or pledge.lead.answers is None
