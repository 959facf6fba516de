"""What the digest of a directorate has to say at a moment, counted a second time: from the words of what was ordered.

Each pledge that a directorate leads is of one kind. Open ones: waiting for a decision about a date that was asked for;
late, once its date is past and its owner was reached at least a working day earlier; past its date, and its owner only
just reached, or never; one whose owner says, before its date, that it will not make it; due in the next fortnight. Not
open any more: done since the last digest. Nothing here uses what the program makes of a pledge, its rules of lateness
least of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rehearsal.retelling import Stand

LONDON = ZoneInfo("Europe/London")
WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)
WILL_NOT = ("off track", "blocked")
TREND = 8  # weeks
ANYBODY = "?"  # who decides elsewhere is not for this digest to say
SHOWN = ("newly", "forecast", "still", "waiting", "done", "soon", "unowned", "helping")
COUNTED = ("total", "newly", "still", "waiting", "asked", "unreached", "forecast", "soon", "done", "unowned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A directorate: its posts, and who directs it."""

    id: int
    name: str
    posts: frozenset[int]
    director: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is said of one pledge; `waits_for` is who has to decide about the date that was asked for."""

    ref: str
    title: str
    status: str
    due: date | None
    first: date | None
    extensions: int
    note: str
    owner: str
    waits_for: str
    class_: str
    said_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """The figures and the rows of each kind, in order; `before` are last week's, `trend` is of late, done and open."""

    at: datetime
    figures: Mapping[str, int]
    rows: Mapping[str, Sequence[Row]]
    before: Mapping[str, int] | None
    trend: Sequence[tuple[int, int, int]]
    thanked: frozenset[str]

    def refs(self, *kinds: str) -> list[str]:
        return [row.ref for kind in kinds for row in self.rows[kind]]


def recount(
    stands: Iterable[Stand], home: Home, at: datetime, last: Recount | None, holidays: frozenset[date]
) -> Recount:
    """Count a directorate anew; `last` is its recount of the last digest."""
    known = sorted(stands, key=lambda stand: (stand.due or date.max, stand.number))
    led = [stand for stand in known if stand.directorate == home.id]
    found: dict[str, list[Stand]] = {kind: [] for kind in (*SHOWN, "asked", "unreached", "")}
    for stand in led:
        found[_kind(stand, at, last, holidays)].append(stand)
    found["unowned"] = [stand for stand in led if stand.open and stand.lead.get("kind", "TBC") == "TBC"]
    elsewhere = [stand for stand in known if stand.open and stand.directorate != home.id]
    found["helping"] = [stand for stand in elsewhere if home.posts.intersection(stand.helpers)]
    figures = {kind: len(found[kind]) for kind in COUNTED[1:]} | {"total": sum(stand.open for stand in led)}
    week = (figures["newly"] + figures["still"], figures["done"], figures["total"])
    return Recount(
        at=at,
        figures=figures,
        rows={kind: [_row(stand, home) for stand in found[kind]] for kind in SHOWN},
        before=last.figures if last else None,
        trend=[*(last.trend if last else ()), week][-TREND:],
        thanked=(last.thanked if last else frozenset()) - {s.ref for s in led if s.open}
        | {s.ref for s in found["done"]},
    )


def _kind(stand: Stand, at: datetime, last: Recount | None, holidays: frozenset[date]) -> str:
    today, due = at.astimezone(LONDON).date(), stand.due
    if not stand.open:
        new = stand.finished is not None and stand.finished > (last.at if last else at - WEEK)
        return "done" if new and not (last and stand.ref in last.thanked) else ""
    if stand.waits:
        return "waiting"
    if due is None:
        return ""
    if due < today:
        return _past(stand, today, last, holidays)
    if stand.text("status") in WILL_NOT:
        return "forecast"
    return "soon" if due <= today + FORTNIGHT else ""


def _past(stand: Stand, today: date, last: Recount | None, holidays: frozenset[date]) -> str:
    """Of what is past its date and waits for nobody's decision."""
    if stand.reached is None:
        return "unreached"
    if not is_fair(stand.reached.astimezone(LONDON).date(), today, holidays):
        return "asked"
    if last is None:
        return "newly" if stand.due and stand.due >= today - WEEK else "still"
    return "still" if stand.ref in last.refs("newly", "still") else "newly"


def is_fair(reached: date, today: date, holidays: frozenset[date]) -> bool:
    """Whether a working day has begun since somebody was reached on a day, today being one or not."""
    days = (reached + timedelta(days=number) for number in range(1, (today - reached).days + 1))
    return any(day.weekday() < 5 and day not in holidays for day in days)


def _row(stand: Stand, home: Home) -> Row:
    said = stand.last
    return Row(
        ref=stand.ref,
        title=stand.text("title"),
        status=stand.text("status"),
        due=stand.due,
        first=stand.day("first date"),
        extensions=int(stand.text("extensions") or 0),
        note=said.get("note", ""),
        owner="somebody without a post" if stand.lead.get("kind") == "person" else stand.lead.get("title", ""),
        waits_for=_decides(stand, home) if stand.open and stand.waits else "",
        class_=stand.text("class"),
        said_on=datetime.fromisoformat(said["at"]).astimezone(LONDON).date() if said else None,
    )


def _decides(stand: Stand, home: Home) -> str:
    """The director where it is led, unless they would decide about their own; a pledge led elsewhere is another's."""
    if stand.directorate != home.id:
        return ANYBODY
    if stand.text("date set by") == "yes":
        return "the Panel, by a minute that an admin records"
    answering = {stand.asked, *map(stand.posts.get, stand.helpers)}
    return f"the director of {home.name}" if home.director and home.director not in answering else "the admins"
