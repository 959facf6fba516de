"""What became of a digest after it was posted: what happened since, and what was put right. Posts, never persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from pledges.calendar import said_short
from pledges.digest import Before, Digest, Line
from pledges.digest_pages import MOST
from pledges.messages import ChannelId
from pledges.people import DirectorateId
from pledges.pledge import Pledge, Publication, Status

EVERY = timedelta(minutes=10)  # between two edits of one post
WEEK_AND_DAY = timedelta(days=8)
SHOWN = 8
FINISHED = frozenset({Status.DONE, Status.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Which digest: of which channel, directorate and week ("2026-W49")."""

    channel: ChannelId
    directorate: DirectorateId
    week: str

    @property
    def key(self) -> str:
        """The key of its message, which is put once, whatever happens."""
        return f"digest:{self.channel}:{self.directorate}:{self.week}"

    def reply(self, page: int) -> str:
        """The key of the reply in its thread that holds a page from the second on."""
        return f"{self.key}:{page}"

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the post and of all the replies that it may have."""
        return (self.key, *map(self.reply, range(2, MOST + 1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What became of one pledge since, in words that name nobody."""

    ref: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an admin has put right. `ref` is empty where it is about no one pledge.

    `not_late` says that the digest was wrong to call it late. The words of what is not for publication are `hidden`.
    """

    id: int
    ref: str
    words: str
    at: datetime
    not_late: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """All that a posted digest says beyond what it said at first, the latest correction last."""

    news: tuple[News, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def corrected(self) -> frozenset[str]:
        return frozenset(each.ref for each in self.corrections)

    @property
    def mark(self) -> str:
        """A short mark of it: equal ones say the same. Empty where there is nothing to say."""
        told = (tuple((n.ref, n.what) for n in self.news), tuple((c.ref, c.id) for c in self.corrections))
        return ".".join(map(_mark, told)) if any(told) else ""


def _mark(told: tuple[object, ...]) -> str:
    return sha256(repr(told).encode()).hexdigest()[:16] if told else ""


def same_rows(one: str, other: str) -> bool:
    """Whether two marks put the same right: what else they say stands at the head of the post, not in its rows."""
    return one.partition(".")[2] == other.partition(".")[2]


def runs(digest: Digest, now: datetime) -> bool:
    """Whether its week runs, if no other digest has followed: with a day more, for that one may meet a bank holiday."""
    return now < digest.as_at + WEEK_AND_DAY


def told_of(digest: Digest) -> frozenset[str]:
    """The references of all that a digest speaks of, late ones that it only counts as well."""
    return frozenset((*named(digest), *digest.late))


def named(digest: Digest) -> dict[str, Line]:
    """What a digest says of each pledge that it names, by reference."""
    return {line.ref: line for field in fields(digest) for line in _lines(getattr(digest, field.name))}


def marked(digest: Digest, corrected: Set[str]) -> Digest:
    """A digest to be drawn, with a mark at each row that was put right."""
    kinds = {field.name: getattr(digest, field.name) for field in fields(digest)}
    rows = {name: some for name, some in kinds.items() if isinstance(some, tuple) and _lines(some)}
    right: dict[str, Any] = {
        name: tuple(replace(x, corrected=x.ref in corrected) for x in some) for name, some in rows.items()
    }
    return replace(digest, **right) if corrected else digest


def in_words(news: Iterable[News]) -> str:
    """CP-40 done, CP-42 answered (on track), and 5 more."""
    told = [f"{each.ref} {each.what}" for each in news]
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    return ", ".join([*told[:SHOWN], *more])


def news_of(digest: Digest, directorate: DirectorateId, pledges: Iterable[Pledge]) -> tuple[News, ...]:
    """What the digest of a directorate says otherwise than the register does now; what is done first.

    A pledge that it does not name is news when it is done.
    """
    told, waited, elsewhere = named(digest), _refs(digest.waiting), _refs(digest.helping)
    found = []
    for pledge in sorted(pledges, key=lambda p: (p.open, p.number)):
        if digest.outside and pledge.publication is Publication.RESTRICTED:
            continue
        line, here = told.get(pledge.ref), pledge.directorate is not None and pledge.directorate.id == directorate
        away = not here and pledge.ref not in elsewhere
        shown = _became(pledge, line, digest.as_at, pledge.ref in waited, away) if line else ""
        what = shown if line else _unlisted(pledge, digest, away)
        found += [News(ref=pledge.ref, what=what)] if what else []
    return tuple(found)


def to_be_shown(corrections: Iterable[Correction], digest: Digest) -> tuple[Correction, ...]:
    """Those of the corrections that its readers may see: what is not for publication has to have a row there."""
    rows = named(digest)
    return tuple(each for each in corrections if not each.hidden or each.ref in rows)


def put_right(before: Before, digest: Digest, not_late: Set[str]) -> Before:
    """What a digest said, for the next one to compare with: what was wrongly called late is not counted as late."""
    late = digest.late or tuple(line.ref for line in (*digest.newly, *digest.still))
    newly = sum(ref in not_late for ref in late[: digest.counts.newly_late])
    still = sum(ref in not_late for ref in late) - newly
    was = before.counts
    counts = replace(was, newly_late=was.newly_late - newly, still_late=was.still_late - still)
    trend = tuple(replace(week, late=week.late - newly - still) for week in before.trend[-1:])
    return replace(before, late=before.late - not_late, counts=counts, trend=(*before.trend[:-1], *trend))


def _lines(told: object) -> list[Line]:
    return [each for each in told if isinstance(each, Line)] if isinstance(told, tuple) else []


def _refs(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(line.ref for line in lines)


def _became(pledge: Pledge, line: Line, since: datetime, waited: bool, away: bool) -> str:
    if pledge.merged_into is not None:
        return f"is one with CP-{pledge.merged_into}"
    if not pledge.open:
        return "" if pledge.status is line.status else pledge.status.value
    if away:
        return "led elsewhere now"
    return next(_still_open(pledge, line, since, waited), "")


def _still_open(pledge: Pledge, line: Line, since: datetime, waited: bool) -> Iterator[str]:
    """What can be said of it, the most telling first."""
    if line.status in FINISHED:
        yield "open again"
    if pledge.extension is not None and pledge.extension.at > since:
        yield "new date asked for"
    if pledge.deadline.due != line.due:
        yield _due(pledge.deadline.due, since)
    if waited and pledge.extension is None:
        yield "keeps its date"
    if pledge.last is not None and pledge.last.at > since:
        hidden = pledge.publication is Publication.RESTRICTED
        yield "answered" if hidden else f"answered ({pledge.status.value})"


def _due(due: date | None, since: datetime) -> str:
    return f"now due {said_short(due, since.date())}" if due else "has no date now"


def _unlisted(pledge: Pledge, digest: Digest, away: bool) -> str:
    """What a digest has no row for: done, or answered where it is counted as late.

    A reference alone would say too much of what is not for publication.
    """
    hidden = pledge.publication is Publication.RESTRICTED or away or pledge.merged_into is not None
    if hidden or pledge.last is None or pledge.last.at <= digest.as_at:
        return ""
    if pledge.status in FINISHED:
        return pledge.status.value
    return f"answered ({pledge.status.value})" if pledge.ref in digest.late else ""
