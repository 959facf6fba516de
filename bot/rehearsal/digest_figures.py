"""Weeks of digests in figures: each posted once, each figure and row as it was counted a second time, none too big."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic

from bot.rehearsal.council import PARTS
from bot.rehearsal.digest_facts import facts_of
from bot.rehearsal.digest_judge import Judge, Told
from bot.rehearsal.mondays import Mondays, begun
from bot.rehearsal.weeks import Size
from bot.settings import Settings
from pledges.calendar import counted, said

KINDS = (
    ("newly", "newly late"),
    ("still", "still late"),
    ("forecast", "will not make it"),
    ("waiting", "waiting"),
    ("asked", "only just asked"),
    ("unreached", "not reached"),
    ("soon", "due soon"),
    ("done", "done"),
    ("total", "open"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What came of the weeks; `compared` counts figures and rows, `faults` say what was not as it should be."""

    first: date
    last: date
    size: Size
    seed: int
    starts: int
    answered: int
    told: list[Told]
    compared: int
    faults: list[str]
    seconds: float

    @property
    def well(self) -> bool:
        return bool(self.told) and not self.faults


async def digests(
    settings: Settings,
    begin: datetime,
    size: Size,
    seed: int,
    *,
    short: bool = False,
    advance: Callable[[int], None] = lambda _: None,
) -> Verdict:
    """Play the weeks in an empty register, and judge what stands in the channels. `advance` hears of days."""
    began, done = monotonic(), 0
    async with begun(settings, begin, size, seed, short=short) as mondays:
        async for _ in mondays.days():
            done += 1
            advance(done)
        return await judged(mondays, seed, began)


async def judged(mondays: Mondays, seed: int, began: float) -> Verdict:
    """What came of weeks that are over."""
    weeks = mondays.weeks
    async with weeks.db.read() as tx:
        judge = Judge(tx=tx, mondays=mondays, facts=await facts_of(tx, weeks.deeds.entries))
        for name in PARTS:
            await judge.look_at(name)
    return Verdict(
        first=judge.days[0],
        last=judge.days[-1],
        size=weeks.size,
        seed=seed,
        starts=weeks.seen.starts,
        answered=weeks.deeds.figures.answers,
        told=judge.told,
        compared=judge.compared,
        faults=judge.faults,
        seconds=round(monotonic() - began, 1),
    )


def lines(verdict: Verdict, most: int = 40) -> Iterator[str]:
    """The weeks by the directorates, and what was found; of faults the first ones."""
    size = verdict.size
    yield (
        f"{counted(size.weeks, 'week')}, {said(verdict.first)} to {said(verdict.last)}: "
        f"{counted(size.pledges, 'pledge')}, {counted(size.owners, 'owner')}, seed {verdict.seed}, "
        f"{counted(verdict.starts, 'start')} of the program, {verdict.answered:,} answers"
    )
    yield "In each cell: " + " · ".join(words for _, words in KINDS) + "; and the messages it took"
    yield from _table(verdict.told)
    biggest = max((told.bytes for told in verdict.told), default=0)
    yield f"{counted(len(verdict.told), 'digest')}, the biggest message {biggest:,} bytes as UTF-16 (of 80,000)"
    yield f"{verdict.compared:,} figures and rows counted a second time, {counted(len(verdict.faults), 'difference')}"
    yield from (f"  {fault}" for fault in verdict.faults[:most])
    yield f"All of it in {verdict.seconds:.0f} s"


def _table(told: list[Told]) -> Iterator[str]:
    """A row for each directorate, a column for each week."""
    weeks = sorted({each.week for each in told})
    cells = {(each.directorate, each.week): _cell(each) for each in told}
    heads = [["", *weeks], *([name, *(cells.get((name, week), "-") for week in weeks)] for name in PARTS)]
    widths = [max(map(len, column)) for column in zip(*heads, strict=True)]
    for row in heads:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cell(told: Told) -> str:
    figures = "·".join(str(told.figures[kind]) for kind, _ in KINDS)
    return figures + (f" ({told.messages})" if told.messages > 1 else "")
