"""My pledges: what I answer for, worst first, each a line that opens for an answer."""

from __future__ import annotations

from collections.abc import Mapping

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions, samples, several
from dialogs.changing import due_words, status_words
from dialogs.paging import turning
from dialogs.registry import CardKind, Look, Scene
from pledges.messages import Drop, PersonId, Recipient, Rendered
from pledges.people import Standing
from pledges.pledge import Pledge, Status, is_late, lacks_impact
from storage import listed
from storage.lists import Asked, Page

KIND = "mine"


async def render(scene: Scene) -> Rendered | Drop:
    person = scene.to
    if not isinstance(person, int):
        return Drop("That list is for a chat with one person.")
    asked = Asked(standing=Standing(person=PersonId(person)), today=scene.look.today, policy=scene.look.policy)
    page = await scene.tx.lists.page([listed.mine], asked, at=scene.facts.get("at", ""))
    late = await scene.tx.lists.count([listed.mine, listed.late], asked)
    helped = await scene.tx.lists.count([listed.mine, listed.led_by_others], asked)
    said = [p for p in page.pledges if p.ref in scene.facts.get("said", "").split(",")]
    before = await several.all_first_words(scene.tx, said, person, scene.look.policy)
    return draw(page, late, scene.look, helped=helped, reader=person, before=before)


def draw(
    page: Page,
    late: int,
    look: Look,
    *,
    helped: int = 0,
    reader: Recipient = samples.YOU,
    before: Mapping[int, str] | None = None,
) -> Rendered:
    """`before` is what others had said a moment before this person, by number."""
    if not page.total:
        none = "You have no open pledges. When one is given to you, you hear it here."
        return pieces.card(none, pieces.title("Your pledges"), pieces.words(none))
    help_words = f"You help with {helped:,} of them: others lead {'it' if helped == 1 else 'those'}."
    head = f"Your pledges: {page.total:,} open" + (f", {late:,} late" if late else "")
    first = before or {}
    rows = [pieces.block(*_row(p, look, reader, first.get(p.number, "")), line=True) for p in page.pledges]
    helping = [pieces.quiet(help_words)] if helped else []
    kept = {name: value for name, value in look.facts.items() if name not in ("said", "refused")}
    return pieces.card(head, pieces.title(head), *helping, *rows, *turning(page, look, KIND, kept))


def _row(pledge: Pledge, look: Look, reader: Recipient, before: str) -> list[CardElement]:
    name, late = f"row.{pledge.ref}", is_late(pledge, look.policy, look.today)
    helping = "Helping with · " if several.helps_with(pledge, reader) else ""
    line = f"{helping}{due_words(pledge, look.policy, look.today)} · {status_words(pledge)}"
    line += ", impact not yet shown" if lacks_impact(pledge) else ""
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
        "mine": lambda: draw(Page(pledges=samples.EXAMPLES, total=3), 1, samples.look()),
        "mine, helping": lambda: draw(
            Page(pledges=[samples.LATE, samples.JOINT], total=2), 1, samples.look(), helped=1, reader=samples.OTHER
        ),
        "mine, more": lambda: draw(
            Page(pledges=samples.EXAMPLES, total=13, on="after 2026-12-16 13"), 1, samples.look()
        ),
        "mine, none": lambda: draw(Page(), 0, samples.look()),
    },
)
