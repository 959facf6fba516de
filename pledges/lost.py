"""Why a channel cannot be written to any more, and how long what was for it is worth keeping."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

KEPT = timedelta(days=28)  # what has no end of its own and is for a channel that is gone


class Lost(StrEnum):
    """What became of a channel. One that was deleted by itself does not come back with its team."""

    DELETED = "deleted"
    ARCHIVED = "archived"
    TEAM_DELETED = "team deleted"
    REMOVED = "removed"
    REFUSED = "refused"


_WORDS = {
    Lost.DELETED: "the channel was deleted",
    Lost.ARCHIVED: "its team was archived",
    Lost.TEAM_DELETED: "its team was deleted",
    Lost.REMOVED: "I was taken out of its team",
    Lost.REFUSED: "Teams no longer lets me write there",
}


def in_words(why: Lost) -> str:
    """“its team was archived”: goes behind “because”."""
    return _WORDS[why]
