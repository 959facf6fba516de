"""The register brought in as a sheet, and taken out as one."""

import asyncio
import csv
import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.exporting import take_out
from bot.importing import Report, bring_in
from dialogs.importing.comparing import plan, silent
from dialogs.importing.enrolling import Named
from dialogs.importing.tidings import Tidings
from dialogs.importing.writing import Writing
from documents import rows
from documents.table import Table
from pledges.changing import Answer, record
from pledges.errors import OperatorError
from pledges.holding import Holding
from pledges.people import Standing
from pledges.pledge import Asking, Status
from pledges.sheet import COLUMNS, Row, What, read_row
from storage.db import Database
from tests.databases import Databases
from tests.make import NOW, TODAY, a_pledge, a_post, an_owner, in_register, someone

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "examples" / "register.csv"
LATER = NOW + timedelta(hours=2)
SAM = {"Lead holder": "Sam Patel", "Lead UPN": "sam@example.gov.uk"}
POST = "Director, Children's Services"


def _table(*cells: dict[str, str]) -> Table:
    """A sheet of these rows, in the lines from 2 on, with the columns that any of them has."""
    header = tuple(dict.fromkeys(name for row in cells for name in row))
    return Table(
        header, tuple((line, {name: row.get(name, "") for name in header}) for line, row in enumerate(cells, 2))
    )


async def _outcomes(db: Database, *cells: dict[str, str], batch: int = 500) -> list[str]:
    report = await bring_in(db, _table(*cells), NOW, batch=batch)
    return [result.what.value for result in report.results]


async def _answer(db: Database, ref: str) -> None:
    """An admin answers for an owner."""
    async with db.begin() as tx:
        lena = await tx.people.add("Lena Okafor", "lena@example.gov.uk", None)
        before = await tx.register.get(ref, for_update=True)
        after = record(
            before, Answer(Status.ON_TRACK, "Scoped"), Standing(person=lena.id, admin=True), db.policy, LATER
        )
        await tx.register.save(before, after, door="command", by=lena.id, now=LATER)


async def _all(db: Database) -> list[dict[str, str]]:
    return await take_out(db)


async def _messages(db: Database) -> list[tuple[str, str]]:
    """Who is told what of the pledges that are new for them, in the order of putting."""
    async with db.read() as tx:
        listed = await tx.deliveries.listed(("ready", "held"))
        people = await tx.people.everyone()
        found = [(p.name, m.facts["refs"]) for p in people for m in await tx.outbox.unsent("new", p.id)]
    assert len(found) == len(listed)
    return found


async def test_the_sample_comes_in_once_and_goes_out_as_it_came(db: Database) -> None:
    sample = rows.read(SAMPLE)
    first = await bring_in(db, sample, NOW)
    assert first.summary == "54 rows: 54 new, 0 changed, 0 unchanged, 0 refused"
    assert await _all(db) == [dict(row) for _, row in sample.rows]
    again = await bring_in(db, sample, LATER)
    assert again.summary == "54 rows: 0 new, 0 changed, 54 unchanged, 0 refused"


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
async def test_what_is_exported_is_imported_unchanged(db: Database, tmp_path: Path, name: str) -> None:
    await bring_in(db, rows.read(SAMPLE), NOW)
    sam = await someone(db, name="Sam Patel")
    await in_register(db, number=60, title="=Plan | with “odd” things", owners=(an_owner(answers=sam.id, words="Sam"),))
    await in_register(db, number=61, owners=(), sources=())
    async with db.begin() as tx:
        before = await tx.register.get("CP-60", for_update=True)
        after = record(before, Answer(Status.AT_RISK, "+1 week\nfor HR"), Standing(person=sam.id), db.policy, LATER)
        await tx.register.save(before, after, door="card", by=sam.id, now=LATER)
    rows.write(tmp_path / name, COLUMNS, await _all(db))
    report = await bring_in(db, rows.read(tmp_path / name), LATER)
    assert report.summary == "56 rows: 0 new, 0 changed, 56 unchanged, 0 refused"


