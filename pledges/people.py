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
    """A post, the one person who answers for it now, and where it stands, as far as that is known."""

    id: PostId
    title: str
    directorate: Directorate | None
    holder: Person | None
    service: str = ""
    reports_to: PostId | None = None
    deputy: PostId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody is in this council: an admin, a director of directorates, a cover for people today."""

    person: PersonId
    admin: bool = False
    directs: frozenset[DirectorateId] = frozenset()
    covers: frozenset[PersonId] = frozenset()
