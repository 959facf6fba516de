"""Before which papers a pledge is asked about: its own committee's, or the Panel's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from pledges.meetings import Committee, is_named, is_panel
from pledges.pledge import Source

Ahead: TypeAlias = tuple[tuple[Committee, date], ...]
"""The days on which papers are due, each with its committee, in the order of the days."""


def papers_for(sources: Iterable[Source], diary: Ahead) -> tuple[date, ...]:
    """The days of the papers of the committees that a pledge was promised to, the earliest first.

    Where one of them has no meeting, or none any more, those of the Panel after that; so too where none is named.
    """
    return _papers_for(frozenset(source.committee for source in sources) or frozenset({""}), diary)


@lru_cache(maxsize=1024)
def _papers_for(committees: frozenset[str], diary: Ahead) -> tuple[date, ...]:
    return tuple(sorted({day for each in committees for day in _of_one(each, diary)}))


def _of_one(words: str, diary: Ahead) -> list[date]:
    panel = [day for committee, day in diary if is_panel(committee.name)]
    if not words or is_panel(words):
        return panel
    own = [day for committee, day in diary if is_named(committee, words) and not is_panel(committee.name)]
    return [*own, *(day for day in panel if not own or day > max(own))]
