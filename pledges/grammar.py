"""A notation for phrases, so that a list of them reads as people say them.

One phrase a line, words apart by a space. `(a|b c)` is one of these, `[a|b]` perhaps one of these, `[a|b]+` any number
of them. A star ends a word that may go on: slip* is slip, slips, slipping. `^` stands at the beginning of the clause,
`$` at its end, `#` is a number or a day in figures, `…` any word, `!(a|b)` for
“not followed by one of these”, `<it>` for a list of phrases that has a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

_SIGNS = {
    "…": r"\S+",
    "#th": r"\d+(?:st|nd|rd|th)",
    "#/#": r"\d+[/.]\d+(?:[/.]\d+)?",
    "#": r"\d+(?:st|nd|rd|th|(?:[/.]\d+){1,2})?",
}
_TOKEN = re.compile(r"(!?)([(\[])([^)\]]*)[)\]](\+?)|(<\w+>)|(\^|\$)|(\S+)")


class Said(Protocol):
    """What can be said in a clause."""

    def within(self, text: str) -> bool:
        """Whether it stands anywhere in a text, as whole words."""


class Phrases:
    """A list of phrases. Texts are those that clauses.plain makes."""

    def __init__(self, text: str, named: Mapping[str, Phrases] | None = None) -> None:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        self.source = "|".join(_source(line, named or {}) for line in lines)

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:  # compiled when it is first asked for: that is slow, and many never are
        return re.compile(rf"(?<!\S)(?:{self.source})")

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.source})+")

    def within(self, text: str) -> bool:
        """Whether one of them stands anywhere in a text, as whole words."""
        return bool(self._anywhere.search(text + " "))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where each of them that stands in a text begins and ends."""
        return [found.span() for found in self._anywhere.finditer(text + " ")]

    def cover(self, text: str) -> bool:
        """Whether a text is nothing but such phrases, one after another."""
        return bool(self._whole.fullmatch(text + " "))

    def end(self, text: str) -> bool:
        """Whether a text ends in one of them."""
        text = text.strip()
        return any(found.end() == len(text) + 1 for found in self._anywhere.finditer(text + " "))

    def replace(self, by: str, text: str) -> str:
        return self._anywhere.sub(by + " ", text + " ").strip()


def _source(line: str, named: Mapping[str, Phrases]) -> str:
    return "".join(_token(found, named) for found in _TOKEN.finditer(line))


def _token(found: re.Match[str], named: Mapping[str, Phrases]) -> str:
    negated, bracket, inside, many, name, mark, word = found.groups()
    if name:
        return f"(?:{named[name[1:-1]].source})"
    if mark:
        return mark
    if word:
        return _word(word) + " "
    choices = "|".join(_source(each, named) for each in inside.split("|"))
    if negated:
        return f"(?!{choices})"
    return f"(?:{choices}){('*' if many else '?') if bracket == '[' else ''}"


def _word(word: str) -> str:
    if set("()[]|") & set(word):
        raise ValueError(f"A bracket inside a bracket, or one that is not closed, at {word}")
    return _SIGNS.get(word) or re.escape(word).replace(r"\*", r"\w*")
