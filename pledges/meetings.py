"""Committees and their meetings: which one is meant, when its papers are due, and what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NewType

from pledges.calendar import ONE_DAY, WorkingDays, said
from pledges.pledge import Deadline, MeetingId, Source, When

CommitteeId = NewType("CommitteeId", int)

CLEAR_DAYS = 5
SMALL = frozenset({"of", "and", "the", "for", "&"})
# A group that a committee has made bears its name and another: the Panel's Reference Group is not the Panel.
_OTHER = r"(?:[’']s)?(?:\s+(?!(?:and|or|to|of|with|the)\b)[\w-]+){0,2}\s+(?:\w+-)?(?:group|committee|forum|network)\b"
_BODIES = re.compile(r"\b(?:panel|board|committee|council|group|partnership)\b")
_PANEL = re.compile(r"\bcorporate parenting (?:panel|board|committee)\b|\bcp[pb]\b|^(?:the )?panel$")
_OF = re.compile(r"\bof (?:the )?(?P<whom>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    id: CommitteeId
    name: str
    short: str = ""

    @property
    def called(self) -> str:
        """What people call it in a sentence."""
        return self.short or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One sitting of a committee. `papers_due` is never after `held_on`."""

    id: MeetingId
    committee: Committee
    held_on: date
    papers_due: date
    theme: str = ""
    by_young_people: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """The committees there are, and the meetings that are not cancelled, the earliest first."""

    committees: Sequence[Committee] = ()
    meetings: Sequence[Meeting] = ()

    def after(self, committee: CommitteeId, day: date) -> Iterator[Meeting]:
        """The committee's meetings after a day, the earliest first."""
        return (m for m in self.meetings if m.committee.id == committee and m.held_on > day)


def next_meeting(diary: Diary, committee: CommitteeId, after: date) -> Meeting | None:
    """The committee's first meeting after a day; None while none is known."""
    return next(diary.after(committee, after), None)


def papers_day(held_on: date, days: WorkingDays) -> date:
    """The last day for papers: five clear working days lie between it and the meeting.

    Agendas and reports must be open to the public at least five clear days before a council meeting (Local Government
    Act 1972, section 100B); neither the day they are published nor the day of the meeting counts.
    """
    return days.back(held_on - ONE_DAY, CLEAR_DAYS)


def papers_moved(meeting: Meeting, to: date, days: WorkingDays) -> date:
    """When papers are due once a meeting has moved: as long before it as they were."""
    if meeting.papers_due == papers_day(meeting.held_on, days):
        return papers_day(to, days)
    return days.on_or_before(to - (meeting.held_on - meeting.papers_due))


def initials(name: str) -> str:
    """CPP for Corporate Parenting Panel; nothing for a single word."""
    words = [word for word in name.split() if word.casefold() not in SMALL]
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""


def is_named(committee: Committee, words: str) -> bool:
    """Whether words speak of the committee, by its name, its short name or its initials."""
    names = {name.casefold() for name in (committee.name, committee.short) if name}
    spoken = " ".join(words.split()).casefold()
    short = initials(words).casefold() in names and " " not in committee.name
    return short or any(re.search(rf"\b{re.escape(n)}\b(?!{_OTHER})", spoken) for n in names)


def is_panel(committee: str) -> bool:
    """Whether a committee, as a paper names it, is the Panel: a Corporate Parenting Panel, Board or Committee."""
    return _PANEL.search(" ".join(committee.split()).casefold()) is not None


def committee_of(words: str, sources: Iterable[Source], committees: Sequence[Committee]) -> Committee | None:
    """The committee whose meeting is meant: named in the words, else that of the paper, else the only one there is."""
    named = [c for c in committees if is_named(c, words)]
    if named:
        return max(named, key=lambda c: len(c.name))
    whom = _OF.search(words.casefold())
    if whom and not _BODIES.fullmatch(whom["whom"].strip(" .")):
        return None
    papers = [source.committee for source in sources if source.committee]
    meant = [c for c in committees if any(is_named(c, paper) for paper in papers)] if papers else [*committees]
    fitting = [c for c in meant if _fits(c, words)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(committee: Committee, words: str) -> bool:
    """A Board is no Panel; of a committee whose name does not say what it is, anything may be said."""
    theirs = set(_BODIES.findall(committee.name.casefold()))
    return not theirs or set(_BODIES.findall(words.casefold())) <= theirs


def hang(deadline: Deadline, meeting: Meeting, was: date | None = None) -> Deadline:
    """The deadline due on the day of a meeting, which may have been another day before.

    What hangs on a cancelled meeting has no day, and waits for the committee's next one.
    """
    off, name = meeting.cancelled, meeting.committee.name
    moved = f"; before, it was {said(was)}" if was else ""
    rule = f"the meeting of {name} on {said(meeting.held_on)}{' is cancelled' if off else moved}"
    return replace(
        deadline,
        rule=f"{rule}; the next one has no date yet" if off else rule,
        kind=When.MEETING,
        starts=None,
        due=None if off else meeting.held_on,
        meeting=meeting.id,
        papers_due=None if off else meeting.papers_due,
        by_panel=deadline.by_panel or is_panel(name),
    )


def let_go(deadline: Deadline, meeting: Meeting) -> Deadline:
    """The deadline of what hung on a meeting that is over: it has no day, and waits for the committee's next one."""
    rule = f"the meeting of {meeting.committee.name} on {said(meeting.held_on)} is over; the next one has no date yet"
    return replace(deadline, rule=rule, due=None, papers_due=None)


def waits_for(deadline: Deadline, sources: Iterable[Source], committee: Committee, known: Sequence[Committee]) -> bool:
    """Whether a deadline that hangs on no meeting yet waits for this committee's next one."""
    if deadline.kind is not When.MEETING or deadline.meeting is not None:
        return False
    return committee_of(deadline.words, sources, known) == committee
