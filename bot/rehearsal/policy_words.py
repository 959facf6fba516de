"""What policy says, written down a second time from its words and not from the program's rules.

Whoever is to be asked, and about what, follows from a pledge's days and from what was last asked and said. It is
written with days alone and counts for itself, so that a fault in the program's arithmetic is not made here too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.rehearsal.standing import Standing, Thread

LADDER = (10, 2, 0)  # working days before
LAST_BUT_ONE = 2  # an answer from here on is good for the day itself too
FRESH = 20  # working days before a question: an older answer does not spare it
PANEL, PANEL_ASKED, PANEL_SAID = 10, 15, 20  # working days before papers of the Panel are due
THURSDAY = 3
OPENS, CLOSES = time(9, 30), time(17)
AFTER_ASKED, AFTER_ASKED_LATE, AFTER_SAID = timedelta(days=3), timedelta(days=4), timedelta(days=4)
ROUND = timedelta(weeks=6)
TO_TAKE_ON = 5  # working days
LATE, LATER = "late", "later"
WAITS_FOR_NO_WEEKDAY = ("0", LATE, LATER)
ONE = timedelta(days=1)


class Calendar:
    """The working days of some years, counted off a list."""

    def __init__(self, holidays: frozenset[date], first: int, last: int) -> None:
        day, end = date(first, 1, 1), date(last, 12, 31)
        self.holidays, self._days = holidays, list[date]()
        while day <= end:
            if day.weekday() < 5 and day not in holidays:
                self._days.append(day)
            day += ONE

    def works(self, day: date) -> bool:
        return self.next(day) == day

    def next(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        return self._days[bisect_left(self._days, day)]

    def back(self, day: date, count: int) -> date:
        return self._days[bisect_right(self._days, day) - 1 - count]

    def on(self, day: date, count: int) -> date:
        return self._days[bisect_right(self._days, day) - 1 + count]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays:
    """On which weekdays somebody wants to be asked."""

    off: frozenset[int] = frozenset()
    only: int | None = None

    def suit(self, day: date, calendar: Calendar, rung: str) -> bool:
        if not calendar.works(day) or day.weekday() in self.off:
            return False
        if self.only is None or rung in WAITS_FOR_NO_WEEKDAY:
            return True
        theirs = day + (self.only - day.weekday()) * ONE
        return day == theirs or not calendar.works(theirs)

    def brought_forward(self, day: date, calendar: Calendar, rung: str) -> date:
        while not self.suit(day, calendar, rung):
            day -= ONE
        return day


def rung_today(
    stands: Standing, owner: int, day: date, calendar: Calendar, weekdays: Weekdays, panel: tuple[date, ...]
) -> str:
    """The rung for which an owner is to be asked on a day; empty when they are not to be asked."""
    if not stands.open or stands.pending or owner in stands.finished:
        return ""
    thread = stands.thread(owner)
    rungs = [*_panel(thread, day, calendar, panel), *_begins(stands, thread, calendar)]
    rungs += [*_ladder(stands, thread, calendar, weekdays), *_rounds(stands, thread, calendar)]
    off = stands.put_off
    if off and not thread.heard_since(off) and not thread.spoke_since(off):
        rungs = [(off, LATER), *((on, rung) for on, rung in rungs if on > off)]
    ready = owner != stands.lead or stands.taken_on or not stands.told or calendar.on(stands.told, TO_TAKE_ON) <= day
    come = sorted((pair for pair in rungs if ready and pair[0] <= day), key=lambda pair: pair[0])
    return next((rung for _, rung in reversed(come) if weekdays.suit(day, calendar, rung)), "")


def _panel(thread: Thread, day: date, calendar: Calendar, panel: tuple[date, ...]) -> Iterator[tuple[date, str]]:
    """Ten working days before papers of the Panel are due, unless there was a question or a word shortly before."""
    for papers in panel:
        known = thread.heard_since(calendar.back(papers, PANEL_ASKED))
        if day <= papers and not known and not thread.spoke_since(calendar.back(papers, PANEL_SAID)):
            yield calendar.back(papers, PANEL), "panel"


def _begins(stands: Standing, thread: Thread, calendar: Calendar) -> Iterator[tuple[date, str]]:
    """Once as it begins."""
    starts = stands.starts if stands.kind in ("window", "start") else None
    if starts and not thread.heard_since(starts) and not thread.spoke_since(starts):
        yield calendar.next(starts), "start"


def _ladder(stands: Standing, thread: Thread, calendar: Calendar, weekdays: Weekdays) -> Iterator[tuple[date, str]]:
    """Ten and two working days before and on the day, counted to the papers where there are any; late every week."""
    if stands.due is None:
        return
    target = stands.papers or stands.due
    matters = weekdays.brought_forward(calendar.back(target, LAST_BUT_ONE), calendar, str(LAST_BUT_ONE))
    for count in LADDER:
        on = weekdays.brought_forward(calendar.back(target, count), calendar, str(count))
        answered = thread.spoke_since(calendar.back(on, FRESH)) and (on < matters or thread.spoke_since(matters))
        if not (stands.starts and on < stands.starts) and not thread.heard_since(on) and not answered:
            yield on, str(count)
    yield _late(stands.due, thread, calendar, THURSDAY if weekdays.only is None else weekdays.only), LATE


def _late(due: date, thread: Thread, calendar: Calendar, weekday: int) -> date:
    """The first Thursday, or their own weekday, after the day and a few days after the last question and word."""
    day = due + ONE
    if thread.heard:
        day = max(day, thread.heard + (AFTER_ASKED_LATE if thread.as_late else AFTER_ASKED))
    if thread.spoke:
        day = max(day, thread.spoke + AFTER_SAID)
    while day.weekday() != weekday:
        day += ONE
    return calendar.next(day)


def _rounds(stands: Standing, thread: Thread, calendar: Calendar) -> Iterator[tuple[date, str]]:
    """What has no end: six weeks after the last word on it, or at once."""
    if stands.due is None and stands.kind == "review":
        last = [each for each in (stands.starts, stands.told, thread.heard, thread.spoke) if each]
        yield (calendar.next(max(last) + ROUND) if last else date.min), "review"
