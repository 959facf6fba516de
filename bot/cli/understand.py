"""Say how an answer in plain words is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import terminal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.settings import Settings
    from pledges.understood import Understood

app = typer.Typer()


@app.command()
def understand(
    text: Annotated[str, typer.Argument(help="What the person types to the bot.", show_default=False)],
    who: Annotated[str, typer.Option("--as", help="The person's sign-in name.", show_default=False)],
    at: terminal.At = "",
    as_json: terminal.AsJson = False,
) -> None:
    """Say how an answer in plain words is read for a person. Nothing is recorded and nothing is sent.

    For example:
      pledgekeeper understand "on track, draft goes to legal Friday" --as adele.vance@council.example
      pledgekeeper understand "need two more weeks, HR vacancy" --as adele.vance@council.example --at 2023-11-27 --json
    """
    import asyncio
    import os

    from bot.opening import time_of
    from bot.settings import Settings

    settings = Settings.read(os.environ)
    found = _told(asyncio.run(_understood(settings, text, who, time_of(settings, at))))
    if as_json:
        terminal.as_json(found)
        return
    for name, value in found.items():
        terminal.say(f"{name}: {_shown(value)}")


async def _understood(settings: Settings, text: str, who: str, now: datetime) -> Understood:
    from bot.opening import register
    from pledges.answering import led
    from pledges.errors import UserError
    from pledges.understanding import understand as read

    async with register(settings, now) as db, db.read() as tx:
        person = next((p for p in await tx.people.everyone() if p.upn == who.strip().casefold()), None)
        if person is None:
            raise UserError(f"The register knows nobody who signs in as “{who}”.")
        mine = [pledge for pledge in await tx.register.of_person(person.id) if pledge.open]
        asked = [ref for ref in await tx.asks.unanswered(person.id) if any(p.ref == ref for p in mine)]
        return read(text, mine, asked, db.policy.today(now), led(mine, person.id))


def _told(found: Understood) -> dict[str, Any]:
    return {
        "intent": found.intent.value,
        "refs": list(found.refs),
        "status": found.status.value if found.status else None,
        "date": found.day.isoformat() if found.day else None,
        "note": found.note,
        "ask_back": found.ask_back,
    }


def _shown(value: Any) -> str:
    return ", ".join(value) or "none" if isinstance(value, list) else str("none" if value in (None, "") else value)
