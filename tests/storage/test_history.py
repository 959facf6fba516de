"""History says who changed what, and proves that nobody has changed the telling."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from pledges.errors import UnknownPledge
from pledges.pledge import Deadline, Pledge, Status
from storage.db import Database, engines
from storage.history import Told
from storage.tables import history, history_texts
from tests.make import NOW, TODAY, an_update, in_register, someone

SECRET = "Waiting for the landlord of the flat"


async def a_history(db: Database) -> Pledge:
    """A pledge that was imported, at risk with a note, and then renamed: the links 1 to 9."""
    asha = await someone(db, name="Asha Vale")
    pledge = await in_register(db)
    late = replace(pledge, status=Status.AT_RISK, last=an_update(status=Status.AT_RISK, note=SECRET, by=asha.id))
    async with db.begin() as tx:
        late = await tx.register.save(pledge, late, door="card", by=asha.id, now=NOW + timedelta(hours=1))
        renamed = replace(late, title="A plan for school for every child in care")
        return await tx.register.save(late, renamed, door="command", by=asha.id, now=NOW + timedelta(hours=2))


async def tamper(url: str, statement: str) -> None:
    """Change rows behind the program's back."""
    writer, _ = engines(url)
    async with writer.begin() as conn:
        await conn.execute(sa.text(statement))
    await writer.dispose()


async def test_history_says_who_changed_what_from_what_to_what_and_by_which_door(db: Database) -> None:
    pledge = await a_history(db)
    async with db.read() as tx:
        *_, status, note, title = await tx.history.of(pledge.ref)
    assert status == Told(
        pledge=pledge.number,
        sequence=status.sequence,
        at=NOW + timedelta(hours=1),
        by="Asha Vale",
        door="card",
        field="status",
        before="not started",
        after="at risk",
        by_id=title.by_id,
    )
    assert title.by_id
    assert (note.field, note.became) == ("last word", f"at risk – {SECRET}")
    assert (title.field, title.door, title.after) == ("title", "command", "A plan for school for every child in care")


async def test_what_an_import_brought_in_stands_in_history_without_a_name(db: Database) -> None:
    pledge = await in_register(db)
    async with db.read() as tx:
        told = await tx.history.of(pledge.ref)
    assert {(t.door, t.by, t.before) for t in told} == {("import", "", "")}
    assert [t.sequence for t in told] == list(range(1, len(told) + 1))


async def test_a_save_that_changes_nothing_people_read_adds_nothing_to_history(db: Database) -> None:
    pledge = await in_register(db)
    async with db.begin() as tx:
        before = await tx.history.of(pledge.ref)
        asked = replace(pledge, asking=replace(pledge.asking, rung="10", asked_on=TODAY))
        await tx.register.save(pledge, asked, door="clock", by=None, now=NOW)
        assert await tx.history.of(pledge.ref) == before
        assert await tx.history.verify(pledge.ref) is None


async def test_an_untouched_chain_holds(db: Database) -> None:
    pledge = await a_history(db)
    async with db.read() as tx:
        assert await tx.history.verify(pledge.ref) is None


async def test_a_change_made_at_a_wall_clock_time_elsewhere_holds_too(db: Database) -> None:
    pledge = await in_register(db)
    summer = NOW.replace(month=7).astimezone(ZoneInfo("Europe/London"))
    async with db.begin() as tx:
        await tx.register.save(pledge, replace(pledge, title="Other"), door="card", by=None, now=summer)
        assert await tx.history.verify(pledge.ref) is None
        assert (await tx.history.of(pledge.ref))[-1].at == summer


TAMPERED = {
    "another person": "update history set by_id = null where sequence = {n}",
    "another time": "update history set at = '2020-01-01 00:00:00' where sequence = {n}",
    "another door": "update history set door = 'import' where sequence = {n}",
    "another field": "update history set field = 'theme' where sequence = {n}",
    "other words": "update history_texts set after = 'nothing' where sequence = {n}",
    "other words before": "update history_texts set before = 'nothing' where sequence = {n}",
    "words and their digest": "update history set text_digest = 'made up' where sequence = {n}",
    "another seal": "update history set seal = 'made up' where sequence = {n}",
}


