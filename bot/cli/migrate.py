"""Bring the database up to date."""

from __future__ import annotations

import typer

app = typer.Typer()


@app.command()
def migrate() -> None:
    """Bring the database up to date. Safe to run again; `serve` does it by itself.

    For example:
      pledgekeeper migrate
      PLEDGEKEEPER_DATABASE_URL=sqlite+aiosqlite:////srv/register.db pledgekeeper migrate
    """
    import os

    from bot import terminal
    from bot.opening import migrated
    from bot.settings import Settings

    settings = Settings.read(os.environ)
    with terminal.busy("Bringing the database up to date"):
        migrated(settings)
    terminal.say("The database is up to date.")
