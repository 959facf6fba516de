"""What people type about meetings: CPP 5 December 2026 theme Housing papers due 24 November, led by young people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dialogs.registry import Turn
from pledges import deadlines, guard, matching
from pledges.calendar import listed, said
from pledges.errors import NotUnderstood
from pledges.meetings import Committee, Meeting, initials, is_named

_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? "
_DAY = rf"(?:on )?(?P<day>(?:{_WEEKDAY})?(?:the )?\d.*|today|tomorrow)"
_HEAD = re.compile(rf"(?P<committee>.*?)\s*\b{_DAY}|(?P<alone>.*)", re.IGNORECASE)
_TO = rf"to(?= (?:{_WEEKDAY})?(?:the )?\d)"
_CLAUSE = re.compile(rf",?\s*\b(theme|papers due|{_TO}|led by young people)\b:?\s*", re.IGNORECASE)
_WITH_SHORT = re.compile(r"(?P<name>.+?) \((?P<short>[^()]+)\)")
YES = frozenset({"yes", "y", "true", "led by young people"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed or filled in, unread. `to` is the day to which a meeting moves."""

    committee: str = ""
    day: str = ""
    to: str = ""
    theme: str = ""
    papers: str = ""
    led: str = ""


def typed(turn: Turn) -> Typed:
    """What was typed in one line, or filled into the form."""
    if not turn.words:
        return Typed(**{name: turn.given(name) for name in Typed.__dataclass_fields__})
    head, *rest = _CLAUSE.split(turn.words)
    said_by = {name.casefold(): words.strip(" ,") for name, words in zip(rest[::2], rest[1::2], strict=True)}
    found = _HEAD.fullmatch(head.strip(" ,"))
    day = (found["day"] or "") if found else ""
    committee = ((found["committee"] or found["alone"]) if found else head) or ""
    return Typed(
        committee=committee.strip(" ,"),
        day=day,
        to=said_by.get("to", ""),
        theme=said_by.get("theme", ""),
        papers=said_by.get("papers due", ""),
        led="yes" if "led by young people" in said_by else "",
    )


def day_of(words: str, on: date) -> date:
    """A day that was typed, today or later. Raises NotUnderstood."""
    due = deadlines.read(words, on).due
    if due is None:
        raise NotUnderstood(f"Please say on which day. {deadlines.examples(on)}")
    return due


async def committee_of(turn: Turn, words: str) -> Committee | None:
    """The committee that is meant by its name, its short name, or nearly so; None for one that is not known."""
    known = (await turn.tx.meetings.diary(turn.today)).committees
    named = [c for c in known if is_named(c, words)]
    return named[0] if named else matching.best(words, {c.name: c for c in known}).found


async def known_committee(turn: Turn, words: str) -> Committee:
    """As committee_of; raises NotUnderstood with the committees there are."""
    found = await committee_of(turn, words)
    if found is None:
        known = listed(c.called for c in (await turn.tx.meetings.diary(turn.today)).committees)
        there = f"I know {known}." if known else "I know none yet."
        raise NotUnderstood(
            f"I don't know a committee “{words}”. {there} Type “meeting add …” to enter a meeting of one."
        )
    return found


async def put_committee(turn: Turn, words: str) -> tuple[Committee, bool]:
    """The committee that is meant, made if it is not known; and whether it was made."""
    split = _WITH_SHORT.fullmatch(words)
    name = guard.check(split["name"] if split else words)
    short = guard.check(split["short"]) if split else initials(name)
    found = await committee_of(turn, name)
    if found:
        return found, False
    return await turn.tx.meetings.put_committee(name, short), True


async def known_meeting(turn: Turn, words: Typed, *, for_update: bool = False) -> Meeting:
    """The meeting of a committee on a day, `for_update` to be moved or cancelled.

    Raises NotUnderstood with the meetings that are known.
    """
    committee, day = await known_committee(turn, words.committee), day_of(words.day, turn.today)
    diary = await turn.tx.meetings.diary(turn.today)
    coming = [m for m in diary.meetings if m.committee == committee]
    found = next((m for m in coming if m.held_on == day), None)
    if found is None:
        days = listed(said(m.held_on) for m in coming[:5])
        there = f"It meets on {days}." if days else "I know of no meeting of it."
        raise NotUnderstood(f"{committee.called} has no meeting on {said(day)}. {there}")
    as_it_stands = await turn.tx.meetings.get(found.id, for_update=True) if for_update else found
    if as_it_stands != found:  # somebody else has moved it meanwhile
        return await known_meeting(turn, words, for_update=for_update)
    return found
