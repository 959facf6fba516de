"""The chase log in words: each question, to whom, when, whether it arrived, and what came back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pledges.acting import RUNG
from pledges.calendar import counted, said
from storage.chase import Chased

COLUMNS = ("Reference", "Pledge", "Asked on", "Of whom", "About", "How", "Arrived", "Why not", "What came back", "When")
RUNGS = {
    "start": "as it begins",
    "review": "the round of what has no end",
    "late": "weekly, past its date",
    "call": "the last call before the digest",
    "new": "is it theirs?",
    "first": "is it still right?",
    "papers": "for the papers of the meeting, as an admin asked",
    RUNG: "outside the rhythm, as the director asked",
    "warned": "told that somebody else will be asked",
    "senior": "whom to ask instead, as the post it reports to",
    "director": "whom to ask instead, as the director",
    "admins": "told that there was no answer",
    "0": "on the day",
    "1": "1 working day before",
}
BY_HAND, IN_TEAMS = "by hand", "in Teams"


def rung_words(one: Chased) -> str:
    """Why the question was put when it was: 2 working days before."""
    rung = one.rung.partition(":")[0]
    return RUNGS.get(rung) or (f"{rung} working days before" if rung.isdigit() else rung)


def about_words(one: Chased) -> str:
    """The rung, and the date that it was about."""
    due = f", for {said(date.fromisoformat(one.for_due))}" if one.for_due else ""
    return f"{rung_words(one)}{due}"


def arrived_words(one: Chased, zone: ZoneInfo) -> str:
    """When it arrived; or that it did not, and why: the reason and since when."""
    if one.reached_at:
        waited = f"; until then: {one.undelivered}" if one.undelivered else ""
        return f"{'sent by hand' if one.by_hand else 'delivered'} {_when(one.reached_at, zone)}{waited}"
    if one.undelivered:
        since = f" ({_when(one.undelivered_at, zone)})" if one.undelivered_at else ""
        return f"not delivered: {one.undelivered}{since}"
    return "not sent by hand yet" if one.by_hand else "not delivered: on its way"


def came_back_words(one: Chased, zone: ZoneInfo, today: date) -> str:
    """What came back and when; why nothing was to come; or for how long there has been silence."""
    if one.answered_at:
        by = f" by {one.by}" if one.by and one.by != one.name else ""
        return f"{reply_words(one)}{by}, {_when(one.answered_at, zone)}"
    if one.excused:
        return f"taken back: {one.excused}"
    if one.reached_at is None:
        return "nothing, since it has not arrived"
    days = (today - one.reached_at.astimezone(zone).date()).days
    return f"no reply for {counted(days, 'day')}" if days else "no reply yet"


def reply_words(one: Chased) -> str:
    """The answer: its status and note, or what else came back."""
    if one.status is None:
        return one.reply or "seen to"
    return one.status.value + (f" – {one.note}" if one.note else "")


def rows_of(log: Iterable[Chased], zone: ZoneInfo, today: date) -> list[dict[str, str]]:
    """A row of the sheet for each question. Times are those of `zone`."""
    return [dict(zip(COLUMNS, _cells(one, zone, today), strict=True)) for one in log]


def _cells(one: Chased, zone: ZoneInfo, today: date) -> tuple[str, ...]:
    """Days and times as figures, so that a sheet can be sorted by them."""
    how = BY_HAND if one.by_hand else IN_TEAMS
    came = reply_words(one) if one.answered_at else came_back_words(one, zone, today)
    by = f" (by {one.by})" if one.answered_at and one.by and one.by != one.name else ""
    return (
        *(one.ref, one.title, one.asked_on.isoformat(), one.name, about_words(one), how),
        *(_figures(one.reached_at, zone), "" if one.reached_at else arrived_words(one, zone).partition(": ")[2]),
        *(came + by, _figures(one.answered_at, zone)),
    )


def _when(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{said(local.date())}, {local:%H:%M}"


def _figures(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""
