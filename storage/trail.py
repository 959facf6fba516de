"""What one transaction has changed, noted by the stores as they do it: what `undo` needs to take a turn back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from pledges.messages import PersonId
from pledges.pledge import Asking, Share

ASKING = "asking"
OPTION = "trail"

# What a turn may write without `undo` having to know how to take it back: it is noted step by step, follows what a
# pledge says as that is saved, or is of no account.
FOLLOWED = frozenset(
    {
        *("merges", "title_words", "vocabulary", "pledge_words"),
        *("pledges", "pledge_owners", "pledge_sources", "updates", "taken_back", "history", "history_texts"),
        *("numbering", "outbox", "asks", "presses", "journal", "people", "sheet_drafts", "proposals"),
        *("placements", "pledge_homes", "snoozes"),
        *("shares", "must_answer"),
        *("digest_remarks", "digest_extras", "imports", "import_rows"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A pledge that was saved: the links of its chain from the one after `since` to `links`, and how the asking stood.

    `asked` and `asks` are who was asked before and after, `shared` and `shares` how the asking of others stood. What
    was entered has no links before.
    """

    number: int
    since: int
    links: int
    seal: str
    was: Asking
    became: Asking
    asked: PersonId | None = None
    asks: PersonId | None = None
    shared: tuple[Share, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def entered(self) -> bool:
        return self.since == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """How to take back what is no pledge: the name of a way, and what it has to know, as text.

    `tables` are those whose change it takes back.
    """

    name: str
    facts: str
    tables: tuple[str, ...]


@dataclass(slots=True)
class Trail:
    """Lists that grow: the pledges saved, keys of messages put, questions settled, ways back, and tables written."""

    saved: list[Saved] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    settled: list[int] = field(default_factory=list)
    inverses: list[Inverse] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Forget what was noted so far: from here on it is somebody's turn."""
        for noted in (self.saved, self.messages, self.settled, self.inverses, self.tables):
            noted.clear()

    @property
    def beyond(self) -> frozenset[str]:
        """The tables that were written and that nothing noted here takes back."""
        return frozenset(self.tables) - FOLLOWED - {table for way in self.inverses for table in way.tables}


def listen(engine: sa.Engine) -> None:
    """Have the trail of a transaction note which tables it writes."""
    sa.event.listen(engine, "before_execute", _note)


def _note(_conn: object, clause: object, _many: object, _params: object, options: Mapping[str, Any]) -> None:
    trail = options.get(OPTION)
    if trail is not None and isinstance(clause, sa.UpdateBase) and isinstance(clause.table, sa.Table):
        trail.tables.add(clause.table.name)
