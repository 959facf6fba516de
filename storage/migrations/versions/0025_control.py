"""A directorate's own hour for its digest and its pause; channels that are read from outside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Make the tables; the channels that are there are internal."""
    op.add_column("channels", sa.Column("public", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_table(
        "digest_hours",
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), primary_key=True),
        sa.Column("since", sa.Date, primary_key=True),
        sa.Column("weekday", sa.Integer),
        sa.Column("at", sa.String(5)),
        sa.CheckConstraint("(weekday is null) = (at is null)", name="weekday_with_at"),
    )
    op.create_table(
        "digest_pauses",
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), primary_key=True),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "digest_extras",
        sa.Column("channel_id", sa.String(256), sa.ForeignKey("channels.id"), primary_key=True),
        sa.Column("directorate_id", sa.Integer, sa.ForeignKey("directorates.id"), primary_key=True),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
    )
