"""The headline of a digest: what is late, and what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from pledges.calendar import counted
from pledges.digest import Counts, Digest

LONG_AGO = timedelta(days=11)  # since the last one: more than a week, with a bank holiday


def in_words(digest: Digest) -> str:
    """The headline: 2 newly late, 5 still late, 3 done of 24; last week 6 late."""
    counts = digest.counts
    if is_quiet(counts):
        return f"Nothing is late and nothing is due soon; {counted(counts.total, 'pledge')} open."
    late = f"{counts.newly_late:,} newly late, {counts.still_late:,} still late" if counts.late else _none_late(counts)
    done = f"{counts.done:,} done of {counts.total + counts.done:,}"
    return f"{late}, {done}{_compared(digest)}."


def _compared(digest: Digest) -> str:
    """How many were late when the last one was told, which may be weeks ago."""
    if digest.before is None:
        return ""
    at = digest.compared_at or digest.as_at
    when = "last week" if digest.as_at - at < LONG_AGO else f"on {at.day} {at:%B}"
    return f"; {when} {digest.before.late:,} late"


def _none_late(counts: Counts) -> str:
    past = counts.asked + counts.unreached
    return (
        f"{past:,} past {'its' if past == 1 else 'their'} date and not yet called late" if past else "Nothing is late"
    )


def is_quiet(counts: Counts) -> bool:
    """Whether a week is told in one line."""
    return replace(counts, unowned=0) == Counts(total=counts.total)
