"""What the words of a row mean in this register: whose it is, and by which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dialogs.changing import due_words
from pledges.errors import NotUnderstood
from pledges.meetings import Diary
from pledges.owners_read import Known, read
from pledges.people import Directorate
from pledges.pledge import Deadline, Owner, OwnerKind, Pledge, When
from pledges.policy import Policy
from pledges.reading import read_paper
from pledges.review import Part, Review, Row, source_of
from storage.db import Tx

PAPER = "the day that the paper itself gives"
GIVEN = "the date as given"  # as pledges.idioms calls it: such words say nothing more than the day
TBC = "Owner to be confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The register as far as a paper needs it: who there is, which meetings, and the pledges that rows are like."""

    known: Known
    diary: Diary
    today: date
    pledges: Mapping[int, Pledge] = field(default_factory=dict)

    def owners(self, row: Row) -> tuple[Owner, ...]:
        """The lead first; one to be confirmed where the words name nobody."""
        return read(row.owner, self.known)

    def directorate(self, owner: Owner) -> Directorate | None:
        return next((post.directorate for post in self.known.posts.values() if post.id == owner.post), None)

    def deadline(self, row: Row, review: Review) -> Deadline:
        """What the words mean on the day of the paper; where only the paper says which day that is, that day."""
        try:
            found = read_paper(row.due, review.held_on or self.today, self.diary, [source_of(review, row)])
        except NotUnderstood:
            found = Deadline(words=row.due, kind=When.NONE)
        told = found.due or found.starts or row.until is None
        return found if told else replace(found, kind=When.DATE, rule=PAPER, due=row.until, original=row.until)

    def drafted(self, row: Row, review: Review) -> Pledge:
        """The pledge that a row would become; its number is 0."""
        lead, *others = self.owners(row)
        return Pledge(
            number=0,
            title=row.title,
            kind=row.kind,
            publication=row.publication,
            directorate=self.directorate(lead),
            owners=(lead, *others),
            sources=(source_of(review, row),),
            deadline=self.deadline(row, review),
        )

    def told(self, row: Row, review: Review, policy: Policy) -> tuple[str, str]:
        """Whose it would be, and when it would be due: in words, with the paper's beside."""
        drafted = self.drafted(row, review)
        due = due_words(drafted, policy, self.today)
        said = f" (“{row.due}”)" if row.due and drafted.deadline.rule != GIVEN and "“" not in due else ""
        return self._whose(drafted.owners), due + said

    def _whose(self, owners: tuple[Owner, ...]) -> str:
        lead, *others = owners
        if lead.kind is OwnerKind.TBC:
            return TBC
        helping = f", helped by {', '.join(o.title for o in others)}" if others else ""
        return f"{lead.title}{_unknown(lead)}{helping}"


def _unknown(owner: Owner) -> str:
    if owner.post is None and owner.answers is None:
        return " (not in the register: nobody is asked)"
    return "" if owner.answers is not None else " (nobody holds it now)"


async def around(tx: Tx, review: Review, today: date, *, kept: bool = False) -> Around:
    """Look at the register once for all rows of a paper; meetings stay as they are meanwhile where they are `kept`."""
    posts, people = await tx.people.posts(), await tx.people.everyone()
    numbers = {n for row in review.rows for n in (*row.near, row.pledge) if n}
    return Around(
        known=Known(posts={p.title: p for p in posts}, people={p.name: p for p in people}, committee=review.committee),
        diary=await tx.meetings.diary(review.held_on or today, kept=kept),
        today=today,
        pledges={p.number: p for p in await tx.register.of_numbers(numbers)},
    )


def about(row: Row, there: Around) -> Pledge | None:
    """The pledge that an update is about, or that a row became or is merged into."""
    number = row.pledge or (row.near[0] if row.part is Part.EARLIER and row.near else 0)
    return there.pledges.get(number)
