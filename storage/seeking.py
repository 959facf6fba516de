"""Finding pledges by words that may be typed in part, or with a slip in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from pledges.errors import OldCard
from pledges.pledge import Pledge
from pledges.seeking import WHOLE, meant, number_in, ranked, words_of
from storage.lists import SIZE, Asked, Page, Which, all_of
from storage.pledge_rows import load
from storage.store import Store
from storage.tables import pledges
from storage.words import pledge_words, vocabulary

MOST = 100  # pledges that are looked at and put in order
FORMS = 50  # words that one typed in part may be
MANY = 1_000  # pledges that say a word, from which on it is no use to count them
LAST = "\U0010ffff"
_v, _w = vocabulary.c, pledge_words.c


class Seeking(Store):
    async def nearest(self, typed: str, which: Sequence[Which], asked: Asked) -> list[Pledge]:
        """What a person may read of the pledges that say the words typed, the nearest first; MOST are put in order.

        Words may be typed in part or with a slip in them. Where no pledge says all of them, those that say most of
        them are found. A reference names one pledge, a number alone that one before others.
        """
        words, picked = words_of(typed), all_of(which, asked)
        number = number_in(words)
        named = [] if number is None else await load(self._conn, picked & (pledges.c.number == number))
        if number is not None and "cp" in words:
            return named
        forms = [form for word in words if (form := await self._forms(word))]
        numbers = await self._numbers(forms, picked)
        found = ranked(words, await load(self._conn, pledges.c.number.in_(numbers))) if numbers else []
        return [*named, *(p for p in found if p.number != number)]

    async def page(self, typed: str, which: Sequence[Which], asked: Asked, at: str = "") -> Page:
        """A page of what `nearest` finds, from the place `at` on. Raises OldCard for a place that nobody wrote."""
        found = await self.nearest(typed, which, asked)
        begin = min(_place(at), max(len(found) - 1, 0) // SIZE * SIZE)
        end = begin + SIZE
        return Page(
            pledges=found[begin:end],
            total=len(found),
            before=begin,
            back=str(begin - SIZE) if begin else "",
            on=str(end) if end < len(found) else "",
        )

    async def _forms(self, word: str) -> list[int]:
        """The ids of the words that one typed may be: that word, those that begin with it, else those it is like."""
        same = _v.word == word
        whole = len(word) < WHOLE or word.isdecimal()
        begun = same if whole else _v.word.between(word, word + LAST)
        rows = await self._rows(sa.select(_v.id).where(begun).order_by(_v.word).limit(FORMS))
        if rows or whole:
            return [row["id"] for row in rows]
        alike = await self._rows(sa.select(_v.id, _v.word).where(_v.word.between(word[0], word[0] + LAST)))
        ids = {row["word"]: row["id"] for row in alike}
        return [ids[one] for one in meant(word, ids)]

    async def _numbers(self, forms: Sequence[Sequence[int]], picked: sa.ColumnElement[bool]) -> list[int]:
        """Pledges that say all of these, open ones first; where there is none, those that say most of them."""
        if not forms:
            return []
        rarest_first = [form for _, form in sorted([(await self._rarity(form), form) for form in forms])]
        if found := await self._saying(rarest_first, picked):
            return found
        several = Counter[int]()
        for form in forms:
            several.update(await self._saying([form], picked))
        return [number for number, _ in several.most_common(MOST)]

    async def _rarity(self, form: Sequence[int]) -> int:
        some = sa.select(_w.pledge).where(_w.word.in_(form)).limit(MANY).subquery()
        return int(await self._conn.scalar(sa.select(sa.func.count()).select_from(some)) or 0)

    async def _saying(self, forms: Sequence[Sequence[int]], picked: sa.ColumnElement[bool]) -> list[int]:
        first, *rest = forms
        others = [_says_too(form) for form in rest]
        query = sa.select(_w.pledge).join(pledges, pledges.c.number == _w.pledge).where(_w.word.in_(first), *others)
        found: list[int] = []
        for part in (pledges.c.finished_at.is_(None), pledges.c.finished_at.is_not(None)):
            if len(found) < MOST:
                rows = await self._rows(query.where(part, picked).limit(MOST - len(found)))
                found += [row["pledge"] for row in rows]
        return sorted(set(found))


def _says_too(form: Sequence[int]) -> sa.ColumnElement[bool]:
    other = pledge_words.alias()
    return sa.exists().where(other.c.pledge == _w.pledge, other.c.word.in_(form))


def _place(at: str) -> int:
    if at and not at.isdecimal():
        raise OldCard
    return int(at or 0)
