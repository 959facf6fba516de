"""What going live means for a directorate: who would get what first, when, and who cannot be reached."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dialogs import finding
from dialogs.registry import Turn
from pledges.answering import asked
from pledges.calendar import counted, listed, said, said_short
from pledges.first_cards import awaits_first
from pledges.live import Live
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId
from pledges.pledge import OwnerKind, Pledge
from pledges.policy import Policy
from storage.db import Tx
from storage.live import Step

SHOWN = 5
SMALL = frozenset({"and", "of", "the", "for", "to", "in"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who gets a first card: their posts there, how many pledges, and what stands in the way, if anything."""

    name: str
    posts: tuple[str, ...]
    pledges: int
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Who would get what. `unowned` are to be confirmed, `vacant` with posts that nobody answers for."""

    readers: Sequence[Reader] = ()
    total: int = 0
    unowned: int = 0
    vacant: int = 0
    undated: int = 0
    channel: str = ""


async def directorate(turn: Turn, words: str) -> Directorate:
    """The directorate that words name, in full, in part or by its first letters; raises NotUnderstood."""
    typed = words.strip().strip('"“”')
    letters = re.sub(r"[^a-z]", "", typed.casefold())
    short = [d for d in await turn.tx.people.directorates() if letters in _initials(d.name)]
    return short[0] if len(short) == 1 and letters else await finding.directorate(turn, typed)


def _initials(name: str) -> set[str]:
    """CS for Children's Services; HR and HAR for Housing and Regeneration."""
    known = re.findall(r"[a-z]+", re.sub("['’]", "", name.casefold()))
    long = [word for word in known if word not in SMALL]
    return {"".join(word[0] for word in words) for words in (known, long) if len(words) > 1}


async def outlook(tx: Tx, id: DirectorateId, now: datetime) -> Outlook:
    """What is open there, by whoever would be asked first."""
    pledges = [p for p in await tx.register.of_directorate(id, now) if p.open]
    theirs: defaultdict[PersonId, list[Pledge]] = defaultdict(list)
    for pledge in pledges:
        if pledge.lead.answers is not None:
            theirs[pledge.lead.answers].append(pledge)
    nobody = [p for p in pledges if p.lead.answers is None]
    unowned = sum(p.lead.kind is OwnerKind.TBC for p in nobody)
    by_hand, pilot = await tx.by_hand.people(), await tx.live.pilot()
    linked = next((c for c in await tx.channels.linked() if c.directorate.id == id and not c.gone), None)
    return Outlook(
        readers=[
            await _reader(tx, person, mine, by_hand, pilot)
            for person, mine in sorted(theirs.items(), key=lambda each: (-len(each[1]), each[0]))
        ],
        total=len(pledges),
        unowned=unowned,
        vacant=len(nobody) - unowned,
        undated=sum(p.deadline.due is None for p in pledges),
        channel=linked.name if linked else "",
    )


async def _reader(
    tx: Tx, person: PersonId, mine: Sequence[Pledge], by_hand: frozenset[PersonId], pilot: frozenset[PersonId]
) -> Reader:
    posts = tuple(dict.fromkeys(p.lead.title for p in mine))
    name = (await tx.people.get(person)).name
    trouble = ""
    if person in by_hand:
        trouble = "asked by hand: you get a text to send"
    elif not await tx.people.reachable(person):
        trouble = "not reached yet: ask them to install the app, or type “list not reached”"
    elif pilot and person not in pilot:
        trouble = "not on the pilot list: the card waits until they are"
    return Reader(name=name, posts=tuple(p for p in posts if p != name), pledges=len(mine), trouble=trouble)


async def held_words(tx: Tx, pledge: Pledge) -> str:
    """Why nobody is asked about an open pledge: its directorate is not live, or the pilot. Empty where they are."""
    if not pledge.open:
        return ""
    if pledge.live.waits:
        name = pledge.directorate.name if pledge.directorate else "its directorate"
        day = f"goes live on {said(pledge.live.since)}" if pledge.live.since else "is not live"
        return f"Not asked yet: {name} {day}."
    pilot, people = await tx.live.pilot(), asked(pledge)
    if pilot and people and not pilot.intersection(people):
        return "Not asked: pilot. Whoever answers for it is not on the list."
    if awaits_first(pledge) and people:
        return "The next question is the first card since its directorate went live: whether it is still right."
    return ""


def first_morning(policy: Policy, since: date, now: datetime) -> date:
    """The day on which the first cards go out: at once in the hours for them, else the next working morning."""
    today = policy.today(now)
    if since > today:
        return policy.days.on_or_after(since)
    _, ends = policy.nudge_hours(today)
    return today if policy.days.is_one(today) and now < ends else policy.days.forward(today, 1)


def state_words(live: Live, today: date) -> str:
    """How a directorate stands, in a few words."""
    if live.waits:
        return f"goes live on {said_short(live.since, today)}" if live.since else "not live: nobody is asked"
    return f"live since {said_short(live.since, today)}" if live.since else "asked as usual, without a go-live"


def paused_words(paused: Step, policy: Policy, today: date) -> str:
    """Everything is paused by Lynne Robbins since Wednesday 2 December, 10:05."""
    by = f" by {paused.by}" if paused.by else ""
    return f"Everything is paused{by} since {moment_words(paused.at, policy, today)}."


def moment_words(at: datetime, policy: Policy, today: date) -> str:
    """Wednesday 2 December, 10:05, in the council's zone."""
    local = at.astimezone(policy.zone)
    return f"{said_short(local.date(), today)}, {local:%H:%M}"


async def pause_words(tx: Tx, policy: Policy, today: date) -> str:
    """Who paused everything and since when, and how to go on; empty while nothing is paused."""
    paused = await tx.live.paused()
    return f"{paused_words(paused, policy, today)} Type “resume all” to go on." if paused else ""


async def limits(tx: Tx) -> list[str]:
    """Who is not asked at present, a sentence each: the pilot, and what is not live."""
    pilot = sorted(await tx.live.pilot())
    names = [(await tx.people.get(person)).name for person in pilot[:SHOWN]]
    more = [f"{len(pilot) - SHOWN:,} more"] if len(pilot) > SHOWN else []
    waiting = [directorate.name for directorate, live in await tx.live.all() if live.waits]
    rest = [f"{len(waiting) - SHOWN:,} more"] if len(waiting) > SHOWN else []
    who = f"{counted(len(pilot), 'person is', 'people are')} asked ({listed([*names, *more])})"
    where = listed([*waiting[:SHOWN], *rest])
    return [
        *([f"Pilot: only {who}."] if pilot else []),
        *([f"Not live: {where}. Nobody is asked there."] if waiting else []),
    ]
