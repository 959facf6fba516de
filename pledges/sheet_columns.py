"""The columns of the register's sheet, in order: how a cell is read, and what of a pledge is written into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from pledges.guard import check
from pledges.messages import PersonId
from pledges.people import Person
from pledges.pledge import Kind, Owner, Pledge, Publication, Source, Status
from pledges.sheet_cells import (
    aad_id,
    day,
    each,
    folded,
    join,
    line,
    minute,
    moment,
    moment_cell,
    one_of,
    owner,
    owner_cell,
    reference,
    upn,
)


class Answers(StrEnum):
    """Whether one answer is enough where several answer for a pledge."""

    ONE = "one is enough"
    EACH = "each must answer"


Faces: TypeAlias = Mapping[PersonId, Person]
Write: TypeAlias = Callable[[Pledge, Faces], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a post, as a sheet tells it; what is empty is not known."""

    name: str
    upn: str = ""
    aad_id: str = ""

    def is_(self, person: Person | None) -> bool:
        """Whether this is a person of the register: the same object id, else the same UPN.

        A name alone tells nobody from a namesake, so it counts only where the sheet knows no more.
        """
        if person is None:
            return False
        for mine, theirs in ((self.aad_id, person.aad_id), (self.upn, person.upn)):
            if mine and theirs:
                return folded(mine) == folded(theirs)
        return not (self.aad_id or self.upn) and folded(self.name) == folded(person.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`read` gives a cell back as `write` would write it. An empty cell of one that may not be empty says nothing."""

    name: str
    read: Callable[[str], str]
    write: Write
    may_be_empty: bool = True


def _lead(of: Callable[[Owner], str]) -> Write:
    return lambda pledge, people: of(pledge.lead)


def _holder(of: Callable[[Person], str | None]) -> Write:
    def write(pledge: Pledge, people: Faces) -> str:
        person = people.get(pledge.lead.answers) if pledge.lead.answers else None
        return (of(person) or "") if person else ""

    return write


def _supporting(pledge: Pledge, people: Faces) -> str:
    return join(owner_cell(each) for each in pledge.owners if not each.lead)


def _sources(of: Callable[[Source], str]) -> Write:
    return lambda pledge, people: join(map(of, pledge.sources))


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _column(name: str, read: Callable[[str], str], write: Write, *, may_be_empty: bool = True) -> Column:
    return Column(name=name, read=read, write=write, may_be_empty=may_be_empty)


TABLE = (
    _column("Reference", reference, lambda p, _: p.ref, may_be_empty=False),
    _column("Title", line, lambda p, _: p.title),
    _column("Kind", one_of(Kind), lambda p, _: p.kind.value, may_be_empty=False),
    _column("Theme", line, lambda p, _: p.theme),
    _column("Priority", line, lambda p, _: p.priority),
    _column("Status", one_of(Status), lambda p, _: p.status.value, may_be_empty=False),
    _column("Class", one_of(Publication), lambda p, _: p.publication.value, may_be_empty=False),
    _column("Directorate", line, lambda p, _: p.directorate.name if p.directorate else ""),
    _column("Service", line, lambda p, _: p.service),
    _column("Lead post", owner, _lead(owner_cell)),
    _column("Lead holder", line, _holder(lambda person: person.name), may_be_empty=False),
    _column("Lead UPN", upn, _holder(lambda person: person.upn), may_be_empty=False),
    _column("Lead AAD id", aad_id, _holder(lambda person: person.aad_id), may_be_empty=False),
    _column("Lead as written", check, _lead(lambda lead: lead.words)),
    _column("Supporting", each(owner), _supporting),
    _column("Answers", one_of(Answers), lambda p, _: Answers.EACH if p.each else Answers.ONE, may_be_empty=False),
    _column("Deadline as written", check, lambda p, _: p.deadline.words),
    _column("Deadline", day, lambda p, _: _day(p.deadline.due)),
    _column("Original deadline", day, lambda p, _: _day(p.deadline.original), may_be_empty=False),
    _column("Deadline rule", check, lambda p, _: p.deadline.rule),
    _column("Source document", each(check), _sources(lambda source: source.document)),
    _column("Source committee", each(check), _sources(lambda source: source.committee)),
    _column("Source date", each(day), _sources(lambda source: _day(source.held_on))),
    _column("Source minute", each(minute), _sources(lambda source: source.minute)),
    _column("Source words", each(check), _sources(lambda source: source.words)),
    _column("Last update", check, lambda p, _: p.last.note if p.last else ""),
    _column("Last update on", moment, lambda p, _: moment_cell(p.last.at) if p.last else ""),
)
