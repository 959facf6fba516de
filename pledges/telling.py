"""What history tells of a pledge: one table of its fields.

**A new field of Pledge or Deadline needs one line here**: a `Field` in FIELDS with the name by which people read it,
the place where it stands, and, if its value has parts, `shown`, which puts it into words. How it becomes a text and a
value again follows from its type (pledges/exact.py: text, number, day, moment, word of an enumeration, yes or no,
dataclass, tuple of such, or one of these that may be missing). A field that is not to be told stands in NOT_TOLD, with
the reason. A test names every field of which neither is so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, cast, get_type_hints

from pledges.calendar import said
from pledges.exact import Unreadable, text_of, value_of
from pledges.pledge import Deadline, Extension, Owner, Pledge, Source, Tie, Update, When
from pledges.snooze import Snooze

NOT_TOLD = {
    "number": "it never changes",
    "shares": "they are the ledger of what was asked of several",
    "asking": "how far the asking has come stands in the ledger of what was asked",
    "version": "it counts how often the pledge was saved",
    "deadline": "it is told part by part",
    "papers_due": "it follows the meeting",
    "live": "it follows the directorate",
    "papers": "they are the diary of meetings",
}


def _as_named(owners: tuple[Owner, ...]) -> tuple[Owner, ...]:
    """Owners without whoever answers for their posts today: who holds a post is told by its own history."""
    return tuple(owner if owner.post is None else _without_holders(owner) for owner in owners)


def _without_holders(owner: Owner) -> Owner:
    return replace(owner, answers=None, beside=(), deputy=None)


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that history tells of a pledge.

    `place` is where it stands: ("deadline", "due"). `shown` puts its value into words. `kept` is what of the value is
    told. `usual` is the value whose text is empty: give one to whatever is yes or no. A `quiet` one need not be read:
    another says as much.
    """

    name: str
    place: tuple[str, ...]
    shown: Callable[[Any], str] = text_of
    kept: Callable[[Any], Any] = _as_it_is
    usual: Any = None
    quiet: bool = False

    def tell(self, pledge: Pledge) -> str:
        """The text of this field, which loses nothing."""
        value = _at(pledge, self.place)
        return "" if value == self.usual else text_of(self.kept(value))

    def told(self, pledge: Pledge, text: str) -> Pledge:
        """The pledge with the value that has this text. Raises Unreadable."""
        return cast("Pledge", _put(pledge, self.place, self.value(text)))

    def value(self, text: str) -> Any:
        """What a text says. Raises Unreadable."""
        return self.usual if not text and self.usual is not None else value_of(_kind(self.place), text)

    def words(self, text: str) -> str:
        """A text in words for people; an old one that says less is shown as it is."""
        try:
            return self.shown(self.value(text)) if text else ""
        except Unreadable:
            return text


def _owners(owners: tuple[Owner, ...]) -> str:
    return "; ".join(_owner(owner) for owner in owners)


def _owner(owner: Owner) -> str:
    words = f" (“{owner.words}”)" if owner.words and owner.words != owner.title else ""
    return f"{'lead' if owner.lead else 'supporting'} {owner.title}{words}"


def _each(each: bool) -> str:
    return "each owner must answer" if each else "one answer is enough"


def _sources(sources: tuple[Source, ...]) -> str:
    return "; ".join(_source(source) for source in sources)


def _source(source: Source) -> str:
    day = said(source.held_on) if source.held_on else ""
    words = f"“{source.words}”" if source.words else ""
    return ", ".join(filter(None, (source.document, source.committee, day, source.minute, words)))


def _day(day: date) -> str:
    return said(day)


def _extension(extension: Extension) -> str:
    return f"{said(extension.wanted)}: {extension.reason}"


def _snooze(snooze: Snooze) -> str:
    return said(snooze.until) + (f": {snooze.reason}" if snooze.reason else "")


def _update(update: Update) -> str:
    return update.status.value + (f" – {update.note}" if update.note else "")


def _tie(tie: Tie) -> str:
    return f"{tie.after} after CP-{tie.follows}" if tie.follows else f"a time of CP-{tie.parent}: {tie.time}"


def _deadline(part: str, name: str, **more: Any) -> Field:
    return Field(name=name, place=("deadline", part), **more)


FIELDS = (
    Field(name="title", place=("title",)),
    Field(name="kind", place=("kind",)),
    Field(name="theme", place=("theme",)),
    Field(name="priority", place=("priority",)),
    Field(name="class", place=("publication",)),
    Field(name="directorate", place=("directorate",), shown=lambda directorate: str(directorate.name)),
    Field(name="service", place=("service",)),
    Field(name="owners", place=("owners",), shown=_owners, kept=_as_named),
    Field(name="sources", place=("sources",), shown=_sources),
    Field(name="answers", place=("each",), shown=_each, usual=False),
    _deadline("words", "deadline as written"),
    _deadline("rule", "how the date came"),
    _deadline("due", "deadline", shown=_day),
    _deadline("kind", "kind of deadline", usual=When.DATE),
    _deadline("starts", "not before", shown=_day),
    _deadline("original", "first date", shown=_day, quiet=True),
    _deadline("meeting", "meeting", quiet=True),
    _deadline("by_panel", "date set by", shown=lambda by_panel: "the Panel" if by_panel else "", usual=False),
    _deadline("extensions", "extensions", usual=0),
    _deadline("decided", "decision about the date"),
    Field(name="new date asked for", place=("extension",), shown=_extension),
    Field(name="not asked before", place=("snooze",), shown=_snooze),
    Field(name="status", place=("status",)),
    Field(name="evidence", place=("evidence",)),
    Field(name="impact", place=("impact",)),
    Field(name="reopened on", place=("reopened_on",), shown=_day),
    Field(name="merged into", place=("merged_into",), shown=lambda number: f"CP-{number}"),
    Field(name="part of", place=("tie",), shown=_tie),
    Field(name="confirmed as right on", place=("confirmed_on",), shown=_day),
    Field(name="last word", place=("last",), shown=_update),
)
BY_NAME = {field.name: field for field in FIELDS}
# Told of a pledge, and no part of it: the theme under which it stands follows its words; a step of escalation, or what
# a director does from the digest, is asked or said.
BESIDE = frozenset({"plan", "escalation", "director"})
NOTE = "note"  # what “last word” was called while it held a moment and the note alone


def words_of(name: str, text: str) -> str:
    """What a text of a field says, in words for people; of a field that this version does not know, the text."""
    if name == NOTE:
        return text.partition(" ")[2]
    return BY_NAME[name].words(text) if name in BY_NAME else text


def note_in(name: str, text: str) -> str:
    """The note that a text of a field holds, word for word; empty where it holds none."""
    if name == NOTE:
        return text.partition(" ")[2]
    update = BY_NAME[name].value(text) if name == "last word" else None
    return update.note if isinstance(update, Update) else ""


def _at(pledge: Pledge, place: tuple[str, ...]) -> Any:
    value: Any = pledge
    for name in place:
        value = getattr(value, name)
    return value


def _put(value: Any, place: tuple[str, ...], new: Any) -> Any:
    name, *rest = place
    return replace(value, **{name: _put(getattr(value, name), tuple(rest), new) if rest else new})


@cache
def _kind(place: tuple[str, ...]) -> Any:
    return get_type_hints(Deadline if place[0] == "deadline" else Pledge)[place[-1]]
