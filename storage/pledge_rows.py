"""Pledges read from their tables: three statements for any number of them, four where several people are asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from pledges.answering import asked
from pledges.errors import UnknownPledge
from pledges.matching import slips_of
from pledges.meetings import Committee, CommitteeId
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId, PostId
from pledges.pledge import Asking, Deadline, Extension, MeetingId, Owner, Pledge, Source, Update
from pledges.rounds import Ahead, papers_for
from storage import shares
from storage.live_tables import live_of
from storage.meeting_tables import committees, meetings
from storage.seating import SEATED, seat_of, with_seats
from storage.shares import must_answer
from storage.snoozes import SNOOZED, snooze_of, snoozes
from storage.source_tables import merges
from storage.store import Row
from storage.tables import directorates, pledge_owners, pledge_sources, pledges, posts, updates
from storage.ties import TIED, tie_of, ties

MEANT = 3
REF = re.compile(r"\s*(?:cp)?[\s–-]*(\d{1,9})\s*", re.IGNORECASE)
# Fields that are columns of the same name.
SAME = (
    "title",
    "kind",
    "theme",
    "priority",
    "status",
    "publication",
    "service",
    "evidence",
    "impact",
    "reopened_on",
    "confirmed_on",
)
ASKING = ("rung", "asked_on", "answered_on", "reached_on", "told_on", "accepted", "first_on")

_last = updates.c.sequence == pledges.c.updates
_stands = sa.not_(meetings.c.cancelled) & (meetings.c.held_on == pledges.c.due)
# Looked up, not joined: PostgreSQL orders eight joins at most as suits it, and behind them it reads pledges whole.
_each = sa.exists().where(must_answer.c.pledge == pledges.c.number)
_merged = (merges.c.pledge == pledges.c.number) & merges.c.undone_at.is_(None)
_kept = sa.select(merges.c.kept).where(_merged).scalar_subquery()
_rows = (
    sa.select(
        pledges,
        _each.label("each"),
        directorates.c.name.label("directorate"),
        directorates.c.waits,
        directorates.c.live_from,
        updates.c.at.label("last_at"),
        updates.c.by_id.label("last_by"),
        updates.c.status.label("last_status"),
        updates.c.note.label("last_note"),
        sa.case((_stands, meetings.c.papers_due)).label("papers_due"),
        _kept.label("merged_into"),
        *TIED,
        *SNOOZED,
    )
    .outerjoin(directorates, directorates.c.id == pledges.c.directorate_id)
    .outerjoin(updates, sa.and_(updates.c.pledge == pledges.c.number, _last))
    .outerjoin(meetings, meetings.c.id == pledges.c.meeting_id)
    .outerjoin(ties, ties.c.pledge == pledges.c.number)
    .outerjoin(snoozes, snoozes.c.pledge == pledges.c.number)
)
_owners = with_seats(
    sa.select(pledge_owners, *SEATED).outerjoin(posts, posts.c.id == pledge_owners.c.post_id)
).order_by(pledge_owners.c.pledge, pledge_owners.c.position)
_sources = sa.select(pledge_sources).order_by(pledge_sources.c.pledge, pledge_sources.c.position)


def number_of(ref: str) -> int:
    """42 for "CP-42", "cp 42" and "42". Raises UnknownPledge for anything else."""
    found = REF.fullmatch(ref)
    if found is None:
        raise UnknownPledge(ref.strip())
    return int(found[1])


async def unknown(conn: AsyncConnection, number: int) -> UnknownPledge:
    """That there is no pledge of this number, with the newest there is and those that a slip may have meant."""
    newest = await conn.scalar(sa.select(sa.func.max(pledges.c.number)))
    likely = sa.select(pledges.c.number).where(pledges.c.number.in_(slips_of(number))).order_by(pledges.c.number.desc())
    return UnknownPledge(f"CP-{number}", list(await conn.scalars(likely.limit(MEANT))), newest or 0)


async def load(conn: AsyncConnection, which: sa.ColumnElement[bool]) -> list[Pledge]:
    """The pledges for which `which` holds, a condition on the table pledges, in number order.

    Who answers for an owner is resolved here: today's holder of the post, or the person named.
    """
    rows = (await conn.execute(_rows.where(which))).mappings().all()
    if not rows:
        return []
    numbers = sa.select(pledges.c.number).where(which)
    owners = await _grouped(conn, _owners.where(pledge_owners.c.pledge.in_(numbers)))
    sources = await _grouped(conn, _sources.where(pledge_sources.c.pledge.in_(numbers)))
    in_order = sorted(rows, key=lambda row: int(row["number"]))  # sorted by SQLite, it would not use the index
    ahead = await papers_ahead(conn)
    found = [_pledge(row, owners[row["number"]], sources[row["number"]], ahead) for row in in_order]
    several = await shares.of(conn, [p.number for p in found if len(asked(p)) > 1 or p.each])
    return [replace(p, shares=several[p.number]) if p.number in several else p for p in found]


async def papers_ahead(conn: AsyncConnection) -> Ahead:
    """The days on which papers of meetings are due, each with its committee; cancelled meetings have none."""
    held = sa.select(committees.c.id, committees.c.name, committees.c.short, meetings.c.papers_due).join(meetings)
    rows = await conn.execute(held.where(sa.not_(meetings.c.cancelled)))
    found = {(Committee(id=CommitteeId(id), name=name, short=short), day) for id, name, short, day in rows}
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0].id)))


async def _grouped(conn: AsyncConnection, query: sa.Select[Any]) -> Mapping[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in (await conn.execute(query)).mappings():
        found[row["pledge"]].append(row)
    return found


def _pledge(row: Row, owners: Iterable[Row], sources: Iterable[Row], ahead: Ahead) -> Pledge:
    directorate, told = row["directorate_id"], tuple(_source(each) for each in sources)
    return Pledge(
        **{name: row[name] for name in (*SAME, "number", "merged_into", "version")},
        directorate=None if directorate is None else Directorate(DirectorateId(directorate), row["directorate"]),
        owners=tuple(_owner(list(same)) for _, same in groupby(owners, key=lambda row: int(row["position"]))),
        sources=told,
        deadline=_deadline(row),
        extension=_extension(row),
        snooze=snooze_of(row),
        asking=Asking(**{name: row[name] for name in ASKING}),
        each=row["each"],
        last=_last_update(row),
        tie=tie_of(row),
        live=live_of(row),
        papers=papers_for(told, ahead),
    )


def _deadline(row: Row) -> Deadline:
    """With the day on which the papers of its meeting are due as that stands today."""
    meeting = row["meeting_id"]
    return Deadline(
        words=row["deadline_words"],
        rule=row["deadline_rule"],
        kind=row["deadline_kind"],
        starts=row["deadline_starts"],
        due=row["due"],
        original=row["original_due"],
        meeting=None if meeting is None else MeetingId(meeting),
        by_panel=row["deadline_by_panel"],
        extensions=row["extensions"],
        decided=row["deadline_decided"],
        papers_due=row["papers_due"],
    )


def _owner(rows: list[Row]) -> Owner:
    row, seat = rows[0], seat_of(rows)
    post, named = row["post_id"], row["person_id"]
    return Owner(
        kind=row["kind"],
        title=row["title"],
        lead=row["lead"],
        words=row["words"],
        post=None if post is None else PostId(post),
        answers=seat.answers if named is None else PersonId(named),
        beside=seat.beside,
        deputy=seat.deputy,
    )


def _source(row: Row) -> Source:
    return Source(**{name: row[name] for name in ("document", "committee", "held_on", "minute", "words")})


def _extension(row: Row) -> Extension | None:
    if row["wanted"] is None:
        return None
    return Extension(wanted=row["wanted"], reason=row["wanted_why"], by=row["wanted_by"], at=row["wanted_at"])


def _last_update(row: Row) -> Update | None:
    if row["last_at"] is None:
        return None
    return Update(at=row["last_at"], by=row["last_by"], status=row["last_status"], note=row["last_note"])


def _decided(pledge: Pledge) -> dict[str, object]:
    """What was decided about its date and about its end."""
    return {
        "deadline_by_panel": pledge.deadline.by_panel,
        "extensions": pledge.deadline.extensions,
        "deadline_decided": pledge.deadline.decided,
        "evidence": pledge.evidence,
        "impact": pledge.impact,
        "reopened_on": pledge.reopened_on,
    }


def columns(pledge: Pledge) -> dict[str, object]:
    """A pledge as the columns of its row, apart from those that count and point."""
    deadline, extension = pledge.deadline, pledge.extension
    return {
        **{name: getattr(pledge, name) for name in SAME},
        "directorate_id": pledge.directorate.id if pledge.directorate else None,
        "deadline_words": deadline.words,
        "deadline_rule": deadline.rule,
        "deadline_kind": deadline.kind,
        "deadline_starts": deadline.starts,
        "meeting_id": deadline.meeting,
        "due": deadline.due,
        "original_due": deadline.original,
        **_decided(pledge),
        "wanted": extension.wanted if extension else None,
        "wanted_why": extension.reason if extension else "",
        "wanted_by": extension.by if extension else None,
        "wanted_at": extension.at if extension else None,
        **{name: getattr(pledge.asking, name) for name in ASKING},
    }
