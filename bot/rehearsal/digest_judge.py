"""Each digest of weeks that are over, held against what it should say; every difference is a fault in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.rehearsal import diary, digest_posts
from bot.rehearsal.digest_facts import Facts, posted
from bot.rehearsal.mondays import Mondays
from bot.rehearsal.recount import ANYBODY, COUNTED, LONDON, SHOWN, Recount, Row, is_fair, recount
from bot.rehearsal.teams_world import Message
from pledges.figures import Counts, Digest, Line
from pledges.messages import ChannelId
from pledges.people import DirectorateId
from storage.db import Tx

AT, PROMPT = time(11), timedelta(minutes=5)
KEPT = 200  # rows of a kind that are written out at the most
NAMED = {"newly": "newly_late", "still": "still_late"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The digest of a directorate and week: its figures, how many messages it took, and the biggest in bytes."""

    week: str
    directorate: str
    figures: Mapping[str, int]
    messages: int
    bytes: int


@dataclass(slots=True, kw_only=True)
class Judge:
    """`compared` counts figures and rows; `faults` is what it found."""

    tx: Tx
    mondays: Mondays
    facts: Facts
    told: list[Told] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    compared: int = 0

    async def look_at(self, name: str) -> None:
        """The digests of one directorate, week after week."""
        here, home, last = posted(self.mondays, name), self.facts.homes[name], None
        for at in due(self.days, self.holidays):
            week = f"{at.astimezone(LONDON):%G-W%V}"
            messages, stands = here.pop(week, []), self.facts.stands(at)
            last = recount(stands, home, at, last, self.holidays)
            channel = ChannelId(self.mondays.rooms[name].id)
            kept = await self.tx.digests.get(channel, DirectorateId(home.id), week)
            if kept and messages:
                self._compare(f"{week}, {name}", last, kept, messages)
                self.told.append(_told(week, name, last, messages))
            else:
                self.faults.append(f"{week}, {name}: nothing was posted")
        self.faults += [f"{week}, {name}: posted in a week without a digest" for week in here]

    @property
    def days(self) -> list[date]:
        return sorted(self.mondays.weeks.seen.took)

    @property
    def holidays(self) -> frozenset[date]:
        return frozenset(self.mondays.weeks.policy.days.holidays)

    def _compare(self, where: str, right: Recount, kept: Digest, messages: Sequence[Message]) -> None:
        late = right.refs("newly", "still")
        found = [
            *_in_time(right, kept, messages),
            *_figures("", right.figures, kept.counts),
            *_last_week(right, kept),
            *_trend(right, kept),
            *(fault for kind in SHOWN for fault in _rows(kind, right.rows[kind], getattr(kept, kind))),
            *digest_posts.faults(right, messages),
            *(f"{ref} is called late unfairly" for ref in late if not self._was_reached(ref, right.at)),
        ]
        self.compared += 2 * len(COUNTED) + sum(map(len, right.rows.values()))
        self.faults += [f"{where}: {fault}" for fault in found]

    def _was_reached(self, ref: str, at: datetime) -> bool:
        """Whether people were seen to hear or speak of it since its date or lead changed, a working day before."""
        seen = list[datetime]()
        for entry in self.mondays.weeks.deeds.entries:
            if getattr(entry, "ref", "") != ref or entry.at > at:
                continue
            if isinstance(entry, diary.Given) or (isinstance(entry, diary.Decided) and entry.due):
                seen = []
            elif isinstance(entry, diary.Asked | diary.Told | diary.Answered):
                seen.append(entry.at)
        today = at.astimezone(LONDON).date()
        return any(is_fair(each.astimezone(LONDON).date(), today, self.holidays) for each in seen)


def due(days: Sequence[date], holidays: frozenset[date]) -> Iterator[datetime]:
    """When the digest of each week is due: on Monday at AT, or on the next day that is no bank holiday."""
    for monday in (day for day in days if day.weekday() == 0):
        working = (monday + timedelta(days=number) for number in range(5))
        day = next(each for each in working if each not in holidays)
        yield datetime.combine(day, AT, LONDON).astimezone(UTC)


def _told(week: str, name: str, right: Recount, messages: Sequence[Message]) -> Told:
    biggest = max(map(digest_posts.size_of, messages))
    return Told(week=week, directorate=name, figures=right.figures, messages=len(messages), bytes=biggest)


def _in_time(right: Recount, kept: Digest, messages: Sequence[Message]) -> Iterator[str]:
    if kept.as_at != right.at:
        yield f"it is as at {kept.as_at}, and not {right.at}"
    yield from (f"it was posted at {each.sent}" for each in messages if not right.at <= each.sent <= right.at + PROMPT)
    if len({(each.summary, each.conversation) for each in messages}) < len(messages):
        yield "it was posted twice"


def _figures(whose: str, right: Mapping[str, int], said: Counts) -> Iterator[str]:
    for name in COUNTED:
        if (counted := getattr(said, NAMED.get(name, name))) != right[name]:
            yield f"{whose}{name} is {counted}, and not {right[name]}"


def _last_week(right: Recount, kept: Digest) -> Iterator[str]:
    if (right.before is None) != (kept.before is None):
        yield "it compares with another week"
    if right.before and kept.before:
        yield from _figures("last week's ", right.before, kept.before)


def _trend(right: Recount, kept: Digest) -> Iterator[str]:
    if (said := [(week.late, week.done, week.total) for week in kept.trend]) != list(right.trend):
        yield f"the trend is {said}, and not {list(right.trend)}"


def _rows(kind: str, right: Sequence[Row], said: Sequence[Line]) -> Iterator[str]:
    if [line.ref for line in said] != [row.ref for row in right[:KEPT]]:
        yield f"{kind} is {[line.ref for line in said]}, and not {[row.ref for row in right]}"
        return
    for line, row in zip(said, right, strict=False):
        yield from (f"{row.ref}: {name} is {a!r}, and not {b!r}" for name, a, b in _pairs(line, row) if a != b)


def _pairs(line: Line, row: Row) -> Iterator[tuple[str, Any, Any]]:
    """What a row says beside what it should; long words may be cut short."""
    said: dict[str, Any] = {
        "status": line.status.value,
        "due": line.due,
        "first": line.original,
        "extensions": line.extensions,
        "said_on": line.note_on,
        "title": line.title,
        "note": line.note,
        "owner": line.owner,
        "waits_for": line.waits_for,
        "class_": line.publication.value,
    }
    for name, right in asdict(row).items():
        if name in said and right != ANYBODY:
            yield name, said[name], _as_short(right, said[name])


def _as_short(right: Any, said: Any) -> Any:
    """What should be said, as short as it is: long words are cut."""
    cut = isinstance(said, str) and said.endswith("…") and str(right).startswith(said[:-1])
    return said if cut else right
