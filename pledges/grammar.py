"""A notation for phrases, so that a list of them reads as people say them.

One phrase a line, words apart by a space. `(a|b c)` is one of these, `[a|b]` perhaps one of these, `[a|b]+` any number
of them. A star ends a word that may go on: slip* is slip, slips, slipping. `^` stands at the beginning of the clause,
`$` at its end, `!(a|b)` for “not followed by one of these”, `<it>` for a list of phrases that has a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"(!?)([(\[])([^)\]]*)[)\]](\+?)|(<\w+>)|(\^|\$)|(\S+)")


class Phrases:
    """A list of phrases. Texts are those that clauses.plain makes."""

    def __init__(self, text: str, named: Mapping[str, Phrases] | None = None) -> None:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        self.source = "|".join(_source(line, named or {}) for line in lines)
        self._anywhere = re.compile(rf"(?<!\S)(?:{self.source})")
        self._whole = re.compile(rf"(?:{self.source})+")

    def __or__(self, other: Phrases) -> Phrases:
        both = Phrases("")
        both.source = f"{self.source}|{other.source}"
        both._anywhere = re.compile(rf"(?<!\S)(?:{both.source})")
        both._whole = re.compile(rf"(?:{both.source})+")
        return both

    def within(self, text: str) -> bool:
        """Whether one of them stands anywhere in a text, as whole words."""
        return bool(self._anywhere.search(text + " "))

    def starts(self, text: str) -> list[int]:
        """Where each of them that stands in a text begins."""
        return [found.start() for found in self._anywhere.finditer(text + " ")]

    def cover(self, text: str) -> bool:
        """Whether a text is nothing but such phrases, one after another."""
        return bool(self._whole.fullmatch(text + " "))

    def end(self, text: str) -> bool:
        """Whether a text ends in one of them."""
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
    return {"…": r"\S+", "#": r"\d+(?:st|nd|rd|th)?"}.get(word) or re.escape(word).replace(r"\*", r"\w*")
