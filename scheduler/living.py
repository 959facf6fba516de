"""Posted digests are kept up while their week runs: an edit of the post, which alerts nobody, when it has grown old.

Which posted digests of the running week say something older than the register does? That is asked at every pass, and
answered from rows: a restart, a missed pass or a second copy of the program edits nothing twice. An edit that
died is tried again at a later pass, a few times.
"""

from __future__ import annotations

import logging
from datetime import datetime

from pledges.afterwards import EVERY, Posted, runs, same_rows
from pledges.for_public import for_public
from pledges.messages import Outgoing
from scheduler.digests import DIGEST
from scheduler.plan import PAUSED
from storage.db import Database, Tx

log = logging.getLogger(__name__)


async def keep_up(db: Database, now: datetime) -> None:
    """Have each posted digest that has grown old drawn anew, at most once in ten minutes; nothing while all is paused.

    One for which it fails is logged and stops no other.
    """
    async with db.read() as tx:
        posts = [] if await tx.switches.get(PAUSED) is not None else await tx.afterwards.posts(now)
        stale = [post for post in posts if await tx.afterwards.is_stale(post, now - EVERY)]
    for post in stale:
        try:
            async with db.begin() as tx:
                await _keep_up(tx, post, now)
        except Exception:
            log.exception("a posted digest could not be kept up", extra={"key": post.key})


async def _keep_up(tx: Tx, post: Posted, now: datetime) -> None:
    digest = await tx.digests.get(post.channel, post.directorate, post.week)
    if digest is None or await tx.outbox.standing(post.key) is None or not runs(digest, now):
        return
    linked = await tx.channels.get(post.channel)
    shown = for_public(digest) if linked is None or linked.public else digest
    says = (await tx.afterwards.of(post, shown)).mark
    said, failed = await tx.afterwards.drawn(post), await tx.afterwards.has_failed(post)
    if not await tx.afterwards.take(post, says, now - EVERY, now) or (says == said and not failed):
        return
    # What is put right may stand in any reply.
    for key in post.keys[:1] if same_rows(says, said) and not failed else post.keys:
        await _redraw(tx, post, key, says, now)


async def _redraw(tx: Tx, post: Posted, key: str, says: str, now: datetime) -> None:
    again, sent = f"{key}:now", await tx.outbox.standing(key)
    waiting = await tx.outbox.unsent(DIGEST, post.channel)
    if sent is None or any(each.key.startswith(again) for each in waiting):
        return  # what waits to be drawn will say this as well
    key = f"{again}:{says}:{now:%Y%m%d%H%M}"
    redrawn = Outgoing(kind=DIGEST, to=post.channel, key=key, not_before=now, facts=sent.facts, target=sent.at)
    await tx.outbox.put(redrawn, now)