async def test_an_exported_register_rebuilds_an_empty_one(db: Database, databases: Databases, tmp_path: Path) -> None:
    await bring_in(db, rows.read(SAMPLE), NOW)
    await _answer(db, "CP-2")
    rows.write(tmp_path / "out.csv", COLUMNS, await _all(db))
    async with databases.fresh("sqlite", tmp_path) as url:
        other = Database(url)
        await bring_in(other, rows.read(tmp_path / "out.csv"), LATER)
        assert await _all(other) == await _all(db)
        await other.close()


async def test_a_dry_run_says_the_same_and_writes_nothing(db: Database) -> None:
    sample = rows.read(SAMPLE)
    said = await bring_in(db, sample, NOW, dry_run=True)
    assert await _all(db) == []
    async with db.read() as tx:
        assert await tx.people.everyone() == []
    assert said == await bring_in(db, sample, NOW)


async def test_people_posts_and_directorates_come_with_the_rows(db: Database) -> None:
    await _outcomes(
        db,
        {"Title": "One", "Directorate": "Place", "Lead post": POST, "Supporting": "Head of Housing", **SAM},
        {"Title": "Two", "Directorate": "Children's Services", "Lead post": "Director of Fostering"},
        {
            "Title": "Three",
            "Directorate": "Children's Services",
            "Lead post": "Strategic Director, Children's Services",
        },
        {"Title": "Four", "Directorate": "Children's Services", "Lead post": "person: Cllr Ashdown"},
    )
    async with db.read() as tx:
        posts = {
            p.title: (p.directorate and p.directorate.name, p.holder and p.holder.upn) for p in await tx.people.posts()
        }
        people = [(person.name, person.upn) for person in await tx.people.everyone()]
    assert posts == {
        POST: ("Children's Services", "sam@example.gov.uk"),  # its title says whose it is, not where it leads
        "Head of Housing": (None, None),
        "Director of Fostering": ("Children's Services", None),
        "Strategic Director, Children's Services": ("Children's Services", None),
    }
    assert people == [("Cllr Ashdown", None), ("Sam Patel", "sam@example.gov.uk")]


async def test_the_most_senior_directors_post_directs_its_directorate(db: Database) -> None:
    await _outcomes(db, {"Title": "One", "Directorate": "Place", "Lead post": "Director of Housing", **SAM})
    assert len((await _standing(db, "sam@example.gov.uk")).directs) == 1
    ana = {"Lead holder": "Ana Ruiz", "Lead UPN": "ana@example.gov.uk"}
    await _outcomes(db, {"Title": "Two", "Directorate": "Place", "Lead post": "Strategic Director, Place", **ana})
    assert len((await _standing(db, "ana@example.gov.uk")).directs) == 1
    assert not (await _standing(db, "sam@example.gov.uk")).directs


async def _standing(db: Database, upn: str) -> Standing:
    async with db.read() as tx:
        person = await tx.people.find(upn=upn)
        assert person
        return await tx.people.standing(person, frozenset())


async def test_a_new_pledge_was_asked_about_by_nobody_and_stands_on_the_ladder(db: Database) -> None:
    await _outcomes(db, {"Title": "One", "Lead post": POST, "Deadline": "2026-03-16", **SAM})
    async with db.read() as tx:
        pledge = await tx.register.get("CP-1")
        due = await tx.register.due(TODAY)
        history = await tx.history.of("CP-1")
    assert (pledge.asking, pledge.deadline.original) == (Asking(), date(2026, 3, 16))
    assert [each.number for each in due] == [1]
    assert {told.door for told in history} == {"import"}


