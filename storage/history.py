"""What happened to a pledge, and the proof that nobody has changed the telling."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from pledges.errors import UnknownPledge
from pledges.history import Change, Entry, digest_text, first_broken
from pledges.messages import PersonId
from pledges.replay import Replayed, Step, replay
from pledges.telling import note_in, words_of
from storage.pledge_rows import number_of
from storage.store import Row, Store
from storage.tables import history, history_texts, people, pledges, updates

ERASED = "erased"
BATCH = 200

_c, _t = history.c, history_texts.c
_same = (_t.pledge == _c.pledge) & (_t.sequence == _c.sequence)
_links = sa.select(history, _t.salt, _t.before, _t.after).outerjoin(history_texts, _same).order_by(_c.sequence)
_named = _links.add_columns(people.c.name).outerjoin(people, people.c.id == _c.by_id)
_in_turn = (_c.pledge, _c.sequence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change. `by` is a name, empty for the clock; the texts are None where the words are gone."""

    pledge: int
    sequence: int
    at: datetime
    by: str
    door: str
    field: str
    before: str | None
    after: str | None
    by_id: PersonId | None = None

    @property
    def was(self) -> str:
        """What was there before, in words for people."""
        return ERASED if self.before is None else words_of(self.field, self.before)

    @property
    def became(self) -> str:
        """What is there since, in words for people."""
        return ERASED if self.after is None else words_of(self.field, self.after)

    @property
    def step(self) -> Step:
        return Step(at=self.at, field=self.field, before=self.before, after=self.after)


class History(Store):
    async def of(self, ref: str) -> list[Told]:
        """All that became of a pledge, oldest first."""
        return [_told(row) for row in await self._rows(_named.where(_c.pledge == number_of(ref)))]

    async def all(self) -> AsyncIterator[Told]:
        """All that became of all pledges, in order of number, read in batches."""
        last = 0
        while numbers := await self._numbers(last):
            for row in await self._rows(_named.where(_c.pledge.in_(numbers)).order_by(None).order_by(*_in_turn)):
                yield _told(row)
            last = numbers[-1]

    async def _numbers(self, after: int) -> list[int]:
        query = sa.select(pledges.c.number).where(pledges.c.number > after).order_by(pledges.c.number).limit(BATCH)
        return [row["number"] for row in await self._rows(query)]

    async def as_at(self, ref: str, at: datetime | None = None) -> Replayed:
        """The pledge as its history has it, now or at a moment."""
        return replay(number_of(ref), [told.step for told in await self.of(ref)], at)

    async def end(self, ref: str) -> tuple[int, str]:
        """How many links a pledge's chain has, and the seal of the last."""
        query = sa.select(pledges.c.links, pledges.c.seal).where(pledges.c.number == number_of(ref))
        row = (await self._conn.execute(query)).one()
        return row.links, row.seal

    async def verify(self, ref: str) -> int | None:
        """The sequence number of the first change that was tampered with or taken away; None when all holds.

        A change whose words were erased holds.
        """
        number = number_of(ref)
        ends = sa.select(pledges.c.links, pledges.c.seal).where(pledges.c.number == number)
        end = (await self._conn.execute(ends)).one_or_none()
        if end is None:
            raise UnknownPledge(f"CP-{number}")
        rows = await self._rows(_links.where(_c.pledge == number))
        broken = first_broken((_entry(row), row["seal"]) for row in rows)
        wrong = [row["sequence"] for row in rows if not _words_hold(row)]
        whole = rows[-1]["seal"] == end.seal if rows else end.links == 0
        cut = [] if whole and len(rows) == end.links else [len(rows) + 1]
        return min([*wrong, *cut, *([] if broken is None else [broken])], default=None)

    async def erase(self, ref: str, sequence: int) -> None:
        """Erase the words of a change for ever, wherever they lie; the chain still proves that it was made.

        The next change of the same field quotes the words as what was there before, so its words go with them; and a
        note is taken out of the update in which it was said.
        """
        number = number_of(ref)
        rows = await self._rows(_links.where(_c.pledge == number, _c.sequence >= sequence))
        if not rows or rows[0]["sequence"] != sequence:
            raise LookupError(f"CP-{number} has no change {sequence}")
        same = [row["sequence"] for row in rows if row["field"] == rows[0]["field"]]
        gone = (_t.pledge == number) & _t.sequence.in_(same[:2])
        await self._conn.execute(sa.delete(history_texts).where(gone))
        if note := note_in(rows[0]["field"], rows[0]["after"] or ""):
            said = (updates.c.pledge == number) & (updates.c.note == note)
            await self._conn.execute(sa.update(updates).where(said).values(note=""))


def _entry(row: Row) -> Entry:
    same = {name: row[name] for name in ("pledge", "sequence", "at", "door", "field", "text_digest", "previous")}
    return Entry(by=row["by_id"], **same)


def _words_hold(row: Row) -> bool:
    change = Change(field=row["field"], before=row["before"] or "", after=row["after"] or "")
    return row["salt"] is None or digest_text(row["salt"], change) == row["text_digest"]


def _told(row: Row) -> Told:
    same = {name: row[name] for name in ("pledge", "sequence", "at", "door", "field")}
    return Told(by=row["name"] or "", by_id=row["by_id"], before=row["before"], after=row["after"], **same)
