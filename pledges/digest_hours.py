"""A directorate's own hour for its digest, and its pause. A week has one digest, whatever is changed in it and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from pledges.digest import WEEK, Slot, begins, due_slot, slot_of
from pledges.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """When the digest is told from the week on that begins on `since`, a Monday; with neither, as the council says."""

    since: date
    weekday: int | None = None
    at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """No digest before the day `until`; `by` is who said so."""

    until: date
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What was set for one directorate's digest: its hours, the earliest first, and its pause, which may be over."""

    hours: tuple[Hour, ...] = ()
    pause: Pause | None = None

    def paused(self, today: date) -> Pause | None:
        """The pause that holds today."""
        return self.pause if self.pause and today < self.pause.until else None

    def policy(self, policy: Policy, day: date) -> Policy:
        """The rhythm with the hour that holds in the week of a day."""
        hour = next((h for h in reversed(self.hours) if h.since <= day), None)
        if hour is None or hour.weekday is None or hour.at is None:
            return policy
        return replace(policy, digest_weekday=hour.weekday, digest_at=hour.at)

    def due(self, since: date, policy: Policy, now: datetime) -> Slot | None:
        """The digest that is due now, for a channel that gets it `since` a day; after a pause it begins anew."""
        today = policy.today(now)
        own = self.policy(policy, today)
        return None if self.paused(today) else due_slot(self._since(since), own, now)

    def next(self, since: date, policy: Policy, now: datetime) -> Slot:
        """The first digest from now on. The week that has begun counts until its digest is too late to be posted."""
        day, since = policy.today(now), self._since(since)
        while True:
            own = self.policy(policy, day)
            slot = slot_of(day, own)
            if slot.until > now and begins(since, slot, own):
                return slot
            day += WEEK

    def after(self, since: date, policy: Policy, today: date) -> Slot:
        """The first digest meant for a later day than today, for a channel that gets it `since` a day."""
        day, since = today, self._since(since)
        while True:
            own = self.policy(policy, day)
            slot = slot_of(day, own)
            if slot.day > today and begins(since, slot, own):
                return slot
            day += WEEK

    def _since(self, since: date) -> date:
        return max(since, self.pause.until) if self.pause else since


NOTHING_OWN = Own()


def changed(
    hours: Iterable[Hour], weekday: int | None, at: time | None, policy: Policy, now: datetime
) -> Sequence[Hour]:
    """The hours with a new one, from this week on where its moment is still to come, else from the next.

    So the week that has begun keeps its digest: one that was posted is not posted again, for it is the same week's;
    one that is to come is still to come, at the old hour or at the new one.
    """
    today = policy.today(now)
    monday = today - timedelta(days=today.weekday())
    new = Hour(since=monday, weekday=weekday, at=at)
    if slot_of(today, Own(hours=(new,)).policy(policy, today)).at <= now:
        new = replace(new, since=monday + WEEK)
    return (*(hour for hour in hours if hour.since < new.since), new)
