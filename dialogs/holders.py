"""Whom a pledge is with, and who held its posts when, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import pieces
from dialogs.several import named
from pledges.absences import asked_for
from pledges.answering import asked, is_still_asked, owner_for
from pledges.holding import Holding, days_of, holders_on, title_of
from pledges.messages import PersonId, Recipient
from pledges.pledge import Pledge
from storage.db import Tx


async def elsewhere(tx: Tx, pledges: Iterable[Pledge], person: Recipient, day: date | None = None) -> dict[int, str]:
    """Of the pledges that a person is not asked about any more, by number, whose they are, or what they went into.

    With a day, what they are asked about on it in somebody's place is not elsewhere.
    """
    away = await tx.absences.stand_ins(day) if day else {}
    theirs = [person, *(other for other, cover in away.items() if cover == person)]
    return {
        p.number: f"CP-{p.merged_into}" if p.merged_into else await whose(tx, p)
        for p in pledges
        if p.merged_into or not any(is_still_asked(p, each) for each in theirs)
    }


async def places(tx: Tx, pledges: Iterable[Pledge], person: Recipient, today: date) -> dict[int, str]:
    """Of the pledges that somebody is asked about in another's place, by number, in whose and until when."""
    covered = {a.person: a for a in await tx.absences.on(today) if a.cover == person}
    found = [(p, covered[other]) for p in pledges for other in asked(p) if other in covered]
    return {p.number: f"In the place of {await _borne(tx, p, a.person)}, who is away {a.days(today)}" for p, a in found}


async def _borne(tx: Tx, pledge: Pledge, person: PersonId) -> str:
    owner, name = owner_for(pledge, person), (await tx.people.get(person)).name
    return f"{name}, {owner.title}" if owner and owner.title != name else name


async def away(tx: Tx, pledge: Pledge, today: date) -> str:
    """That whoever answers for it is away, and who is asked instead, in a sentence; empty where they are there."""
    absence = next((a for a in await tx.absences.on(today) if a.person == pledge.lead.answers), None)
    if absence is None:
        return ""
    name = (await tx.people.get(absence.person)).name
    cover = asked_for(absence.person, await tx.absences.stand_ins(today))
    then = f"{(await tx.people.get(cover)).name} is asked in their place" if cover else "the question waits"
    return f"{name} is away {absence.days(today)}: {then}."


async def whose(tx: Tx, pledge: Pledge) -> str:
    """Megan Bowen, Head of Housing; only the post while nobody answers for it."""
    lead = pledge.lead
    if lead.answers is None:
        return f"{lead.title}, where nobody answers at the moment"
    person = await tx.people.get(lead.answers)
    return person.name if person.name == lead.title else f"{person.name}, {lead.title}"


async def answered_by(tx: Tx, pledges: Iterable[Pledge], person: Recipient) -> dict[int, str]:
    """Of the pledges on which somebody else had the last word, by number, who that was, with their post."""
    last = [(p, p.last.by) for p in pledges if p.last]
    return {p.number: named(p, await tx.people.get(by)) for p, by in last if by is not None and by != person}


def gone(pledge: Pledge, now: str) -> list[CardElement]:
    """The line of a card in which somebody is not asked any more."""
    title, what = pieces.plain(pledge.title), "one with" if pledge.merged_into else "with"
    return [pieces.words(f"{pledge.ref} {title} is now {what} **{pieces.plain(now)}**. Nothing is asked of you here.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Who held the posts of a pledge, by title, oldest first, with the names of all who did."""

    posts: Mapping[str, Sequence[Holding]] = field(default_factory=dict)
    names: Mapping[PersonId, str] = field(default_factory=dict)

    def in_turn(self) -> list[str]:
        """Head of Housing: Asha Vale until Wednesday 31 March 2027; acting Bryn Rees from Thursday 1 April 2027."""
        return [f"{title}: {'; '.join(self._spell(h) for h in held)}" for title, held in self.posts.items() if held]

    def borne(self, person: PersonId | None, day: date) -> str:
        """The post that a person held on a day, as they bore it; empty where they held none of these."""
        held = (
            title_of(h, title) for title, of in self.posts.items() for h in holders_on(of, day) if h.person == person
        )
        return next(held, "")

    def _spell(self, holding: Holding) -> str:
        who = self.names[holding.person] if holding.person is not None else "vacant"
        jointly = "jointly" if holding.joint else ""
        return " ".join(filter(None, (title_of(holding, who), jointly, days_of(holding))))


async def held(tx: Tx, ref: str) -> Held:
    """Who held the posts among a pledge's owners."""
    pledge = await tx.register.get(ref)
    titles = {o.post: o.title for o in pledge.owners if o.post is not None}
    posts: dict[str, list[Holding]] = {title: [] for title in titles.values()}
    for each in await tx.holdings.standing(titles):
        posts[titles[each.post]].append(each.holding)
    people = {h.person for known in posts.values() for h in known if h.person is not None}
    return Held(posts=posts, names={person: (await tx.people.get(person)).name for person in people})
