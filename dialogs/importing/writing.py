"""Rows of a sheet written into the register, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from dialogs.importing.comparing import Result, pledges_of, result_of
from dialogs.importing.enrolling import Cast, Enrolment, Named
from dialogs.importing.tidings import Tidings
from pledges.meetings import Diary
from pledges.messages import Outgoing, PersonId
from pledges.people import Person, Post
from pledges.pledge import Pledge
from pledges.sheet import Outcome, Row, What, compare
from pledges.sheet_cells import folded
from pledges.sheet_columns import Faces
from pledges.sheet_filling import filled
from storage.db import Tx
from storage.leaving import withdraw

LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """The writing of some rows, in one transaction. Whoever is given a pledge is noted in `tidings`.

    History says through which `door` it came, and `by` whom.
    """

    tx: Tx
    tidings: Tidings
    now: datetime
    today: date
    door: str
    by: PersonId | None = None

    async def write(self, rows: list[Row], named: Named) -> dict[int, Result]:
        """Write new and changed rows; return, by line, what turned out other than planned.

        First meetings are kept as they are (see storage.meetings), then posts get their holders, which changes the
        asking about their pledges; then each pledge is read anew.
        """
        known = await pledges_of(self.tx, rows)
        diary = await self.tx.meetings.diary(kept=True)
        enrolment = await Enrolment.begin(self.tx, named, self.today)
        casts = {row.number: await enrolment.enrol(row, known.get(row.ref)) for row in rows}
        results = await self._enter([row for row in rows if row.ref not in known], casts, diary)
        fresh = {
            p.ref: p for p in await self.tx.register.of_numbers([r.pledge for r in rows if r.ref], for_update=True)
        }
        for row in rows:
            if row.ref in known:
                pair = known[row.ref], fresh[row.ref]
                results |= await self._save(row, *pair, casts[row.number], enrolment.people, diary)
        await self._tell_new_holders(enrolment.handed_over)
        return results

    async def _enter(self, rows: list[Row], casts: Mapping[int, Cast], diary: Diary) -> dict[int, Result]:
        parts = [(row, casts[row.number]) for row in rows]
        new = [filled(row, None, cast.directorate, cast.owners, diary) for row, cast in parts]
        new = [await self._to_be_taken_on(pledge) for pledge in new]
        entered = await self.tx.register.add_all(new, door=self.door, by=self.by, now=self.now) if new else []
        for pledge in entered:
            await self.tidings.give(self.tx, pledge)
        pairs = zip(rows, entered, strict=True)
        return {row.number: result_of(row, Outcome(What.NEW), pledge.ref) for row, pledge in pairs}

    async def _save(
        self, row: Row, known: Pledge, before: Pledge, cast: Cast, people: Faces, diary: Diary
    ) -> dict[int, Result]:
        outcome = compare(row, before, people)
        if outcome.what is What.REFUSED:
            return {row.number: result_of(row, outcome)}
        after = filled(row, before, cast.directorate, cast.owners, diary)
        given = _leads(known) != _leads(after)
        after = await self._to_be_taken_on(after) if given else after
        if after != before:
            after = await self.tx.register.save(before, after, door=self.door, by=self.by, now=self.now)
        if given:
            await self.tidings.give(self.tx, after)
        return {}

    async def _to_be_taken_on(self, pledge: Pledge) -> Pledge:
        """Whoever hears of a pledge now is asked whether it is theirs."""
        hears = pledge.open and await self.tidings.reaches(self.tx, pledge.lead.answers)
        return replace(pledge, asking=replace(pledge.asking, accepted=False)) if hears else pledge

    async def _tell_new_holders(self, handed_over: Iterable[tuple[Post, Person | None]]) -> None:
        """With a post all that it leads is handed over, whether the sheet has it or not; who left is told, once."""
        for post, former in handed_over:
            await withdraw(self.tx, await self.tx.register.of_posts([post.id]), self.now)
            if former and await self.tidings.reaches(self.tx, former.id):
                await self._tell_leaver(post, former)
            led = await self.tx.register.of_person(post.holder.id) if post.holder else []
            for pledge in led:
                if pledge.lead.post == post.id:
                    await self.tidings.give(self.tx, pledge)

    async def _tell_leaver(self, post: Post, former: Person) -> None:
        refs = ",".join(p.ref for p in await self.tx.register.led_by(post.id))
        key = f"{LEFT}:{post.id}:{former.id}:{self.now.isoformat()}"
        facts = {"post": str(post.id), "refs": refs, "former": str(former.id)}
        if refs:
            left = Outgoing(kind=LEFT, to=former.id, key=key, not_before=self.now, facts=facts)
            await self.tx.outbox.put(left, self.now)


def _leads(pledge: Pledge) -> tuple[object, ...]:
    lead = pledge.lead
    return lead.kind, folded(lead.title), lead.answers
