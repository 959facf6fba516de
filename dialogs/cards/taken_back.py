"""Taken back: whoever was told something hears that it was taken back, and how it is now."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.changing import due_words, status_words
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge

KIND = "taken back"
ROWS = 7


async def render(scene: Scene) -> Rendered | Drop:
    refs = [ref for ref in scene.facts.get("refs", "").split(",") if ref]
    numbers = [int(ref.removeprefix("CP-")) for ref in refs]
    by = (await scene.tx.people.get(PersonId(int(scene.facts["by"])))).name
    return draw(await scene.tx.register.of_numbers(numbers), by, scene.to, scene.look)


def draw(pledges: Sequence[Pledge], by: str, reader: object, look: Look) -> Rendered:
    """`reader` is whoever reads it: of what is not theirs it is said whose it is."""
    head = f"Taken back: “{look.facts.get('what', '')}”"
    told = f"{pieces.plain(by)} has taken back what you were told here. It is now as it was before."
    rows = [pieces.block(*_row(p, reader, look), line=True) for p in pledges[:ROWS]]
    more = len(pledges) - ROWS
    rest = [pieces.quiet(f"And {counted(more, 'more pledge')}.")] if more > 0 else []
    summary = f"{head}: {', '.join(p.ref for p in pledges[:ROWS])}" if pledges else head
    return pieces.card(summary, pieces.title("Taken back"), pieces.words(told), *rows, *rest)


def _row(pledge: Pledge, reader: object, look: Look) -> list[CardElement]:
    parts = [status_words(pledge)]
    if pledge.open:
        parts.insert(0, due_words(pledge, look.policy, look.today))
    if reader not in [person for owner in pledge.owners for person in owner.people]:
        parts.append(f"with {pledge.lead.title}, not with you")
    return [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.quiet(pieces.plain(" · ".join(parts))),
    ]


FACTS = {"message": "s", "what": "reassign"}
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "taken back": lambda: draw([samples.SOON], "Lynne Robbins", samples.YOU, samples.look(facts=FACTS)),
        "taken back, not theirs": lambda: draw(
            [samples.SOON, samples.LATE], "Lynne Robbins", PersonId(9), samples.look(facts=FACTS)
        ),
    },
)
