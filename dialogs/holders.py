"""Whom a pledge is with, and who held its posts when, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import pieces
from dialogs.several import named
from pledges.answering import is_still_asked
from pledges.holding import Holding, days_of, holders_on, title_of
from pledges.messages import PersonId, Recipient
from pledges.pledge import Pledge
from storage.db import Tx


async def elsewhere(tx: Tx, pledges: Iterable[Pledge], person: Recipient) -> dict[int, str]:
    """Of the pledges that a person is not asked about any more, by number, whose they are, or what they went into."""
    return {
        p.number: f"CP-{p.merged_into}" if p.merged_into else await whose(tx, p)
        for p in pledges
        if p.merged_into or not is_still_asked(p, person)
    }


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
