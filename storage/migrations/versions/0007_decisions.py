"""Who set a date and how it was put off, what shows that a pledge was kept, and when it was opened again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WORDS = ("deadline_decided", "evidence", "impact")

# A date that stands in the words of a paper of the Panel, or hangs on one of its meetings.
BY_PANEL = """
update pledges set deadline_by_panel = true
where meeting_id in (
    select meetings.id from meetings join committees on committees.id = meetings.committee_id
    where committees.folded like '%corporate parenting%'
) or (
    deadline_words <> '' and due is not null and exists (
        select 1 from pledge_sources
        where pledge_sources.pledge = pledges.number
        and lower(pledge_sources.committee) like '%corporate parenting%'
        and lower(pledge_sources.words) like '%' || lower(deadline_words) || '%'
    )
)
"""

# name, table, columns, the rows that it covers
INDEXES = (("ix_pledges_no_impact", "pledges", ["finished_at"], "impact = '' and status in ('done', 'closed')"),)


def upgrade() -> None:
    """Widen the table of the pledges."""
    by_panel = sa.Column("deadline_by_panel", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("pledges", by_panel)
    op.add_column("pledges", sa.Column("extensions", sa.Integer, nullable=False, server_default="0"))
    for name in WORDS:
        op.add_column("pledges", sa.Column(name, sa.Text, nullable=False, server_default=""))
    op.add_column("pledges", sa.Column("reopened_on", sa.Date))
    op.execute(BY_PANEL)
    for name, table, columns, where in INDEXES:
        covers = sa.text(where)
        op.create_index(name, table, columns, sqlite_where=covers, postgresql_where=covers)
