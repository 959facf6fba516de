"""A row's deadline: the day it gives; else what its words mean, counted from the day of its first paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pledges.deciding import stands_in_minutes
from pledges.errors import NotUnderstood
from pledges.idioms import Reading, understand
from pledges.meetings import Diary
from pledges.pledge import Deadline, Source, When
from pledges.reading import read_paper
from pledges.sheet_cells import split

Cells = Mapping[str, str]
WORDS, DAY, RULE = "Deadline as written", "Deadline", "Deadline rule"


def by_words(cells: Cells) -> Reading | None:
    """What the words mean of a row that gives no day; None where it gives one, or its words mean none."""
    on = paper_day(cells)
    if cells.get(DAY) or not cells.get(WORDS) or on is None:
        return None
    found = understand(cells[WORDS], on)
    return None if found.kind in (When.NONE, When.UNCLEAR) else found


def is_kept(found: Reading, old: Deadline) -> bool:
    """Whether the words say nothing new: the register has that day, or had it first; or has the same kind, undated."""
    return found.due in (old.due, old.original) if found.due else found.kind is old.kind


def says_nothing_new(name: str, cells: Cells, old: Deadline) -> bool:
    """Whether an empty day or rule is no difference, because the words stand for it."""
    if name not in (DAY, RULE) or cells[name]:
        return False
    found = by_words(cells)
    return found is not None and is_kept(found, old)


def deadline_of(cells: Cells, old: Deadline, sources: Sequence[Source], diary: Diary) -> Deadline:
    """The deadline after the row. What the row does not say stays as it is, with the first date."""
    words, rule = cells.get(WORDS, old.words), cells.get(RULE, old.rule)
    found = by_words(cells)
    if found and is_kept(found, old):
        return replace(old, words=words, rule=rule or old.rule)
    due = date.fromisoformat(cells[DAY]) if cells.get(DAY) else None if DAY in cells else old.due
    if not found and due == old.due and words == old.words:
        return replace(old, rule=rule)
    meant = _meant(words, paper_day(cells), sources, diary)
    if meant and (found or (due is not None and meant.due == due)):
        return replace(meant, words=words, rule=cells.get(RULE) or meant.rule, original=old.original)
    by_panel = old.by_panel or stands_in_minutes(words, sources)
    return Deadline(words=words, rule=rule, due=due, original=old.original, by_panel=by_panel)


def paper_day(cells: Cells) -> date | None:
    """The day of the first paper that has one."""
    days = [day for day in split(cells.get("Source date", "")) if day]
    return date.fromisoformat(days[0]) if days else None


def _meant(words: str, on: date | None, sources: Sequence[Source], diary: Diary) -> Deadline | None:
    try:
        return read_paper(words, on, diary, sources) if on and words else None
    except NotUnderstood:
        return None
