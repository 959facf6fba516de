"""What people do with the cards in their chats. Each deed tells the diary what the bot said back that it recorded."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from bot.rehearsal import diary
from bot.rehearsal.actors import actions, questions, ref_of
from bot.rehearsal.council import Council
from bot.rehearsal.crowd import DONE, LATER, NEW_DATE, NOT_MINE, STUCK, Leave, Member
from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Message
from pledges.habits import weekdays
from pledges.policy import Policy

SHOWN = 6  # with more on a card some are not shown, and answered all the same
WHY = "The last figures come later than planned"


@dataclass(slots=True, kw_only=True)
class Taps:
    """How often people pressed something on cards, and how many answers that made."""

    taps: int = 0
    answers: int = 0


@dataclass(slots=True, kw_only=True)
class Deeds:
    """`owners` are those of each pledge, the lead first; `wishes` the dates that were asked for and wait.

    `entries` is the diary; `replies` are the messages that answered what somebody typed.
    """

    teams: FakeTeams
    policy: Policy
    clock: Callable[[], datetime]
    council: Council
    owners: dict[str, list[int]] = field(default_factory=dict)
    wishes: dict[str, date] = field(default_factory=dict)
    settled: dict[tuple[str, int | None], datetime] = field(default_factory=dict)
    each: frozenset[str] = frozenset()
    away: list[diary.WentAway] = field(default_factory=list)
    entries: list[diary.Entry] = field(default_factory=list)
    replies: set[str] = field(default_factory=set)
    figures: Taps = field(default_factory=Taps)

    def __post_init__(self) -> None:
        self.owners = {p.ref: [p.lead, *p.others] for p in self.council.promises}
        self.each = frozenset(p.ref for p in self.council.promises if p.each)

    async def turn_to(self, who: Member, message: Message) -> None:
        """Do what a message is about: answer, decide, take on."""
        await self.answer_all(who, message)
        await self.decide_all(who, message)
        await self.take_on(who, message)

    async def answer_all(self, who: Member, message: Message) -> None:
        """Answer every question of a message, one after the other."""
        tried = await self._no_change(who, message)
        while left := {r: v for r, v in questions(message.card_for(who.person)).items() if r not in tried}:
            ref, labels = next(iter(left.items()))
            tried.add(ref)
            self.figures.taps += len(questions(message.card)) > 1  # a row is opened first
            await self._answer(who, message, ref, past=labels[0] == DONE)

    async def _no_change(self, who: Member, message: Message) -> set[str]:
        """Say of all that is not late that it is as it was, in one press, as some do; return what that answered."""
        here = questions(message.card_for(who.person))
        offered = any(a.get("verb") == "no change" for a in actions(message.card_for(who.person)))
        if not offered or len(here) < 3 or len(here) > SHOWN or who.chance.random() < 0.5:
            return set()
        self.figures.taps += 1
        told = json.dumps((await self.teams.presses(who.person, message, "no change")).card, ensure_ascii=False)
        said = [ref for ref in here if f"✓ {ref}: recorded" in told and self._waits(who, ref, message)]
        for ref in said:
            self._answered(who, ref, done=False)
        return set(said)

    def _waits(self, who: Member, ref: str, message: Message) -> bool:
        """Whether nobody has settled a question since it was put, who settles it for this reader."""
        settled = self.settled.get((ref, None)), self.settled.get((ref, self._owner(who, ref)))
        return not any(at and at >= message.sent for at in settled)

    async def _answer(self, who: Member, message: Message, ref: str, *, past: bool) -> None:
        offered = {a.get("title") for a in actions(message.card_for(who.person)) if ref_of(a) == ref}
        leads = who.id == self.owners[ref][0]
        but = [NOT_MINE] * (not leads) + [LATER] * (LATER not in offered)
        label = who.choose(past=past, but=but)
        deed = {LATER: self._put_off, NEW_DATE: self._wish, NOT_MINE: self._hand_back}.get(label)
        if deed is None or not await deed(who, message, ref, past):
            await self._say(who, message, ref, label if deed is None else "On track", past=past)

    async def _say(self, who: Member, message: Message, ref: str, label: str, *, past: bool) -> None:
        """Press one of the plain answers; some of them lie behind “More”."""
        self.figures.taps += label in (("On track", "At risk") if past else (STUCK,))
        if f"✓ {ref}: recorded" in await self._press(who, message, label, ref):
            self._answered(who, ref, done=label == DONE)

    def _owner(self, who: Member, ref: str) -> int | None:
        """In whose name somebody answers: their own, or that of whoever they cover for."""
        return next((each for each in (who.id, *self._covered(who.id)) if each in self.owners[ref]), None)

    def _answered(self, who: Member, ref: str, *, done: bool) -> None:
        owner = self._owner(who, ref)
        if owner is not None:
            self.figures.answers += 1
            self.settled[ref, owner if ref in self.each else None] = self.clock()
            if done and ref not in self.each:
                self.wishes.pop(ref, None)
            self._note(diary.Answered(at=self.clock(), ref=ref, by=who.id, owner=owner, done=done))

    async def _put_off(self, who: Member, message: Message, ref: str, past: bool) -> bool:
        """Later: tomorrow, on Monday, or on a day of the next two weeks; with a reason where it is late already."""
        await self._press(who, message, LATER, ref)
        near = [a["data"]["day"] for a in self._sent(who, message, ref, "later") if a["data"]["day"]]
        far = self.policy.days.forward(self._today, who.chance.randint(2, 8)).isoformat()
        until = who.chance.choice([*near, far])
        reason = {f"put-off.{ref}": WHY} if past else {}
        given = reason if until in near else {f"later.{ref}": until, **reason}
        told = await self._press(who, message, "later", ref, day=until if until in near else "", **given)
        if f"✓ {ref}: put off" not in told:
            await self._press(who, message, "Back", ref)
            return False
        self.figures.answers += 1
        self.settled[ref, None] = self.clock()
        self._note(diary.PutOff(at=self.clock(), ref=ref, until=date.fromisoformat(until)))
        return True

    async def _wish(self, who: Member, message: Message, ref: str, past: bool) -> bool:
        """Ask for a day some weeks off."""
        await self._press(who, message, NEW_DATE, ref)
        wanted = self._today + timedelta(days=who.chance.randint(14, 35))
        given = {f"date.{ref}": wanted.isoformat(), f"why.{ref}": WHY}
        told = await self._press(who, message, "ask date", ref, **given)
        if f"✓ {ref}" not in told or self._sent(who, message, ref, "ask date"):
            return False
        self.figures.answers += 1
        self.wishes[ref], self.settled[ref, None] = wanted, self.clock()
        self._note(diary.Wished(at=self.clock(), ref=ref))
        return True

    async def _hand_back(self, who: Member, message: Message, ref: str, past: bool) -> bool:
        self.figures.taps += 1  # it lies behind “More”
        await self._press(who, message, NOT_MINE, ref)
        if f"✓ {ref}: the admin will find" not in await self._press(who, message, "not mine", ref):
            return False
        self.figures.answers += 1
        self._note(diary.HandedBack(at=self.clock(), ref=ref))
        return True

    async def decide_all(self, who: Member, message: Message) -> None:
        """Agree to most of the dates that a message asks for, and say no to the others."""
        for ref in _refs(who, message, "agree date"):
            if ref in self.wishes:
                await self._decide(who, message, ref)

    async def _decide(self, who: Member, message: Message, ref: str) -> None:
        agrees = who.chance.random() < 0.8
        if agrees:
            told = await self._press(who, message, "agree date", ref)
        else:
            await self._press(who, message, "Say no", ref)
            told = await self._press(
                who, message, "refuse date", ref, **{f"decide.{ref}.why": "The Panel waits for it"}
            )
        if f"✓ {ref}: settled" in told:
            due = self.wishes.pop(ref)
            self._note(diary.Decided(at=self.clock(), ref=ref, due=due if agrees else None))

    async def take_on(self, who: Member, message: Message) -> None:
        """Take on what is new to them, most of the time."""
        for ref in _refs(who, message, "mine"):
            if who.chance.random() < 0.7 and f"✓ {ref} is yours" in await self._press(who, message, "mine", ref):
                self._note(diary.TakenOn(at=self.clock(), ref=ref))

    async def take_days(self, who: Member) -> None:
        """Say on which weekdays one is asked, where one has any."""
        if who.says and "You are " in await self.type_in(who, who.says):
            days = weekdays(who.says.partition(" ")[2])
            off, only = (days, None) if who.says.startswith("off") else (frozenset[int](), min(days))
            self._note(diary.Suits(at=self.clock(), person=who.id, off=off, only=only))

    async def go_away(self, who: Member, leave: Leave, members: Mapping[int, Member]) -> None:
        """Say on which days one is away, and perhaps who covers; without, where that one cannot."""
        cover = leave.cover
        name = members[cover].person.name if cover else ""
        told = await self.type_in(who, f"{leave.words}, cover {name}") if cover else ""
        if "You are away" not in told:
            cover, told = None, await self.type_in(who, leave.words)
        if "You are away" in told:
            since = max(leave.first, self._today)
            gone = diary.WentAway(at=self.clock(), person=who.id, since=since, until=leave.last, cover=cover)
            self.away.append(gone)
            self._note(gone)

    async def give(self, admin: Member, ref: str, chance: Random) -> None:
        """An admin gives a pledge that was handed back to somebody else, whose it is not yet."""
        others = [id for id in sorted(self.council.posts) if id not in self.owners[ref]]
        to = chance.choice(others)
        if "is now with" in await self.type_in(admin, f"reassign {ref} to {self.council.posts[to]}"):
            self.owners[ref][0] = to
            self._note(diary.Given(at=self.clock(), ref=ref, to=to))

    async def type_in(self, who: Member, text: str) -> str:
        """Type something; return what the bot answered in the same chat."""
        before = len(self.teams.world.messages)
        await self.teams.says(who.person, text)
        chat = self.teams.world.chat_of(who.person)
        new = [m for m in self.teams.world.messages[before:] if m.conversation == chat]
        told = [m for m in new if m.text or not any(True for _ in actions(m.card))][:1]
        self.replies |= {m.id for m in told}
        return told[0].text or told[0].summary if told else ""

    def _covered(self, person: int) -> list[int]:
        gone = [a for a in self.away if a.cover == person and a.since <= self._today <= a.until]
        return [a.person for a in gone]

    @property
    def _today(self) -> date:
        return self.policy.today(self.clock())

    def _note(self, entry: diary.Entry) -> None:
        self.entries.append(entry)

    def _sent(self, who: Member, message: Message, ref: str, verb: str) -> list[Any]:
        found = actions(message.card_for(who.person))
        return [a for a in found if a.get("verb") == verb and ref_of(a) == ref]

    async def _press(self, who: Member, message: Message, button: str, ref: str, **given: str) -> str:
        """Press a button of one pledge; return all the card says then. Empty where there is no such button any more."""
        here = [a for a in actions(message.card_for(who.person)) if button in (a.get("title"), a.get("verb"))]
        if not any(ref_of(a) == ref for a in here):
            return ""
        self.figures.taps += 1
        answer = await self.teams.presses(who.person, message, button, about=ref, submit=False, **given)
        return json.dumps(answer.card, ensure_ascii=False) if answer.status < 300 else ""


def _refs(who: Member, message: Message, verb: str) -> list[str]:
    """The pledges about which somebody sees a button of this kind, in order."""
    found = [a for a in actions(message.card_for(who.person)) if a.get("verb") == verb]
    return list(dict.fromkeys(str(ref_of(a)) for a in found))
