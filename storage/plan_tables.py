"""The tables of plans, their themes and champions, what stands under them, and what becomes of it in the next plan."""

from __future__ import annotations

import sqlalchemy as sa

from pledges.plans import PlanKind, Role, Stage
from pledges.succession import Fate
from storage.schema import metadata, number, one_of, partial, refers, words
from storage.types import UtcDateTime, Word

# `folded` is the name without regard to case and spacing, as Python folds it.
plans = sa.Table(
    "plans",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False),
    sa.Column("kind", Word(PlanKind), nullable=False),
    number("version", "1"),
    sa.Column("starts", sa.Date),
    sa.Column("ends", sa.Date),
    refers("within", "plans.id"),
    refers("successor", "plans.id"),
    one_of("kind", PlanKind),
    sa.CheckConstraint("version > 0", name="version_positive"),
    sa.CheckConstraint("starts is null or ends is null or starts <= ends", name="ends_after_it_begins"),
    sa.CheckConstraint("within is null or within <> id", name="within_another"),
    sa.CheckConstraint("successor is null or successor <> id", name="succeeded_by_another"),
    sa.Index("ix_plans_name", "folded", "version", unique=True),
)

# Nothing here is changed: what is noted later about a stage counts.
plan_stages = sa.Table(
    "plan_stages",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("plan_id", "plans.id", nullable=False, index=True),
    sa.Column("stage", Word(Stage), nullable=False),
    words("words"),
    sa.Column("on_day", sa.Date),
    refers("meeting_id", "meetings.id"),
    refers("by_id", "people.id"),
    sa.Column("at", UtcDateTime, nullable=False),
    one_of("stage", Stage),
)

plan_themes = sa.Table(
    "plan_themes",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("plan_id", "plans.id", nullable=False),
    number("number"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("folded", sa.Text, nullable=False),
    words("known"),
    words("done"),
    words("to_do"),
    sa.CheckConstraint("number > 0", name="number_positive"),
    sa.Index("ix_plan_themes_number", "plan_id", "number", unique=True),
    sa.Index("ix_plan_themes_folded", "folded", "plan_id", unique=True),
)

# The theme that a pledge stands under; the words of its paper stay in the pledge.
placements = sa.Table(
    "placements",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    refers("theme_id", "plan_themes.id", nullable=False, index=True),
)

# From a day on somebody champions a theme, until the next row of its role. Nothing here is changed.
champions = sa.Table(
    "champions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("theme_id", "plan_themes.id", nullable=False, index=True),
    sa.Column("role", Word(Role), nullable=False),
    refers("person_id", "people.id", index=True),
    sa.Column("since", sa.Date, nullable=False),
    refers("put_by", "people.id"),
    sa.Column("put_at", UtcDateTime, nullable=False),
    one_of("role", Role),
)

successions = sa.Table(
    "successions",
    metadata,
    refers("old_id", "plans.id", primary_key=True),
    refers("new_id", "plans.id", nullable=False),
    refers("begun_by", "people.id", nullable=False),
    sa.Column("begun_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime),
    sa.CheckConstraint("new_id <> old_id", name="another_plan"),
)

# What becomes of a theme, or of a single pledge, of the old plan.
succession_lines = sa.Table(
    "succession_lines",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    refers("old_id", "successions.old_id", nullable=False),
    refers("theme_id", "plan_themes.id"),
    refers("pledge", "pledges.number"),
    sa.Column("fate", Word(Fate), nullable=False),
    refers("to_theme", "plan_themes.id"),
    refers("by_pledge", "pledges.number"),
    one_of("fate", Fate),
    sa.CheckConstraint("(theme_id is null) <> (pledge is null)", name="theme_or_pledge"),
    sa.CheckConstraint("(fate = 'carried over') = (to_theme is not null)", name="carried_to_a_theme"),
    sa.CheckConstraint("(fate = 'replaced') = (by_pledge is not null)", name="replaced_by_a_pledge"),
    partial("ix_succession_lines_theme", "old_id", "theme_id", where="theme_id is not null", unique=True),
    partial("ix_succession_lines_pledge", "old_id", "pledge", where="pledge is not null", unique=True),
)
