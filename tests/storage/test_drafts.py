"""Sheets that wait to be confirmed, and proposals that wait to be decided: each settled once."""

from __future__ import annotations

from datetime import date, timedelta

from pledges.difference import Edit, Line
from pledges.messages import PersonId
from pledges.sheet import What
from storage.db import Database
from storage.proposals import Proposal
from storage.sheets import Stage
from tests.make import NOW, in_register, someone

DAY = timedelta(days=1)
LINES = [
    Line(
        number=2,
        what=What.CHANGED,
        about="CP-1",
        title="Open a drop-in",
        cells={"Title": "Open a drop-in"},
        changes=(Edit(column="Title", before="Open", after="Open a drop-in"),),
        mark="m1",
    ),
    Line(number=3, what=What.REFUSED, why="Deadline says “soon”."),
]


async def put(db: Database, by: PersonId, file: str = "pledges.xlsx") -> tuple[int, str]:
    async with db.begin() as tx:
        return await tx.sheets.put("pledges", file, "1 changed", LINES, by=by, now=NOW, until=NOW + DAY)


async def test_a_draft_comes_back_as_it_was_kept_and_only_to_whoever_dropped_it(db: Database) -> None:
    asha, jonas = await someone(db), await someone(db)
    id, instead = await put(db, asha.id)
    assert instead == ""
    async with db.read() as tx:
        draft = await tx.sheets.get(id, asha.id)
        assert await tx.sheets.get(id, jonas.id) is None
    assert draft is not None
    assert (draft.lines, draft.stage, draft.file) == (tuple(LINES), Stage.WAITING, "pledges.xlsx")


async def test_one_draft_waits_for_each_person_and_a_second_takes_its_place(db: Database) -> None:
    asha, jonas = await someone(db), await someone(db)
    first, _ = await put(db, asha.id, "first.xlsx")
    await put(db, jonas.id)
    assert (await put(db, asha.id, "second.xlsx"))[1] == "first.xlsx"
    async with db.begin() as tx:
        old = await tx.sheets.get(first, asha.id)
        assert old is not None
        assert (old.stage, old.lines) == (Stage.REPLACED, ())
        assert not await tx.sheets.settle(first, asha.id, Stage.APPLIED, NOW)


async def test_a_draft_is_settled_once_in_time_and_its_rows_are_forgotten(db: Database) -> None:
    asha, jonas = await someone(db), await someone(db)
    id, _ = await put(db, asha.id)
    async with db.begin() as tx:
        assert not await tx.sheets.settle(id, jonas.id, Stage.APPLIED, NOW)
        assert not await tx.sheets.settle(id, asha.id, Stage.APPLIED, NOW + DAY)
        assert await tx.sheets.settle(id, asha.id, Stage.APPLIED, NOW)
        assert not await tx.sheets.settle(id, asha.id, Stage.LEFT, NOW)
        await tx.sheets.told(id, "1 changed.")
        draft = await tx.sheets.get(id, asha.id)
    assert draft is not None
    assert (draft.stage, draft.told, draft.lines) == (Stage.APPLIED, "1 changed.", ())


async def test_a_draft_is_forgotten_when_it_has_run_out(db: Database) -> None:
    asha = await someone(db)
    id, _ = await put(db, asha.id)
    async with db.begin() as tx:
        assert await tx.sheets.tidy(NOW) == 0
        assert await tx.sheets.tidy(NOW + DAY) == 1
        assert await tx.sheets.get(id, asha.id) is None


async def test_a_proposal_is_made_once_and_decided_once(db: Database) -> None:
    asha, pledge = await someone(db), await in_register(db)
    new = Proposal(by=asha.id, title="A contact", owner="Head of Housing", said_on=date(2026, 2, 27))
    async with db.begin() as tx:
        id = await tx.proposals.put(new, "mark", NOW)
        assert id is not None
        assert await tx.proposals.put(new, "mark", NOW) is None
        assert await tx.proposals.decide(id, asha.id, NOW, pledge.number)
        assert not await tx.proposals.decide(id, asha.id, NOW, None)
        found = await tx.proposals.get(id)
    assert found is not None
    assert (found.title, found.said_on, found.decided, found.pledge) == (
        "A contact",
        date(2026, 2, 27),
        True,
        pledge.number,
    )


async def test_decided_proposals_are_forgotten_in_time_and_those_that_wait_never(db: Database) -> None:
    asha = await someone(db)
    async with db.begin() as tx:
        for mark in ("waits", "left"):
            last = await tx.proposals.put(Proposal(by=asha.id, title=mark), mark, NOW)
        assert last is not None
        await tx.proposals.decide(last, asha.id, NOW, None)
        assert await tx.proposals.tidy(NOW) == 0
        assert await tx.proposals.tidy(NOW + DAY) == 1
        assert await tx.proposals.get(last) is None
