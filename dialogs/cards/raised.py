"""What young people raised, the newest first: when, in which words, who approved them, and which pledges answer it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import paging, pieces, raising, samples
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn, Who
from pledges.calendar import counted, listed, said
from pledges.messages import Drop, Rendered
from pledges.raising import Raised

KIND = "raised"
ROWS = 8


async def render(scene: Scene) -> Rendered | Drop:
    return draw(await scene.tx.raised.all(), scene.look)


def draw(found: Sequence[Raised], look: Look) -> Rendered:
    if not found:
        none = "Nothing is entered yet. An admin can type “raised add” once the words are approved."
        return pieces.card(none, pieces.title("Raised by young people"), pieces.words(none))
    open_ones = sum(not each.pledges for each in found)
    head = f"Raised by young people: {len(found):,}"
    first = paging.begin(len(found), ROWS, look)
    told = pieces.quiet(f"{counted(open_ones, 'has', 'have')} no pledge yet." if open_ones else "All have a pledge.")
    rows = [pieces.block(*_row(each, look), line=True) for each in found[first : first + ROWS]]
    return pieces.card(
        head, pieces.title(head), told, *rows, *paging.beside(len(found), ROWS, look, KIND, "raised page")
    )


def _row(each: Raised, look: Look) -> list[CardElement]:
    where = " · ".join(filter(None, (f"{each.id}", each.when, each.theme)))
    approved = f"approved by {each.approved_by} on {said(each.approved_on)}"
    answers = listed(f"CP-{number}" for number in each.pledges)
    return [
        pieces.words(f"“{pieces.plain(each.words)}”"),
        pieces.quiet(pieces.plain(f"{where} · {approved}")),
        pieces.words(f"Answered by **{answers}**") if answers else pieces.warning("No pledge yet"),
        pieces.buttons(pieces.button("Link a pledge", "link raised", look.nonce, number=str(each.id))),
    ]


async def press_link(turn: Turn) -> Response:
    return raising.link_form(raising.LINK, turn.given("number"))


JULY, AUGUST = date(2021, 7, 14), date(2021, 8, 2)
SAID = Raised(
    id=2,
    raised_on=JULY,
    theme="Housing",
    words="We want to know where we will live before we leave care",
    approved_by="Lynne Robbins",
    approved_on=AUGUST,
    pledges=(7, 42),
)
OTHER = Raised(
    id=1,
    raised_on=JULY,
    theme="",
    words="Ask us, and tell us what came of it",
    approved_by="Lynne Robbins",
    approved_on=AUGUST,
)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "raised": lambda: draw([SAID, OTHER], samples.look()),
        "raised, none": lambda: draw([], samples.look()),
    },
)
BUTTONS = (
    Button(verb="raised page", press=paging.press_beside, reads=True),
    Button(verb="link raised", press=press_link, reads=True),
)
