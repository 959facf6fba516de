"""People, posts and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from pledges.messages import PersonId

PostId = NewType("PostId", int)
DirectorateId = NewType("DirectorateId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the register knows. `upn` is kept in lower case; `aad_id` and `teams_id` come with first contact."""

    id: PersonId
    name: str
    upn: str | None = None
    aad_id: str | None = None
    teams_id: str | None = None


@dataclass(frozen=True, slots=True)
class Directorate:
    """A part of the council, or a partner body, with a director's post and a Teams channel."""

    id: DirectorateId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post and the one person who holds it now."""

    id: PostId
    title: str
    directorate: Directorate | None
    holder: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody is in this council: an admin, a holder of posts, a director of directorates."""

    person: PersonId
    admin: bool = False
    directs: frozenset[DirectorateId] = frozenset()
