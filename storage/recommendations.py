"""Recommendations of papers, and the pledges that follow them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa

from pledges.coverage import Following, Paper, Recommendation
from pledges.messages import PersonId
from storage.source_tables import merges, papers, recommendation_pledges, recommendations
from storage.store import Row, Store, folded
from storage.tables import pledges

_c, _l = recommendations.c, recommendation_pledges.c
_known = sa.select(recommendations, papers.c.name, papers.c.committee, papers.c.held_on).join(
    papers, papers.c.id == _c.paper_id
)
_stands = sa.and_(merges.c.pledge == _l.pledge, merges.c.undone_at.is_(None))
_followed = (
    sa.select(_l.recommendation_id, pledges.c.number, pledges.c.title, pledges.c.status)
    .distinct()
    .outerjoin(merges, _stands)
    .join(pledges, pledges.c.number == sa.func.coalesce(merges.c.kept, _l.pledge))
)


class Recommendations(Store):
    async def put_paper(self, name: str, committee: str = "", held_on: date | None = None) -> Paper:
        """Enter a paper; one that is known by this name is returned as it is."""
        row = {"name": name, "folded": folded(name), "committee": committee, "held_on": held_on}
        await self._insert_once(papers, **row)
        found = (await self._rows(sa.select(papers).where(papers.c.folded == folded(name))))[0]
        return _paper(found, found["id"])

    async def paper(self, name: str) -> Paper | None:
        """The paper of this name, whatever its case and spacing."""
        row = await self._row(sa.select(papers).where(papers.c.folded == folded(name)))
        return _paper(row, row["id"]) if row else None

    async def put(self, paper: int, ref: str, words: str, by: PersonId | None, now: datetime) -> Recommendation:
        """Enter a recommendation, or give the one under this number other words; its pledges stay."""
        row = {"paper_id": paper, "ref": ref, "words": words, "by_id": by, "at": now}
        new = self._insert(recommendations).values(row)
        kept = new.on_conflict_do_update(
            index_elements=["paper_id", "ref"], set_={"words": words, "by_id": by, "at": now}
        )
        return await self.get((await self._rows(kept.returning(_c.id)))[0]["id"])

    async def get(self, id: int) -> Recommendation:
        """Raises LookupError for an id that no recommendation has."""
        found = await self._made(_c.id == id)
        if not found:
            raise LookupError(f"there is no recommendation {id}")
        return found[0]

    async def find(self, paper: int, ref: str) -> Recommendation | None:
        """The recommendation of a paper under a number."""
        return next(iter(await self._made((_c.paper_id == paper) & (_c.ref == ref))), None)

    async def of_paper(self, paper: int) -> list[Recommendation]:
        """All that a paper recommends."""
        return await self._made(_c.paper_id == paper)

    async def all(self) -> list[Recommendation]:
        """All that every paper recommends."""
        return await self._made(sa.true())

    async def link(self, recommendation: int, pledge: int, by: PersonId | None, now: datetime) -> bool:
        """Note that a pledge follows a recommendation; return whether that was new."""
        pair = {"recommendation_id": recommendation, "pledge": pledge}
        return await self._insert_once(recommendation_pledges, by_id=by, at=now, **pair)

    async def unlink(self, recommendation: int, pledge: int) -> bool:
        """Note that a pledge does not follow a recommendation after all; return whether it did."""
        here = (_l.recommendation_id == recommendation) & (_l.pledge == pledge)
        return await self._count(sa.delete(recommendation_pledges).where(here)) > 0

    async def _made(self, which: sa.ColumnElement[bool]) -> list[Recommendation]:
        rows = await self._rows(_known.where(which))
        chosen = sa.select(_c.id).where(which)
        followed = defaultdict[int, list[Row]](list)
        for row in await self._rows(_followed.where(_l.recommendation_id.in_(chosen)).order_by(pledges.c.number)):
            followed[row["recommendation_id"]].append(row)
        return [_recommendation(row, followed[row["id"]]) for row in rows]


def _paper(row: Row, id: int) -> Paper:
    return Paper(id=id, name=row["name"], committee=row["committee"], held_on=row["held_on"])


def _recommendation(row: Row, followed: Sequence[Row]) -> Recommendation:
    pledges = tuple(Following(number=f["number"], title=f["title"], status=f["status"]) for f in followed)
    paper = _paper(row, row["paper_id"])
    return Recommendation(id=row["id"], paper=paper, ref=row["ref"], words=row["words"], pledges=pledges)
