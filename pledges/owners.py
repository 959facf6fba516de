"""Who must deliver a pledge: a post, a person, a body, or whoever is to be confirmed; and who answers for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pledges.messages import PersonId
from pledges.people import PostId


class OwnerKind(StrEnum):
    POST = "post"
    PERSON = "person"
    BODY = "body"
    TBC = "TBC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who must deliver. `words` are as the paper has them; `answers` is the person asked today, if there is one.

    `beside` hold the post jointly with them, and are asked too. The `deputy` may answer at any time, and is the one who
    `answers` while nobody holds the post.
    """

    kind: OwnerKind
    title: str
    lead: bool = True
    words: str = ""
    post: PostId | None = None
    answers: PersonId | None = None
    beside: tuple[PersonId, ...] = ()
    deputy: PersonId | None = None

    @property
    def asked(self) -> tuple[PersonId, ...]:
        return (self.answers, *self.beside) if self.answers is not None else self.beside

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Everybody who may answer in this owner's name."""
        return (*self.asked, self.deputy) if self.deputy is not None else self.asked

    @property
    def stands_in(self) -> bool:
        """Whether the deputy is asked in the holder's place."""
        return self.deputy is not None and self.answers == self.deputy
