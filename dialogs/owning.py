"""Lines for admins about pledges that nobody can be asked about."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import pieces
from dialogs.changing import due_words
from dialogs.registry import Look
from pledges.pledge import Owner, Pledge


def rows(found: Sequence[Pledge], look: Look, most: int) -> list[CardElement]:
    """A block for each pledge, soonest first, and how many more there are."""
    shown = [
        pieces.block(
            pieces.words(f"{p.ref} **{pieces.plain(p.title)}**"),
            pieces.quiet(f"{pieces.plain(owner_words(p.lead))} · {due_words(p, look.policy, look.today)}"),
            line=True,
        )
        for p in found[:most]
    ]
    more = len(found) - most
    return [*shown, *([pieces.quiet(f"And {more:,} more, due later than these.")] if more > 0 else [])]


def owner_words(owner: Owner) -> str:
    """The owner with the words of the paper, where they say more."""
    said = owner.words and owner.words.casefold() != owner.title.casefold()
    return f"{owner.title} (“{owner.words}”)" if said else owner.title
