"""Say what would be sent."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import terminal

if TYPE_CHECKING:
    from bot.settings import Settings
    from pledges.policy import Policy
    from scheduler.plan import Planned
    from storage.db import Database, Tx

app = typer.Typer()


@app.command()
def plan(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say it. The bot itself plans every minute.")] = False,
    at: terminal.At = "",
    as_json: terminal.AsJson = False,
) -> None:
    """Say what would be sent to whom, and why, at a time. Nothing is written and nothing is sent.

    For example:
      pledgekeeper plan --dry-run
      pledgekeeper plan --dry-run --at 2026-12-01
      pledgekeeper plan --dry-run --at 2026-12-01T11:00
    """
    import asyncio
    import os

    from bot.opening import time_of
    from bot.settings import Settings

    if not dry_run:
        raise typer.BadParameter("planning is the bot's own work: add --dry-run to see what it would plan")
    settings = Settings.read(os.environ)
    rows = asyncio.run(_rows(settings, time_of(settings, at)))
    if as_json:
        terminal.as_json(rows)
    elif rows:
        terminal.table(("What", "To", "Why"), [_cells(row) for row in rows])
    else:
        terminal.say("Nothing is due at that time.")


def _cells(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["kind"], row["to"], row["why"].replace("; ", "\n")


async def _rows(settings: Settings, now: datetime) -> list[dict[str, Any]]:
    from bot.clock import utc_now
    from bot.opening import register

    async with register(settings, now) as db:
        if now < utc_now() - timedelta(minutes=1):
            return await _in_the_past(db, now, settings.admins)
        async with db.read() as tx:
            return await _due(tx, db.policy, now, settings.admins)


async def _in_the_past(db: Database, now: datetime, admins: frozenset[str]) -> list[dict[str, Any]]:
    """The register keeps on which day each owner is asked next, from today on: put it back for one look at it."""
    rows = list[dict[str, Any]]()
    with suppress(_LeftAsItWas):
        async with db.begin() as tx:
            await tx.register.restamp(now)
            rows = await _due(tx, db.policy, now, admins)
            raise _LeftAsItWas
    return rows


class _LeftAsItWas(Exception):
    """Ends a transaction of which nothing is kept."""


async def _due(tx: Tx, policy: Policy, now: datetime, admins: frozenset[str]) -> list[dict[str, Any]]:
    from scheduler.plan import preview

    return [await _row(tx, planned) for planned in await preview(tx, policy, now, admins)]


async def _row(tx: Tx, planned: Planned) -> dict[str, Any]:
    if isinstance(planned.to, int):
        to = (await tx.people.get(planned.to)).name
        reason = "" if await tx.people.reachable(planned.to) else "; waits until they have installed the bot"
    else:
        channel = await tx.channels.get(planned.to) or await tx.corporate.channel(planned.to)
        to, reason = (f"{channel.team}, {channel.name}" if channel else planned.to), ""
    return {"kind": planned.kind, "to": to, "key": planned.key, "about": planned.about, "why": planned.why + reason}
