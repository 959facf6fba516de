"""The last call in a nudge: what the next digest says about a pledge, in the digest's own words."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import digest_rows, pieces
from dialogs.registry import Look
from pledges.calendar import counted, moment, said_short
from pledges.last_call import Called, called
from pledges.pledge import Pledge
from storage.asks import Ask

ALSO = 40  # references that are named where there is no room for their rows


def called_by(ask: Ask, pledge: Pledge, look: Look) -> Called | None:
    """What somebody is called about by a question; nothing once that digest has come, or where it is no last call."""
    found = called(pledge, ask.rung, look.policy, look.today)
    return found if found and look.now < moment(found.day, look.policy.digest_at, look.policy.zone) else None


def whose(call: Called) -> str:
    """Monday’s digest."""
    return f"{call.day:%A}’s digest"


def head(calls: Sequence[Called], others: int) -> str:
    """The first line of a card with several questions, some of them last calls."""
    named = f"{whose(calls[0])} will name {counted(len(calls), 'pledge')} of yours"
    return f"{named}, and {counted(others, 'other')} could do with a word" if others else named


def summary(call: Called, look: Look) -> str:
    """What a toast says about one, and a screen reader first."""
    return f"{whose(call)} will say: {digest_rows.words(call.line, call.day)}. How is it going?"


def above(call: Called, look: Look) -> list[CardElement]:
    """What stands over the rows that are called."""
    at = f"{said_short(call.day, look.today)} at {look.policy.digest_at:%H:%M}"
    told = f"It comes on {at}. What you answer before then is in it."
    return [pieces.words(f"**{whose(call)} will say:**"), pieces.quiet(told)]


def quoted(call: Called) -> CardElement:
    """The row as the digest has it."""
    return pieces.block(digest_rows.line(call.line, call.day), style="emphasis")


def also(calls: Sequence[tuple[Pledge, Called]]) -> list[CardElement]:
    """The others that the digest names, where there is no room for their rows."""
    if not calls:
        return []
    refs = ", ".join(pledge.ref for pledge, _ in calls[:ALSO])
    more = f" and {len(calls) - ALSO:,} more" if len(calls) > ALSO else ""
    return [pieces.quiet(f"It will also name {refs}{more}.")]