async def test_whoever_can_be_reached_hears_once_of_all_that_is_new_for_them(db: Database) -> None:
    sam = await someone(db, name="Sam Patel", upn="sam@example.gov.uk")
    await someone(db, name="Ana Ruiz", upn="ana@example.gov.uk", reachable=False)
    cells = [{"Title": f"Pledge {n}", "Lead post": POST, **SAM} for n in range(1, 6)]
    cells += [{"Title": "Done", "Status": "closed", "Lead post": POST, **SAM}]
    cells += [
        {"Title": "Hers", "Lead post": "Head of Housing", "Lead holder": "Ana Ruiz", "Lead UPN": "ana@example.gov.uk"}
    ]
    await _outcomes(db, *cells, batch=2)
    assert await _messages(db) == [("Sam Patel", "CP-1,CP-2,CP-3,CP-4,CP-5")]
    async with db.read() as tx:
        key = (await tx.outbox.unsent("new", sam.id))[0].key
        asks = await tx.asks.of_message(key)
        taken_on = [(await tx.register.get(f"CP-{n}")).asking.accepted for n in range(1, 8)]
    assert [ask.pledge for ask in asks] == [1, 2, 3, 4, 5]
    assert key.startswith(f"new:{sam.id}:")
    assert taken_on == [False] * 5 + [True] * 2
    await bring_in(db, _table(*await _all(db)), LATER)
    assert await _messages(db) == [("Sam Patel", "CP-1,CP-2,CP-3,CP-4,CP-5")]


async def test_what_was_sent_while_the_import_still_ran_is_not_told_again(db: Database) -> None:
    """A running bot takes the first message between two transactions."""
    sam = await someone(db, name="Sam Patel", upn="sam@example.gov.uk")
    tidings = Tidings()
    for number in (1, 2):
        async with db.begin() as tx:
            pledge = a_pledge(number=number, answers=sam.id)
            await tidings.give(tx, await tx.register.add(pledge, door="import", by=None, now=NOW))
            await tidings.put(tx, NOW, TODAY)
        async with db.begin() as tx:
            (claimed,) = await tx.outbox.claim(10, NOW, timedelta(minutes=1))
            assert claimed.facts == {"refs": f"CP-{number}"}


async def test_a_row_that_an_owner_has_answered_since_is_never_overwritten(db: Database) -> None:
    await bring_in(db, rows.read(SAMPLE), NOW)
    exported = await _all(db)
    await _answer(db, "CP-2")
    changed = [row | {"Theme": "Housing"} if row["Reference"] in ("CP-2", "CP-3") else row for row in exported]
    report = await bring_in(db, _table(*changed), LATER)
    assert report.counts == {"new": 0, "changed": 1, "unchanged": 52, "refused": 1}
    assert "CP-2 was answered on Monday 2 March 2026, after this row was written" in report.results[1].why
    after_import = {row["Reference"]: row for row in await _all(db)}
    assert (after_import["CP-2"]["Theme"], after_import["CP-2"]["Last update"]) == (exported[1]["Theme"], "Scoped")
    assert after_import["CP-3"]["Theme"] == "Housing"


async def test_changed_rows_say_which_columns_and_leave_history(db: Database) -> None:
    await _outcomes(db, {"Reference": "CP-7", "Title": "One", "Theme": "Health"})
    report = await bring_in(db, _table({"Reference": "CP-7", "Theme": "Housing", "Status": "at risk"}), LATER)
    assert [(r.what, r.fields) for r in report.results] == [(What.CHANGED, ("Theme", "Status"))]
    async with db.read() as tx:
        told = [(t.field, t.before, t.after) for t in await tx.history.of("CP-7")]
        assert await tx.history.verify("CP-7") is None
    assert ("theme", "Health", "Housing") in told


async def test_a_pledge_that_changes_hands_is_told_to_whoever_has_it_now(db: Database) -> None:
    ana = await someone(db, name="Ana Ruiz", upn="ana@example.gov.uk")
    await a_post(db, "Head of Housing", ana)
    await _outcomes(db, {"Title": "One", "Lead post": POST, **SAM})
    assert await _outcomes(db, {"Reference": "CP-1", "Lead post": "Head of Housing"}) == ["changed"]
    assert await _messages(db) == [("Ana Ruiz", "CP-1")]
    async with db.read() as tx:
        assert (await tx.register.get("CP-1")).asking == Asking(accepted=False)


async def test_a_new_holder_hears_of_all_that_the_post_leads(db: Database) -> None:
    await someone(db, name="Ana Ruiz", upn="ana@example.gov.uk")
    await _outcomes(db, *[{"Title": f"Pledge {n}", "Lead post": POST, **SAM} for n in range(1, 4)])
    hers = {"Lead holder": "Ana Ruiz", "Lead UPN": "ana@example.gov.uk"}
    report = await bring_in(db, _table({"Reference": "CP-2", "Lead post": POST, **hers}), LATER)
    assert [result.fields for result in report.results] == [("Lead holder",)]
    assert await _messages(db) == [("Ana Ruiz", "CP-1,CP-2,CP-3")]
    assert {row["Lead holder"] for row in await _all(db)} == {"Ana Ruiz"}


