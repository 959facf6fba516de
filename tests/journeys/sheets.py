"""What an admin does with a sheet, as verbs: take it out, edit it, drop it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from bot.rehearsal.teams_world import Message
from documents import csv_file, rows, xlsx_file
from documents.table import Table
from tests.journeys.town import ADMIN, Town

Rows: TypeAlias = list[dict[str, str]]


async def taken_out(town: Town, which: str) -> Table:
    """The sheet that an admin gets by typing “sheet …” and accepting the offer."""
    offer = await town.says(ADMIN, f"sheet {which}")
    await town.teams.answers_offer(town.people[ADMIN], offer)
    name = offer.activity["attachments"][0]["name"]
    return rows.parse(Path(name), town.teams.onedrive.files[name])


async def dropped(town: Town, name: str, content: bytes, who: str = ADMIN) -> Message:
    """A file put into the chat, and what the bot answered last."""
    town.teams.onedrive.files[name] = content
    before = len(town.teams.world.messages)
    answer = await town.teams.drops(town.people[who], name)
    assert answer.status < 300
    assert len(town.teams.world.messages) > before, "no answer to a file"
    return town.chat(who)[-1]


async def edited(town: Town, which: str, edit: Callable[[Rows], None], name: str = "edited.xlsx") -> Message:
    """The sheet taken out, edited in a spreadsheet, and dropped back."""
    table = await taken_out(town, which)
    lines = [dict(cells) for _, cells in table.rows]
    edit(lines)
    return await dropped(town, name, written(name, table.header, lines))


def written(name: str, header: tuple[str, ...], lines: list[dict[str, str]]) -> bytes:
    content = xlsx_file.content if name.endswith(".xlsx") else csv_file.content
    return content(header, lines)


def row(lines: Rows, column: str, cell: str) -> dict[str, str]:
    return next(line for line in lines if line[column] == cell)


def doing(column: str, cell: str, change: Mapping[str, str]) -> Callable[[Rows], None]:
    """An edit of the one row that has a cell."""
    return lambda lines: row(lines, column, cell).update(change)
