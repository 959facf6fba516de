"""The items of a paper: which line is the heading of one, and whether it looks back at what was asked for before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pledges.minutes_found import Opened
from pledges.minutes_limbs import fits
from pledges.minutes_text import Line

_FLAGS = re.IGNORECASE
_ITEM = re.compile(
    r"^(?:agenda\s+)?(?:item|minute"
    r"|min)\s*(?:no\.?\s*)?(?P<label>[A-Z]{0,4}\d{1,4}(?:[./]\d+)*)\b\s*[):.–-]*\s*(?P<title>.*)$",
    _FLAGS,
)
_LABELLED = re.compile(r"\(item (?P<label>\d{1,4})\)$", _FLAGS)
_BACK = re.compile(
    r"matters arising|previous (?:actions|meeting|minutes)|(?:last|previous) meeting|minutes (?:of|from)\b"
    r"|minutes and actions|actions? from\b|update on (?:previous )?actions",
    _FLAGS,
)
_OLD_ACTIONS = re.compile(
    r"actions? (?:points? )?(?:from|arising from|outstanding from|carried forward from|of) (?:the )?(?:last|previous)"
    r"|previous actions|outstanding (?:actions|matters)|review of (?:the |previous )?actions"
    r"|progress (?:on|against) (?:previous )?actions|actions? (?:update|review)|actions? (?:log"
    r"|tracker)\b.*(?:review|update)|(?:review|update) of (?:the )?action"
    r"|(?:rolling )?action (?:log|tracker)$|matters arising and actions|actions? brought forward",
    _FLAGS,
)
_STATUS = re.compile(
    r"(?:[.;:)]\s+|\s[–—-]\s*|[(\[|]\s*|^)(?P<status>(?:(?:status|update|progress"
    r"|rag)\b\s*[:–-]?\s*)?(?:complete[d]?|closed|done|discharged|actioned|on ?-?going"
    r"|in progress|outstanding|carried (?:forward|over)|not (?:yet )?started|superseded|no longer (?:required"
    r"|needed)|on (?:the|today[’']s|this) agenda|green|amber"
    r"|deferred|pending|(?:response|outcome|update|status|progress|position)\s*:\s*\S|(?:is|are|was|were|has|have|had)\s+(?:(?:now|still|been)\s+){0,2}(?:outstanding|done"
    r"|ongoing|in progress|on the agenda|\w+ed)\b|action (?:complete|closed)\w*|item closed|see item|(?:this|it"
    r"|these|they|the|a|an|[A-Z]\w+)(?:\s+[\w’'-]+){0,4}?\s+(?:has|have|had|was|were|is|are)\s+(?:now |not yet "
    r"|still )?"
    r"(?:been )?(?:\w+ed|sent|done|held|on the agenda|in progress|ongoing|being|given|written|underway|under way"
    r"|outstanding))\b.{0,200})",
    _FLAGS,
)
_NO_TITLE = re.compile(r"[.;:]$|^(?:That|to) ")
_TITLE = re.compile(r"[A-Z].{0,68}[^.;,]")
_RUN_IN = re.compile(r"(?P<title>[A-Z][^.:]{2,60}):(?:\s+|$)")
_READS, _FEW = 1500, 8  # characters that are looked at, and of an action at the least
_SHORT, _LINE = 90, 130  # characters of a heading without a number, and of one with


@dataclass(slots=True)
class Items:
    """Where in the paper we are: the number of the item as printed, and its heading."""

    label: str = ""
    title: str = ""

    def takes(self, line: Line, opened: Opened | None) -> bool:
        """Take a line for the heading of an item, if it is one."""
        found = _ITEM.match(line.text) if not line.bullet and len(line.text) < _LINE else None
        if found and not line.label:
            self.label, self.title = found["label"], found["title"]
        elif self._is_heading(line, opened):
            self.label, self.title = (line.label if _is_number(line) else "") or self.label, line.text
        else:
            return False
        if inside := _LABELLED.search(line.text):
            self.label = inside["label"]
        return True

    def paragraph(self, line: Line) -> str:
        """The text of a paragraph, without a title that runs into it: “6. Pond: …”.

        A numbered paragraph, such as 4.2, is what is referred to; a short line on its own is a title.
        """
        if inside := _LABELLED.search(line.text[:200]):
            self.label = inside["label"]
        run_in = _RUN_IN.match(line.text) if _is_number(line) and line.gap else None
        if run_in:
            self.label, self.title = line.label, run_in["title"]
            return line.text[run_in.end() :]
        if line.label and line.label[0].isdigit() and "." in line.label:
            self.label = line.label
        elif line.gap and not line.label and not line.bullet and _TITLE.fullmatch(line.text) and not fits(line.text):
            self.title = line.text
        return line.text

    @property
    def looks_back(self) -> bool:
        return bool(_BACK.search(self.title)) or self.is_of_old_actions

    @property
    def is_of_old_actions(self) -> bool:
        return bool(_OLD_ACTIONS.search(self.title))

    def _is_heading(self, line: Line, opened: Opened | None) -> bool:
        text = line.text
        if line.heading:
            return True
        if not _is_number(line):
            return text.isupper() and 3 < len(text) < _SHORT and not line.bullet and not line.label
        if text.isupper():
            return len(text) < _LINE
        if len(text) > _LINE or not text[:1].isupper() or _NO_TITLE.search(text):
            return False
        return not (opened and opened.follows(line)) and (line.gap or "/" in line.label)


def _is_number(line: Line) -> bool:
    return any(letter.isdigit() for letter in line.label)


def status_in(text: str) -> tuple[str, str]:
    """An action of an earlier meeting and the words of its state: behind a dash, in brackets or in a sentence."""
    every = list(_STATUS.finditer(text[:_READS]))
    found = next((each for each in every if each.start("status") > _FEW), None)
    if found:
        return text[: found.start("status")].strip(" .;:–—-([|"), found["status"].strip(" .)]")
    return text, text if every else ""
