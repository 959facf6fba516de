"""A message drawn at the moment of sending, with all that is carried by it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pledges.bundle import fits, together
from pledges.messages import Drop, Rendered
from storage.db import Tx
from storage.outbox import Claimed

log = logging.getLogger(__name__)
TOO_LATE = "too late to be worth sending"


class Render(Protocol):
    async def __call__(self, item: Claimed, *, tx: Tx, now: datetime) -> Rendered | Drop:
        """What a message says, read from the register as it is at `now`."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message, which of its parts are in it, and which are not worth sending any more, each with why."""

    message: Rendered
    went: tuple[Claimed, ...] = ()
    dropped: tuple[tuple[Claimed, str], ...] = ()


async def draw(item: Claimed, render: Render, tx: Tx, now: datetime) -> Drawn | Drop:
    """Draw a message with its parts; when there is nothing to say in itself, its parts go in the next one.

    A part that cannot be drawn, or has no room here, waits and stops no other.
    """
    first = await render(item, tx=tx, now=now)
    if isinstance(first, Drop):
        return first
    messages, went, dropped = [first], list[Claimed](), list[tuple[Claimed, str]]()
    for part in item.parts:
        drawn = await _part(part, render, tx, now)
        if isinstance(drawn, Drop):
            dropped.append((part, drawn.reason))
        elif drawn and fits(messages, drawn):
            messages.append(drawn)
            went.append(part)
    return Drawn(together(messages), tuple(went), tuple(dropped))


async def _part(part: Claimed, render: Render, tx: Tx, now: datetime) -> Rendered | Drop | None:
    if part.until and part.until <= now:
        return Drop(TOO_LATE)
    try:
        return await render(part, tx=tx, now=now)
    except Exception:
        log.exception("a part of a message cannot be drawn", extra={"outbox_id": part.id})
        return None
