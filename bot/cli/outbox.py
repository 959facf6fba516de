"""Look after messages that were not sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot import terminal

if TYPE_CHECKING:
    from datetime import datetime

    from storage.db import Tx
    from storage.deliveries import Listed

T = TypeVar("T")
STATES = ("ready", "held", "sent", "dropped", "dead")
app = typer.Typer()
outbox = typer.Typer(no_args_is_help=True)
Id = Annotated[int, typer.Argument(help="The number in the first column of `pledgekeeper outbox list`.")]


@outbox.callback()
def _outbox() -> None:
    """List messages that wait or were given up, and send them again or drop them."""


@outbox.command("list")
def list_(
    state: Annotated[
        list[str], typer.Option("--state", help=f"Only these: {', '.join(STATES)}. May be given several times.")
    ] = ["ready", "held", "dead"],  # noqa: B006 - typer copies it
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many, the newest.")] = 100,
    as_json: terminal.AsJson = False,
) -> None:
    """List messages that were not sent, with the reason.

    For example:
      pledgekeeper outbox list
      pledgekeeper outbox list --state dead --json
    """
    if strangers := [name for name in state if name not in STATES]:
        raise typer.BadParameter(f"“{strangers[0]}” is not a state; there are {', '.join(STATES)}")
    rows = _in_a_transaction(lambda tx, _: tx.deliveries.listed(state, limit))
    if as_json:
        terminal.as_json(rows)
    elif rows:
        terminal.table(
            ("Id", "State", "What", "To", "Tries", "Not before", "Outcome"),
            [_cells(row) for row in rows],
        )
    else:
        terminal.say(f"No message is {' or '.join(', '.join(state).rsplit(', ', 1))}.")


@outbox.command()
def retry(id: Id) -> None:
    """Send a message again that was given up or dropped: the running bot takes it within seconds.

    For example:
      pledgekeeper outbox retry 17
    """
    if not _in_a_transaction(lambda tx, now: tx.deliveries.again(id, now)):
        raise _no_such("given up or dropped", id)
    terminal.say(f"Message {id} will be sent again.")


@outbox.command()
def drop(id: Id) -> None:
    """Drop a message that was not sent, so that it never is.

    For example:
      pledgekeeper outbox drop 17
    """
    if not _in_a_transaction(lambda tx, now: _drop(tx, id, now)):
        raise _no_such("waiting", id)
    terminal.say(f"Message {id} is dropped.")


app.add_typer(outbox, name="outbox")


def _cells(row: Listed) -> tuple[str, ...]:
    when = f"{row.not_before:%Y-%m-%d %H:%M} UTC"
    return (str(row.id), row.state, row.kind, row.to, str(row.attempts), when, row.outcome)


async def _drop(tx: Tx, id: int, now: datetime) -> bool:
    waiting = await tx.deliveries.listed(("ready", "held", "dead"), 100_000)
    key = next((row.key for row in waiting if row.id == id), None)
    return key is not None and await tx.outbox.drop(key, "dropped on the command line", now)


def _in_a_transaction(work: Callable[[Tx, datetime], Awaitable[T]]) -> T:
    import asyncio
    import os

    from bot.clock import utc_now
    from bot.opening import register
    from bot.settings import Settings

    async def run() -> T:
        now = utc_now()
        async with register(Settings.read(os.environ), now) as db, db.begin() as tx:
            return await work(tx, now)

    return asyncio.run(run())


def _no_such(state: str, id: int) -> Exception:
    from pledges.errors import UserError

    return UserError(f"Message {id} is not {state}, so nothing was changed. See: pledgekeeper outbox list")
