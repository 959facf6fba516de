"""My pledges: what I answer for, worst first, each a line that opens for an answer."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions, samples
from dialogs.changing import due_words, status_words
from dialogs.registry import CardKind, Look, Scene
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge, Status, is_late, lacks_impact

KIND = "mine"
ROWS = 20


async def render(scene: Scene) -> Rendered | Drop:
    person = scene.to
    if not isinstance(person, int):
        return Drop("That list is for a chat with one person.")
    return draw(await scene.tx.register.of_person(PersonId(person)), scene.look)


def draw(pledges: Sequence[Pledge], look: Look) -> Rendered:
    if not pledges:
        none = "You have no open pledges. When one is given to you, you hear it here at once."
        return pieces.card(none, pieces.title("Your pledges"), pieces.words(none))
    late = sum(is_late(p, look.policy, look.today) for p in pledges)
    head = f"Your pledges: {len(pledges)} open" + (f", {late} late" if late else "")
    rows = [pieces.block(*_row(p, look), line=True) for p in pledges[:ROWS]]
    more = len(pledges) - ROWS
    rest = [pieces.quiet(f"And {more} more. Type “show CP-…” for any one of them.")] if more > 0 else []
    return pieces.card(head, pieces.title(head), *rows, *rest)


def _row(pledge: Pledge, look: Look) -> list[CardElement]:
    name, late = f"row.{pledge.ref}", is_late(pledge, look.policy, look.today)
    line = f"{due_words(pledge, look.policy, look.today)} · {status_words(pledge)}"
    line += ", impact not yet shown" if lacks_impact(pledge) else ""
    head = pieces.two(
        [
            pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
            pieces.warning(line) if late else pieces.quiet(line),
        ],
        [pieces.buttons(pieces.opens("Open", name))],
    )
    if pledge.ref in look.facts.get("said", "").split(","):
        return [head, *questions.receipt(pledge, look, KIND)]
    inside = [*questions.about(pledge, look)[3:], *_ask(pledge, look)]
    return [head, pieces.block(*inside) if pledge.ref in look.shown else pieces.hidden(name, *inside)]


def _ask(pledge: Pledge, look: Look) -> list[CardElement]:
    if pledge.status is Status.DONE:
        return questions.next_line(pledge, look)
    return questions.question(pledge, look, KIND)


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "mine": lambda: draw(samples.EXAMPLES, samples.look()),
        "mine, none": lambda: draw((), samples.look()),
    },
)
