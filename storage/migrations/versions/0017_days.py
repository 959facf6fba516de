"""One message a person a day: which message of the outbox it is, and what it carries."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

# name, columns, unique, the rows that it covers
INDEXES = (
    ("ix_outbox_one_a_day", ["person_id", "day"], True, "day is not null and state not in ('dropped', 'dead')"),
    ("ix_outbox_carried", ["carried_by"], False, "carried_by is not null"),
    ("ix_outbox_stands", ["stands_message"], False, "stands_message is not null"),
)


def upgrade() -> None:
    """Widen the outbox."""
    op.add_column("outbox", sa.Column("alone", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("outbox", sa.Column("day", sa.Date))
    op.add_column("outbox", sa.Column("carried_by", sa.Integer))
    for name, columns, unique, where in INDEXES:
        covers = sa.text(where)
        op.create_index(name, "outbox", columns, unique=unique, sqlite_where=covers, postgresql_where=covers)
