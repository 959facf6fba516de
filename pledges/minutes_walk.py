"""A walk through the lines of a paper, item by item and list by list, that picks up what may be an action."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pledges.minutes_below import BELOW, is_fresh, is_state, owner_below, state_told
from pledges.minutes_found import Found, Opened
from pledges.minutes_items import Items, status_in
from pledges.minutes_limbs import ends_in_owner, fits, is_body_only, limbs_in, owner_and_date
from pledges.minutes_marks import Mark, Marked, details, inside, mark_of
from pledges.minutes_page import Page
from pledges.minutes_prose import SENTENCE, said_in
from pledges.minutes_sense import is_nothing
from pledges.minutes_tables import Table, table_at
from pledges.minutes_text import Line
from pledges.minutes_who import who_in

_FLAGS = re.IGNORECASE
_INTRO = re.compile(r"\b(?:actions|recommendations|improvements|next steps)\b(?:\s+\w+){0,3}\s*:$")
_NO_INTRO = re.compile(r"\b(?:completed|examples?|previous|to date|so far|have been)\b|^[“\"]", _FLAGS)
_PROPOSES = re.compile(r"\bit is proposed that (?P<who>[\w\s’'-]{3,60}?)(?:\s+\w+)?\s*:$", _FLAGS)
_CLOSES = re.compile(
    r"^(?:supporting documents|reasons?\b(?: for)?|(?:other|alternative) options|notes?:|chair(?:man)?\b.{0,3}$"
    r"|(?:the )?(?:[\w’'-]+ ){0,4}(?:would|will) (?:next meet|meet (?:next|again))\b|signed\b"
    r"|(?:the )?meeting (?:closed|ended)|vot(?:e|ing)\b|minutes?\s*:?$|options considered|proposed (?:by|:)"
    r"|for:|against:|date of next)",
    _FLAGS,
)
_HANGS = re.compile(r"\s*[;,]\s*(?:and|or)?\s*$|(?<=[.;,])\s*and\s*$")


class Walk:
    """What was found, in order; `earlier` are actions of earlier meetings with the words of their state."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[Found] = []
        self.earlier: list[tuple[str, str]] = []
        self._items = Items()
        self._group = 0
        self._list: Opened | None = None
        self._last: Line | None = None
        self._marks = self._actions = False
        self._people = page.people

    def over(self, lines: Sequence[Line]) -> Walk:
        kinds = {head.mark for line in lines if (head := mark_of(line.text))}
        self._marks, self._actions = bool(kinds - {Mark.RECOMMENDATION}), Mark.ACTION in kinds
        at = 0
        while at < len(lines):
            table = table_at(lines, at)
            if table:
                self._rows(table)
            else:
                self._line(lines[at])
            at = table.ends if table else at + 1
        return self

    def _line(self, line: Line) -> None:
        before = len(self.found) + len(self.earlier)
        mark = mark_of(line.text)
        tells = state_told(line, self._list, looks_back=self._items.looks_back)
        if tells and (self._items.looks_back or not mark):
            self._tells(tells)
        elif mark:
            self._mark(mark, line)
        elif self._items.takes(line, self._list):
            self._list, self._last = None, line
            return  # who stands beside a heading has something to do below
        elif self._list and (named := owner_below(line, self._list, self.found)):
            self.found[-1].owners, self.found[-1].due = named
        elif not (self._list and self._limb(self._list, line)):
            self._prose(line)
        if line.margin:
            self._margin(line, new=len(self.found) + len(self.earlier) > before)
        self._last = line

    def _tells(self, said: str) -> None:
        """An action that the paper tells more of than that it is new was given before."""
        if self.found and (self._items.looks_back or not is_fresh(said)):
            self.earlier.append((self.found.pop().text, said))
            self._list = None

    def _rows(self, table: Table) -> None:
        self._list = None
        for row in table.rows:
            if self._items.looks_back or row.is_told_again:
                self.earlier.append((row.text, row.status))
            elif not is_nothing(row.text):
                found = self._add(Mark.ACTION, row.text, row.line, "the table of actions", again=True)
                found.owners, found.due, found.item = row.owner, row.due, row.reference or self._items.label

    def _mark(self, mark: Marked, line: Line) -> None:
        if mark.mark in (Mark.OWNER, Mark.DUE):
            self._detail(mark)
            return
        who, when = owner_and_date(mark.rest) if mark.mark is Mark.ACTION and mark.rest else ("", "")
        text, status = status_in(mark.rest) if mark.mark is Mark.ACTION else (mark.rest, "")
        if is_nothing(mark.rest):
            self._list = None
        elif who:
            self._owner_line(who, when)
        elif status and (mark.number or self._items.looks_back):
            self.earlier.append((text, status))
            self._list = None
        else:
            self._open(mark, line)

    def _detail(self, mark: Marked) -> None:
        beside = self._list or (
            self._last and self.found and self.found[-1].line >= self._last.number and not self.found[-1].loose
        )
        if "action" in mark.words.casefold() and not beside:
            self._owner_line(mark.rest)
            return
        last = self.found[-1] if self.found and self.found[-1].item.startswith(self._items.label) else None
        if last and last.mark is not Mark.RECOMMENDATION and not last.loose:
            if mark.mark is Mark.DUE:
                last.due = last.due or mark.rest
            else:
                apart = details(mark.rest)  # “Lead: JS  By: May”
                who, when = owner_and_date(apart.text)
                said = " and ".join(who_in(apart.text).owners)  # “Responsible: JS to book”
                last.owners, last.due = last.owners or who or said or apart.text, last.due or apart.due or when

    def _open(self, mark: Marked, line: Line) -> None:
        if line.label and line.label[0].isdigit() and not mark.rest:
            self._items.label, self._items.title = line.label, line.text
        self._group += 1
        words = f"{mark.words} {mark.number}".strip()
        opened = self._list = Opened(mark.mark, words, self._group, again=mark.sums_up, owners=mark.owners)
        opened.beside = line.label
        if mark.rest and not is_body_only(mark.rest):
            for label, text in limbs_in(mark.rest, mark.mark):
                self._limb_of(opened, text, line.number, label)
            opened.owners = ""  # what follows below has owners of its own

    def _limb_of(self, opened: Opened, text: str, number: int, label: str = "") -> None:
        if is_nothing(text):
            return
        marked = inside(text) if opened.mark is not Mark.ACTION else None
        if marked and not owner_and_date(marked[1])[0]:  # “… be accepted. (Action: Clerk to order it)”
            self._add(Mark.ACTION, marked[1], number, "Action")
            text = marked[0]
        if text.endswith(":") and is_body_only(text) and label:
            self._list = opened.below(label)
            return
        opened.takes(text, label)
        text, owner, due = ends_in_owner(_HANGS.sub("", text))
        found = self._add(opened.mark, text, number, f"{opened.words} {label}".strip(), again=opened.again)
        found.owners, found.due, found.loose = owner or opened.owners, due, opened.loose
        found.item = opened.reference(found.item, label, report=self.page.report)

    def _add(self, mark: Mark, text: str, number: int, why: str, *, again: bool = False) -> Found:
        found = Found(mark, text, number, self._items.label, why, self._group, again=again)
        self.found.append(found)
        return found

    def _owner_line(self, owners: str, due: str = "") -> None:
        """Owners for what stands above: the limbs of the list, the action, or the sentence."""
        last = self.found[-1] if self.found else None
        near = last and not last.loose and (self._list or (self._last and last.line == self._last.number))
        if last and near and (not last.owners or last.mark is not Mark.ACTION):
            for each in self.found:
                if each.group == last.group and (each is last or each.mark is not Mark.ACTION or not each.owners):
                    each.owners, each.due = owners, each.due or due
        elif self._last:
            self._group += 1
            sentence = SENTENCE.split(self._last.text)[-1]
            found = self._add(Mark.ACTION, sentence, self._last.number, "Action")
            found.owners, found.due = owners, due
        self._list = None

    def _margin(self, line: Line, *, new: bool) -> None:
        """Initials in a column beside a paragraph: who is to do what its last sentence says."""
        if new and self.found and not self.found[-1].loose:
            self.found[-1].owners = self.found[-1].owners or line.margin
        elif not new or self.found:
            self._group += 1
            self._add(
                Mark.ACTION, SENTENCE.split(line.text)[-1], line.number, "the column of owners"
            ).owners = line.margin

    def _limb(self, opened: Opened, line: Line) -> bool:
        """Take a line as a limb of the open list, or as something below its last limb; False ends the list."""
        text, style = line.text, opened.style_of(line)
        if opened.outer and style == opened.outer.style != opened.style:
            opened = self._list = opened.outer
        if opened.is_left_by(line) or _CLOSES.match(text):
            return self._close(void=text.casefold().strip(" :") in ("minute", "minutes"))
        beside = opened.bulleted and line.bullet  # “- 1.” and “-” are limbs of one list
        if style and (
            beside
            or style == opened.style
            or opened.limbs == 0
            or (not opened.style and not opened.under and fits(text))
        ):
            opened.style, opened.bulleted = opened.style or style, line.bullet
            self._limb_of(opened, text, line.number, line.label)
            return True
        if is_body_only(text) and not style:
            return True
        if opened.limbs and len(text) < BELOW and self.found and (opened.under or opened.is_deeper(style)):
            self.found[-1].subs.append(text)
            return True
        plain = opened.mark is Mark.ACTION or text.startswith("That ")
        if not style and (opened.limbs == 0 or (fits(text) and not opened.style and plain)):
            self._limb_of(opened, text, line.number)
            return True
        return self._close()

    def _close(self, *, void: bool = False) -> bool:
        for each in self.found if void and self._list else ():
            each.void = each.void or each.mark is Mark.RECOMMENDATION
        self._list = None
        return False

    def _prose(self, line: Line) -> None:
        self._list = None
        text = self._items.paragraph(line)
        if text.casefold().strip(":") == "minutes":
            for each in self.found:
                each.void = each.void or each.mark is Mark.RECOMMENDATION
        elif self._items.looks_back and self._is_earlier(line):
            self.earlier.append(status_in(line.text))
        elif self.page.report:
            self._introduces(text)
        else:
            for said in said_in(text, marks=self._marks, actions=self._actions, people=self._people):
                self._group += 1
                body, owner, due = ends_in_owner(said.text) if not said.owners else (said.text, said.owners, said.due)
                found = self._add(said.mark, body, line.number, said.why)
                found.owners, found.due, found.loose = owner, due, said.loose

    def _is_earlier(self, line: Line) -> bool:
        """Under old actions whatever is to be done is old; under matters arising what has its state beside it."""
        text, status = status_in(line.text)
        if self._items.is_of_old_actions:
            return bool(status) or fits(text)
        return bool(is_state(status)) or bool(status and fits(text))

    def _introduces(self, text: str) -> None:
        """A list of actions in a report, and one of what officers propose to do, which is not certain."""
        proposes = _PROPOSES.search(text)
        if proposes or (_INTRO.search(text) and not _NO_INTRO.search(text)):
            self._group += 1
            self._list = Opened(Mark.ACTION, "the list of actions", self._group, loose=bool(proposes))
            self._list.owners = proposes["who"] if proposes else ""
