"""Properties: whatever people command, and whenever the clock ticks, no pledge and no answer is lost.

History replays to the register, its chains hold, nobody is asked twice on a day, and nothing fails.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import moment_of
from dialogs.listings import all_lists
from pledges.calendar import said
from pledges.messages import PersonId
from pledges.people import Standing
from pledges.pledge import Pledge, Status
from storage.db import Tx
from storage.lists import SIZE, Asked
from tests.clock import Clock
from tests.databases import KINDS, Databases
from tests.journeys.town import LONDON
from tests.journeys.village import ADMIN, Village, a_village

ASHA, BRYN, CAI = PEOPLE = ("Asha Verrall", "Bryn Ockley", "Cai Rees")
HOUSING, HEALTH = POSTS = ("Head of Housing", "Head of Health")
EVERYONE = (ADMIN, *PEOPLE)
OWNERS = (HOUSING, HEALTH, ASHA, CAI, f"{HOUSING} and {BRYN}", f"{HEALTH} and CPP Members")
WORDS = ("next meeting of CPP", "ongoing", "quarterly", "TBC", "within 4 weeks", "in 10 days", "the day of doom")
MANNERS = ("", " acting", " interim", " jointly")
STATUSES = ("on track", "at risk", "off track", "blocked")
MOST = SIZE - 2  # pledges, so that each list fits on its first page


@dataclass(frozen=True, slots=True)
class Event:
    """So many minutes later somebody does something; `a` and `b` choose what to, and how."""

    after: int
    what: str
    who: int
    a: int
    b: int


@dataclass
class Life:
    """A village to which things happen, and what is remembered of what was answered."""

    village: Village
    said: dict[str, list[str]] = field(default_factory=dict)
    noted: dict[int, tuple[str, str]] = field(default_factory=dict)
    taken_back: set[str] = field(default_factory=set)
    seen: dict[int, int] = field(default_factory=dict)
    pledges: list[Pledge] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    actor: str = ADMIN

    async def happens(self, event: Event) -> None:
        self.village.clock.forward(minutes=event.after)
        await DEEDS[event.what](self, event)

    def ref(self, event: Event) -> str:
        """One of the pledges there are."""
        return f"CP-{event.a % max(len(self.pledges), 1) + 1}"

    def answerer(self, event: Event) -> str:
        """Mostly somebody whose pledge it is, an admin or anybody else now and then."""
        owners = self.pledges[event.a % len(self.pledges)].owners if self.pledges else ()
        asked = [self.names[o.answers] for o in owners if o.answers is not None]
        self.actor = EVERYONE[event.who] if event.who in (0, 3) or not asked else asked[event.b % len(asked)]
        return self.actor

    def day(self, number: int) -> str:
        return said(self.village.clock().date() + timedelta(days=number * 3))

    async def admin(self, text: str) -> str:
        self.actor = ADMIN
        return await self.village.says(ADMIN, text)

    async def answers(self, name: str, text: str, ref: str, note: str) -> None:
        """Say how a pledge is going, and remember the note where it was taken."""
        reply = await self.village.says(name, text)
        if reply.startswith((f"{ref}: recorded", "Thank you.")):
            self.said.setdefault(ref, []).append(note)
            self.noted[await self.last_turn(name) or 0] = (ref, note)

    async def last_turn(self, name: str) -> int | None:
        person = await self.village.person(name)
        async with self.village.db.begin() as tx:
            last = await tx.journal.last(person.id)
        return last.id if last else None


async def _assign(life: Life, event: Event) -> None:
    if len(life.pledges) < MOST:
        by = WORDS[event.b % len(WORDS)] if event.b % 2 else life.day(event.b)
        await life.admin(f"assign Promise of turn {life.village.turns} to {OWNERS[event.a % len(OWNERS)]} by {by}")


async def _reassign(life: Life, event: Event) -> None:
    await life.admin(f"reassign {life.ref(event)} to {OWNERS[event.b % 4]}")


async def _due(life: Life, event: Event) -> None:
    words = WORDS[event.b % len(WORDS)] if event.b % 2 else life.day(event.b)
    await life.admin(f"due {life.ref(event)} {words}")


async def _update(life: Life, event: Event) -> None:
    ref, note = life.ref(event), f"word {life.village.turns}"
    status = STATUSES[event.b % len(STATUSES)]
    await life.answers(life.answerer(event), f"update {ref} {status} {note}", ref, note)


async def _done(life: Life, event: Event) -> None:
    ref, note = life.ref(event), f"word {life.village.turns}"
    await life.answers(life.answerer(event), f"done {ref} {note}", ref, note)


async def _record(life: Life, event: Event) -> None:
    ref, note = life.ref(event), f"word {life.village.turns}"
    reply = await life.admin(f"record for {PEOPLE[event.b % 3]}: {ref} on track, {note}")
    if "recorded as" in reply:
        life.said.setdefault(ref, []).append(note)
        life.noted[await life.last_turn(ADMIN) or 0] = (ref, note)


async def _ask_date(life: Life, event: Event) -> None:
    ref = life.ref(event)
    day = (life.village.clock().date() + timedelta(days=event.b + 1)).isoformat()
    data = {"card": "show", "ref": ref, "fact.ref": ref, f"date.{ref}": day, f"why.{ref}": "HR has a vacancy"}
    await life.village.presses(life.answerer(event), "ask date", **data)


async def _extend(life: Life, event: Event) -> None:
    ref = life.ref(event)
    await life.village.says(life.answerer(event), f"extend {ref} to {life.day(event.b + 1)} because HR has a vacancy")


async def _merge(life: Life, event: Event) -> None:
    ref, other = life.ref(event), f"CP-{event.b % max(len(life.pledges), 1) + 1}"
    life.actor = ADMIN
    if event.who % 2:
        await life.admin(f"unmerge {ref}")
    else:
        facts = {"fact.ref": ref, "fact.other": other}
        await life.village.presses(ADMIN, "merge", card="merge", ref=ref, other=other, **facts)


async def pledge_of(life: Life, ref: str) -> Pledge:
    async with life.village.db.read() as tx:
        return await tx.register.get(ref)


async def _decide(life: Life, event: Event) -> None:
    waiting = [p for p in life.pledges if p.extension and not p.merged_into]
    if waiting:
        pledge = waiting[event.a % len(waiting)]
        assert pledge.extension
        asked = {"card": "decision", "ref": pledge.ref, "asked": pledge.extension.at.isoformat()}
        verb, why = (
            ("agree date", "refuse date")[event.b % 2],
            {f"decide.{pledge.ref}.why": "The Panel wants it sooner"},
        )
        life.actor = ADMIN
        await life.village.presses(ADMIN, verb, **asked, **why, **{"fact.ref": pledge.ref})
        assert (await pledge_of(life, pledge.ref)).extension is None, "whoever decides has decided"


async def _take_on(life: Life, event: Event) -> None:
    ref, verb = life.ref(event), ("mine", "not mine")[event.b % 2]
    await life.village.presses(life.answerer(event), verb, card="show", ref=ref, **{"fact.ref": ref})


async def _finish(life: Life, event: Event) -> None:
    words = ("close {}", "reopen {}", "withdraw {} entered twice")[event.b % 3]
    await life.admin(words.format(life.ref(event)))


async def _meeting(life: Life, event: Event) -> None:
    day, other = life.day(event.a), life.day(event.b)
    async with life.village.db.read() as tx:
        known = (await tx.meetings.diary(life.village.clock().date())).meetings
    day = said(known[event.a % len(known)].held_on) if known else day
    words = (f"meeting add CPP {life.day(event.a)}", f"meeting move CPP {day} to {other}", f"meeting cancel CPP {day}")
    await life.admin(words[event.who % 3 if known else 0])


async def _hand_over(life: Life, event: Event) -> None:
    post, since = POSTS[event.a % 2], "today" if event.who == 0 else life.day(event.b)
    until = f" until {life.day(event.b + event.who)}" if event.b % 3 == 0 else ""
    if event.b % 5 == 0:
        await life.admin(f'vacate "{post}" from {since}{until}')
    else:
        how = MANNERS[event.a % len(MANNERS)]
        await life.admin(f'hand over "{post}" to {PEOPLE[event.b % 3]}{how} from {since}{until}')


async def _by_hand(life: Life, event: Event) -> None:
    await life.admin(f"by hand{' off' if event.b % 2 else ''} {PEOPLE[event.a % 3]}")


async def _undo(life: Life, event: Event) -> None:
    name = EVERYONE[event.b % 4] if event.who == 3 else life.actor
    last = await life.last_turn(name)
    if (await life.village.says(name, "undo")).startswith("Taken back") and last in life.noted:
        life.taken_back.add(life.noted[last][1])


async def _work(life: Life, event: Event) -> None:
    await life.village.works()


async def _sleep(life: Life, event: Event) -> None:
    """Some days pass, with a morning's work on the last of them."""
    then = life.village.clock().astimezone(LONDON) + timedelta(days=1 + event.b % 6)
    life.village.clock.to(moment_of(f"{then.date()} 10:00", LONDON))
    await life.village.works()


