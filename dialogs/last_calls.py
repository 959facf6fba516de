"""The last call in a nudge: what the next digest says about a pledge, in the digest's own words."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import digest_rows, pieces, questions
from dialogs.registry import Look
from pledges.calendar import counted, moment, said_short
from pledges.last_call import Called, called
from pledges.pledge import Pledge, Publication
from storage.asks import Ask

ALSO = 40  # references that are named where there is no room for their rows


def called_by(ask: Ask, pledge: Pledge, look: Look) -> Called | None:
    """What somebody is called about by a question; nothing once that digest has come, or where it is no last call."""
    found = called(pledge, ask.rung, look.policy, look.today)
    return found if found and look.now < moment(found.day, look.policy.digest_at, look.policy.zone) else None


def whose(call: Called) -> str:
    """Monday’s digest."""
    return f"{call.day:%A}’s digest"


def head(calls: Sequence[Called]) -> str:
    """The first line of a card with several questions, some of them last calls."""
    return f"{whose(calls[0])} will name {counted(len(calls), 'pledge')} of yours"


def summary(call: Called) -> str:
    """What a toast says about one, and a screen reader first."""
    line = call.line
    title = digest_rows.HIDDEN if line.publication is Publication.RESTRICTED else line.title
    return f"{whose(call)} will say: {line.ref} {title}, {digest_rows.when(line, call.day)}. How is it going?"


def when(call: Called, look: Look) -> CardElement:
    """When the digest comes, and what can be done until then."""
    at = f"{said_short(call.day, look.today)} at {look.policy.digest_at:%H:%M}"
    return pieces.quiet(f"It comes on {at}. What you answer before then is in it.")


def quoted(call: Called, *below: CardElement) -> CardElement:
    """The row as the digest has it, with what is to stand below it."""
    return pieces.block(digest_rows.row(call.line, call.day), *below, style="emphasis")


def alone(call: Called, pledge: Pledge, look: Look) -> list[CardElement]:
    """The last call about one pledge, above its buttons."""
    title = pieces.title(f"{whose(call)} will say:")
    return [title, when(call, look), quoted(call), *named(pledge), *questions.promised(pledge, look)]


def named(pledge: Pledge) -> list[CardElement]:
    """Its title for the owner, where the digest does not say it."""
    hidden = pledge.publication is Publication.RESTRICTED
    return [pieces.words(f"{pledge.ref} is: **{pieces.plain(pledge.title)}**")] if hidden else []


def also(pledges: Sequence[Pledge]) -> list[CardElement]:
    """The others that the digest names, where there is no room for their rows."""
    if not pledges:
        return []
    refs = ", ".join(pledge.ref for pledge in pledges[:ALSO])
    more = f" and {len(pledges) - ALSO:,} more" if len(pledges) > ALSO else ""
    return [pieces.quiet(f"It will also name {refs}{more}.")]
