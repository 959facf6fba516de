"""A walk through the lines of a paper, item by item and list by list, that picks up what may be an action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pledges.minutes_marks import Mark, Marked, inside, marked
from pledges.minutes_page import Page
from pledges.minutes_sense import is_nothing, is_promise
from pledges.minutes_tables import Table, table_at
from pledges.minutes_text import Line
from pledges.minutes_who import is_agent, is_owner_only, starts_with_verb, who_in

_FLAGS = re.IGNORECASE
_ITEM = re.compile(
    r"^(?:agenda\s+)?(?:item|minute|min)\s*(?:no\.?\s*)?(?P<label>\d{1,3}(?:[./]\d+)*)\b\s*[):.–-]*\s*(?P<title>.*)$",
    _FLAGS,
)
_EARLIER = re.compile(
    r"matters arising|actions? (?:points? )?(?:from|arising|of) (?:the )?(?:last|previous|minutes)|previous (?:actions|meeting)|action (?:log|tracker)"
    r"|outstanding actions|review of (?:the )?actions|progress (?:on|against) (?:previous )?actions|actions? (?:update|review)"
    r"|(?:last|previous) meeting",
    _FLAGS,
)
_STATUS = re.compile(
    r"\b(?:completed?|closed|done|on ?-?going|in progress|outstanding|carried (?:forward|over)|not started|superseded"
    r"|discharged|actioned|no longer required|on the agenda|update:)\b",
    _FLAGS,
)
_COLUMNS = re.compile(r"^(?:progress|status|update|outcome|comments?|position|rag|complete)\s*:?$", _FLAGS)
_INTRO = re.compile(r"\b(?:actions?|recommendations?|improvements?)\b[^.]*:\W*$", _FLAGS)
_NO_INTRO = re.compile(r"\b(?:completed|examples?|previous|to date|so far|have been)\b", _FLAGS)
_SENTENCE = re.compile(r"(?<=[.;?!])\s+(?=[A-Z“‘(])")
_OPEN = re.compile(r"[:,]\W*$|\b(?:to|for|and|or|of|following)\W*$")
_LEADS = re.compile(r"^(?P<part>.+?)\s+[–—-]\s+(?P<who>[^–—]{2,80})$")
_CLOSES = re.compile(
    r"^(?:supporting documents|reasons? for|other options|note:|chair(?:man)?\b.{0,3}$|voting|meeting (?:closed|ended))",
    _FLAGS,
)


@dataclass(slots=True)
class Found:
    """Something that may be an action, still growing: `subs` are what stands below it, `owners` and `due` lines of it."""

    mark: Mark
    text: str
    line: int
    item: str
    why: str
    group: int
    loose: bool = False
    void: bool = False
    owners: str = ""
    due: str = ""
    subs: list[str] = field(default_factory=list)

    @property
    def whole(self) -> str:
        return " ".join([self.text, *("; ".join(self.subs),) * bool(self.subs)]).strip()

    @property
    def leads(self) -> tuple[str, ...]:
        """Those who lead a part each: “Housing – Cllr Verrall”."""
        parts = [_LEADS.match(sub) for sub in self.subs]
        named = [part["who"].strip(" .;") for part in parts if part and is_agent(part["who"])]
        return tuple(dict.fromkeys(named)) if len(named) >= 2 else ()


@dataclass(slots=True)
class _List:
    """A list that a mark began; `style` is how its limbs are labelled, `under` that things stand below the last one."""

    mark: Mark
    words: str
    group: int
    style: str = ""
    limbs: int = 0
    label: str = ""
    under: bool = False


class Walk:
    """What was found, in order; `earlier` are actions of earlier meetings with the words of their state."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[Found] = []
        self.earlier: list[tuple[str, str]] = []
        self._item, self._title, self._group = "", "", 0
        self._list: _List | None = None
        self._last: Line | None = None
        self._marks = False

    def over(self, lines: Sequence[Line]) -> Walk:
        self._marks = any(
            (mark := marked(line.text)) and mark.mark is not Mark.RECOMMENDATION and not _is_prose(mark)
            for line in lines
        )
        at = 0
        while at < len(lines):
            table = table_at(lines, at)
            if table:
                self._rows(table)
                at = table.ends
                continue
            at = self._flattened(lines, at) or self._line(lines[at], at)
        return self

    def _line(self, line: Line, at: int) -> int:
        mark = marked(line.text)
        if mark and not _is_prose(mark):
            self._mark(mark, line)
        elif self._is_heading(line):
            self._head(line)
        elif not (self._list and self._limb(line)):
            self._prose(line)
        self._last = line
        return at + 1

    def _rows(self, table: Table) -> None:
        self._list = None
        for row in table.rows:
            if row.status and _STATUS.search(row.status) or table.old:
                self.earlier.append((row.text, row.status))
                continue
            found = self._add(Mark.ACTION, row.text, row.line, "the table of actions")
            found.owners, found.due, found.item = row.owner, row.due, row.reference or self._item

    def _flattened(self, lines: Sequence[Line], at: int) -> int | None:
        """A table of earlier actions that a converter put cell under cell: Action, Progress, text, Complete, …"""
        heads = [line.text for line in lines[at : at + 2]]
        if len(heads) < 2 or not re.match(r"^actions?$", heads[0], _FLAGS) or not _COLUMNS.match(heads[1]):
            return None
        at += 2
        while at < len(lines) and not self._is_heading(lines[at]):
            text = lines[at].text
            if _STATUS.search(text) and len(text) < 60 and self.earlier:
                self.earlier[-1] = (self.earlier[-1][0], text)
            else:
                self.earlier.append((text, ""))
            at += 1
        return at

    def _is_heading(self, line: Line) -> bool:
        text = line.text
        if _ITEM.match(text) and not line.bullet and len(text) < 150:
            return True
        if not line.label or not line.label[0].isdigit():
            return text.isupper() and 3 < len(text) < 90 and not line.bullet
        if len(text) > 130 or text.endswith((".", ";", ":")) or text.startswith("That ") or not text[:1].isupper():
            return text.isupper() and len(text) < 130
        return not (self._list and self._follows(line)) and (line.gap or text.isupper())

    def _follows(self, line: Line) -> bool:
        """Whether a numbered line is the next limb of the list that is open."""
        opened = self._list
        if not opened or (opened.limbs and opened.style not in ("", "number")):
            return False
        try:
            return int(line.label) == (int(opened.label) if opened.label else 0) + 1
        except ValueError:
            return False

    def _head(self, line: Line) -> None:
        self._list = None
        found = _ITEM.match(line.text)
        if found:
            self._item, self._title = found["label"], found["title"]
        else:
            self._title = line.text
            self._item = line.label or self._item

    def _mark(self, mark: Marked, line: Line) -> None:
        if mark.mark is Mark.OWNER or mark.mark is Mark.DUE:
            self._detail(mark)
            return
        rest = mark.rest
        if is_nothing(rest):
            self._list = None
        elif mark.mark is Mark.ACTION and rest and is_owner_only(rest):
            self._owner_line(rest, line)
        elif mark.mark is Mark.ACTION and rest and self._is_earlier(mark):
            self.earlier.append((rest, next(iter(_STATUS.findall(rest)), "")))
            self._list = None
        else:
            self._open(mark, line)

    def _is_earlier(self, mark: Marked) -> bool:
        """A numbered action with its state, or one under matters arising, was given at an earlier meeting."""
        told = bool(_STATUS.search(mark.rest))
        return told and (bool(mark.number) or bool(_EARLIER.search(self._title)))

    def _detail(self, mark: Marked) -> None:
        if self.found and self.found[-1].mark is not Mark.RECOMMENDATION and not self.found[-1].loose:
            last = self.found[-1]
            if mark.mark is Mark.DUE:
                last.due = last.due or mark.rest
            else:
                last.owners = last.owners or mark.rest

    def _open(self, mark: Marked, line: Line) -> None:
        self._group += 1
        words = f"{mark.words} {mark.number}".strip()
        self._list = _List(mark.mark, words, self._group)
        if mark.mark is Mark.RECOMMENDATION and not self.page.report and self._minuted_later():
            self._list.words = "Recommended"
        if mark.rest:
            self._limb_of(self._list, mark.rest, line.number)

    def _minuted_later(self) -> bool:
        return True

    def _limb_of(self, opened: _List, text: str, number: int, label: str = "") -> Found:
        opened.limbs += 1
        opened.label = label
        opened.under = bool(_OPEN.search(text))
        text, owner = _with_owner(text)
        found = self._add(opened.mark, text, number, f"{opened.words} {label}".strip())
        found.owners = owner
        return found

    def _add(self, mark: Mark, text: str, number: int, why: str) -> Found:
        found = Found(mark, text, number, self._item, why, self._group)
        self.found.append(found)
        return found

    def _owner_line(self, owners: str, line: Line) -> None:
        """Owners for what stands above: the limbs of the list, the action, or the sentence."""
        last = self.found[-1] if self.found else None
        if last and not last.loose and last.item == self._item and (not last.owners or last.mark is Mark.RESOLUTION):
            for each in self.found:
                if each.group == last.group and (each is last or last.mark is not Mark.ACTION):
                    each.owners = owners
            self._group += 1
        elif self._last:
            self._group += 1
            sentence = _SENTENCE.split(self._last.text)[-1]
            self._add(Mark.ACTION, sentence, self._last.number, "Action").owners = owners
        self._list = None

    def _limb(self, line: Line) -> bool:
        """Take a line as a limb of the open list, or as something below its last limb; False ends the list."""
        opened, text = self._list, line.text
        if opened is None or _CLOSES.match(text) or text.casefold() in ("minutes:", "minutes"):
            return self._close(void=text.casefold().startswith("minutes"))
        style = _style(line)
        if style and (not opened.style or style == opened.style or not opened.under):
            if not opened.style or opened.limbs == 0 or style == opened.style:
                opened.style = opened.style or style
            return self._takes(opened, line)
        if style or (opened.under and len(text) < 220 and self.found):
            self.found[-1].subs.append(text)
            return True
        return self._unlabelled(opened, line)

    def _takes(self, opened: _List, line: Line) -> bool:
        if is_nothing(line.text):
            return True
        self._limb_of(opened, line.text, line.number, line.label)
        return True

    def _unlabelled(self, opened: _List, line: Line) -> bool:
        text = line.text
        fits = text.startswith(("That ", "to ")) or bool(who_in(text).owners) or starts_with_verb(text)
        if opened.limbs == 0 or (
            fits and not opened.style and (opened.mark is Mark.ACTION or text.startswith("That "))
        ):
            return self._takes(opened, line)
        return self._close()

    def _close(self, *, void: bool = False) -> bool:
        if void and self._list:
            for each in self.found:
                each.void = each.void or (each.group == self._list.group and each.mark is Mark.RECOMMENDATION)
        self._list = None
        return False

    def _prose(self, line: Line) -> None:
        self._list = None
        if line.text.casefold().strip(":") == "minutes":
            for each in self.found:
                each.void = each.void or each.mark is Mark.RECOMMENDATION
            return
        if self.page.report and _INTRO.search(line.text) and not _NO_INTRO.search(line.text):
            self._group += 1
            self._list = _List(Mark.ACTION, "the list of actions", self._group)
            return
        for sentence in _SENTENCE.split(line.text):
            self._sentence(sentence, line)

    def _sentence(self, sentence: str, line: Line) -> None:
        apart = inside(sentence)
        if apart and is_owner_only(apart[1]):
            self._group += 1
            self._add(Mark.ACTION, apart[0], line.number, "Action").owners = apart[1]
        elif apart:
            self._group += 1
            self._add(Mark.ACTION, apart[1], line.number, "Action")
        elif not self.page.report and is_promise(sentence):
            self._group += 1
            found = self._add(Mark.AGREED, sentence, line.number, "promised in the text")
            found.loose = self._marks or not re.search(r"\bagreed\b", sentence, _FLAGS)


def _is_prose(mark: Marked) -> bool:
    """“It was agreed that …” and “The Panel agreed to …” stand in the running text."""
    return (
        mark.mark in (Mark.AGREED, Mark.RECOMMENDATION)
        and bool(re.match(r"(?:that|to)\b", mark.rest, _FLAGS))
        and not mark.words.isupper()
    )


def _style(line: Line) -> str:
    if not line.label:
        return "bullet" if line.bullet else ""
    if line.label[0].isdigit():
        return "number"
    return "letter" if len(line.label) == 1 and line.label not in "iv" else "roman"


def _with_owner(text: str) -> tuple[str, str]:
    """A limb and the owner that stands in brackets, or behind a dash, at its end."""
    apart = inside(text)
    if apart and is_owner_only(apart[1]):
        return apart
    found = re.search(r"\s*[\[(](?P<who>[^()\[\]]{2,60})[\])]\W*$", text)
    if (
        found
        and is_owner_only(found["who"])
        and not re.search(r"\d", found["who"])
        and (found["who"].isupper() or len(found["who"].split()) > 1)
    ):
        return text[: found.start()].strip(), found["who"]
    return text, ""
