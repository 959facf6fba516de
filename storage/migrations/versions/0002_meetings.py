"""Committees and their meetings, and what kind of deadline a pledge has."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KINDS = ("date", "month", "window", "start", "meeting", "recurring", "review", "none")
ENDLESS = ("start", "review", "recurring", "none")
CHECKS = {
    "deadline_kind_known": f"deadline_kind in {KINDS}",
    "what_begins_has_start": "deadline_kind not in ('window', 'start') or deadline_starts is not null",
    "endless_is_not_due": f"due is null or deadline_kind not in {ENDLESS}",
    "only_meetings_hang": "meeting_id is null or deadline_kind = 'meeting'",
}
COLUMNS = (
    "deadline_kind VARCHAR(24) DEFAULT 'date' NOT NULL",
    "deadline_starts DATE",
    "meeting_id INTEGER",
)


def words(name: str) -> sa.Column[str]:
    """A text that may be empty but is never missing."""
    return sa.Column(name, sa.Text, nullable=False, server_default="")


TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "committees": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
        words("short"),
        sa.Column("short_folded", sa.Text, unique=True),
    ),
    "meetings": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("committee_id", sa.Integer, sa.ForeignKey("committees.id"), nullable=False),
        sa.Column("held_on", sa.Date, nullable=False),
        sa.Column("papers_due", sa.Date, nullable=False),
        words("theme"),
        sa.Column("by_young_people", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("cancelled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.CheckConstraint("papers_due <= held_on", name="papers_before_meeting"),
    ),
}

# name, table, columns, unique, the rows that it covers
INDEXES = (
    ("ix_meetings_one_a_day", "meetings", ["committee_id", "held_on"], True, "not cancelled"),
    ("ix_meetings_held_on", "meetings", ["held_on"], False, None),
    ("ix_pledges_meeting", "pledges", ["meeting_id"], False, "meeting_id is not null"),
    ("ix_pledges_open_undated", "pledges", ["deadline_kind"], False, "due is null and finished_at is null"),
    ("ix_pledge_sources_committee", "pledge_sources", ["committee"], False, None),
)


def upgrade() -> None:
    """Make the tables, and widen that of the pledges. A pledge without a date so far has no deadline."""
    for name, parts in TABLES.items():
        op.create_table(name, *parts)
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(op.get_bind())
    else:
        _alter()
    op.execute("update pledges set deadline_kind = 'none' where due is null")
    for name, table, columns, unique, where in INDEXES:
        covers = sa.text(where) if where else None
        op.create_index(name, table, columns, unique=unique, sqlite_where=covers, postgresql_where=covers)


def _alter() -> None:
    for column in COLUMNS:
        op.execute(f"alter table pledges add column {column}")
    for name, rule in CHECKS.items():
        op.create_check_constraint(name, "pledges", rule)
    op.create_foreign_key("fk_pledges_meeting_id", "pledges", "meetings", ["meeting_id"], ["id"])


def _rebuild(conn: Any) -> None:
    """SQLite cannot add checks to a table, so it is made anew, with its rows.

    References to it are looked at when the transaction ends: by then every row that they need is there again.
    """
    made = "select sql from sqlite_master where tbl_name = 'pledges' and sql is not null order by type = 'index'"
    table, *indexes = conn.exec_driver_sql(made).scalars().all()
    conn.exec_driver_sql("pragma defer_foreign_keys = on")
    conn.exec_driver_sql("create table kept as select * from pledges")
    names = [column["name"] for column in sa.inspect(conn).get_columns("kept")]
    conn.exec_driver_sql("drop table pledges")
    conn.exec_driver_sql(_widened(table))
    kept, pledges = (sa.table(name, *map(sa.column, names)) for name in ("kept", "pledges"))
    conn.execute(sa.insert(pledges).from_select(names, sa.select(kept)))
    conn.exec_driver_sql("drop table kept")
    for index in indexes:
        conn.exec_driver_sql(index)


def _widened(table: str) -> str:
    """The statement that made the table, with the columns, checks and the reference at their places in it."""
    checks = "".join(f"CONSTRAINT ck_pledges_{name} CHECK ({rule}), \n\t" for name, rule in CHECKS.items())
    reference = ", \n\tCONSTRAINT fk_pledges_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id)\n)"
    columns = "".join(f"{column}, \n\t" for column in COLUMNS)
    head, rest = table.split("CONSTRAINT pk_pledges", 1)
    inner, references = rest.split("CONSTRAINT fk_pledges_", 1)
    known = references.rstrip().removesuffix(")").rstrip()
    return f"{head}{columns}CONSTRAINT pk_pledges{inner}{checks}CONSTRAINT fk_pledges_{known}{reference}"
