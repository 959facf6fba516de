"""A row's deadline: the day it gives; else what its words mean, counted from the day of its first paper."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pledges.deciding import stands_in_minutes
from pledges.errors import NotUnderstood
from pledges.idioms import understand
from pledges.meetings import Diary
from pledges.pledge import Deadline, Source, When
from pledges.reading import read_paper
from pledges.readings import Reading
from pledges.sheet_cells import split

Cells = Mapping[str, str]
WORDS, DAY, RULE = "Deadline as written", "Deadline", "Deadline rule"
_YEAR = re.compile(r"\b20\d\d\b")


def by_words(cells: Cells) -> Reading | None:
    """What the words mean of a row that gives no day; None where it gives one, or its words mean none."""
    if cells.get(DAY) or not cells.get(WORDS):
        return None
    on = paper_day(cells)
    found = understand(cells[WORDS], on) if on else _whenever(cells[WORDS])
    return None if found is None or found.kind in (When.NONE, When.UNCLEAR) else found


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
    undated = None if on else _whenever(words)
    if not words or not (on or undated):
        return None
    try:
        meant = read_paper(words, on or _before(words)[0], diary, sources)
    except NotUnderstood:
        return None
    return replace(meant, starts=undated.starts) if undated else meant


def _before(words: str) -> tuple[date, date]:
    """Two days of different years and quarters, before all that the words name."""
    year = min(map(int, _YEAR.findall(words)), default=2001)
    return date(year - 1, 1, 1), date(year - 3, 8, 14)


def _whenever(words: str) -> Reading | None:
    """What words of a paper without a date mean, whenever they were written; None for those that count from that day.

    “Standing” and “31 March 2027” mean one thing on any day, “within six months” and “the next meeting” do not.
    """
    one, other = (understand(words, day) for day in _before(words))
    same = (one.kind, one.due, one.starts) == (other.kind, other.due, other.starts)
    return one if same and one.kind is not When.MEETING else None
