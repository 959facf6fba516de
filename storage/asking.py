"""The day from which each pledge is to be looked at again: kept beside it, so that what is due is found by an index."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.messages import PersonId
from pledges.nudging import next_question
from pledges.people import PostId
from pledges.pledge import Asking, Pledge
from pledges.policy import Policy
from storage import shares
from storage.pledge_rows import ASKING, load
from storage.tables import pledge_owners, pledges

BATCH = 500


def next_ask_on(pledge: Pledge, policy: Policy, today: date) -> date | None:
    """The day on which the next question about a pledge is due; None while nobody is to be asked."""
    question = next_question(pledge, policy, today)
    return question.on if question else None


async def in_batches(conn: AsyncConnection, which: sa.ColumnElement[bool]) -> AsyncIterator[list[Pledge]]:
    """The pledges for which `which` holds, in number order, a few hundred at a time."""
    last = 0
    while batch := await load(conn, pledges.c.number.in_(_next_numbers(which, last))):
        yield batch
        last = batch[-1].number


def _next_numbers(which: sa.ColumnElement[bool], last: int) -> sa.Select[tuple[int]]:
    return sa.select(pledges.c.number).where(which, pledges.c.number > last).order_by(pledges.c.number).limit(BATCH)


async def restamp(conn: AsyncConnection, which: sa.ColumnElement[bool], policy: Policy, today: date) -> int:
    """Compute anew when each of these open pledges is to be looked at; return how many there are."""
    count = 0
    async for batch in in_batches(conn, which & pledges.c.finished_at.is_(None)):
        await conn.execute(_STAMP, [{"n": p.number, "next_ask_on": next_ask_on(p, policy, today)} for p in batch])
        count += len(batch)
    return count


_STAMP = sa.update(pledges).where(pledges.c.number == sa.bindparam("n")).values(next_ask_on=sa.bindparam("next_ask_on"))


async def note(conn: AsyncConnection, noted: Iterable[Pledge], policy: Policy, today: date) -> None:
    """Write how far the asking has come, for pledges that nobody has saved since they were read.

    Between two saves the asking only goes forward, so what another process noted meanwhile is kept where this copy
    knows nothing.
    """
    known = list(noted)
    if known:
        await conn.execute(_NOTE, [_noted(pledge, policy, today) for pledge in known])
    await shares.overwrite(conn, [pledge for pledge in known if pledge.shares])


def _noted(pledge: Pledge, policy: Policy, today: date) -> dict[str, object]:
    asking = pledge.asking
    noted = {f"new_{name}": getattr(asking, name) for name in ASKING}
    return noted | {
        "n": pledge.number,
        "v": pledge.version,
        "new_rung": asking.rung or None,
        "new_next": next_ask_on(pledge, policy, today),
    }


_c = pledges.c
_NOTE = (
    sa.update(pledges)
    .where(_c.number == sa.bindparam("n"), _c.version == sa.bindparam("v"))
    .values(
        rung=sa.func.coalesce(sa.bindparam("new_rung", type_=_c.rung.type), _c.rung),
        asked_on=sa.func.coalesce(sa.bindparam("new_asked_on", type_=sa.Date), _c.asked_on),
        answered_on=sa.func.coalesce(sa.bindparam("new_answered_on", type_=sa.Date), _c.answered_on),
        reached_on=sa.func.coalesce(_c.reached_on, sa.bindparam("new_reached_on", type_=sa.Date)),
        told_on=sa.func.coalesce(sa.bindparam("new_told_on", type_=sa.Date), _c.told_on),
        first_on=sa.case((sa.bindparam("new_first_on", type_=sa.Date).is_not(None), _c.first_on)),
        accepted=sa.or_(_c.accepted, sa.bindparam("new_accepted", type_=sa.Boolean)),
        next_ask_on=sa.bindparam("new_next"),
    )
)


async def ask_anew(
    conn: AsyncConnection, post: PostId, holder: PersonId | None, policy: Policy, told_on: date | None = None
) -> None:
    """Start the asking anew for the pledges that a post leads, because somebody else holds it now.

    Unless the new holder is being told, the day of telling is open; being reached and asked is theirs alone.
    """
    led = sa.select(pledge_owners.c.pledge).where(pledge_owners.c.post_id == post, pledge_owners.c.lead)
    which = _c.number.in_(led)
    fresh = Asking(accepted=holder is None, told_on=told_on)
    values = {name: getattr(fresh, name) for name in ASKING}
    await conn.execute(sa.update(pledges).where(which).values(version=_c.version + 1, **values))
    await restamp(conn, which, policy, date.min)
