"""What all tables share: one metadata, the names of constraints, and the checks by which a table defends itself."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def words(name: str) -> sa.Column[str]:
    """A text that may be empty but is never missing."""
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def refers(
    name: str, to: str, *, nullable: bool = True, index: bool = False, primary_key: bool = False
) -> sa.Column[int]:
    """A number that is the key of another table; required as a part of the primary key."""
    required = primary_key or not nullable
    return sa.Column(name, sa.ForeignKey(to), nullable=not required, index=index, primary_key=primary_key)


def number(name: str, default: str | None = None) -> sa.Column[int]:
    """A whole number that is never missing."""
    return sa.Column(name, sa.Integer, nullable=False, server_default=default)


def position(name: str = "position") -> sa.Column[int]:
    """A part of the primary key that we count ourselves."""
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def one_of(column: str, allowed: Iterable[str]) -> sa.CheckConstraint:
    """Refuse any other word."""
    return sa.CheckConstraint(f"{column} in ({quoted(allowed)})", name=f"{column}_known")


def together(one: str, other: str) -> sa.CheckConstraint:
    """Two columns are filled both or neither."""
    return sa.CheckConstraint(f"({one} is null) = ({other} is null)", name=f"{one}_with_{other}")


def quoted(texts: Iterable[str]) -> str:
    """A list of texts for SQL."""
    return ", ".join(f"'{text}'" for text in texts)


def partial(name: str, *columns: str | sa.TextClause, where: str, unique: bool = False) -> sa.Index:
    """An index over the rows that `where` picks."""
    picked = sa.text(where)
    return sa.Index(name, *columns, unique=unique, sqlite_where=picked, postgresql_where=picked)