Deed = Callable[[Life, Event], Awaitable[None]]
DEEDS: dict[str, Deed] = {
    "assign": _assign,
    "reassign": _reassign,
    "due": _due,
    "update": _update,
    "done": _done,
    "record": _record,
    "ask date": _ask_date,
    "decide": _decide,
    "extend": _extend,
    "merge": _merge,
    "take on": _take_on,
    "finish": _finish,
    "meeting": _meeting,
    "hand over": _hand_over,
    "by hand": _by_hand,
    "undo": _undo,
    "work": _work,
    "sleep": _sleep,
}
OFTEN = ("assign", "assign", "update", "done", "undo", "undo", "undo", "sleep", "hand over", "meeting")
events = st.lists(
    st.builds(
        Event,
        st.integers(0, 7),
        st.sampled_from((*OFTEN, *DEEDS)),
        st.integers(0, 3),
        st.integers(0, 11),
        st.integers(0, 11),
    ),
    min_size=12,
    max_size=45,
)


async def check(life: Life, *, whole: bool = False) -> None:
    async with life.village.db.read() as tx:
        life.pledges = [pledge async for pledge in tx.register.all()]
        await check_in_sight(life, tx, life.pledges)
        for pledge in life.pledges:
            if whole or life.seen.get(pledge.number) != pledge.version:
                await check_history(life, tx, pledge)
                life.seen[pledge.number] = pledge.version
    assert set(life.village.letters.asked.values()) <= {1}, "one message a person a day"


