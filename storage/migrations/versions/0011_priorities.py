"""An index by which pledges are read by their priority."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

RANK = "(case lower(priority) when 'statutory' then 0 when 'this quarter' then 1 when 'later' then 2 else 3 end)"
COVERS = "finished_at is null and priority <> ''"


def upgrade() -> None:
    """Make the index."""
    covers = sa.text(COVERS)
    columns: list[str | sa.TextClause] = [sa.text(RANK), "number"]
    op.create_index("ix_pledges_priority", "pledges", columns, sqlite_where=covers, postgresql_where=covers)
