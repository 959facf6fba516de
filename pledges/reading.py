"""From words to a deadline, with the meetings that are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pledges.calendar import listed
from pledges.deadlines import examples
from pledges.deciding import stands_in_minutes
from pledges.errors import NotUnderstood
from pledges.idioms import understand
from pledges.meetings import Diary, committee_of, hang
from pledges.pledge import Deadline, Source, When

NOBODY: tuple[Source, ...] = ()


def read(words: str, on: date, diary: Diary, sources: Iterable[Source] = NOBODY) -> Deadline:
    """The deadline that somebody means who types these words on this day.

    Raises NotUnderstood, with what to type instead, for words that say no day, for a day that has passed, and where
    nobody can tell which committee's meeting is meant.
    """
    deadline = read_paper(words, on, diary, sources)
    if deadline.kind is When.MEETING and deadline.meeting is None and diary.committees:
        _check_committee(words, on, diary, sources)
    return deadline


def read_paper(words: str, on: date, diary: Diary, sources: Iterable[Source] = NOBODY) -> Deadline:
    """The deadline that a paper of this day means. A meeting of whatever committee may be one that is not known yet.

    Raises NotUnderstood for words that say no day, and for a day before the paper's.
    """
    found = understand(words, on)
    if found.kind is When.UNCLEAR:
        raise NotUnderstood(found.rule)
    endless = found.kind in (When.REVIEW, When.RECURRING)
    deadline = Deadline(
        words=words.strip(),
        rule=found.rule,
        kind=found.kind,
        starts=on if endless else found.starts,
        due=found.due,
        original=found.due,
        by_panel=stands_in_minutes(words, sources),
    )
    return _hung(deadline, on, diary, sources) if found.kind is When.MEETING else deadline


def _hung(deadline: Deadline, on: date, diary: Diary, sources: Iterable[Source]) -> Deadline:
    """Hang it on the first meeting that the words fit: the next one, or that of the month they name."""
    committee = committee_of(deadline.words, sources, diary.committees)
    for meeting in diary.after(committee.id, on) if committee else ():
        found = understand(deadline.words, on, meeting.held_on)
        if found.due:
            hung = hang(deadline, meeting)
            return replace(hung, original=hung.due, rule=f"{found.rule} ({meeting.committee.name})")
    return deadline


def _check_committee(words: str, on: date, diary: Diary, sources: Iterable[Source]) -> None:
    if committee_of(words, sources, diary.committees) is None:
        known = listed(sorted(c.called for c in diary.committees))
        raise NotUnderstood(
            f"I can't tell which committee's meeting is meant by “{words.strip()}”. I know {known}: say “next meeting "
            f"of {diary.committees[0].called}”. {examples(on)}"
        )
