"""How a pledge stands in the second writing of policy, and what people's deeds make of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import singledispatch

from bot.rehearsal import diary


@dataclass(slots=True, kw_only=True)
class Thread:
    """What passed between the bot and one owner about one pledge: the last question, whether as late, the last word."""

    heard: date | None = None
    as_late: bool = False
    spoke: date | None = None

    def heard_since(self, day: date) -> bool:
        return self.heard is not None and self.heard >= day

    def spoke_since(self, day: date) -> bool:
        return self.spoke is not None and self.spoke >= day


@dataclass(slots=True, kw_only=True)
class Standing:
    """A pledge as it stands. `pending` waits for a decision; `put_off` is the day until which nothing is asked."""

    ref: str
    lead: int
    others: tuple[int, ...] = ()
    each: bool = False
    kind: str = "date"
    due: date | None = None
    papers: date | None = None
    starts: date | None = None
    open: bool = True
    pending: bool = False
    put_off: date | None = None
    told: date | None = None
    taken_on: bool = True
    threads: dict[int, Thread] = field(default_factory=dict)
    finished: set[int] = field(default_factory=set)

    @property
    def owners(self) -> tuple[int, ...]:
        return (self.lead, *self.others)

    def thread(self, owner: int) -> Thread:
        return self.threads.setdefault(owner, Thread())


@singledispatch
def change(deed: diary.Entry, stands: Standing, day: date) -> None:
    """What somebody's deed makes of a pledge."""
    raise TypeError(f"{type(deed).__name__} is no deed about a pledge")


@change.register
def _(deed: diary.Answered, stands: Standing, day: date) -> None:
    """One answer is everybody's, unless each of them must answer; a later word reopens what was called done."""
    stands.put_off = None
    for owner in (deed.owner,) if stands.each else stands.owners:
        stands.thread(owner).spoke = day
    if deed.owner == stands.lead or not stands.each:
        stands.taken_on = True
    theirs = {deed.owner} if stands.each else set(stands.owners)
    stands.finished = stands.finished | theirs if deed.done else stands.finished - theirs
    stands.open = not stands.finished >= set(stands.owners)
    stands.pending = stands.pending and stands.open


@change.register
def _(deed: diary.Wished, stands: Standing, day: date) -> None:
    stands.pending, stands.put_off = True, None


@change.register
def _(deed: diary.Decided, stands: Standing, day: date) -> None:
    """With a new date everything begins anew."""
    stands.pending = False
    if deed.due:
        _begin_anew(stands)
        stands.kind, stands.due, stands.papers, stands.starts = "date", deed.due, None, None


@change.register
def _(deed: diary.PutOff, stands: Standing, day: date) -> None:
    stands.put_off = deed.until


@change.register
def _(deed: diary.HandedBack, stands: Standing, day: date) -> None:
    stands.told, stands.taken_on = day, False


@change.register
def _(deed: diary.Given, stands: Standing, day: date) -> None:
    _begin_anew(stands)
    stands.lead, stands.told, stands.taken_on = deed.to, day, False


@change.register
def _(deed: diary.Told, stands: Standing, day: date) -> None:
    if deed.to == stands.lead:
        stands.told = day


@change.register
def _(deed: diary.TakenOn, stands: Standing, day: date) -> None:
    stands.taken_on = True


def _begin_anew(stands: Standing) -> None:
    stands.put_off = None
    stands.threads.clear()
    stands.finished.clear()
