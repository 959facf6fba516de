"""When this council is asked and told: the rhythm that admins set."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pledges.calendar import ONE_DAY, WorkingDays, moment
from pledges.periods import Period, period_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Times are wall-clock times in `zone`; weekdays count from Monday = 0; the ladder is in working days.

    `panel_before` is how many working days before the Panel's papers are due each open pledge is asked about.
    `review_every` is for what has no end, `recurs_every` for what comes again and again. A question can be put off for
    `snooze_days` working days at a time, `snoozes` times in a row. After `escalate_after` weekly questions that arrived
    and were not answered somebody else may be asked. In `periods` councillors are not asked. `off`, `only_on` and
    `councillor` are one person's: weekdays on which they are not asked, the only one on which they are, see
    pledges.habits, and whether the periods are for them. The last call before a digest goes out at `last_call_at`.
    """

    ladder: tuple[int, ...] = (10, 2, 0)
    panel_before: int = 10
    late_weekday: int = 3
    nudge_at: time = time(9, 30)
    nudge_until: time = time(17, 0)
    new_waits: int = 5
    snooze_days: int = 10
    snoozes: int = 2
    escalate_after: int = 2
    off: frozenset[int] = frozenset()
    only_on: int | None = None
    councillor: bool = False
    periods: tuple[Period, ...] = ()
    last_call_at: time = time(10, 0)
    digest_weekday: int = 0
    digest_at: time = time(11, 0)
    digest_until: time = time(17, 0)
    soon: timedelta = timedelta(days=14)
    review_every: timedelta = timedelta(weeks=6)
    recurs_every: timedelta = timedelta(weeks=13)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/London"))
    days: WorkingDays = field(default_factory=WorkingDays)

    def earlier(self, day: date, *, any_day: bool = False) -> date:
        """The last day up to this one on which the person may be asked; `any_day` for what waits for no weekday."""
        while not self._suits(day, any_day):
            day -= ONE_DAY
        return day

    def later(self, day: date, *, any_day: bool = False) -> date:
        """The first day from this one on which the person may be asked."""
        while not self._suits(day, any_day) or self.rests(day):
            day += ONE_DAY
        return day

    def rests(self, day: date) -> Period | None:
        """The recess or pre-election period of a day, where the person is a councillor."""
        return period_on(self.periods, day) if self.councillor else None

    def _suits(self, day: date, any_day: bool) -> bool:
        only = any_day or self.only_on is None or not self._free(self.only_on, day) or day.weekday() == self.only_on
        return only and self.days.is_one(day) and day.weekday() not in self.off

    def _free(self, weekday: int, day: date) -> bool:
        """Whether that weekday is a working day in the week of this day; else any day of the week will do."""
        return self.days.is_one(day + timedelta(days=weekday - day.weekday()))

    def today(self, now: datetime) -> date:
        return now.astimezone(self.zone).date()

    def may_nudge(self, now: datetime) -> bool:
        """Whether people may be written to unasked at this moment: a working day, in the hours for it."""
        local = now.astimezone(self.zone)
        return self.days.is_one(local.date()) and self.nudge_at <= local.time() < self.nudge_until

    def next_morning(self, now: datetime) -> datetime:
        """The next time, in UTC, at which people may be written to unasked: today's when it is still to come."""
        today = self.today(now)
        begins, _ = self.nudge_hours(self.days.on_or_after(today))
        return begins if now < begins else self.nudge_hours(self.days.on_or_after(today + ONE_DAY))[0]

    def opened(self, now: datetime) -> datetime:
        """When the hours for writing to people unasked began today, in UTC; `now` where they have not begun."""
        return min(self.nudge_hours(self.today(now))[0], now)

    def nudge_hours(self, day: date) -> tuple[datetime, datetime]:
        """From when and until when, in UTC, a nudge of this day may go out."""
        return moment(day, self.nudge_at, self.zone), moment(day, self.nudge_until, self.zone)