async def test_whoever_leaves_a_post_by_an_import_is_told_and_their_cards_are_withdrawn(db: Database) -> None:
    sam = await someone(db, name="Sam Patel", upn="sam@example.gov.uk")
    await someone(db, name="Ana Ruiz", upn="ana@example.gov.uk")
    await _outcomes(db, {"Title": "One", "Lead post": POST, **SAM})
    async with db.begin() as tx:
        await tx.asks.put(1, sam.id, "10", None, "a nudge", TODAY)
    hers = {"Lead holder": "Ana Ruiz", "Lead UPN": "ana@example.gov.uk"}
    await bring_in(db, _table({"Reference": "CP-1", "Lead post": POST, **hers}), LATER)
    async with db.read() as tx:
        [ask] = await tx.asks.of_message("a nudge")
        told = [(row.kind, row.to) for row in await tx.deliveries.listed(("ready",))]
    assert ask.excused == "handed over"
    assert ("left", "Sam Patel") in told
    assert told.count(("new", "Ana Ruiz")) == 1


async def test_a_post_that_was_handed_over_by_command_is_left_as_it_is_and_said_to_be(db: Database) -> None:
    ana = await someone(db, name="Ana Ruiz", upn="ana@example.gov.uk")
    await _outcomes(db, {"Title": "One", "Lead post": POST, **SAM})
    async with db.begin() as tx:
        post = await tx.people.post(POST)
        assert post
        await tx.people.hand_over(post.id, Holding(person=ana.id, since=TODAY), by=ana.id, now=NOW)
        await tx.people.seat(post.id, TODAY)
    older = _table({"Reference": "CP-1", "Theme": "Health", "Lead post": POST, **SAM})
    for dry_run in (True, False):
        report = await bring_in(db, older, LATER, dry_run=dry_run)
        assert report.results[0].fields == ("Theme",)
        assert report.warnings == (
            f"{POST} was handed over to Ana Ruiz from Monday 2 March 2026 by command, so “Sam Patel” of the sheet was "
            f"left out. Type “hand over {POST} to …” to change that.",
        )
    assert [(row["Theme"], row["Lead holder"]) for row in await _all(db)] == [("Health", "Ana Ruiz")]
    hers = {"Lead holder": "Ana Ruiz", "Lead UPN": "ana@example.gov.uk"}
    assert (await bring_in(db, _table({"Reference": "CP-1", "Lead post": POST, **hers}), LATER)).warnings == ()


async def test_rows_without_a_reference_get_one_and_are_known_again_by_title_and_paper(db: Database) -> None:
    sheet = [
        {"Title": "Hold an event", "Source document": "Report A"},
        {"Title": "Hold an event", "Source document": "Report B"},
    ]
    report = await bring_in(db, _table(*sheet), NOW)
    assert [result.ref for result in report.results] == ["CP-1", "CP-2"]
    assert await _outcomes(db, *sheet) == ["unchanged", "unchanged"]
    doubtful = await bring_in(db, _table({"Title": "hold an  Event", "Theme": "Voice"}), LATER)
    assert doubtful.results[0].why == "CP-1 and CP-2 have this title. Give the Reference of the one that is meant."


async def test_a_reference_that_was_given_is_kept_and_never_given_again(db: Database) -> None:
    await _outcomes(db, {"Reference": "CP-40", "Title": "One"}, {"Reference": "", "Title": "Two"})
    assert [row["Reference"] for row in await _all(db)] == ["CP-40", "CP-41"]


