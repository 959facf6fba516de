"""The figures of a run: how much people heard, what they answered, and whether anything was missing or forbidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from time import monotonic

from bot import holidays
from bot.rehearsal import diary
from bot.rehearsal.oracle import Finding, judge
from bot.rehearsal.policy_words import Calendar
from bot.rehearsal.weeks import Size, Weeks, staged
from bot.settings import Settings
from pledges.calendar import counted, said


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`owner_week` counts messages: the mean, the 95th percentile and the most of one owner in one week.

    `message_days` are days on which somebody heard something; more messages than that would be two on one day.
    """

    first: date
    last: date
    size: Size
    seed: int
    starts: int
    messages: int
    message_days: int
    owner_week: dict[str, float]
    asked: int
    answered: int
    taps_per_answer: float
    demanded: int
    missing: list[Finding]
    forbidden: list[Finding]
    busiest: tuple[date, int]
    longest: tuple[date, float]
    seconds: float

    @property
    def well(self) -> bool:
        return not self.missing and not self.forbidden


async def figures(
    settings: Settings, begin: datetime, size: Size, seed: int, advance: Callable[[int], None] = lambda _: None
) -> Figures:
    """Play the weeks in an empty register, and judge them. `advance` hears how many days are over."""
    began, done = monotonic(), 0
    async with staged(settings, begin, size, seed) as weeks:
        async for _ in weeks.days():
            done += 1
            advance(done)
    return measured(weeks, seed, monotonic() - began)


def measured(weeks: Weeks, seed: int, seconds: float) -> Figures:
    """What came of weeks that are over."""
    days, entries = list(weeks.seen.took), weeks.deeds.entries
    calendar = Calendar(frozenset(holidays.around(days[0].year)), days[0].year - 1, days[-1].year + 2)
    verdict = judge(weeks.council.promises, entries, calendar, weeks.council.papers)
    heard = weeks.seen.messages
    return Figures(
        first=days[0],
        last=days[-1],
        size=weeks.size,
        seed=seed,
        starts=weeks.seen.starts,
        messages=heard.total(),
        message_days=len(heard),
        owner_week=_owner_weeks(weeks, days[0]),
        asked=sum(isinstance(entry, diary.Asked) for entry in entries),
        answered=weeks.deeds.figures.answers,
        taps_per_answer=round(weeks.deeds.figures.taps / max(1, weeks.deeds.figures.answers), 2),
        demanded=verdict.demanded,
        missing=verdict.missing,
        forbidden=verdict.forbidden,
        busiest=_busiest(weeks, days[0]),
        longest=max(weeks.seen.took.items(), key=lambda each: each[1]),
        seconds=round(seconds, 1),
    )


def _busiest(weeks: Weeks, first: date) -> tuple[date, int]:
    """The day with the most messages, and how many those were."""
    by_day = Counter[date]({first: 0})
    for (_, day), count in weeks.seen.messages.items():
        by_day[day] += count
    return by_day.most_common(1)[0]


def _owner_weeks(weeks: Weeks, first: date) -> dict[str, float]:
    """Messages by owner and week, those of the weeks without any too."""
    heard = Counter[tuple[int, int]]({(id, week): 0 for id in weeks.members for week in range(weeks.size.weeks)})
    for (reader, day), count in weeks.seen.messages.items():
        if reader in weeks.members:
            heard[reader, (day - first).days // 7] += count
    counts = sorted(heard.values())
    percentile = counts[ceil(0.95 * len(counts)) - 1]
    return {"mean": round(sum(counts) / len(counts), 2), "p95": percentile, "max": counts[-1]}


def lines(told: Figures, most: int = 20) -> list[str]:
    """The figures in words; of what is missing or forbidden the first ones."""
    size, week = told.size, told.owner_week
    faults = [f"  missing: {_of(each)}" for each in told.missing] + [
        f"  forbidden: {_of(each)}" for each in told.forbidden
    ]
    return [
        f"{counted(size.weeks, 'week')}, {said(told.first)} to {said(told.last)}: {counted(size.owners, 'owner')}, "
        f"{counted(size.pledges, 'pledge')}, seed {told.seed}, {counted(told.starts, 'start')} of the program",
        f"messages per owner-week: {week['mean']:.2f} on average, {week['p95']:.0f} at the 95th percentile, "
        f"{week['max']:.0f} at the most",
        f"message-days: {told.message_days:,}, with {counted(told.messages, 'message')}",
        f"asked: {told.asked:,}, answered: {told.answered:,}, taps per answer: {told.taps_per_answer:.2f}",
        f"asks demanded: {told.demanded:,}, missing: {len(told.missing):,}, forbidden: {len(told.forbidden):,}",
        *faults[:most],
        f"busiest day: {said(told.busiest[0])}, {counted(told.busiest[1], 'message')}",
        f"longest day: {said(told.longest[0])}, played in {told.longest[1]:.1f} s; all of it in {told.seconds:.0f} s",
    ]


def _of(finding: Finding) -> str:
    return f"{said(finding.day)}, {finding.ref} to person {finding.reader}: {finding.why}"
