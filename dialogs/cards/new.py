"""New for you: a person who is given pledges hears it at once, and takes them on or hands them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import answers, holders, pieces, questions, samples
from dialogs.changing import keep, pledge_of
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn
from pledges.calendar import counted
from pledges.first_cards import is_held_back
from pledges.messages import Drop, Rendered
from pledges.pledge import Asking, Pledge

KIND = "new"
ROWS = 7


async def render(scene: Scene) -> Rendered | Drop:
    refs = scene.facts.get("refs", "").split(",")
    found = [await scene.tx.register.get(ref) for ref in refs if ref]
    pledges = [p for p in found if p.open and p.lead.answers == scene.to]
    fresh = "said" not in scene.facts and not scene.look.shown
    pledges = [p for p in pledges if not (fresh and is_held_back(p))]
    if not pledges and "said" not in scene.facts:
        return Drop("given to somebody else, closed or left to a first card before its owner was told")
    shown = pledges or found
    return draw(shown, scene.look, await holders.elsewhere(scene.tx, shown, scene.to))


def draw(pledges: Sequence[Pledge], look: Look, gone: Mapping[int, str] | None = None) -> Rendered:
    """`gone` says of those that are somebody else's by now whose they are."""
    head = f"New for you: {counted(len(pledges), 'pledge')}"
    gone = gone or {}
    rows = [
        pieces.block(*(holders.gone(p, gone[p.number]) if p.number in gone else _row(p, look)), line=True)
        for p in pledges[:ROWS]
    ]
    more = len(pledges) - ROWS
    rest = [pieces.buttons(pieces.button(f"And {more} more", "see mine", look.nonce))] if more > 0 else []
    names = "; ".join(f"{p.ref} {p.title}" for p in pledges[:3])
    return pieces.card(f"{head}. {names}", pieces.title(head), *rows, *rest)


def _row(pledge: Pledge, look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts) | {"ref": pledge.ref}
    if look.shown.get(pledge.ref):
        return [*questions.about(pledge, look), *questions.question(pledge, look, KIND)]
    if pledge.ref in look.facts.get("refused", "").split(","):
        return [pieces.words(f"✓ {pledge.ref}: the admin will find whose it is. You won't be asked meanwhile.")]
    if pledge.extension:
        return questions.receipt(pledge, look, KIND)
    if pledge.asking.accepted:
        return [
            pieces.words(f"✓ {pledge.ref} is yours: {pieces.plain(pledge.title)}"),
            *questions.next_line(pledge, look),
        ]
    actions = (
        pieces.button("Mine", "mine", look.nonce, **sent),
        pieces.button("Not mine", "open", look.nonce, form="not mine", **sent),
        pieces.button("Wrong date", "open", look.nonce, form="date", **sent),
    )
    return [*questions.about(pledge, look), *questions.quoted(pledge), pieces.buttons(*actions)]


async def press_mine(turn: Turn) -> Response:
    before = await pledge_of(turn)
    if before.lead.answers == turn.person.id:
        await keep(turn, before, replace(before, asking=replace(before.asking, accepted=True)))
        await turn.tx.asks.answered(before.number, turn.now, [turn.person.id], reply="taken on")
    return answers.again(turn, said=before.ref)


NEW = replace(samples.SOON, last=None, asking=Asking(accepted=False))
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "new": lambda: draw([NEW], samples.look()),
        "new, taken on": lambda: draw([samples.SOON], samples.look()),
    },
)
BUTTON = Button(verb="mine", press=press_mine)