async def test_rows_that_contradict_each_other_are_refused_from_the_second_on(db: Database) -> None:
    ana = {"Lead holder": "Ana Ruiz", "Lead UPN": "ana@example.gov.uk"}
    report = await bring_in(
        db,
        _table(
            {"Reference": "CP-1", "Title": "One", "Lead post": POST, **SAM},
            {"Reference": "CP-1", "Title": "Two"},
            {"Title": "Three", "Lead post": POST.upper(), **ana},
            {"Title": "Four"},
            {"Title": "four"},
            {"Title": "Five", "Lead post": "Head of Housing", **SAM, "Lead AAD id": "aad-1"},
            {"Title": "Six", "Lead post": "Head of Fostering", **SAM, "Lead AAD id": "aad-2"},
        ),
        NOW,
    )
    assert [(result.line, result.why) for result in report.results if result.what is What.REFUSED] == [
        (3, "CP-1 stands in line 2 already."),
        (
            4,
            "Lead holder says “Ana Ruiz”. Line 2 says that DIRECTOR, CHILDREN'S SERVICES is held by Sam Patel, "
            "and a post has one holder.",
        ),
        (6, "A pledge with this title and source stands in line 5 already."),
        (8, "Lead UPN says “sam@example.gov.uk”, which belongs to somebody with another Lead AAD id."),
    ]
    assert [row["Title"] for row in await _all(db)] == ["One", "Four", "Five"]


async def test_a_name_alone_is_not_guessed_between_namesakes(db: Database) -> None:
    await someone(db, name="Sam Patel")
    await someone(db, name="sam  patel")
    report = await bring_in(db, _table({"Title": "One", "Lead post": POST, "Lead holder": "Sam Patel"}), NOW)
    assert report.results[0].why == (
        "The register knows several people called Sam Patel. Give the Lead UPN of the one that is meant."
    )


async def test_a_name_alone_is_the_person_whom_another_row_names_in_full(db: Database) -> None:
    await _outcomes(
        db,
        {"Title": "One", "Lead post": "Head of Housing", "Lead holder": "Sam Patel"},
        {"Title": "Two", "Lead post": POST, **SAM},
        {"Title": "Three", "Lead post": "person: Sam Patel"},
    )
    assert {row["Lead UPN"] for row in await _all(db)} == {"sam@example.gov.uk"}


async def test_an_update_that_is_still_to_come_is_refused(db: Database) -> None:
    report = await bring_in(db, _table({"Title": "One", "Last update": "Done", "Last update on": "2026-03-04"}), NOW)
    assert report.results[0].why == "Last update on says “2026-03-04”, and that day is still to come."


async def test_personal_details_are_refused_and_the_other_rows_come_in(db: Database) -> None:
    report = await bring_in(db, _table({"Title": "One"}, {"Title": "Visit Jaiden, 14"}), NOW)
    assert [result.what for result in report.results] == [What.NEW, What.REFUSED]
    assert "Jaiden" not in json.dumps(report.results[1].why)
    assert len(await _all(db)) == 1


