"""In what order messages leave: what somebody waits for, then what asks them, then what tells of the answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.ledger import outbox
from storage.recipients import PART
from storage.store import Row

_c = outbox.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A part of the queue. `later` are the kinds that wait for all others, by their turn, which is 1 or more.

    What goes to a person unasked has the turn 1 otherwise; all else, and every redraw, the turn 0. `turns` are those
    that the lane takes.
    """

    later: Mapping[str, int]
    turns: Collection[int]

    def turn(self, row: Row) -> int:
        if row["redraw_address"] is not None:
            return 0
        return self.later.get(row["kind"], int(row["person_id"] is not None and not row["alone"]))


def in_order(due: sa.Select[tuple[int]], lane: Lane | None) -> sa.Select[tuple[int]]:
    """The oldest first; of a lane, first what the lane puts first, and no other than its own."""
    if lane is None:
        return due.order_by(_c.not_before, _c.id)
    turns = [(_c.kind == kind, turn) for kind, turn in lane.later.items()]
    turn = sa.case((_c.redraw_address.is_not(None), 0), *turns, (PART, 1), else_=0)
    return due.where(turn.in_(tuple(lane.turns))).order_by(turn, _c.not_before, _c.id)


def place(row: Row, lane: Lane | None) -> tuple[int, datetime, int]:
    """Where a message stands in that order."""
    return lane.turn(row) if lane else 0, row["not_before"], row["id"]
