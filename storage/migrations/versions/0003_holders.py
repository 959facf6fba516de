"""Who holds each post from when to when, where a post stands, and who is asked by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MANNERS = ("substantive", "acting", "interim", "vacant")

# name, table, columns, unique, the rows that it covers
INDEXES = (
    ("ix_holdings_person_id", "holdings", ["person_id"], False, None),
    ("ix_holdings_one_at_a_time", "holdings", ["post_id", "since"], True, "stands and not joint"),
    ("ix_holdings_standing", "holdings", ["post_id"], False, "stands"),
    ("ix_post_places_reports_to", "post_places", ["reports_to"], False, None),
)


def upgrade() -> None:
    """Make the tables; whoever answers for a post now has held it as long as anyone knows."""
    op.create_table(
        "holdings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("post_id", sa.Integer, sa.ForeignKey("posts.id"), nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.Column("manner", sa.String(24), nullable=False),
        sa.Column("joint", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("stands", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("put_by", sa.Integer, sa.ForeignKey("people.id")),
        sa.Column("put_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(f"manner in {MANNERS}", name="manner_known"),
        sa.CheckConstraint("(manner = 'vacant') = (person_id is null)", name="vacant_has_nobody"),
        sa.CheckConstraint("since is null or until is null or since <= until", name="ends_after_it_begins"),
        sa.CheckConstraint("not joint or person_id is not null", name="joint_has_somebody"),
    )
    op.create_table(
        "post_places",
        sa.Column("post_id", sa.Integer, sa.ForeignKey("posts.id"), primary_key=True, autoincrement=False),
        sa.Column("service", sa.Text, nullable=False, server_default=""),
        sa.Column("reports_to", sa.Integer, sa.ForeignKey("posts.id")),
        sa.Column("deputy", sa.Integer, sa.ForeignKey("posts.id")),
        sa.CheckConstraint("reports_to is null or reports_to <> post_id", name="reports_to_another"),
        sa.CheckConstraint("deputy is null or deputy <> post_id", name="deputy_is_another"),
    )
    op.create_table(
        "by_hand",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("since", sa.Date, nullable=False),
    )
    for name, table, columns, unique, where in INDEXES:
        covers = sa.text(where) if where else None
        op.create_index(name, table, columns, unique=unique, sqlite_where=covers, postgresql_where=covers)
    op.execute(
        "insert into holdings (post_id, person_id, manner)"
        " select id, holder_id, 'substantive' from posts where holder_id is not null"
    )
