"""My pledges: what I answer for, worst first, each a line that opens for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions, samples, several
from dialogs.changing import due_words, status_words
from dialogs.registry import CardKind, Look, Scene
from pledges.messages import Drop, PersonId, Recipient, Rendered
from pledges.pledge import Pledge, Status, is_late

KIND = "mine"
ROWS = 20


async def render(scene: Scene) -> Rendered | Drop:
    person = scene.to
    if not isinstance(person, int):
        return Drop("That list is for a chat with one person.")
    found = await scene.tx.register.of_person(PersonId(person))
    said = [p for p in found if p.ref in scene.facts.get("said", "").split(",")]
    before = await several.all_first_words(scene.tx, said, person, scene.look.policy)
    return draw(found, scene.look, person, before)


def draw(
    pledges: Sequence[Pledge], look: Look, reader: Recipient = samples.YOU, before: Mapping[int, str] | None = None
) -> Rendered:
    """`before` is what others had said a moment before this person, by number."""
    if not pledges:
        none = "You have no open pledges. When one is given to you, you hear it here at once."
        return pieces.card(none, pieces.title("Your pledges"), pieces.words(none))
    late = sum(is_late(p, look.policy, look.today) for p in pledges)
    helped = sum(several.helps_with(p, reader) for p in pledges)
    help_words = f"You help with {helped} of them: others lead {'it' if helped == 1 else 'those'}."
    head = f"Your pledges: {len(pledges)} open" + (f", {late} late" if late else "")
    first = before or {}
    rows = [pieces.block(*_row(p, look, reader, first.get(p.number, "")), line=True) for p in pledges[:ROWS]]
    more = len(pledges) - ROWS
    rest = [pieces.quiet(f"And {more} more. Type “show CP-…” for any one of them.")] if more > 0 else []
    helping = [pieces.quiet(help_words)] if helped else []
    return pieces.card(head, pieces.title(head), *helping, *rows, *rest)


def _row(pledge: Pledge, look: Look, reader: Recipient, before: str) -> list[CardElement]:
    name, late = f"row.{pledge.ref}", is_late(pledge, look.policy, look.today)
    helping = "Helping with · " if several.helps_with(pledge, reader) else ""
    line = f"{helping}{due_words(pledge, look.policy, look.today)} · {status_words(pledge)}"
    head = pieces.two(
        [
            pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
            pieces.warning(line) if late else pieces.quiet(line),
        ],
        [pieces.buttons(pieces.opens("Open", name))],
    )
    if pledge.ref in look.facts.get("said", "").split(","):
        return [head, *questions.receipt(pledge, look, KIND, before)]
    why = [pieces.quiet(pieces.plain(line)) for line in several.why_asked(pledge, reader)]
    inside = [*questions.about(pledge, look)[3:], *why, *_ask(pledge, look)]
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
        "mine, helping": lambda: draw([samples.LATE, samples.JOINT], samples.look(), samples.OTHER),
        "mine, none": lambda: draw((), samples.look()),
    },
)
