"""Posts that were handed over by command: a sheet, which may be older, does not undo that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pledges.calendar import said
from pledges.holding import Holding
from pledges.people import Post
from pledges.sheet import HOLDER, Refusal, Row
from pledges.sheet_cells import folded
from pledges.sheet_rows import post_of
from storage.db import Tx


async def leave_handed_over(
    tx: Tx, rows: Sequence[Row | Refusal], today: date
) -> tuple[list[Row | Refusal], tuple[str, ...]]:
    """The rows without holders who contradict a command, and a sentence for each post that is left as it is."""
    given = await tx.holdings.by_command(today)
    posts = {folded(p.title): p for p in await tx.people.posts() if p.id in given} if given else {}
    kept, left = list[Row | Refusal](), dict[str, str]()
    for row in rows:
        post = posts.get(post_of(row)) if isinstance(row, Row) else None
        if not isinstance(row, Row) or post is None or row.holder is None or row.holder.is_(post.holder):
            kept.append(row)
            continue
        left[post.title] = await _sentence(tx, post, given[post.id], row.holder.name)
        kept.append(replace(row, cells={name: cell for name, cell in row.cells.items() if name not in HOLDER}))
    return kept, tuple(left.values())


async def _sentence(tx: Tx, post: Post, given: Holding, sheets: str) -> str:
    who = (await tx.people.get(given.person)).name if given.person is not None else "nobody"
    since = f" from {said(given.since)}" if given.since else ""
    return (
        f"{post.title} was handed over to {who}{since} by command, so “{sheets}” of the sheet was left out. "
        f"Type “hand over {post.title} to …” to change that."
    )
