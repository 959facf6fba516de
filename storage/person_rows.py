"""People read from their table."""

from __future__ import annotations

from pledges.messages import PersonId
from pledges.people import Person
from storage.store import Row
from storage.tables import people

SHOWN = tuple(people.c[name] for name in ("id", "name", "upn", "aad_id", "teams_id"))


def person_of(row: Row, key: str = "id") -> Person:
    """A person from a row that has the columns SHOWN; `key` is the column of their number."""
    told = {name: row[name] for name in ("name", "upn", "aad_id", "teams_id")}
    return Person(id=PersonId(row[key]), **told)
