"""People, posts and directorates that a sheet names: those that the register has, and those that it gets now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pledges.messages import PersonId
from pledges.people import Directorate, Person, Post
from pledges.pledge import Owner, OwnerKind, Pledge
from pledges.sheet import Row
from pledges.sheet_cells import folded
from pledges.sheet_columns import Holder
from pledges.sheet_filling import lead_of, supporting_of
from pledges.sheet_rows import holders, homes, identified, seniority
from storage.db import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the rows to be written say together, by folded names."""

    holders: Mapping[str, Holder]
    people: Mapping[str, Holder]
    homes: Mapping[str, str]

    @classmethod
    def by(cls, rows: Sequence[Row], directorates: Collection[Directorate]) -> Named:
        return cls(holders=holders(rows), people=identified(rows), homes=homes(rows, [d.name for d in directorates]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who a pledge is with: its directorate, and its owners, the lead first, with who answers for each."""

    directorate: Directorate | None
    owners: tuple[Owner, ...]


class Enrolment:
    """Enters whom it does not find, once each, inside one transaction. New holders hold their posts from `on`.

    `handed_over` are posts of the register that got another holder, with whoever held them before.
    """

    def __init__(self, tx: Tx, named: Named, on: date) -> None:
        self._tx, self._named, self._on = tx, named, on
        self.people: dict[PersonId, Person] = {}
        self.handed_over: list[tuple[Post, Person | None]] = []
        self._posts: dict[str, Post] = {}
        self._directorates: dict[str, Directorate] = {}
        self._met: dict[Holder, Person] = {}
        self._seen = set[str]()

    @classmethod
    async def begin(cls, tx: Tx, named: Named, on: date) -> Enrolment:
        enrolment = cls(tx, named, on)
        enrolment.people |= {person.id: person for person in await tx.people.everyone()}
        enrolment._posts |= {folded(post.title): post for post in await tx.people.posts()}
        enrolment._directorates |= {folded(each.name): each for each in await tx.people.directorates()}
        return enrolment

    async def enrol(self, row: Row, before: Pledge | None) -> Cast:
        """Enter whom a row names; return who a pledge is with after it."""
        kept = before.directorate if before else None
        directorate = await self._directorate(row.cells["Directorate"]) if "Directorate" in row.cells else kept
        lead = await self._owner(lead_of(row, before), row.holder)
        supporting = [await self._owner(owner, None) for owner in supporting_of(row, before)]
        return Cast(directorate=directorate, owners=(lead, *supporting))

    async def _owner(self, owner: Owner, holder: Holder | None) -> Owner:
        if owner.kind is OwnerKind.POST:
            post = await self._post(owner.title)
            return replace(owner, title=post.title, post=post.id, answers=post.holder.id if post.holder else None)
        if owner.kind is OwnerKind.PERSON and not owner.answers:
            holder = holder or Holder(name=owner.title)
        return replace(owner, answers=(await self._person(holder)).id) if holder else owner

    async def _directorate(self, name: str) -> Directorate | None:
        if name and folded(name) not in self._directorates:
            self._directorates[folded(name)] = await self._tx.people.put_directorate(name)
        return self._directorates.get(folded(name))

    async def _person(self, holder: Holder) -> Person:
        if not holder.upn and not holder.aad_id:
            holder = self._named.people.get(folded(holder.name), holder)
        if holder not in self._met:
            known = [person for person in self.people.values() if holder.is_(person)]
            known.sort(key=lambda person: (person.aad_id or "").lower() != holder.aad_id)
            add = self._tx.people.add
            self._met[holder] = known[0] if known else await add(holder.name, holder.upn or None, holder.aad_id or None)
            self.people[self._met[holder].id] = self._met[holder]
        return self._met[holder]

    async def _post(self, title: str) -> Post:
        """The post as it is after the sheet: held by whom the sheet says, in a directorate if it was in none."""
        key = folded(title)
        if key not in self._seen:
            self._seen.add(key)
            self._posts[key] = await self._enrolled(key, title, self._posts.get(key))
        return self._posts[key]

    async def _enrolled(self, key: str, title: str, known: Post | None) -> Post:
        holder = await self._person(self._named.holders[key]) if key in self._named.holders else None
        holder = holder or (known.holder if known else None)
        home = (known.directorate if known else None) or await self._directorate(self._named.homes.get(key, ""))
        if known and known.directorate == home and (known.holder and known.holder.id) == (holder and holder.id):
            return known
        director = home is not None and self._directs(key, home)
        if home and director:
            await self._step_down(key, home)
        post = await self._put(known.title if known else title, home, holder, director=director)
        self.handed_over += [(post, known.holder)] if known and known.holder != post.holder else []
        return post

    def _directs(self, key: str, home: Directorate) -> bool:
        """Whether a post is the most senior director's of its directorate, as titles go."""
        there = {other for other, post in self._posts.items() if post.directorate == home}
        there |= {other for other, name in self._named.homes.items() if folded(name) == folded(home.name)}
        ranked = [
            (rank, folded(home.name) not in other, other) for other in there if (rank := seniority(other)) is not None
        ]
        return bool(ranked) and min(ranked)[-1] == key

    async def _step_down(self, key: str, home: Directorate) -> None:
        """A directorate has one director: nobody else of that title directs it now."""
        for other, post in self._posts.items():
            if other != key and post.directorate == home and seniority(other) is not None:
                await self._put(post.title, home, post.holder, director=False)

    async def _put(self, title: str, home: Directorate | None, holder: Person | None, *, director: bool) -> Post:
        there, they = home.id if home else None, holder.id if holder else None
        return await self._tx.people.put_post(title, there, they, director=director, on=self._on)
