"""Where a pledge comes from and belongs: its plan, its sources, what is merged into it, what young people raised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions
from dialogs.changing import due_words, minute_words, status_words
from dialogs.registry import Look
from pledges.calendar import said
from pledges.pledge import Pledge, Source, Update
from pledges.raising import Raised
from storage.db import Tx

AT_ONCE = 2
TIMES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is merged into a pledge, what was said about that, newest first, and what of young people's it answers.

    `plan` names the theme of a plan under which it stands; `tied` are its times, if it comes again and again, and
    what follows on it.
    """

    merged: Sequence[Pledge] = ()
    updates: Sequence[Update] = ()
    raised: Sequence[Raised] = ()
    plan: str = ""
    tied: Sequence[Pledge] = ()


async def origin_of(tx: Tx, pledge: Pledge) -> Origin:
    """Read what belongs to a pledge beside its own row."""
    inside = [done.pledge for done in await tx.merges.inside(pledge.number)]
    merged = await tx.register.of_numbers(inside) if inside else []
    said_of = [
        replace(update, note=f"{update.note} (said of {each.ref})".strip())
        for each in merged
        for update in await tx.register.updates(each.ref)
    ]
    newest = sorted(said_of, key=lambda update: update.at, reverse=True)
    place, raised = await tx.plans.place_of(pledge.number), await tx.raised.of_pledge(pledge.number)
    tied = [*await tx.times.of(pledge.number), *await tx.register.following(pledge.number)]
    plan = place.called if place else ""
    return Origin(merged=merged, updates=newest, raised=raised, plan=plan, tied=tied)


def elements(pledge: Pledge, origin: Origin, look: Look) -> list[CardElement]:
    """The parts of a card that say it; all but the first few sources open when pressed."""
    lines = [pieces.block(*_source(each)) for each in pledge.sources]
    more, name = lines[AT_ONCE:], f"sources.{pledge.ref}"
    rest = [pieces.buttons(pieces.opens(f"{len(more)} more", name)), pieces.hidden(name, *more)] if more else []
    head = [pieces.heading("Promised in", len(lines) if len(lines) > 1 else None)] if lines else []
    others = (*(_merged(each) for each in origin.merged), *(_raised(each) for each in origin.raised))
    return [*head, *lines[:AT_ONCE], *rest, *others, *_tied(origin.tied, look)]


def _tied(tied: Sequence[Pledge], look: Look) -> list[CardElement]:
    """The latest first."""
    if not tied:
        return []
    shown = [
        pieces.quiet(pieces.plain(f"{p.ref} · {due_words(p, look.policy, look.today)} · {status_words(p)}"))
        for p in tied[-TIMES:][::-1]
    ]
    more = [pieces.quiet(f"And {len(tied) - TIMES} before these.")] if len(tied) > TIMES else []
    times = any(p.tie and p.tie.parent for p in tied)
    return [pieces.heading("Each time" if times else "Followed by", len(tied)), *shown, *more]


def _source(source: Source) -> list[CardElement]:
    day = said(source.held_on) if source.held_on else "undated"
    where = " · ".join(filter(None, (source.committee, day, minute_words(source))))
    quote = [pieces.quiet(f"“{pieces.plain(source.words)}”")] if source.words else []
    told = [pieces.words(f"**{pieces.plain(source.document)}**"), pieces.quiet(pieces.plain(where)), *quote]
    return [*told, *questions.linked(source)]


def _merged(pledge: Pledge) -> CardElement:
    lead = pledge.lead.words or pledge.lead.title
    by = f", {pledge.deadline.words}" if pledge.deadline.words else ""
    return pieces.words(f"Merged: {pledge.ref} **{pieces.plain(pledge.title)}** ({pieces.plain(lead + by)})")


def _raised(raised: Raised) -> CardElement:
    theme = f" ({pieces.plain(raised.theme)})" if raised.theme else ""
    line = pieces.words(f"**Raised by young people in {raised.when}**{theme}")
    return pieces.block(line, pieces.quiet(f"“{pieces.plain(raised.words)}”"))


def redirected(look: Look) -> list[CardElement]:
    """The line for somebody who asked for a pledge that is one with this by now."""
    asked = look.facts.get("asked", "")
    return [pieces.quiet(f"You asked for {asked}: it is one with this pledge now.")] if asked else []