async def test_a_row_that_is_longer_than_the_header_is_refused(db: Database, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text("Title,Theme\nPlan, with HR,Health\n")
    report = await bring_in(db, rows.read(tmp_path / "sheet.csv"), NOW)
    assert report.results[0].why.startswith("The row goes on beyond the last column, with “Health”.")


async def test_columns_that_are_not_read_are_named(db: Database) -> None:
    report = await bring_in(db, _table({"title": "One", "RAG": "Green"}), NOW)
    assert report.warnings == ("Not read, because the sheet has no such column: “RAG”.",)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [(("Action", "Owner"), "has no column “Title” or “Reference”"), (("Title", "TITLE"), "Two columns of the sheet")],
)
async def test_a_table_that_is_no_sheet_is_refused_as_a_whole(
    db: Database, header: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(OperatorError, match=sentence):
        await bring_in(db, Table(header, ()), NOW)


async def test_an_answer_that_comes_while_the_import_is_at_work_is_not_overwritten(db: Database) -> None:
    await _outcomes(db, {"Reference": "CP-1", "Title": "One"}, {"Reference": "CP-2", "Title": "Two"})
    sheet = [{"Reference": f"CP-{n}", "Status": "blocked"} for n in (1, 2)]
    read = [row for row in (read_row(cells, line) for line, cells in enumerate(sheet, 2)) if isinstance(row, Row)]
    async with db.read() as tx:
        planned = await plan(tx, read, NOW, silent)
    await _answer(db, "CP-2")
    async with db.begin() as tx:
        named = Named.by(planned.rows, planned.directorates)
        otherwise = await Writing(tx=tx, tidings=Tidings(), now=LATER, today=LATER.date(), door="import").write(
            list(planned.rows), named
        )
    assert [(line, result.what) for line, result in otherwise.items()] == [(3, What.REFUSED)]
    assert [row["Status"] for row in await _all(db)] == ["blocked", "on track"]


async def test_nothing_is_said_of_owners_where_none_was_named_before_or_after(db: Database) -> None:
    await in_register(db, number=1, owners=(), theme="Health")
    await _outcomes(db, {"Reference": "CP-1", "Theme": "Housing"})
    async with db.read() as tx:
        fields = [told.field for told in await tx.history.of("CP-1") if told.before]
    assert fields == ["theme"]


async def test_an_import_that_broke_off_is_finished_by_the_next(db: Database) -> None:
    await someone(db, name="Sam Patel", upn="sam@example.gov.uk")
    sheet = _table(*[{"Reference": f"CP-{n}", "Title": f"Pledge {n}", "Lead post": POST, **SAM} for n in range(1, 6)])

    def breaks_off(what: str, done: int, total: int) -> None:
        if what == "Writing rows" and done == 4:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await bring_in(db, sheet, NOW, progress=breaks_off, batch=2)
    assert len(await _all(db)) == 4
    report = await bring_in(db, sheet, LATER)
    assert report.counts == {"new": 1, "changed": 0, "unchanged": 4, "refused": 0}
    assert await _messages(db) == [("Sam Patel", "CP-1,CP-2,CP-3,CP-4"), ("Sam Patel", "CP-5")]


async def test_a_sheet_whose_references_are_headed_ref_changes_pledges_and_enters_none_twice(db: Database) -> None:
    await in_register(db, title="One")
    assert await _outcomes(db, {"Ref": "CP-1", "Title": "One, in other words"}) == ["changed"]
    assert [row["Title"] for row in await _all(db)] == ["One, in other words"]


async def test_a_directorate_that_looks_misspelt_is_refused_until_somebody_says_that_it_is_new(db: Database) -> None:
    first = [{"Title": f"{n}", "Directorate": "Housing"} for n in range(2)]
    sheet = _table(*first, {"Title": "3", "Directorate": "Husing"}, {"Title": "4", "Directorate": "Public Health"})
    for dry_run in (True, False):
        report = await bring_in(db, sheet, NOW, dry_run=dry_run)
        assert [r.what.value for r in report.results] == ["new", "new", "refused", "new"]
        assert report.results[2].why == (
            "Directorate says “Husing”, a new directorate. Did you mean “Housing”? "
            "If it is a new one, that takes “pledgekeeper import --new-directorates”."
        )
    report = await bring_in(db, sheet, LATER, new_directorates=True)
    assert [r.what.value for r in report.results] == ["unchanged", "unchanged", "new", "unchanged"]
    async with db.read() as tx:
        assert {d.name for d in await tx.people.directorates()} == {"Housing", "Husing", "Public Health"}


async def _run(url: str, *words: str | Path) -> tuple[int, str, str]:
    """What the command line answers: the exit code, stdout and stderr."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *map(str, words),
        cwd=ROOT,
        env=os.environ | {"PLEDGEKEEPER_DATABASE_URL": url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    return process.returncode or 0, out.decode(), errors.decode()


async def test_the_commands_say_what_they_did_and_end_with_the_right_code(database_url: str, tmp_path: Path) -> None:
    code, out, _ = await _run(database_url, "import", SAMPLE)
    assert (code, out.splitlines()[-1]) == (0, "54 rows: 54 new, 0 changed, 0 unchanged, 0 refused")
    assert "CP-54" in out
    code, out, _ = await _run(database_url, "export", "--out", tmp_path / "out.xlsx")
    assert (code, out) == (0, f"54 pledges written to {tmp_path / 'out.xlsx'}.\n")
    code, out, errors = await _run(database_url, "import", tmp_path / "out.xlsx", "--json")
    assert (code, errors) == (0, "")
    told = json.loads(out)
    assert told["counts"] == {"new": 0, "changed": 0, "unchanged": 54, "refused": 0}
    assert (told["header_row"], told["columns"]["text"]) == (0, "Title")
    assert (told["rows"][0]["row"], told["rows"][0]["reference"]) == (1, "CP-1")
    assert told["rows"][0]["owners"]
    (tmp_path / "log.csv").write_text(f'Action,Owner\n"{told["rows"][0]["text"]}",\nPaint the gate,Clerk\n')
    code, out, _ = await _run(database_url, "import", tmp_path / "log.csv", "--dry-run", "--json")
    assert [(row["outcome"], row["why"]) for row in json.loads(out)["rows"]] == [
        ("unchanged", "It is CP-1."),
        ("new", ""),
    ]


async def test_a_refused_row_makes_the_exit_code_one_on_a_dry_run_too(database_url: str, tmp_path: Path) -> None:
    with (tmp_path / "sheet.csv").open("w") as file:
        csv.writer(file).writerows([["Title", "Kind", "RAG"], ["One", "wish", "Green"]])
    code, out, errors = await _run(database_url, "import", tmp_path / "sheet.csv", "--dry-run")
    assert code == 1
    assert "Kind says “wish”. It can be promise" in out
    assert out.splitlines()[-1] == "1 row: 0 new, 0 changed, 0 unchanged, 1 refused"
    assert errors == "Not read, because the sheet has no such column: “RAG”.\n"


async def test_what_stands_in_the_way_is_one_sentence(database_url: str, tmp_path: Path) -> None:
    code, _, errors = await _run(database_url, "import", tmp_path / "none.csv")
    assert (code, errors) == (2, f"{tmp_path / 'none.csv'} cannot be read: No such file or directory.\n")
    code, _, errors = await _run(database_url, "export", "--out", tmp_path / "register.pdf")
    assert code == 1
    assert errors.endswith("register.pdf must end in .csv or .xlsx.\n")


def test_a_report_counts_in_words() -> None:
    assert Report((), ()).summary == "0 rows: 0 new, 0 changed, 0 unchanged, 0 refused"


async def test_new_rows_that_may_repeat_a_pledge_or_each_other_are_named_in_the_report(db: Database) -> None:
    await in_register(db, a_pledge(title="Attractive recruitment package incl. car parking"))
    rows = (
        {"Title": "A recruitment package with car parking charges assistance"},
        {"Title": "Employ care leaver ambassadors"},
        {"Title": "Employ care leaver ambassadors in every service"},
        {"Title": "Publish the leaflet"},
    )
    dry = await bring_in(db, _table(*rows), NOW, dry_run=True)
    assert [line.split(" is near ")[1].split(" (")[0] for line in dry.near] == [
        "CP-1 “Attractive recruitment package incl. car parking”",
        "one “Employ care leaver ambassadors”",
    ]
    report = await bring_in(db, _table(*rows), NOW)
    assert report.near == (
        "Line 2 “A recruitment package with car parking charges assistance” is near CP-1 “Attractive recruitment "
        "package incl. car parking” (Corporate Parenting Panel, Monday 1 December 2025). "
        "If they are one promise, type “merge CP-2 into CP-1”.",
        "Line 4 “Employ care leaver ambassadors in every service” is near CP-3 “Employ care leaver ambassadors” "
        "(line 3). If they are one promise, type “merge CP-4 into CP-3”.",
    )
    assert (await bring_in(db, _table(*rows), NOW)).near == ()


async def test_directorates_that_are_new_in_a_sheet_that_is_not_live_wait(db: Database) -> None:
    known = {"Title": "Find homes", "Directorate": "Housing", "Lead post": "Head of Housing", **SAM}
    new = {"Title": "Mend roads", "Directorate": "Place", "Lead post": "Head of Place", **SAM}
    await bring_in(db, _table(known), NOW)
    await bring_in(db, _table(new), NOW, dry_run=True, not_live=True)
    async with db.read() as tx:
        assert not await tx.live.steps(9)
    await bring_in(db, _table(new), NOW, not_live=True)
    async with db.read() as tx:
        assert {part.name: live.waits for part, live in await tx.live.all()} == {"Housing": False, "Place": True}
