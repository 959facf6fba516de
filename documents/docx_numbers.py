"""The labels that Word prints before numbered paragraphs, which stand nowhere in their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

Element: TypeAlias = Any  # of lxml, which has no types
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "-"
LEVELS = 9
_HIGHEST = 32_767
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts: int = LEVELS  # below a level before this one
    legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """`family` counts together; `starts` are the levels that begin anew where this list is first met."""

    family: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbers:
    """The labels of one document; `label` has to be asked of each paragraph, in their order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = _lists(numbering) if numbering is not None else {}
        self._styles = {_value(s, "styleId"): s for s in styles.iter(f"{W}style")} if styles is not None else {}
        self._counts = dict[str, dict[int, int]]()
        self._met = set[str]()

    def label(self, paragraph: Element) -> str:
        """What is printed before this paragraph: "" where nothing is, "-" for a bullet."""
        properties = paragraph.find(f"{W}pPr")
        place = None if properties is None else self._place(properties)
        if place is None:
            return ""
        number, depth = place
        return _printed(self._lists[number].levels, depth, self._counted(self._lists[number], number, depth))

    def _place(self, properties: Element) -> tuple[str, int] | None:
        """The list and the level: the paragraph's own, else those of its style or of what that is based on."""
        number, depth = _list_of(properties)
        for style in self._family(_child(properties, "pStyle")):
            if number:
                break
            number, of_style = _list_of(self._styles[style].find(f"{W}pPr"))
            depth = depth or of_style or self._depth_of(number, style)
        levels = self._lists[number].levels if number in self._lists else {}
        return (number, int(depth or 0)) if int(depth or 0) in levels else None

    def _family(self, style: str) -> Iterator[str]:
        seen = set[str]()
        while style in self._styles and style not in seen:
            yield style
            seen.add(style)
            style = _child(self._styles[style], "basedOn")

    def _depth_of(self, number: str, style: str) -> str:
        levels = self._lists[number].levels if number in self._lists else {}
        return next((str(at) for at, level in levels.items() if level.style == style), "")

    def _counted(self, of: List, number: str, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(of.family, {})
        for at in of.starts if number not in self._met else ():
            counts.pop(at, None)
        self._met.add(number)
        for at in range(depth):
            counts.setdefault(at, of.levels[at].start if at in of.levels else 1)
        counts[depth] = min(counts[depth] + 1, _HIGHEST) if depth in counts else of.levels[depth].start
        for at in [at for at in counts if at > depth and (at not in of.levels or depth < of.levels[at].restarts)]:
            del counts[at]
        return counts


def _lists(numbering: Element) -> dict[str, List]:
    families = {_value(each, "abstractNumId"): each for each in numbering.findall(f"{W}abstractNum")}
    shared = {_child(each, "styleLink"): each for each in families.values() if _child(each, "styleLink")}
    return {_value(num, "numId"): _list(num, families, shared) for num in numbering.findall(f"{W}num")}


def _list(num: Element, families: Mapping[str, Element], shared: Mapping[str, Element]) -> List:
    family = _child(num, "abstractNumId")
    own = families.get(family)
    linked = shared.get(_child(own, "numStyleLink"), own) if own is not None else None
    levels = {_depth(lvl): _level(lvl) for lvl in (linked.findall(f"{W}lvl") if linked is not None else ())}
    starts = dict[int, int]()
    for override in num.findall(f"{W}lvlOverride"):
        at, lvl = _depth(override), override.find(f"{W}lvl")
        if lvl is not None:
            levels[at] = _level(lvl)
        if start := _child(override, "startOverride"):
            starts[at] = _number(start)
            levels[at] = replace(levels.get(at, Level()), start=starts[at])
    return List(family=family, levels=levels, starts=starts)


def _level(lvl: Element) -> Level:
    return Level(
        start=_number(_child(lvl, "start") or "0"),
        form=_child(lvl, "numFmt") or "decimal",
        text=_child(lvl, "lvlText"),
        restarts=_number(_child(lvl, "lvlRestart") or str(LEVELS)),
        legal=lvl.find(f"{W}isLgl") is not None,
        style=_child(lvl, "pStyle"),
    )


def _printed(levels: Mapping[int, Level], depth: int, counts: Mapping[int, int]) -> str:
    level = levels[depth]
    if level.form == "bullet":
        return BULLET

    def count(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        form = "decimal" if level.legal or at not in levels else levels[at].form
        return formed(counts.get(at, 1), form)

    return re.sub(r"%([1-9])", count, level.text).strip()


def formed(count: int, form: str) -> str:
    """A number as one of Word's formats prints it; in those that minutes do not use it is a plain number."""
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else ""
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        case "decimalZero":
            return f"{count:02d}"
        case "ordinal":
            return f"{count}{_ending(count)}"
        case "none" | "bullet":
            return ""
        case _:
            return str(count)


def _roman(count: int) -> str:
    told = ""
    for worth, letters in _ROMAN:
        told += letters * (count // worth)
        count %= worth
    return told


def _ending(count: int) -> str:
    return "th" if count // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")


def _list_of(properties: Element | None) -> tuple[str, str]:
    place = properties.find(f"{W}numPr") if properties is not None else None
    return (_child(place, "numId"), _child(place, "ilvl")) if place is not None else ("", "")


def _depth(element: Element) -> int:
    return min(_number(_value(element, "ilvl") or "0"), LEVELS - 1)


def _number(digits: str) -> int:
    """A count that a file gives; one that no page prints is cut."""
    return max(0, min(int(digits), _HIGHEST))


def _child(element: Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return _value(child, "val") if child is not None else ""


def _value(element: Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""
