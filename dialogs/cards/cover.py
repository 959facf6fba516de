"""Told to a cover: in whose place they are asked, from when to when; and when that is over sooner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards import TextBlock

from dialogs import pieces, samples
from dialogs.changing import due_words
from dialogs.going_away import COVER
from dialogs.registry import CardKind, Look, Scene
from pledges.absences import Absence
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge

ROWS = 5


async def render(scene: Scene) -> Rendered | Drop:
    facts = scene.facts
    person = await scene.tx.people.get(PersonId(int(facts["person"])))
    since, until = date.fromisoformat(facts["since"]), date.fromisoformat(facts["until"])
    asked = [await scene.tx.register.get(ref) for ref in await scene.tx.asks.unanswered(person.id)]
    absence = Absence(person=person.id, since=since, until=until)
    return draw(person.name, absence, scene.look, [pledge for pledge in asked if pledge.open])


def draw(name: str, absence: Absence, look: Look, asked: Sequence[Pledge] = ()) -> Rendered:
    shown = pieces.plain(name)
    if look.facts.get("back"):
        head = f"{name} is not away any more"
        return pieces.card(head, pieces.title(head), pieces.words(f"You are no longer asked in the place of {shown}."))
    head = f"You cover for {name}"
    days = absence.days(look.today)
    told = f"{shown} is away **{days}** and has named you. What comes up meanwhile I ask you, and you may answer it."
    stays = f"The pledges stay {shown}'s. If that can't be, please tell {shown}: there is nothing to press here."
    waiting = _waiting(shown, asked, look)
    return pieces.card(f"{head} {days}.", pieces.title(head), pieces.words(told), *waiting, pieces.quiet(stays))


def _waiting(shown: str, asked: Sequence[Pledge], look: Look) -> list[TextBlock]:
    """What was asked before they went and is still open: it is not asked again at once, but a cover may answer it."""
    if not asked:
        return []
    rows = [
        pieces.words(f"**{p.ref}** {pieces.plain(p.title)} · {due_words(p, look.council.policy, look.today)}")
        for p in asked[:ROWS]
    ]
    more = [pieces.quiet(f"And {len(asked) - ROWS} more: {shown} sees them with “mine”.")] if asked[ROWS:] else []
    said = pieces.quiet(f"You can answer in words, for example “{asked[0].ref} on track, the draft is out”.")
    return [pieces.heading("Asked already, with no answer yet", len(asked)), *rows, *more, said]


EXAMPLE = Absence(person=samples.YOU, since=date(2026, 12, 12), until=date(2026, 12, 19))
CARD = CardKind(
    kind=COVER,
    render=render,
    samples={
        "cover": lambda: draw("Adele Vance", EXAMPLE, samples.look()),
        "cover, asked already": lambda: draw("Adele Vance", EXAMPLE, samples.look(), samples.EXAMPLES),
        "cover, ended": lambda: draw("Adele Vance", EXAMPLE, samples.look(facts={"message": "s", "back": "yes"})),
    },
)