async def check_in_sight(life: Life, tx: Tx, pledges: list[Pledge]) -> None:
    """What is open is asked about one day, or stands on a list other than those that hold everything."""
    policy, today = life.village.receptionist.council.policy, life.village.clock().date()
    asked = Asked(standing=Standing(person=PersonId(1), admin=True), today=today, policy=policy)
    seen = {p.number for p in await tx.register.due(today + timedelta(days=4000))}
    rest = {p.number for p in pledges if p.status is not Status.WITHDRAWN} - seen
    for listing in (listing for name, listing in all_lists().items() if name not in ("all", "mine")):
        if rest:
            rest -= {p.number for p in (await tx.lists.page([listing.which], asked, listing.order)).pledges}
    assert not rest, f"{rest} are lost from sight"


async def check_history(life: Life, tx: Tx, pledge: Pledge) -> None:
    assert await tx.history.verify(pledge.ref) is None
    then = await tx.history.as_at(pledge.ref)
    assert not then.unknown
    assert then.pledge == as_told(pledge), "history replays to the register"
    told = " ".join(one.became for one in await tx.history.of(pledge.ref)) + " "
    notes = [update.note for update in await tx.register.updates(pledge.ref)]
    for note in life.said.get(pledge.ref, []):
        assert f"{note} " in told, f"{note} is lost from history"
        assert (note in notes) == (note not in life.taken_back), f"{note} of {pledge.ref} in {notes}"


def as_told(pledge: Pledge) -> Pledge:
    """A pledge without what history leaves to other books."""
    owners = tuple(o if o.post is None else replace(o, answers=None, beside=(), deputy=None) for o in pledge.owners)
    fresh = Pledge(number=pledge.number, title="")
    deadline = replace(pledge.deadline, papers_due=None)
    return replace(pledge, owners=owners, deadline=deadline, asking=fresh.asking, shares=fresh.shares, version=0)


async def live(url: str, happenings: list[Event]) -> None:
    clock = Clock(moment_of("2026-11-02 09:00", LONDON))
    async with a_village(url, clock, *PEOPLE) as village:
        life = Life(village)
        for post, holder in zip(POSTS, PEOPLE, strict=False):
            await life.admin(f'post "{post}" in Council')
            await life.admin(f'hand over "{post}" to {holder}')
            await life.admin(f"assign Report on the work of {holder} to {post} by {life.day(7)}")
        await village.works()
        async with village.db.read() as tx:
            life.names = {person.id: person.name for person in await tx.people.everyone()}
        for event in happenings:
            await life.happens(event)
            await check(life)
        await check(life, whole=True)


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_people_command_nothing_is_lost_and_history_replays(kind: str, databases: Databases) -> None:
    @settings(
        max_examples=10 if kind == "sqlite" else 3,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        database=None,
    )
    @given(events)
    def holds(happenings: list[Event]) -> None:
        async def run() -> None:
            with tempfile.TemporaryDirectory() as folder:
                async with databases.fresh(kind, Path(folder)) as url:
                    await live(url, happenings)

        asyncio.run(run())

    holds()
