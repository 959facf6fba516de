"""Whether a run kept to policy: of each owner and each day, what had to be asked and what must not be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.rehearsal import diary
from bot.rehearsal.policy_words import AFTER_SAID, CLOSES, LATE, OPENS, Calendar, Weekdays, rung_today
from bot.rehearsal.standing import Standing, Thread, change

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as policy has it: on which day, to whom, about what, and why."""

    day: date
    reader: int
    ref: str
    why: str


@dataclass(slots=True, kw_only=True)
class Verdict:
    """`demanded` counts the questions that policy wanted put; `missing` were not, `forbidden` were put against it."""

    demanded: int = 0
    missing: list[Finding] = field(default_factory=list)
    forbidden: list[Finding] = field(default_factory=list)
    rungs: Counter[str] = field(default_factory=Counter)


def judge(
    promises: Iterable[diary.Promise], entries: Iterable[diary.Entry], calendar: Calendar, panel: tuple[date, ...] = ()
) -> Verdict:
    """Go through a diary from its first entry to its last. `panel` are the days on which the Panel's papers are due."""
    judged = _Oracle(calendar, panel, {p.ref: _standing(p) for p in promises})
    for entry in entries:
        judged.take(entry)
    judged.close_day()
    return judged.verdict


def _standing(promise: diary.Promise) -> Standing:
    same = {name: getattr(promise, name) for name in promise.__slots__}
    return Standing(**same)


