"""What comes again and again: when each time is due, and which times are still to be opened.

Each time is a pledge of its own, asked and closed by itself. Months, quarters, half years and years end as those of the
financial year do, which begins on 1 April; school terms end with December, March and July.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pledges.calendar import ONE_DAY
from pledges.date_forms import NUMBERS, end_of_month, months_later, plain, short
from pledges.meetings import Diary, Meeting, committee_of, hang
from pledges.pledge import Asking, Deadline, Pledge, Tie, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often: with the last day of some months, every so many weeks or months from the start, or at each meeting."""

    ends: tuple[int, ...] = ()
    weeks: int = 0
    months: int = 0
    meeting: bool = False


def rhythm(deadline: Deadline) -> Rhythm | None:
    """The rhythm that a recurring deadline's words set; None for words that set none, such as “as required”."""
    if deadline.kind is not When.RECURRING:
        return None
    words = plain(deadline.words)
    for pattern, found in RHYTHMS:
        if pattern.fullmatch(words):
            return found
    span = _SPAN.fullmatch(words)
    if span:
        count = int(span["count"]) if span["count"].isdigit() else NUMBERS.index(span["count"]) + 1
        return Rhythm(weeks=count) if span["unit"] == "week" else Rhythm(months=count)
    return Rhythm(meeting=True) if _AT_MEETINGS.fullmatch(words) else None


def next_after(every: Rhythm, day: date, starts: date) -> date:
    """The first day after `day` on which a time of this rhythm is due; not for one of meetings."""
    if every.ends:
        return next(end for end in _month_ends(day) if end.month in every.ends and end > day)
    if every.weeks:
        step = timedelta(weeks=every.weeks)
        return starts + max((day - starts) // step + 1, 1) * step
    months = max((day.year - starts.year) * 12 + day.month - starts.month, every.months)
    count = months // every.months
    return next(due for n in range(max(count, 1), count + 3) if (due := months_later(starts, n * every.months)) > day)


def days_to_open(every: Rhythm, starts: date, known: Mapping[date, bool], today: date) -> list[date]:
    """The days whose times are to be opened now. `known` are the days of those there are, and whether they are open.

    The first is the one that is to come; the next follows when the last is past or done, and none is left out however
    long nobody looked.
    """
    if not known:
        return [next_after(every, max(starts, today - ONE_DAY), starts)]
    last, opened = max(known), list[date]()
    if known[last] and last >= today:
        return []
    while not opened or opened[-1] < today:
        last = next_after(every, last, starts)
        opened.append(last)
    return opened


def missing(parent: Pledge, times: Iterable[Pledge], diary: Diary, today: date) -> list[Pledge]:
    """The times of a recurring pledge that are to be opened now, ready to be entered."""
    every = rhythm(parent.deadline) if parent.open else None
    if every is None:
        return []
    known = {p.tie.time: p.open for p in times if p.tie}
    if every.meeting:
        return [_at(parent, m) for m in _meetings(parent, diary, today) if _key(m) not in known]
    days = {date.fromisoformat(time): is_open for time, is_open in known.items()}
    return [_by(parent, day) for day in days_to_open(every, parent.deadline.starts or today, days, today)]


def _meetings(parent: Pledge, diary: Diary, today: date) -> list[Meeting]:
    committee = committee_of(parent.deadline.words, parent.sources, diary.committees)
    return [*diary.after(committee.id, today - ONE_DAY)] if committee else []


def _key(meeting: Meeting) -> str:
    return f"meeting {meeting.id}"


def _by(parent: Pledge, day: date) -> Pledge:
    rule = f"each time is due on the last day of its time, this one on {short(day)}"
    deadline = Deadline(
        words=parent.deadline.words, rule=rule, due=day, original=day, by_panel=parent.deadline.by_panel
    )
    return _time(parent, f"to {short(day)}", deadline, day.isoformat())


def _at(parent: Pledge, meeting: Meeting) -> Pledge:
    hung = hang(Deadline(words=parent.deadline.words), meeting)
    deadline = replace(hung, original=meeting.held_on)
    return _time(parent, f"for a meeting of {meeting.committee.called}", deadline, _key(meeting))


def _time(parent: Pledge, which: str, deadline: Deadline, time: str) -> Pledge:
    tie = Tie(parent=parent.number, time=time)
    asking = Asking(accepted=parent.asking.accepted, told_on=parent.asking.told_on)
    return Pledge(
        number=0,
        title=f"{parent.title} ({which})",
        kind=parent.kind,
        theme=parent.theme,
        priority=parent.priority,
        publication=parent.publication,
        directorate=parent.directorate,
        service=parent.service,
        owners=parent.owners,
        sources=parent.sources,
        deadline=deadline,
        asking=asking,
        tie=tie,
    )


def _month_ends(day: date) -> Iterable[date]:
    return (end_of_month(day.year + (day.month - 1 + n) // 12, (day.month - 1 + n) % 12 + 1) for n in range(14))


_ONE = r"(?:each|every)"
_BODY = r"(?:panel|board|committee|cpp|cpp panel|corporate parenting panel|council|group|partnership)"
_AT_MEETINGS = re.compile(rf"(?:(?:at|to) )?{_ONE} (?:meeting|{_BODY})(?: meeting)?(?: of .+)?")
_SPAN = re.compile(rf"{_ONE} (?P<count>[1-9]\d?|{'|'.join(NUMBERS)}) (?P<unit>week|month)s")
RHYTHMS = tuple(
    (re.compile(words), found)
    for words, found in (
        (rf"weekly|{_ONE} week", Rhythm(weeks=1)),
        (rf"fortnightly|{_ONE} fortnight", Rhythm(weeks=2)),
        (rf"monthly|{_ONE} month", Rhythm(ends=tuple(range(1, 13)))),
        (rf"quarterly|{_ONE} quarter", Rhythm(ends=(3, 6, 9, 12))),
        (rf"termly|{_ONE} term", Rhythm(ends=(3, 7, 12))),
        (r"six[ -]monthly|half[ -]yearly", Rhythm(ends=(3, 9))),
        (rf"annually|yearly|{_ONE} year", Rhythm(ends=(3,))),
    )
)
