"""Web pages, as committee systems publish minutes: paragraphs, lists and tables, without what is around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

from documents.docx_numbers import formed
from documents.encodings import decoded
from documents.paper_lines import Cell, Progress, joined, told
from pledges.errors import PaperBroken, PaperHostile

DEEPEST = 500
MOST_COLUMNS = 64
MOST_COUNTED = 32_767
_PIECE = 64 * 1024  # characters that are read at a time, and told as a page
_ENOUGH = 200  # characters of a page's main part that make the rest of it frame
_DROPPED = frozenset(
    "script style nav footer aside title template noscript select textarea button label legend svg iframe".split()
)
_BLOCKS = frozenset(
    "p header h1 h2 h3 h4 h5 h6 dl dt dd blockquote figure figcaption address hr form fieldset center body caption "
    "div section article main ul ol pre".split()
)
_NESTED = frozenset("div section article main ul ol pre".split())
_CELLS = frozenset(("td", "th"))
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MAIN = frozenset(("main", "content-main", "modgov", "mgcontent"))
_SECTION = re.compile(r"<!\[[^<>]*(?<!--)>")  # Word's conditions, which hold text that is shown
_EMPTY = re.compile(r"\n{2,}")
_DIGITS = re.compile(r"\d{1,6}")
Given: TypeAlias = dict[str, str | None]


@dataclass(slots=True, kw_only=True)
class _Open:
    """An element that has begun: a cell holds its paragraphs, a table its rows, a list how far it has counted."""

    tag: str
    main: bool = False
    paragraphs: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    hanging: dict[int, int] = field(default_factory=dict)  # how many more rows a cell above covers in a column
    across: int = 1
    down: int = 1
    count: int = 0
    form: str = ""


def text(content: bytes, name: str, progress: Progress) -> str:
    """What a page shows, the frame around its main part left out. Raises Unreadable."""
    source = decoded(content)
    if source is None:
        raise PaperBroken(name)
    source = _SECTION.sub("", source)
    page = _Page(name)
    for at in range(0, len(source), _PIECE):
        page.feed(source[at : at + _PIECE])
        progress(at // _PIECE + 1, (len(source) - 1) // _PIECE + 1)
    page.close()
    return page.shown()


class _Page(HTMLParser):
    """Takes the tags as they come: none has to be closed, and none can be nested deeper than a page is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._open = [_Open(tag="page")]
        self._main = list[str]()
        self._dropping, self._depth = "", 0
        self._words, self._mark = list[str](), ""

    def shown(self) -> str:
        """The page's main part where it names one, else all of it."""
        self._flush()
        self._close_to(1)
        main = self._main if sum(map(len, self._main)) >= _ENOUGH else self._open[0].paragraphs
        return joined(main)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._dropping or tag in _DROPPED:
            self._drop(tag)
        elif tag == "br":
            self._words.append("\n")
        else:
            self._begin(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._dropping:
            self._depth -= tag == self._dropping
            self._dropping = self._dropping if self._depth else ""
        elif tag in _BLOCKS or tag in _CELLS or tag in ("li", "tr", "table"):
            self._flush()
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self._dropping:
            self._words.append(data if self._last("pre") else data.replace("\n", " "))

    def _drop(self, tag: str) -> None:
        self._dropping = self._dropping or tag
        self._depth += tag == self._dropping

    def _begin(self, tag: str, given: Given) -> None:
        if tag in _BLOCKS or tag in _CELLS or tag in ("li", "tr", "table"):
            self._flush()
        if tag in _NESTED:
            main = bool(
                _MAIN.intersection(f"{tag} {given.get('id')} {given.get('role')} {given.get('class')}".lower().split())
            )
            self._push(
                _Open(tag=tag, main=main, count=_number(given.get("start"), 1) - 1, form=given.get("type") or "")
            )
        elif tag == "li":
            self._mark = self._item(given)
        elif tag in _CELLS or tag == "tr":
            self._in_table(tag, given)
        elif tag == "table":
            self._push(_Open(tag=tag))

    def _push(self, element: _Open) -> None:
        if len(self._open) >= DEEPEST:
            raise PaperHostile(self._name, f"nests its parts more than {DEEPEST} deep")
        self._open.append(element)

    def _item(self, given: Given) -> str:
        """The bullet or number of an item of the list that is open."""
        of = next((each for each in reversed(self._open) if each.tag in ("ul", "ol")), None)
        if of is None or of.tag == "ul":
            return "-"
        of.count = _number(given.get("value"), min(of.count + 1, MOST_COUNTED))
        return f"{formed(of.count, _FORMS.get(of.form, 'decimal'))}."

    def _in_table(self, tag: str, given: Given) -> None:
        """A cell or a row begins, which ends the one before it; outside of a table it is no more than a block."""
        at = self._last("table")
        if at:
            self._close_to(at + 1)
            if tag == "tr" or not self._open[at].rows:
                _end_row(self._open[at])
                self._open[at].rows.append([])
            if tag != "tr":
                across, down = (min(_number(given.get(each), 1), MOST_COLUMNS) for each in ("colspan", "rowspan"))
                self._push(_Open(tag="cell", across=max(across, 1), down=down))

    def _end(self, tag: str) -> None:
        at = self._last("cell" if tag in _CELLS else tag)
        if at and (tag == "table" or at > self._last("table")):
            self._close_to(at)
        if tag in ("ul", "ol"):
            self._mark = ""

    def _last(self, tag: str) -> int:
        """Where the innermost open element of this kind is; 0 where none is."""
        return next((at for at in range(len(self._open) - 1, 0, -1) if self._open[at].tag == tag), 0)

    def _close_to(self, depth: int) -> None:
        while len(self._open) > depth:
            closed = self._open.pop()
            if closed.tag == "table":
                for paragraph in told(closed.rows):
                    self._put(paragraph)
            elif closed.tag == "cell":
                _add(self._open[self._last("table")], closed)

    def _flush(self) -> None:
        """End the paragraph that is under way."""
        lines = "".join(self._words).split("\n")
        self._words.clear()
        for words in _EMPTY.split("\n".join(" ".join(line.split()) for line in lines).strip("\n")):
            if words:
                self._put(f"{self._mark} {words}".strip())
                self._mark = ""

    def _put(self, paragraph: str) -> None:
        held = next(each for each in reversed(self._open) if each.tag in ("cell", "page") or each.main)
        if held.main:
            self._main.append(paragraph)
            held = next(each for each in reversed(self._open) if each.tag in ("cell", "page"))
        held.paragraphs.append(paragraph)


def _add(table: _Open, cell: _Open) -> None:
    """Put a cell into the last row, to the right of what hangs down from above."""
    row = table.rows[-1]
    while table.hanging.get(len(row)):
        table.hanging[len(row)] -= 1
        row.append(())
    if cell.down > 1:
        table.hanging |= dict.fromkeys(range(len(row), len(row) + cell.across), cell.down - 1)
    row += [cell.paragraphs, *[()] * (cell.across - 1)]


def _end_row(table: _Open) -> None:
    width = len(table.rows[-1]) if table.rows else 0
    table.hanging = {at: left - (at >= width) for at, left in table.hanging.items()}


def _number(digits: str | None, usual: int) -> int:
    return min(int(digits), MOST_COUNTED) if digits and _DIGITS.fullmatch(digits) else usual
