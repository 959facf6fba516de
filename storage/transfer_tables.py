"""The tables of services that move to another body, and of whose each pledge was from which day on."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema import metadata, number, partial, position, refers
from storage.types import UtcDateTime

# `services` holds a name a line.
transfers = sa.Table(
    "transfers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("services", sa.Text, nullable=False),
    refers("directorate_id", "directorates.id", nullable=False),
    sa.Column("since", sa.Date, nullable=False),
    refers("put_by", "people.id", nullable=False),
    sa.Column("put_at", UtcDateTime, nullable=False),
    sa.Column("taken_back_at", UtcDateTime),
    sa.Column("begun_at", UtcDateTime),
    number("moved", "0"),
    number("posts", "0"),
    sa.CheckConstraint("taken_back_at is null or begun_at is null", name="taken_back_before_it_begins"),
    partial("ix_transfers_to_come", "since", where="begun_at is null and taken_back_at is null"),
)

# Written when a pledge comes to another directorate, and not before: whoever has no row here never moved.
pledge_homes = sa.Table(
    "pledge_homes",
    metadata,
    refers("pledge", "pledges.number", primary_key=True),
    position(),
    sa.Column("since", sa.Date),
    refers("directorate_id", "directorates.id", index=True),
)
