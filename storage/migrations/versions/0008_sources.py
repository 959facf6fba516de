"""Merged pledges, the words of titles, recommendations of papers, and what young people raised."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pledges.alike import keys

revision = "0008"
down_revision = "0007"


def key(name: str, to: str, *, nullable: bool = False) -> sa.Column[int]:
    """A number that is the key of another table."""
    return sa.Column(name, sa.Integer, sa.ForeignKey(to), nullable=nullable)


def first_key(name: str, to: str) -> sa.Column[int]:
    """A part of the primary key that is the key of another table."""
    return sa.Column(name, sa.Integer, sa.ForeignKey(to), primary_key=True, autoincrement=False)


def words(name: str) -> sa.Column[str]:
    """A text that may be empty but is never missing."""
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """A moment in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "merges": (
        sa.Column("id", sa.Integer, primary_key=True),
        key("pledge", "pledges.number"),
        key("kept", "pledges.number"),
        sa.Column("told", sa.Text, nullable=False),
        key("by_id", "people.id"),
        moment("at"),
        key("undone_by", "people.id", nullable=True),
        moment("undone_at", nullable=True),
        sa.CheckConstraint("pledge <> kept", name="of_two"),
        sa.CheckConstraint("(undone_at is null) = (undone_by is null)", name="undone_at_with_undone_by"),
    ),
    "title_words": (
        sa.Column("word", sa.String(40), primary_key=True),
        first_key("pledge", "pledges.number"),
    ),
    "papers": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False, unique=True),
        words("committee"),
        sa.Column("held_on", sa.Date),
    ),
    "recommendations": (
        sa.Column("id", sa.Integer, primary_key=True),
        key("paper_id", "papers.id"),
        sa.Column("ref", sa.String(40), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        key("by_id", "people.id", nullable=True),
        moment("at"),
        sa.UniqueConstraint("paper_id", "ref"),
    ),
    "recommendation_pledges": (
        first_key("recommendation_id", "recommendations.id"),
        first_key("pledge", "pledges.number"),
        key("by_id", "people.id", nullable=True),
        moment("at"),
    ),
    "raised": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("raised_on", sa.Date, nullable=False),
        words("theme"),
        sa.Column("words", sa.Text, nullable=False),
        key("approved_by", "people.id"),
        sa.Column("approved_on", sa.Date, nullable=False),
        key("by_id", "people.id"),
        moment("at"),
    ),
    "raised_pledges": (
        first_key("raised_id", "raised.id"),
        first_key("pledge", "pledges.number"),
        key("by_id", "people.id"),
        moment("at"),
    ),
}

# name, table, columns, unique, the rows that it covers
INDEXES = (
    ("ix_merges_one_at_a_time", "merges", ["pledge"], True, "undone_at is null"),
    ("ix_merges_kept", "merges", ["kept"], False, "undone_at is null"),
    ("ix_title_words_pledge", "title_words", ["pledge"], False, None),
    ("ix_recommendation_pledges_pledge", "recommendation_pledges", ["pledge"], False, None),
    ("ix_raised_raised_on", "raised", ["raised_on"], False, None),
    ("ix_raised_pledges_pledge", "raised_pledges", ["pledge"], False, None),
)


def upgrade() -> None:
    """Make the tables, and note the words of the titles there are."""
    for name, columns in TABLES.items():
        op.create_table(name, *columns)
    for name, table, covered, unique, where in INDEXES:
        covers = sa.text(where) if where else None
        op.create_index(name, table, covered, unique=unique, sqlite_where=covers, postgresql_where=covers)
    noted = sa.table("title_words", sa.column("word", sa.String), sa.column("pledge", sa.Integer))
    known = op.get_bind().execute(sa.text("select number, title from pledges")).all()
    rows = [{"word": word, "pledge": number} for number, title in known for word in dict.fromkeys(keys(title))]
    if rows:
        op.get_bind().execute(sa.insert(noted), rows)
