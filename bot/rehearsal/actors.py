"""Invented owners: how each of them treats a question, always the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.rehearsal.people import YOU
from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Message, Person
from pledges.calendar import moment
from pledges.policy import Policy

PROMPT_AT, LATE_AT = time(10, 15), time(14, 30)
_BEFORE = ("On track", "On track", "At risk", "Done")
_PAST = ("New date", "Done")
_WORD = "The last figures come later than planned."


class Manner(StrEnum):
    PROMPT = "answers the same morning"
    LATE = "answers two working days later"
    SILENT = "never answers"


@dataclass(slots=True, kw_only=True)
class Actor:
    """An owner. `joins` is the week, counted from 0, in which they install the bot."""

    person: Person
    manner: Manner
    joins: int = 0
    _before: int = 0
    _past: int = 0

    def replies_at(self, asked: datetime, policy: Policy) -> datetime | None:
        """When they answer a message of this moment; None for never."""
        day = policy.today(asked)
        if self.manner is Manner.SILENT:
            return None
        if self.manner is Manner.LATE:
            return moment(policy.days.forward(day, 2), LATE_AT, policy.zone)
        return max(moment(day, PROMPT_AT, policy.zone), asked)

    async def answer(self, teams: FakeTeams, message: Message) -> dict[str, str]:
        """Answer every question on a card, one after the other; return what was pressed, by pledge."""
        pressed = dict[str, str]()
        while left := questions(message.card_for(self.person)):
            ref, labels = next(iter(left.items()))
            if ref in pressed:
                break
            pressed[ref] = label = self._choose(past=labels[0] == "Done")
            await teams.presses(self.person, message, label)
            if label == "New date":
                day = (message.sent + timedelta(days=28)).date().isoformat()
                given: dict[str, Any] = {f"date.{ref}": day, f"why.{ref}": _WORD}
                await teams.presses(self.person, message, "Ask for this date", **given)
        return pressed

    def _choose(self, *, past: bool) -> str:
        if past:
            self._past += 1
            return _PAST[self._past % len(_PAST) - 1]
        self._before += 1
        return _BEFORE[self._before % len(_BEFORE) - 1]


def cast(people: list[Person]) -> dict[str, Actor]:
    """Give each a manner, by Teams id: you answer, the others take turns, and the last comes a week late."""
    others = sorted((p for p in people if p.upn != YOU.upn), key=lambda p: p.name)
    manners = list(Manner)
    actors = [Actor(person=p, manner=Manner.PROMPT) for p in people if p.upn == YOU.upn]
    actors += [Actor(person=p, manner=manners[number % len(manners)]) for number, p in enumerate(others)]
    if others:
        actors[-1].joins = 1
    return {actor.person.teams_id: actor for actor in actors}


def questions(card: Mapping[str, Any]) -> dict[str, list[str]]:
    """The pledges a nudge asks about, alone or as a part of a message, with the answers it offers for each."""
    found = dict[str, list[str]]()
    for action in actions(card):
        data = action.get("data") or {}
        if data.get("verb") == "answer" and data.get("card") == "nudge" and "noted" not in data:
            found.setdefault(data["ref"], []).append(action["title"])
    return found


def kinds_of(card: Mapping[str, Any]) -> set[str]:
    """What kinds of cards are parts of a message, where their buttons say so."""
    return {a["data"]["card"] for a in actions(card) if "card" in (a.get("data") or {})}


def actions(part: Any) -> Iterator[Mapping[str, Any]]:
    """Every button of a card that calls the bot, top down."""
    if isinstance(part, list):
        for each in part:
            yield from actions(each)
    elif isinstance(part, Mapping):
        if part.get("type") == "Action.Execute":
            yield part
        for name, each in part.items():
            if name != "fallback":
                yield from actions(each)
