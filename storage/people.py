"""People: who they are, and what each may do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from pledges.messages import Member, PersonId
from pledges.people import DirectorateId, Person, Standing
from storage.addresses import Addresses
from storage.merging import merge
from storage.person_rows import SHOWN, person_of
from storage.posts import Posts
from storage.tables import admins as made_admin
from storage.tables import people, posts

_c = people.c
_person = sa.select(*SHOWN)


class People(Addresses, Posts):
    """UPNs and AAD ids are kept, and looked for, in lower case."""

    async def get(self, person: PersonId) -> Person:
        """Raises LookupError for an id that nobody has."""
        row = await self._row(_person.where(_c.id == person))
        if row is None:
            raise LookupError(f"there is no person {person}")
        return person_of(row)

    async def find(
        self, *, aad_id: str | None = None, upn: str | None = None, teams_id: str | None = None
    ) -> Person | None:
        """Somebody by AAD id, else by UPN, else by Teams id.

        An AAD id is for ever and a UPN may pass to a newcomer, so nobody is found who is known by another AAD id.
        """
        told = _identity(aad_id, upn, teams_id)
        rows = await self._rows(_person.where(sa.or_(sa.false(), *(_c[name] == told[name] for name in told))))
        same = [row for row in rows if row["aad_id"] in (None, told.get("aad_id", row["aad_id"]))]
        found = [row for name in told for row in same if row[name] == told[name]]
        return person_of(found[0]) if found else None

    async def add(self, name: str, upn: str | None, aad_id: str | None) -> Person:
        """Enter somebody who was not met yet; whoever is known by that UPN or AAD id is returned as they are.

        Raises LookupError when the UPN is that of somebody with another AAD id: only Teams can say who has it now.
        """
        return await self._enter(name, _identity(aad_id, upn, None))

    async def meet(self, member: Member) -> Person:
        """Keep somebody as Teams knows them: the name and the Teams id as they are there, else what was missing."""
        told = _identity(member.aad_id, member.upn, member.teams_id)
        known = await self.find(**told) or await self._enter(member.name, dict([*told.items()][:1]))
        fresh = {name: getattr(known, name) or value for name, value in told.items()} | {"teams_id": member.teams_id}
        await self._take_over(known.id, fresh)
        change = sa.update(people).where(_c.id == known.id).values(name=member.name or known.name, **fresh)
        return person_of((await self._rows(change.returning(*SHOWN)))[0])

    async def everyone(self) -> list[Person]:
        return [person_of(row) for row in await self._rows(_person.order_by(_c.name, _c.id))]

    async def standing(self, person: Person, admins: frozenset[str]) -> Standing:
        """What somebody may do. `admins` are AAD ids and UPNs, in lower case; those made admin by chat come on top."""
        query = (
            sa.select(made_admin.c.person_id.label("made"), posts.c.directorate_id)
            .select_from(people)
            .outerjoin(made_admin, made_admin.c.person_id == _c.id)
            .outerjoin(posts, (posts.c.holder_id == _c.id) & posts.c.director)
            .where(_c.id == person.id)
        )
        rows = await self._rows(query)
        directs = frozenset(DirectorateId(r["directorate_id"]) for r in rows if r["directorate_id"] is not None)
        admin = is_named(person, admins) or any(row["made"] is not None for row in rows)
        return Standing(person=person.id, admin=admin, directs=directs)

    async def make_admin(self, person: PersonId, by: PersonId, now: datetime) -> None:
        await self._insert_once(made_admin, person_id=person, by_id=by, at=now)

    async def unmake_admin(self, person: PersonId) -> bool:
        """Take back what make_admin gave. False for whoever was not made an admin by chat."""
        return await self._count(sa.delete(made_admin).where(made_admin.c.person_id == person)) == 1

    async def admins(self, admins: frozenset[str]) -> list[Person]:
        """Everyone who is an admin, by setting or by chat."""
        named = _c.aad_id.in_(sorted(admins)) | _c.upn.in_(sorted(admins))
        made = _c.id.in_(sa.select(made_admin.c.person_id))
        return [person_of(row) for row in await self._rows(_person.where(named | made).order_by(_c.name, _c.id))]

    async def expected_admins(self, admins: frozenset[str]) -> list[Person]:
        """Everyone who is an admin; while there is nobody, whoever is named in settings is entered, to be met."""
        known = await self.admins(admins)
        if known:
            return known
        named = [(name, None) if "@" in name else (None, name) for name in sorted(admins)]
        return [await self.add(upn or f"admin {aad_id}", upn, aad_id) for upn, aad_id in named]

    async def directors(self, directorate: DirectorateId) -> list[Person]:
        """Who holds the directors' posts of a directorate."""
        held = sa.select(posts.c.holder_id).where(posts.c.directorate_id == directorate, posts.c.director)
        return [person_of(row) for row in await self._rows(_person.where(_c.id.in_(held)).order_by(_c.name, _c.id))]

    async def _enter(self, name: str, told: Mapping[str, str]) -> Person:
        new = self._insert(people).values(name=name, **told).on_conflict_do_nothing().returning(*SHOWN)
        row = await self._row(new)
        known = person_of(row) if row else await self.find(**told)
        if known is None:
            raise LookupError("the UPN is that of somebody with another AAD id")
        return known

    async def _take_over(self, person: PersonId, told: Mapping[str, str]) -> None:
        """Free what Teams says is this person's: a UPN that passed on, or a second entry made before they were met.

        What hangs on the second entry comes along; somebody with an AAD id of their own keeps it.
        """
        theirs = sa.or_(sa.false(), *(_c[name] == told[name] for name in ("upn", "teams_id") if name in told))
        others = await self._rows(sa.select(_c.id, _c.aad_id).where(theirs, _c.id != person))
        for other in others:
            await self._conn.execute(sa.update(people).where(_c.id == other["id"]).values(upn=None, teams_id=None))
            if other["aad_id"] is None:
                await merge(self._conn, other["id"], person)


def is_named(person: Person, admins: frozenset[str]) -> bool:
    """Whether settings name somebody as an admin."""
    return any(name is not None and name in admins for name in (person.aad_id, person.upn))


def _identity(aad_id: str | None, upn: str | None, teams_id: str | None) -> dict[str, str]:
    """What is told of somebody, the strongest first."""
    told = {"aad_id": aad_id and aad_id.lower(), "upn": upn and upn.lower(), "teams_id": teams_id}
    return {name: value for name, value in told.items() if value}
