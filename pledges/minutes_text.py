"""The lines of a paper as they were meant: without wrapping, page numbers and marks of layout; with labels apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

WRAPS_AT, LONGEST = 140, 3000  # characters: longer lines were not wrapped by a page; and what is read as one line
_CODES = str.maketrans({"\u00a0": " ", "\u200b": None, "\u00ad": None, "\ufeff": None, "\u2011": "-", "\x0c": "\n"})
_STARS = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)")
_HASHES = re.compile(r"^#{1,6}\s+")
_BULLET = re.compile(r"^(?:[-–—•·●▪◦➤►‣→⇒»■□✓✔❖▶]|>{1,3}|\*|o(?=\s{2}))\s+(?=\S)")
_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_MINUTE = (
    r"(?:[A-Z]{1,5}[/.]\d{1,4}(?!\d*[/-])"
    r"|(?!\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b)(?:[A-Z]{1,6}[/. -]?)?\d{1,4}[/-]\d{1,4}(?:[/.-]\d{1,3})?)"
)
_LABEL = re.compile(
    rf"^(?:\((?P<in>{_NUMBER}|[a-z]|[ivx]{{1,5}})\)|(?P<with>{_NUMBER}[.):]\)?|(?:[a-zA-Z]|[ivx]{{1,5}})[.)])"
    rf"|(?P<minute>{_MINUTE})(?:[.):]|(?=\s+[A-Z‘“]))|(?P<bare>{_NUMBER})(?=\s+[A-Z‘“])(?!\s+(?i:Jan|Feb|Mar|Apr"
    rf"|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))\s+(?=\S)"
)
_FURNITURE = re.compile(r"^(?:page\s+\d+(?:\s+of\s+\d+)?|\d{1,4}|-\s*\d+\s*-)$", re.IGNORECASE)
_COLUMN = re.compile(r"\S[ ]{3,}(?:Action|ACTION|Owner|Lead)(?: by| BY)?[ ]*$", re.MULTILINE)
_WIDE_MARGIN = re.compile(r"(?<=[\w.,;:)])[ ]{4,}(?P<who>[A-Z][\w.’']*(?:(?:\s|\s?[/,&]\s?)[A-Z][\w.’']*){0,3})$")
_COLUMN_HEAD = re.compile(
    r"^(?:\s{30,}"
    r"|(?:\s*(?:no\.?|#|ref\.?|(?:agenda |minute )?item|minute|subject|topic|discussion|notes?)(?=\s{3})){1,3}\s{3,}"
    r")(?:action|owner|lead)s?(?:\s+by)?\s*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d]{3}")
_APART = re.compile(r"\s{3,}")
_SPACES = re.compile(r"[ ]{4,}")
_MARGIN = re.compile(
    r"(?<=\S)\s{3,}(?P<who>[A-Z][A-Za-z]?[A-Z]{1,2}(?:\s?[/,&]\s?[A-Z][A-Za-z]?[A-Z]{1,2})*|ALL|All|Clerk|Chair)$"
)
_ENDS = re.compile(r"[.:;?!][)”’\"]*$")
_MARKED = re.compile(
    r"^(?:\W*)(?:actions?\b|resolved\b|agreed\b|recommend|decision|due\b|deadline\b|owner\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line from `number` of the paper on, counted from 1. `gap`: an empty line stood before it.

    `cells` are the parts of a row of a table, if it may be one; `margin` is who stands beside it in a column of owners,
    and a `heading` was set as one.
    """

    text: str
    number: int
    label: str = ""
    bullet: bool = False
    gap: bool = False
    cells: tuple[str, ...] = ()
    margin: str = ""
    heading: bool = False


def lines(paper: str) -> list[Line]:
    """The lines of a paper, each joined with what a page or a converter broke off it."""
    return list(_joined(_cut(paper)))


def _cut(paper: str) -> Iterator[Line]:
    gap, margin = False, _WIDE_MARGIN if _COLUMN.search(paper) else _MARGIN
    for number, raw in enumerate(paper.translate(_CODES).splitlines(), 1):
        for piece in _pieces(raw):
            plain = _SPACES.sub("    ", _HASHES.sub("", _STARS.sub("", piece).strip(" ")))
            if plain.strip() and not _FURNITURE.match(plain.strip()) and not _COLUMN_HEAD.match(piece):
                line = _line(plain, number, margin.search(plain), gap=gap)
                yield replace(line, heading=True) if _HASHES.match(piece) else line
                gap = False
            gap = gap or not plain.strip()


def _pieces(raw: str) -> Iterator[str]:
    """A paper without breaks is cut where a sentence ends."""
    while len(raw) > LONGEST:
        at = max(raw.rfind(". ", 0, LONGEST) + 1, 0) or LONGEST
        yield raw[:at]
        raw = raw[at:]
    yield raw


def _line(plain: str, number: int, margin: re.Match[str] | None, *, gap: bool) -> Line:
    cells = _cells(plain)
    plain = plain.replace("\t", "   ").strip()
    beside = margin and "|" not in plain and _WORD.search(plain[: margin.start()])  # beside more than a number
    who, plain = (margin["who"], plain[: margin.start()]) if margin and beside else ("", plain)
    text, bullets = _BULLET.subn("", plain)
    found = _LABEL.match(text)
    label = next(filter(None, found.groups())).rstrip(".:)") if found else ""
    text = " ".join(text[found.end() if found else 0 :].split())
    return Line(text=text, number=number, label=label, bullet=bool(bullets), gap=gap, cells=cells, margin=who)


def _cells(plain: str) -> tuple[str, ...]:
    """The cells of a row; empty ones keep their place where pipes or tabs tell them apart."""
    if "|" in plain:
        pieces = plain.strip().removeprefix("|").removesuffix("|").split("|")
    else:
        pieces = plain.split("\t") if "\t" in plain else _APART.split(plain.strip())
    return tuple(" ".join(piece.split()) for piece in pieces)


def _joined(some: Iterable[Line]) -> Iterator[Line]:
    known = list(some)
    width = _width(known)
    whole: Line | None = None
    last = ""
    for line in known:
        if (
            whole
            and not whole.heading
            and len(whole.text) < LONGEST
            and len(whole.cells) < 3
            and _goes_on(last, line, width)
        ):
            whole = replace(whole, text=_glued(whole.text, line.text), cells=(), margin=whole.margin or line.margin)
        else:
            if whole:
                yield whole
            whole = line
        last = line.text
    if whole:
        yield whole


def _width(known: Iterable[Line]) -> int:
    """How wide the page was that wrapped the lines; 0 where no page did."""
    lengths = sorted(len(line.text) for line in known if len(line.text) > 40)
    if not lengths or lengths[-1] > WRAPS_AT:
        return 0
    return lengths[int(len(lengths) * 0.9)]


def _goes_on(last: str, line: Line, width: int) -> bool:
    """Whether a line is the rest of the one before it: broken off in a sentence, or at the edge of the page."""
    if (
        line.label
        or line.bullet
        or line.heading
        or _ENDS.search(last)
        or _MARKED.match(line.text)
        or len(line.cells) > 2
    ):
        return False
    small = line.text[:1].islower()
    if line.gap:
        return small and len(last) >= 60
    return (small and len(last) >= 40) or bool(width and len(last) >= 0.8 * width)


def _glued(one: str, other: str) -> str:
    if re.search(r"[a-z]-$", one) and other[:1].islower():
        return one[:-1] + other
    return f"{one} {other}"
