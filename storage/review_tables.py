"""The tables of papers under review. The paper itself is not kept: its mark is, and what was proposed out of it."""

from __future__ import annotations

import sqlalchemy as sa

from pledges.pledge import Kind, Publication
from pledges.review import Part, Stage, State
from storage.schema import metadata, number, one_of, position, refers, together, words
from storage.types import UtcDateTime, Word

imports = sa.Table(
    "imports",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("mark", sa.String(64), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    words("committee"),
    sa.Column("held_on", sa.Date),
    sa.Column("draft", sa.Boolean, nullable=False),
    refers("by_id", "people.id", nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("stage", Word(Stage), nullable=False, index=True),
    refers("entered_by", "people.id"),
    sa.Column("entered_at", UtcDateTime),
    one_of("stage", Stage),
    together("entered_by", "entered_at"),
    sa.CheckConstraint("(stage = 'entered') = (entered_at is not null)", name="entered_by_somebody"),
)

# `near` are numbers of pledges, as text. A row is changed at the `version` that was shown, or not at all.
import_rows = sa.Table(
    "import_rows",
    metadata,
    refers("import_id", "imports.id", primary_key=True),
    position(),
    sa.Column("part", Word(Part), nullable=False),
    sa.Column("state", Word(State), nullable=False),
    words("title"),
    words("owner"),
    words("due"),
    sa.Column("until", sa.Date),
    sa.Column("publication", Word(Publication), nullable=False),
    words("words"),
    words("reference"),
    sa.Column("kind", Word(Kind), nullable=False),
    words("why"),
    number("line"),
    words("near"),
    refers("pledge", "pledges.number"),
    words("trouble"),
    refers("settled_by", "people.id"),
    number("version"),
    one_of("part", Part),
    one_of("state", State),
    sa.CheckConstraint("state <> 'merged' or pledge is not null", name="merged_into_one"),
)