@dataclass(slots=True)
class _Oracle:
    """`owed` is what has still to be asked today; `waits` what those will hear who cannot be reached yet."""

    calendar: Calendar
    panel: tuple[date, ...]
    pledges: Mapping[str, Standing]
    verdict: Verdict = field(default_factory=Verdict)
    day: date | None = None
    weekdays: dict[int, Weekdays] = field(default_factory=dict)
    away: list[diary.WentAway] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    owed: dict[tuple[int, str], str] = field(default_factory=dict)
    waits: dict[int, set[str]] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)
    asked: set[tuple[int, str]] = field(default_factory=set)

    def take(self, entry: diary.Entry) -> None:
        local = entry.at.astimezone(LONDON)
        if local.date() != self.day:
            self.close_day()
            self.day = local.date()
        match entry:
            case diary.Tick():
                self._open_day(local)
            case diary.Asked():
                self._asked(entry, local)
            case diary.WentAway():
                self.away.append(entry)
            case diary.Suits():
                self.weekdays[entry.person] = Weekdays(off=entry.off, only=entry.only)
            case diary.Met():
                self.met.add(entry.person)
            case _:
                change(entry, self.pledges[entry.ref], local.date())

    def close_day(self) -> None:
        """What was owed and is still to be asked is missing; it counts as asked, so that it is missed once."""
        for (reader, ref), rung in self.owed.items():
            stands, day = self.pledges[ref], self.day
            if day and self._is_owed(reader, ref, day):
                self.verdict.missing.append(Finding(day, reader, ref, f"was to be asked: {_said(rung)}"))
                self._note(stands, reader, day)
        self.owed, self.written, self.asked = {}, {}, set()
        self._opened = False

    _opened: bool = False

    def _open_day(self, local: datetime) -> None:
        """What has to be asked on this day, decided as its hours begin; whoever was reached since hears the rest."""
        day = local.date()
        if not (self.calendar.works(day) and OPENS <= local.time() < CLOSES):
            return
        if not self._opened:
            self._opened = True
            for stands in self.pledges.values():
                self._open_pledge(stands, day)
        for reader in [r for r in self.waits if r in self.met and self._reader(r, day) == r]:
            for ref in self.waits.pop(reader):
                if self._waits_for_word(self.pledges[ref], reader):
                    self._owe(reader, ref, "reached at last")

    def _open_pledge(self, stands: Standing, day: date) -> None:
        for owner, reader, rung in self._due(stands, day):
            if reader in self.met:
                self._owe(reader, stands.ref, rung)
            else:
                self.waits.setdefault(reader, set()).add(stands.ref)
                self._mark(stands.thread(owner), rung, day)

    def _owe(self, reader: int, ref: str, rung: str) -> None:
        if (reader, ref) not in self.owed:
            self.verdict.demanded += 1
            self.verdict.rungs[rung] += 1
            self.owed[reader, ref] = rung

    def _due(self, stands: Standing, day: date) -> list[tuple[int, int, str]]:
        """Whose question about a pledge is to be put to whom today, and for which rung."""
        found = []
        for owner in stands.owners:
            rung = rung_today(stands, owner, day, self.calendar, self._weekdays(owner), self.panel)
            reader = self._reader(owner, day) if rung else None
            if reader is not None and self._weekdays(reader).suit(day, self.calendar, rung):
                found.append((owner, reader, rung))
        return found

    def _is_owed(self, reader: int, ref: str, day: date) -> bool:
        if self.owed.get((reader, ref)) == "reached at last":
            return self._waits_for_word(self.pledges[ref], reader)
        return any(each == reader for _, each, _ in self._due(self.pledges[ref], day))

    def _waits_for_word(self, stands: Standing, reader: int) -> bool:
        """Whether what somebody was asked before they could be reached is still a question."""
        if reader not in stands.owners or not stands.open or stands.pending or reader in stands.finished:
            return False
        if stands.put_off and self.day and self.day < stands.put_off:
            return False  # somebody else has put it off meanwhile
        thread = stands.thread(reader)
        return not (thread.heard and thread.spoke_since(thread.heard))

    def _reader(self, owner: int, day: date) -> int | None:
        """Who is asked in somebody's place on a day: they themselves, their cover, or nobody."""
        gone = self._absence(owner, day)
        if gone is None:
            return owner
        return None if gone.cover is None or self._absence(gone.cover, day) else gone.cover

    def _absence(self, person: int, day: date) -> diary.WentAway | None:
        return next((a for a in self.away if a.person == person and a.since <= day <= a.until), None)

    def _weekdays(self, person: int) -> Weekdays:
        return self.weekdays.get(person, Weekdays())

    def _asked(self, entry: diary.Asked, local: datetime) -> None:
        stands, day = self.pledges[entry.ref], local.date()
        why = self._breach(entry, stands, local) or ("" if self._is_owed(entry.reader, entry.ref, day) else "not due")
        if why:
            self.verdict.forbidden.append(Finding(day, entry.reader, entry.ref, why))
        self.owed.pop((entry.reader, entry.ref), None)
        self.written.setdefault(entry.reader, entry.message)
        self.asked.add((entry.reader, entry.ref))
        self._note(stands, entry.reader, day)

    def _breach(self, entry: diary.Asked, stands: Standing, local: datetime) -> str:
        """The first of the plain prohibitions that a question breaks; they hold whatever the ladder says."""
        day, reader = local.date(), entry.reader
        off = self._weekdays(reader).off
        breaches = {
            "at a weekend": day.weekday() > 4,
            "on a bank holiday": day in self.calendar.holidays,
            "outside working hours": not OPENS <= local.time() < CLOSES,
            "while away": self._absence(reader, day) is not None,
            "on a weekday that they do not work": day.weekday() in off,
            "twice on one day": (reader, entry.ref) in self.asked,
            "in a second message of the day": self.written.get(reader, entry.message) != entry.message,
            "about what is done": not stands.open,
            "while a new date waits for a decision": stands.pending,
            "before the day until which it was put off": stands.put_off is not None and day < stands.put_off,
            "of somebody whose it is not": not self._for(stands, reader, day),
            "so soon after an answer": (reader, entry.ref) not in self.owed and self._is_fresh(stands, reader, day),
            "for the same rung again": (reader, entry.ref) not in self.owed and self._is_repeated(stands, reader, day),
        }
        return next((why for why, holds in breaches.items() if holds), "")

    def _is_fresh(self, stands: Standing, reader: int, day: date) -> bool:
        threads = [stands.thread(owner) for owner in self._for(stands, reader, day)]
        return any(thread.spoke_since(day - AFTER_SAID) for thread in threads)

    def _is_repeated(self, stands: Standing, reader: int, day: date) -> bool:
        return any(stands.thread(owner).heard is not None for owner in self._for(stands, reader, day))

    def _for(self, stands: Standing, reader: int, day: date) -> list[int]:
        """The owners in whose name somebody may be asked about a pledge."""
        return [owner for owner in stands.owners if reader in (owner, self._reader(owner, day))]

    def _note(self, stands: Standing, reader: int, day: date) -> None:
        """A question was put: for those it was due for, or else for whomever the reader stands for."""
        due = [(owner, rung) for owner, each, rung in self._due(stands, day) if each == reader]
        for owner, rung in due:
            self._mark(stands.thread(owner), rung, day)
        for owner in [] if due else self._for(stands, reader, day):
            stands.thread(owner).heard = day

    def _mark(self, thread: Thread, rung: str, day: date) -> None:
        thread.heard, thread.as_late = day, rung == LATE


def _said(rung: str) -> str:
    return f"{rung} working days before" if rung.isdigit() else rung
