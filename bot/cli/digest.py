"""Show a directorate's digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.settings import Settings
    from pledges.digest import Digest
    from pledges.people import Directorate

app = typer.Typer()


@app.command()
def digest(
    directorate: Annotated[str, typer.Argument(help="The directorate's name, or the beginning of it.")],
    at: terminal.At = "",
    as_json: terminal.AsJson = False,
) -> None:
    """Show a directorate's digest as its channel would get it at a time. Nothing is kept and nothing is posted.

    For example:
      pledgekeeper digest "Children's Services"
      pledgekeeper digest children --at "2026-12-07 11:00" --json
    """
    import asyncio
    import os

    from bot.opening import time_of
    from bot.settings import Settings

    settings = Settings.read(os.environ)
    now = time_of(settings, at)
    of, found = asyncio.run(_summarised(settings, directorate, now))
    if as_json:
        terminal.as_json({"directorate": of.name, "digest": found})
        return
    for line in _lines(settings, of, found, now):
        terminal.say(line)


async def _summarised(settings: Settings, name: str, now: datetime) -> tuple[Directorate, Digest]:
    from bot.opening import register
    from pledges.calendar import week_of
    from pledges.live import Live
    from storage.week import as_it_stands

    async with register(settings, now) as db, db.read() as tx:
        of = _named(name, await tx.people.directorates())
        channel = next((c for c in await tx.channels.linked() if c.directorate.id == of.id), None)
        week = week_of(db.policy.today(now))
        before = await tx.digests.before(channel.id, of.id, week) if channel else None
        live = channel.live if channel else Live()
        return of, await as_it_stands(tx, of.id, live, before, db.policy, now)


def _named(name: str, known: list[Directorate]) -> Directorate:
    from pledges.calendar import listed
    from pledges.errors import UserError

    wanted = name.casefold()
    same = [d for d in known if d.name.casefold() == wanted]
    alike = same or [d for d in known if d.name.casefold().startswith(wanted)]
    if len(alike) != 1:
        there = f"There are {listed(d.name for d in alike or known)}." if known else "The register has none yet."
        raise UserError(f"{'More than one' if alike else 'No'} directorate is called “{name}”. {there}")
    return alike[0]


def _lines(settings: Settings, of: Directorate, found: Digest, now: datetime) -> list[str]:
    from bot import holidays
    from bot.outline import outline
    from dialogs.cards.digest import draw
    from dialogs.registry import Council, Look

    council = Council(contact=settings.contact, policy=settings.policy(holidays.around(now.year)))
    return list(outline(draw(of.name, found, Look(now=now, council=council, facts={}, nonce="")).card))
