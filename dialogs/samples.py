"""Invented pledges and an invented day, for the samples of cards that the command line and the snapshots show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from dialogs.registry import Council, Look
from pledges.afterwards import Posted
from pledges.meetings import Committee, CommitteeId, Meeting
from pledges.messages import Address, ChannelId, PersonId
from pledges.people import Directorate, DirectorateId
from pledges.pledge import (
    Asking,
    Deadline,
    Extension,
    Kind,
    MeetingId,
    Owner,
    OwnerKind,
    Pledge,
    Share,
    Source,
    Status,
    Update,
)
from pledges.snooze import Snooze
from storage.channels import Linked
from storage.remarks import Remark

NOW = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
YOU = PersonId(1)
PANEL = Source(
    document="Panel minutes",
    committee="Corporate Parenting Panel",
    held_on=date(2026, 10, 28),
    minute="94",
    words="officers to develop a training programme built on case studies",
)


def look(**but: Any) -> Look:
    """A look at a card at half past nine on Wednesday 2 December 2026."""
    council = Council(contact="Lynne Robbins, Corporate Parenting Officer")
    return replace(Look(now=NOW, council=council, facts={"message": "sample"}, nonce="sample"), **but)


def pledge(number: int, title: str, due: date | None, **but: Any) -> Pledge:
    """An invented pledge of the invented Assistant Director who looks at the samples."""
    owner = Owner(kind=OwnerKind.POST, title="Assistant Director, Safeguarding and Review", answers=YOU)
    plain: dict[str, Any] = {
        "kind": Kind.ACTION_POINT,
        "owners": (owner,),
        "sources": (PANEL,),
        "directorate": Directorate(DirectorateId(1), "Children's Services"),
        "deadline": Deadline(words="the next meeting", due=due, original=due),
    }
    return Pledge(number=number, title=title, **plain | but)


def said(status: Status, note: str, day: int = 20) -> Update:
    """Something said on a day of November 2026."""
    return Update(at=datetime(2026, 11, day, 10, 0, tzinfo=UTC), by=YOU, status=status, note=note)


SOON = pledge(
    42,
    "Build a training programme for corporate parents from case studies",
    date(2026, 12, 4),
    status=Status.ON_TRACK,
    last=said(Status.ON_TRACK, "Draft with the virtual school, two case studies to write"),
)
LATE = pledge(
    7,
    "Agree a recruitment package for social workers that includes car parking",
    date(2026, 11, 20),
    status=Status.AT_RISK,
    last=said(Status.AT_RISK, "Waiting for HR to cost the parking offer", 13),
    asking=Asking(rung="0", asked_on=date(2026, 11, 20), reached_on=date(2026, 11, 6)),
)
OTHER = PersonId(2)
HOUSING = Owner(kind=OwnerKind.POST, title="Head of Housing", lead=False, answers=OTHER)
JOINT = replace(SOON, owners=(*SOON.owners, HOUSING))
HELPED = replace(
    JOINT,
    number=58,
    title="Find a home near friends for each young person who leaves care",
    owners=(replace(HOUSING, lead=True), replace(SOON.owners[0], lead=False)),
)
EACH = replace(JOINT, each=True, shares=(Share(person=OTHER, answered_on=date(2026, 12, 1), said=Status.AT_RISK),))
ASKED = replace(
    LATE,
    extension=Extension(
        wanted=date(2026, 12, 16), reason="HR has a vacancy until the middle of the month", by=YOU, at=NOW
    ),
)
PUT_OFF = replace(SOON, snooze=Snooze(until=date(2026, 12, 3), by=YOU))
UNDATED = pledge(11, "Report on the placements of the year", None)
LATER = pledge(13, "Set out a timetable of themed meetings for the year", date(2026, 12, 16))
MEETING = Meeting(
    id=MeetingId(1),
    committee=Committee(id=CommitteeId(1), name="Corporate Parenting Panel", short="CPP"),
    held_on=date(2026, 12, 16),
    papers_due=date(2026, 12, 8),
    theme="Housing",
    by_young_people=True,
)
CHANNEL = Linked(
    id=ChannelId("19:housing"),
    name="Housing",
    team="Corporate parenting",
    address=Address("sample"),
    directorate=Directorate(DirectorateId(2), "Housing"),
    linked_on=date(2026, 9, 1),
    gone=False,
)
EXAMPLES = (LATE, SOON, LATER)
REMARK = Remark(
    id=1,
    post=Posted(channel=ChannelId("19:channel"), directorate=DirectorateId(1), week="2026-W49"),
    directorate="Children's Services",
    channel="Children's Services",
    by="Megan Bowen",
    by_id=OTHER,
    at=datetime(2026, 12, 2, 9, 10, tzinfo=UTC),
    words="CP-7 is not late: the Panel moved it to 16 December",
)
