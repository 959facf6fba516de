"""What pledges hang on: a time of a recurring pledge, or so long after another."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

# name, table, columns, unique, the rows that it covers
INDEXES = (
    ("ix_ties_each_time_once", "ties", ["parent", "time"], True, "parent is not null"),
    ("ix_ties_follows", "ties", ["follows"], False, "follows is not null"),
)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "ties",
        sa.Column("pledge", sa.Integer, sa.ForeignKey("pledges.number"), primary_key=True, autoincrement=False),
        sa.Column("parent", sa.Integer, sa.ForeignKey("pledges.number")),
        sa.Column("time", sa.String(40)),
        sa.Column("follows", sa.Integer, sa.ForeignKey("pledges.number")),
        sa.Column("after", sa.Text, nullable=False, server_default=""),
        sa.CheckConstraint("(parent is null) = (time is null)", name="parent_with_time"),
        sa.CheckConstraint("(parent is null) <> (follows is null)", name="one_way"),
        sa.CheckConstraint("follows is null or follows <> pledge", name="follows_another"),
    )
    for name, table, columns, unique, where in INDEXES:
        covers = sa.text(where)
        op.create_index(name, table, columns, unique=unique, sqlite_where=covers, postgresql_where=covers)
