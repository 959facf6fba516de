"""Who is not reached: nobody can write to them, or Teams let nothing through since the last message was given up."""

from __future__ import annotations

import sqlalchemy as sa

from storage.by_hand import by_hand
from storage.ledger import asks, outbox
from storage.recipients import PERSON_ACTIVE
from storage.tables import people

_later = asks.alias("later")
# Spelled out, because a partial index serves only a query that says the same in so many words.
_OPEN = asks.c.answered_at.is_(None) & (asks.c.excused == sa.literal_column("''"))
_given_up = (
    sa.select(
        asks.c.person_id, sa.func.max(outbox.c.settled_at).label("since"), sa.func.max(outbox.c.outcome).label("why")
    )
    .join(outbox, outbox.c.key == asks.c.message)
    .where(_OPEN, asks.c.reached_at.is_(None), outbox.c.state == "dead")
    .where(
        ~sa.exists().where(
            _later.c.answered_at.is_(None) & (_later.c.excused == sa.literal_column("''")),
            _later.c.person_id == asks.c.person_id,
            _later.c.reached_at > outbox.c.settled_at,
        )
    )
    .group_by(asks.c.person_id)
)
GIVEN_UP = _given_up.subquery("given_up")

UNREACHED = people.c.id.not_in(sa.select(by_hand.c.person_id)) & sa.or_(
    sa.not_(PERSON_ACTIVE), people.c.id.in_(_given_up.with_only_columns(asks.c.person_id))
)
"""Somebody who is not reached in Teams, and is not asked by hand."""
