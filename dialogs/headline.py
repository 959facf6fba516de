"""The headline of a digest."""

from __future__ import annotations

from pledges.calendar import counted
from pledges.digest import Counts


def in_words(counts: Counts) -> str:
    """What is late, and what was done."""
    if is_quiet(counts):
        return f"Nothing is late and nothing is due soon; {counted(counts.total, 'pledge')} open."
    past = counts.asked + counts.unreached
    none = (
        f"{past:,} past {'its' if past == 1 else 'their'} date and not yet called late" if past else "Nothing is late"
    )
    late = f"{counts.newly_late:,} newly late, {counts.still_late:,} still late" if counts.late else none
    return f"{late}, {counts.done:,} done, {counts.soon:,} due soon; {counts.total:,} open."


def is_quiet(counts: Counts) -> bool:
    """Whether nothing is to be told but how many are open."""
    return counts == Counts(total=counts.total)