@pytest.mark.parametrize("what", TAMPERED)
async def test_a_change_that_was_tampered_with_is_found(database_url: str, what: str) -> None:
    db = Database(database_url)
    pledge = await a_history(db)
    async with db.read() as tx:
        status = (await tx.history.of(pledge.ref))[-3].sequence
    await tamper(database_url, TAMPERED[what].format(n=status))
    async with db.read() as tx:
        assert await tx.history.verify(pledge.ref) == status
    await db.close()


@pytest.mark.parametrize("back", [1, 2, 3])
async def test_a_change_that_was_taken_away_is_missed_even_at_the_end(database_url: str, back: int) -> None:
    db = Database(database_url)
    pledge = await a_history(db)
    async with db.read() as tx:
        gone = (await tx.history.of(pledge.ref))[-back].sequence
    await tamper(database_url, f"delete from history_texts where sequence = {gone}")
    await tamper(database_url, f"delete from history where sequence = {gone}")
    async with db.read() as tx:
        broken = await tx.history.verify(pledge.ref)
    assert broken is not None
    assert gone <= broken <= gone + 1
    await db.close()


async def test_erased_words_are_gone_everywhere_and_the_chain_still_holds(db: Database, database_url: str) -> None:
    pledge = await a_history(db)
    async with db.begin() as tx:
        said = replace(pledge, last=an_update(status=Status.AT_RISK, note="Solved", at=NOW + timedelta(hours=3)))
        await tx.register.save(pledge, said, door="card", by=None, now=NOW + timedelta(hours=3))
        note = next(t.sequence for t in await tx.history.of(pledge.ref) if t.became.endswith(SECRET))
        await tx.history.erase(pledge.ref, note)
    async with db.read() as tx:
        told = {t.sequence: t for t in await tx.history.of(pledge.ref)}
        assert (told[note].was, told[note].became) == ("erased", "erased")
        assert told[note].by == "Asha Vale"
        assert await tx.history.verify(pledge.ref) is None
        assert [update.note for update in await tx.register.updates(pledge.ref)] == ["Solved", ""]
    assert SECRET not in await everything(database_url)


async def everything(url: str) -> str:
    """All that the tables of a register hold, as one text."""
    _, reader = engines(url)
    async with reader.connect() as conn:
        tables = (history, history_texts, *(sa.table(name) for name in ("updates", "pledges")))
        found = [row for t in tables for row in await conn.execute(sa.select(sa.text("*")).select_from(t))]
    await reader.dispose()
    return json.dumps([tuple(map(str, row)) for row in found])


async def test_erasing_a_title_leaves_the_pledge_its_title(db: Database) -> None:
    pledge = await a_history(db)
    async with db.begin() as tx:
        await tx.history.erase(pledge.ref, 1)
        told = await tx.history.of(pledge.ref)
        assert {t.became for t in told if t.field == "title"} == {"erased"}
        assert (await tx.register.get(pledge.ref)).title == pledge.title
        assert await tx.history.verify(pledge.ref) is None


async def test_erasing_one_change_leaves_the_words_of_other_fields(db: Database) -> None:
    pledge = await a_history(db)
    async with db.begin() as tx:
        before = [t for t in await tx.history.of(pledge.ref) if t.field != "title"]
        await tx.history.erase(pledge.ref, 1)
        assert [t for t in await tx.history.of(pledge.ref) if t.field != "title"] == before


async def test_a_change_that_does_not_exist_cannot_be_erased(db: Database) -> None:
    pledge = await a_history(db)
    async with db.begin() as tx:
        with pytest.raises(LookupError, match="no change 99"):
            await tx.history.erase(pledge.ref, 99)


async def test_a_pledge_that_does_not_exist_has_nothing_to_be_proved(db: Database) -> None:
    async with db.read() as tx:
        with pytest.raises(UnknownPledge):
            await tx.history.verify("CP-1")


async def test_the_same_words_have_another_digest_each_time(db: Database, database_url: str) -> None:
    """So that nobody can guess erased words by trying."""
    await in_register(db, deadline=Deadline(due=TODAY))
    await in_register(db, deadline=Deadline(due=TODAY))
    _, reader = engines(database_url)
    async with reader.connect() as conn:
        digests = (await conn.execute(sa.select(history.c.text_digest))).scalars().all()
    await reader.dispose()
    assert len(set(digests)) == len(digests)
