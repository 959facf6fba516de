"""A file that was dropped into the chat: fetched and read before any transaction, then kept until it is confirmed."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dialogs import bulk
from dialogs.bulk import Sheet
from dialogs.registry import Draw, Response, Turn
from dialogs.reviewing import keeping, papers
from dialogs.turn import Attachment, Inbound, Place, Say, Silent
from documents import rows
from documents.table import MOST_BYTES, Table
from pledges.calendar import counted, listed
from pledges.difference import Difference, Dropped
from pledges.errors import DeliveryError, NotForYou, NotUnderstood, OnlyInPrivate, OperatorError, TooLarge
from pledges.messages import Transport
from pledges.people import Standing
from pledges.review import Read
from pledges.sheet import What
from storage.db import Database

KIND = "sheet"
TABLES = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
KINDS = (*TABLES, *papers.KINDS)
LONG_PAPER = 300_000  # bytes from which the same is said of a paper
WORTH_SAYING = 500  # rows from which a person is told that it takes a while
MOST_CHANGES = 500  # rows that are written in one transaction, while somebody waits
KEPT = timedelta(hours=24)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads dropped files. Whatever cannot be read raises a UserError with what to do, and nothing is kept."""

    db: Database
    transport: Transport

    async def read(self, inbound: Inbound, standing: Standing) -> Dropped | Read:
        if not standing.admin:
            raise NotForYou("bring in a sheet", "an admin")
        if inbound.place is not Place.PERSONAL:
            raise OnlyInPrivate("sheet")
        if len(inbound.files) > 1:
            raise NotUnderstood("One sheet at a time, please: I have read none of these files.")
        file = inbound.files[0]
        content = await self._content(file)
        if papers.is_paper(_named(file)) and not await asyncio.to_thread(_is_sheet, _named(file), content):
            if len(content) >= LONG_PAPER:
                await self._say(inbound, f"Reading “{_named(file)}” …")
            return await asyncio.to_thread(_read_paper, _named(file), content)
        table = await self._table(file, content)
        sheet = self._meant(file, table)
        if len(table.rows) >= WORTH_SAYING:
            await self._say(inbound, f"Reading {counted(len(table.rows), 'row')} of “{_named(file)}” …")
        return Dropped(
            file=_named(file), sheet=sheet.name, difference=await self._difference(sheet, table, inbound.now)
        )

    async def _content(self, file: Attachment) -> bytes:
        name = Path(_named(file))
        if name.suffix.lower() not in KINDS:
            raise NotUnderstood(f"“{name}” is no sheet that I can read. {_try()}")
        content = await self._fetched(file)
        if not content:
            raise NotUnderstood(f"“{name}” is empty, so I have nothing to compare. {_try()}")
        return content

    async def _table(self, file: Attachment, content: bytes) -> Table:
        try:
            return await asyncio.to_thread(rows.parse, Path(_named(file)), content)
        except OperatorError as error:
            raise NotUnderstood(f"{error} Nothing was changed.") from None

    async def _fetched(self, file: Attachment) -> bytes:
        try:
            return await self.transport.fetch(file.place, MOST_BYTES)
        except TooLarge:
            most = f"{MOST_BYTES >> 20} MB"
            raise NotUnderstood(f"“{_named(file)}” is larger than {most}. Split it into smaller sheets.") from None
        except DeliveryError as error:
            log.warning("a dropped file was not fetched: %s", type(error).__name__)
            told = f"I couldn't fetch “{_named(file)}” from where Teams keeps it. Please drop it here again."
            raise NotUnderstood(told) from None

    def _meant(self, file: Attachment, table: Table) -> Sheet:
        """The sheet that has most of the table's columns."""
        known = bulk.known().values()
        best = max(known, key=lambda sheet: sheet.fits(table.header))
        if not best.fits(table.header):
            keys = listed([f"“{sheet.key[0]}”" for sheet in known]).replace(" and ", " or ")
            raise NotUnderstood(f"“{_named(file)}” is none of my sheets: it has no column {keys}. {_try()}")
        return best

    async def _difference(self, sheet: Sheet, table: Table, now: datetime) -> Difference:
        try:
            async with self.db.read() as tx:
                found = await sheet.difference(tx, table, now)
        except OperatorError as error:
            raise NotUnderstood(f"{error} Nothing was changed.") from None
        applies = sum(line.applies for line in found.lines)
        if applies > MOST_CHANGES:
            raise NotUnderstood(
                f"That sheet changes {applies:,} rows, and {MOST_CHANGES:,} at once are the most. "
                "Drop it in parts, or have whoever runs me use “pledgekeeper import”."
            )
        return found

    async def _say(self, inbound: Inbound, text: str) -> None:
        """Say that it takes a while. That this is heard is not worth stopping for."""
        try:
            await self.transport.say(inbound.address, text)
        except DeliveryError as error:
            log.info("progress was not told: %s", type(error).__name__)


async def keep(turn: Turn, read: Dropped | Read) -> Response:
    """Keep what a sheet would change until the same admin confirms it, or a paper until it is reviewed; and show it."""
    if not await turn.tx.presses.first(turn.inbound.id, turn.person.id, "drop", "", turn.now):
        return Silent()
    return await keeping.keep(turn, read) if isinstance(read, Read) else await _keep(turn, read)


async def _keep(turn: Turn, read: Dropped) -> Response:
    told = [line for line in read.difference.lines if line.what is not What.UNCHANGED]
    if not told:
        return Say(_nothing_new(read))
    summary = ". ".join([read.difference.summary, *read.difference.warnings])
    id, instead = await turn.tx.sheets.put(
        read.sheet, read.file, summary, told, by=turn.person.id, now=turn.now, until=turn.now + KEPT
    )
    return Draw(KIND, {"draft": str(id), "page": "1"} | ({"instead": instead} if instead else {}))


def _is_sheet(name: str, content: bytes) -> bool:
    """Whether a text is a table of ours."""
    if Path(name).suffix.lower() not in TABLES:
        return False
    try:
        header = rows.parse(Path(name), content).header
    except OperatorError:
        return False
    return any(sheet.fits(header) for sheet in bulk.known().values())


def _read_paper(name: str, content: bytes) -> Read:
    return keeping.read(name, papers.text_in(content, name))


def _nothing_new(read: Dropped) -> str:
    rows = counted(len(read.difference.lines), "row")
    also = "".join(f" {warning}" for warning in read.difference.warnings)
    return f"“{read.file}” says what the register says already: {rows}, and no difference.{also}"


def _named(file: Attachment) -> str:
    return Path(file.name.replace("\\", "/")).name[:80] or "your file"


def _try() -> str:
    return (
        "I read sheets (.xlsx and .csv: type “sheet” for one that is filled in) and minutes (.docx, .pdf, .html, .txt)."
    )
