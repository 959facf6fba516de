"""Who has not replied: for admins, and for directors about their directorate; never in a channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import paging, pieces, questions, samples
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted, said_short
from pledges.errors import NotForYou
from pledges.messages import Drop, PersonId, Rendered
from storage.silence import Silences, Silent

KIND = "who"


async def render(scene: Scene) -> Rendered | Drop:
    """For whoever reads it now: rights are looked at anew with every press."""
    if not isinstance(scene.to, int):
        return Drop("That list is for a chat with one person.")
    person = await scene.tx.people.get(PersonId(scene.to))
    standing = await scene.tx.people.standing(person, scene.look.council.admins)
    if not (standing.admin or standing.directs):
        raise NotForYou("see who has not replied", "an admin, or a director for the directorate,")
    return draw(await scene.tx.silence.page(standing, scene.facts.get("at", "")), scene.look)


def draw(page: Silences, look: Look) -> Rendered:
    if not page.total:
        none = "Everybody who was asked has replied."
        return pieces.card(none, pieces.title("Who has not replied"), pieces.words(none))
    head = f"{counted(page.total, 'question')} without a reply"
    return pieces.card(
        head,
        pieces.title(head),
        pieces.quiet("Those that wait longest come first. Only you see this."),
        *(pieces.block(*_row(one, look), line=True) for one in page.rows),
        *paging.turning(page, look, KIND, {name: value for name, value in look.facts.items() if name != "at"}),
    )


def _row(one: Silent, look: Look) -> list[CardElement]:
    facts = {**look.facts, "from": KIND, "ref": one.ref}
    opened = pieces.button("Open", paging.VERB, look.nonce, **questions.carried("list", facts))
    told = [
        pieces.words(f"**{pieces.plain(one.name)}** about {one.ref} {pieces.plain(one.title)}"),
        pieces.quiet(_asked(one, look.today)),
        *([pieces.warning(f"Not reached: {pieces.plain(one.why)}")] if one.why else []),
    ]
    return [pieces.two(told, [pieces.buttons(opened)])]


def _asked(one: Silent, today: date) -> str:
    times = "" if one.times == 1 else f", {one.times} times in all"
    days = (today - one.since).days
    waits = f"no reply for {counted(days, 'day')}" if days else "no reply yet"
    return f"Asked {said_short(one.since, today) if days else 'today'}{times} · {waits}"


def _examples() -> Silences:
    alex = Silent(
        person=samples.YOU, name="Alex Wilber", pledge=7, title=samples.LATE.title, since=date(2026, 11, 6), times=3
    )
    adele = replace(alex, name="Adele Vance", since=date(2026, 11, 20), times=1, why="has not installed the bot yet")
    return Silences(rows=[alex, adele], total=12, on="after 2026-11-20 7 1")


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={"who": lambda: draw(_examples(), samples.look()), "who, none": lambda: draw(Silences(), samples.look())},
)
