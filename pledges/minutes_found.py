"""What a walk through a paper picks up, while it grows, and the list that a mark opened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pledges.minutes_agents import is_agent
from pledges.minutes_marks import Mark
from pledges.minutes_text import Line

_LEADS = re.compile(r"^(?P<part>.+?)\s+[–—-]\s+(?P<who>[^–—]{2,80})$")
_OPEN = re.compile(r":\W{0,3}$|[^;,]\s(?:to|for|of|following)\W{0,3}$|,$")


_ORDER = ("number", "letter", "roman", "bullet")


@dataclass(slots=True)
class Found:
    """Something that may be an action, still growing: `subs` are what stands below it, `owners` and `due` lines of it.

    `loose`: no mark sets it apart. `void`: it was printed before the meeting. `again`: it may repeat what stands above.
    """

    mark: Mark
    text: str
    line: int
    item: str
    why: str
    group: int
    loose: bool = False
    void: bool = False
    again: bool = False
    owners: str = ""
    due: str = ""
    subs: list[str] = field(default_factory=list)

    @property
    def whole(self) -> str:
        return " ".join([self.text, *("; ".join(self.subs),) * bool(self.subs)]).strip()

    @property
    def leads(self) -> tuple[str, ...]:
        """Those who lead a part each: “Housing – Cllr Verrall”."""
        parts = [_LEADS.match(sub[:300]) for sub in self.subs]
        named = [part["who"].strip(" .;") for part in parts if part and is_agent(part["who"])]
        return tuple(dict.fromkeys(named)) if len(named) >= 2 else ()


@dataclass(slots=True)
class Opened:
    """A list that a mark began: `style` is how its limbs are labelled, `label` that of the last.

    `beside` is the label of the line that it began in: the next such label is no limb.
    `under`: the last limb ends so that what is labelled otherwise belongs to it.
    """

    mark: Mark
    words: str
    group: int
    style: str = ""
    label: str = ""
    limbs: int = 0
    under: bool = False
    bulleted: bool = False
    again: bool = False
    loose: bool = False
    owners: str = ""
    beside: str = ""
    outer: Opened | None = None

    def below(self, label: str) -> Opened:
        """The list of a limb that says nothing but that it is agreed: “2. To agree: (a) …”."""
        self.limbs, self.label = self.limbs + 1, label
        return Opened(self.mark, f"{self.words} {label}", self.group, outer=self)

    def reference(self, item: str, label: str, *, report: bool) -> str:
        """As printed: 198 c) for a lettered limb; 10.2 for the second recommendation of a report's section 10."""
        if report and self.mark is Mark.RECOMMENDATION and item:
            return f"{item}.{label or self.limbs}"
        if self.mark is Mark.RESOLUTION and item and label.isalpha():
            return f"{item} {label})"
        return item

    def takes(self, text: str, label: str) -> None:
        self.limbs, self.label, self.under = self.limbs + 1, label, bool(_OPEN.search(text[-40:]))

    def style_of(self, line: Line) -> str:
        """How a line is labelled; “i” is a letter behind “h”, and a small Roman number else."""
        if not line.label:
            return "bullet" if line.bullet else ""
        if line.label[0].isdigit():
            return "number"
        if len(line.label) > 1:
            return "roman"
        if self.style == "letter" and self.label and ord(line.label.lower()) == ord(self.label.lower()[-1]) + 1:
            return "letter"
        return "roman" if line.label in "ivx" else "letter"

    def is_left_by(self, line: Line) -> bool:
        """Whether a line bears the label behind that of the line the list began in: “b) Resolved to pay: …”, “c) …”."""
        one, other = self.beside.casefold(), line.label.casefold()
        return not self.style and len(one) == len(other) == 1 and ord(other) == ord(one) + 1

    def is_deeper(self, style: str) -> bool:
        """Whether lines so labelled stand below the limbs of this list."""
        return bool(self.style) and style in _ORDER and _ORDER.index(style) > _ORDER.index(self.style)

    def follows(self, line: Line) -> bool:
        """Whether a numbered line is the next limb."""
        if self.style not in ("", "number") and self.limbs:
            return False
        last = self.label.rpartition(".")[2]
        number = line.label.rpartition(".")[2]
        return number.isdigit() and int(number) == (int(last) if last.isdigit() else 0) + 1
