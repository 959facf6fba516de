"""Builders with sensible defaults: a test names only what it is about. Those that take a `db` write to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from pledges.messages import Address, ChannelId, Member, Outgoing, PersonId
from pledges.people import Directorate, Person, Post
from pledges.pledge import Deadline, Owner, OwnerKind, Pledge, Source, Status, Update
from storage.db import Database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday, where the fixture `clock` starts
TODAY = NOW.date()
DUE = date(2026, 3, 31)

_numbers = count(1)


def an_owner(**but: Any) -> Owner:
    """A post outside the register, whom nobody answers for; with `answers`, a person."""
    kind = OwnerKind.PERSON if but.get("answers") else OwnerKind.POST
    return Owner(**{"kind": kind, "title": "Head of the Virtual School", **but})


def a_pledge(**but: Any) -> Pledge:
    """An open pledge without a number, due on DUE. `due` is short for a deadline, `answers` for a lead who answers."""
    due, answers = but.pop("due", DUE), but.pop("answers", None)
    usual: dict[str, Any] = {
        "number": 0,
        "title": "Every child in care has a plan for school",
        "owners": (an_owner(answers=answers),),
        "sources": (a_source(),),
        "deadline": Deadline(words="by the end of March", rule="end of a month", due=due, original=due),
    }
    return Pledge(**usual | but)


def a_source(**but: Any) -> Source:
    usual: dict[str, Any] = {"document": "Improvement Plan", "committee": "Corporate Parenting Panel", "minute": "14"}
    return Source(**usual | {"held_on": date(2025, 12, 1), "words": "A plan for every child"} | but)


def an_update(**but: Any) -> Update:
    usual: dict[str, Any] = {"at": NOW, "by": None, "status": Status.ON_TRACK}
    return Update(**usual | {"note": "Two of three schools have agreed"} | but)


def a_person(**but: Any) -> Person:
    """A person who is in no database."""
    n = next(_numbers)
    usual: dict[str, Any] = {"id": PersonId(n), "name": f"Person {n}", "upn": f"person{n}@council.example"}
    return Person(**usual | but)


def a_member(**but: Any) -> Member:
    """A person as Teams knows them, each another one."""
    n = next(_numbers)
    usual: dict[str, Any] = {
        "teams_id": f"29:{n}",
        "name": f"Person {n}",
        "upn": f"person{n}@council.example",
        "aad_id": f"aad-{n}",
    }
    return Member(**usual | but)


def a_message(to: int | str, **but: Any) -> Outgoing:
    """A message to a person or a channel under a key of its own, to be sent from NOW, by itself."""
    usual: dict[str, Any] = {
        "kind": "nudge",
        "to": to,
        "key": f"key-{next(_numbers)}",
        "not_before": NOW,
        "facts": {"ref": "CP-1"},
        "alone": True,
    }
    return Outgoing(**usual | but)


async def someone(db: Database, *, reachable: bool = True, **but: Any) -> Person:
    """A person whom the bot has met; unless `reachable` is False, with an address."""
    async with db.begin() as tx:
        person = await tx.people.meet(a_member(**but))
        if reachable:
            await tx.people.remember(person.id, Address(f"chat with {person.id}"), NOW)
    return person


async def a_post(db: Database, title: str, holder: Person | None = None, **but: Any) -> Post:
    """A post of the register; `directorate` is one, or its name; `director=True` makes it the director's."""
    directorate = but.pop("directorate", None)
    if isinstance(directorate, str):
        directorate = await a_directorate(db, directorate)
    async with db.begin() as tx:
        return await tx.people.put_post(title, directorate and directorate.id, holder.id if holder else None, **but)


async def a_directorate(db: Database, name: str = "Children's Services") -> Directorate:
    async with db.begin() as tx:
        return await tx.people.put_directorate(name)


async def a_channel(db: Database, name: str = "General", id: str = "19:general@thread.tacv2") -> ChannelId:
    """A channel that the bot has seen and nobody has linked."""
    async with db.begin() as tx:
        await tx.channels.seen(ChannelId(id), name, "Corporate parenting", Address(f"channel {id}"))
    return ChannelId(id)


async def in_register(db: Database, pledge: Pledge | None = None, **but: Any) -> Pledge:
    """A pledge that was entered by import at NOW, as it stands in the register."""
    async with db.begin() as tx:
        return await tx.register.add(pledge or a_pledge(**but), door="import", by=None, now=NOW)
