"""The starting position as a card: how a directorate stands as it goes live. Nothing in it is called late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from pledges.calendar import counted, said
from pledges.digest import Digest, Start
from pledges.messages import Rendered
from pledges.starting import begin


def draw(
    directorate: str, digest: Digest, start: Start, as_at: Sequence[CardElement], sections: Sequence[CardElement]
) -> Rendered:
    """Counts first; `as_at` and `sections` are what every digest says in these places."""
    head, line = f"{directorate}: the starting position", in_words(digest, start)
    began = f"Live since {said(start.since)}. Owners are asked from now on; what was before is held against nobody."
    return pieces.card(
        f"{head}. {line}",
        pieces.title(head),
        *as_at,
        pieces.figures(
            (digest.counts.total, "open", None),
            (len(start.past), "past date", None),
            (start.undated, "no date", None),
            (start.unowned, "no owner", None),
        ),
        pieces.words(f"**{line}**"),
        pieces.words(pieces.plain(began)),
        *sections,
    )


def in_words(digest: Digest, start: Start) -> str:
    """5 open pledges: 2 past their date, 1 without a date."""
    past = len(start.past)
    parts = (
        (past, f"past {'its' if past == 1 else 'their'} date"),
        (start.undated, "without a date"),
        (start.unowned, "without an owner who can be asked"),
        (digest.counts.soon, "due in the next fortnight"),
    )
    told = ", ".join(f"{count:,} {words}" for count, words in parts if count) or "each with an owner and a date"
    return f"{counted(digest.counts.total, 'open pledge')}: {told}."


def sample() -> Digest:
    """An invented one."""
    known = [*samples.EXAMPLES, samples.UNDATED]
    return begin(known, samples.look().policy, samples.NOW, date(2026, 11, 30), [samples.HELPED])
