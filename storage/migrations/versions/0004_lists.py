"""Indexes by which lists are read a page at a time."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# name, table, columns, the rows that it covers
INDEXES: tuple[tuple[str, str, list[Any], str | None], ...] = (
    ("ix_pledges_open_soonest", "pledges", [sa.text("coalesce(due, '9999-01-01')"), "number"], "finished_at is null"),
    ("ix_pledges_finished", "pledges", ["finished_at", "number"], "finished_at is not null"),
    ("ix_pledges_wanted", "pledges", ["wanted"], "wanted is not null"),
    ("ix_pledges_theme", "pledges", ["theme"], "theme <> ''"),
    ("ix_pledges_service", "pledges", ["service"], "service <> ''"),
    ("ix_pledge_owners_words", "pledge_owners", ["title"], "post_id is null and person_id is null"),
    ("ix_pledge_sources_paper", "pledge_sources", ["document", "committee", "held_on"], None),
)


def upgrade() -> None:
    """Make the indexes."""
    for name, table, columns, where in INDEXES:
        covers = sa.text(where) if where else None
        op.create_index(name, table, columns, sqlite_where=covers, postgresql_where=covers)
