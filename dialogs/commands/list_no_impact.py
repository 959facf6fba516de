"""list no impact: done or closed, and nobody has said yet what changed for children."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.changing import status_words
from dialogs.forms import Ask, Field, Input
from dialogs.proving import IMPACT
from dialogs.registry import Button, CardKind, Command, Draw, Look, Response, Scene, Turn
from pledges.calendar import counted, said_short
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge, Status

KIND = "no impact"
ROWS = 15


async def run(turn: Turn) -> Response:
    return Draw(KIND)


async def render(scene: Scene) -> Rendered | Drop:
    """Admins see all, directors their directorate's, owners their own; the latest first."""
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(person, scene.look.council.admins)
    found = await scene.tx.register.without_impact(standing, ROWS + 1)
    return draw(found, scene.look)


def draw(found: Sequence[Pledge], look: Look) -> Rendered:
    if not found:
        none = "For everything that is done, somebody has said what changed for children."
        return pieces.card(none, pieces.title("Done, impact not yet shown"), pieces.words(none))
    many = f"over {ROWS}" if len(found) > ROWS else counted(len(found), "pledge")
    head = f"Done, impact not yet shown: {many}"
    rows = [pieces.block(*_row(p, look), line=True) for p in found[:ROWS]]
    more = [pieces.quiet("And older ones.")] if len(found) > ROWS else []
    return pieces.card(head, pieces.title(head), *rows, *more)


def _row(pledge: Pledge, look: Look) -> list[CardElement]:
    day = f" on {said_short(look.policy.today(pledge.last.at), look.today)}" if pledge.last else ""
    shown = f" · evidence: {pledge.evidence}" if pledge.evidence else ""
    told = pieces.quiet(pieces.plain(f"{pledge.lead.title} · {status_words(pledge)}{day}{shown}"))
    show = pieces.button("Show it", "show impact", look.nonce, ref=pledge.ref)
    named = pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**")
    return [pieces.two([named, told], [pieces.buttons(show)])]


async def press_show(turn: Turn) -> Response:
    """The form of “impact”, for this pledge."""
    fields = (
        Field(name="ref", label="Its reference", value=turn.given("ref")),
        Field(name="words", label=IMPACT, input=Input.TEXT),
    )
    return Ask(command="impact", title="What changed for children?", send="Keep it", fields=fields)


DONE = [
    samples.pledge(
        3, "Publish who to ask in each team", None, status=Status.DONE, last=samples.said(Status.DONE, "", 30)
    ),
    samples.pledge(
        9,
        "Offer every care leaver a place to stay in touch",
        None,
        status=Status.CLOSED,
        last=samples.said(Status.CLOSED, "CPP, minute 112", 18),
        evidence="Panel minute 112",
    ),
]
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "no impact": lambda: draw(DONE, samples.look()),
        "no impact, none": lambda: draw([], samples.look()),
    },
)
BUTTON = Button(verb="show impact", press=press_show, reads=True)
COMMAND = Command(
    name="list no impact",
    help="What is done, and nobody has said yet what changed for children",
    run=run,
    also=("no impact",),
    private=True,
)
