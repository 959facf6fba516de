"""Plans with their themes and champions, succession, and services that move to another body."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def words(name: str) -> sa.Column[str]:
    """A text that may be empty but is never missing."""
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def refers(name: str, to: str, *, nullable: bool = True, primary_key: bool = False) -> sa.Column[int]:
    """A number that is the key of another table."""
    return sa.Column(name, sa.Integer, sa.ForeignKey(to), nullable=nullable, primary_key=primary_key)


def number(name: str, default: str | None = None) -> sa.Column[int]:
    """A whole number that is never missing."""
    return sa.Column(name, sa.Integer, nullable=False, server_default=default)


def moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    """A moment in UTC."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


TABLES: dict[str, tuple[sa.schema.SchemaItem, ...]] = {
    "plans": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        number("version", "1"),
        sa.Column("starts", sa.Date),
        sa.Column("ends", sa.Date),
        refers("within", "plans.id"),
        refers("successor", "plans.id"),
        sa.CheckConstraint("kind in ('plan', 'strategy')", name="kind_known"),
        sa.CheckConstraint("version > 0", name="version_positive"),
        sa.CheckConstraint("starts is null or ends is null or starts <= ends", name="ends_after_it_begins"),
        sa.CheckConstraint("within is null or within <> id", name="within_another"),
        sa.CheckConstraint("successor is null or successor <> id", name="succeeded_by_another"),
    ),
    "plan_stages": (
        sa.Column("id", sa.Integer, primary_key=True),
        refers("plan_id", "plans.id", nullable=False),
        sa.Column("stage", sa.String(24), nullable=False),
        words("words"),
        sa.Column("on_day", sa.Date),
        refers("meeting_id", "meetings.id"),
        refers("by_id", "people.id"),
        moment("at", nullable=False),
        sa.CheckConstraint("stage in ('draft', 'consulted', 'signed off')", name="stage_known"),
    ),
    "plan_themes": (
        sa.Column("id", sa.Integer, primary_key=True),
        refers("plan_id", "plans.id", nullable=False),
        number("number"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        words("known"),
        words("done"),
        words("to_do"),
        sa.CheckConstraint("number > 0", name="number_positive"),
    ),
    "placements": (
        refers("pledge", "pledges.number", nullable=False, primary_key=True),
        refers("theme_id", "plan_themes.id", nullable=False),
    ),
    "champions": (
        sa.Column("id", sa.Integer, primary_key=True),
        refers("theme_id", "plan_themes.id", nullable=False),
        sa.Column("role", sa.String(24), nullable=False),
        refers("person_id", "people.id"),
        sa.Column("since", sa.Date, nullable=False),
        refers("put_by", "people.id"),
        moment("put_at", nullable=False),
        sa.CheckConstraint("role in ('member', 'officer')", name="role_known"),
    ),
    "successions": (
        refers("old_id", "plans.id", nullable=False, primary_key=True),
        refers("new_id", "plans.id", nullable=False),
        refers("begun_by", "people.id", nullable=False),
        moment("begun_at", nullable=False),
        moment("finished_at"),
        sa.CheckConstraint("new_id <> old_id", name="another_plan"),
    ),
    "succession_lines": (
        sa.Column("id", sa.Integer, primary_key=True),
        refers("old_id", "successions.old_id", nullable=False),
        refers("theme_id", "plan_themes.id"),
        refers("pledge", "pledges.number"),
        sa.Column("fate", sa.String(24), nullable=False),
        refers("to_theme", "plan_themes.id"),
        refers("by_pledge", "pledges.number"),
        sa.CheckConstraint("fate in ('carried over', 'replaced', 'closed')", name="fate_known"),
        sa.CheckConstraint("(theme_id is null) <> (pledge is null)", name="theme_or_pledge"),
        sa.CheckConstraint("(fate = 'carried over') = (to_theme is not null)", name="carried_to_a_theme"),
        sa.CheckConstraint("(fate = 'replaced') = (by_pledge is not null)", name="replaced_by_a_pledge"),
    ),
    "transfers": (
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("services", sa.Text, nullable=False),
        refers("directorate_id", "directorates.id", nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        refers("put_by", "people.id", nullable=False),
        moment("put_at", nullable=False),
        moment("taken_back_at"),
        moment("begun_at"),
        number("moved", "0"),
        number("posts", "0"),
        sa.CheckConstraint("taken_back_at is null or begun_at is null", name="taken_back_before_it_begins"),
    ),
    "pledge_homes": (
        refers("pledge", "pledges.number", nullable=False, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("since", sa.Date),
        refers("directorate_id", "directorates.id"),
    ),
}

# name, table, columns, unique, the rows that it covers
INDEXES = (
    ("ix_plans_name", "plans", ["folded", "version"], True, None),
    ("ix_plan_stages_plan_id", "plan_stages", ["plan_id"], False, None),
    ("ix_plan_themes_number", "plan_themes", ["plan_id", "number"], True, None),
    ("ix_plan_themes_folded", "plan_themes", ["folded", "plan_id"], True, None),
    ("ix_placements_theme_id", "placements", ["theme_id"], False, None),
    ("ix_champions_theme_id", "champions", ["theme_id"], False, None),
    ("ix_champions_person_id", "champions", ["person_id"], False, None),
    ("ix_succession_lines_theme", "succession_lines", ["old_id", "theme_id"], True, "theme_id is not null"),
    ("ix_succession_lines_pledge", "succession_lines", ["old_id", "pledge"], True, "pledge is not null"),
    ("ix_transfers_to_come", "transfers", ["since"], False, "begun_at is null and taken_back_at is null"),
    ("ix_pledge_homes_directorate_id", "pledge_homes", ["directorate_id"], False, None),
    ("ix_pledges_services", "pledges", ["directorate_id", "service", "finished_at"], False, "service <> ''"),
)


def upgrade() -> None:
    """Make the tables and what finds their rows."""
    for name, parts in TABLES.items():
        op.create_table(name, *parts)
    for name, table, columns, unique, where in INDEXES:
        covers = sa.text(where) if where else None
        op.create_index(name, table, columns, unique=unique, sqlite_where=covers, postgresql_where=covers)
