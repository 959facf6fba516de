"""Told to the admins: what has had no answer where nobody above its owner is to be asked, and whom they may turn to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from microsoft_teams.cards import CardElement

from dialogs import escalated, holders, pieces, samples
from dialogs.changing import due_words
from dialogs.escalated import ROUTE
from dialogs.registry import CardKind, Look, Scene, Who
from pledges.calendar import listed
from pledges.escalation import COUNCILLORS, Route, is_silent
from pledges.messages import Drop, Rendered
from pledges.pledge import Pledge
from storage.escalations import Taken
from storage.seniors import silence_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`route` says why nobody above is asked; without one there is nobody left to ask."""

    pledge: Pledge
    owner: str
    tried: Sequence[str] = ()
    route: Route | None = None
    settled: str = ""


async def render(scene: Scene) -> Rendered | Drop:
    steps = await scene.tx.escalations.of_message(scene.facts["message"])
    rows = [row for step in steps if (row := await _row(scene, step))]
    return draw(rows, scene.look) if rows else Drop("answered, or not to be asked about, before it was sent")


async def _row(scene: Scene, step: Taken) -> Row | None:
    look, tx = scene.look, scene.tx
    pledge = await tx.register.get(f"CP-{step.pledge}")
    silence = await silence_of(tx, pledge, look.policy, look.today)
    silent = step.settled_at is None and is_silent(pledge, silence, look.policy, look.today)
    if not silent and "said" not in scene.facts:
        return None
    owner = await holders.whose(tx, pledge)
    log = [one for one in await tx.chase.of([pledge.number]) if one.person == step.owner]
    before = [s for s in await tx.escalations.of([pledge.number]) if s.since == step.since and s.id < step.id]
    settled = "" if silent else escalated.settled_words(pledge, step, look, owner)
    tried = [*escalated.chase_words(log, look), *escalated.steps_words(before, look, you="somebody else")]
    return Row(pledge=pledge, owner=owner, tried=tried, route=silence.route, settled=settled)


def draw(rows: Sequence[Row], look: Look) -> Rendered:
    refs = listed(row.pledge.ref for row in rows)
    head = f"No answer yet about {refs}" if any(not row.settled for row in rows) else f"Settled: {refs}"
    shown = [pieces.block(*_shown(row, look), line=True) for row in rows]
    return pieces.card(head, pieces.title(head), *shown)


def _lines(row: Row) -> list[str]:
    """Why the admins hear of it, and what they can do."""
    why = f"Nobody above is asked, because {row.route.why}." if row.route else "There is nobody else whom I could ask."
    turn_to = [f"You may turn to {row.route.way}."] if row.route else []
    ref = row.pledge.ref
    return [" ".join([why, *turn_to]), f"“reassign {ref} to …” gives it to somebody else; “hold {ref} …” lets it rest."]


def _shown(row: Row, look: Look) -> list[CardElement]:
    pledge, title = row.pledge, pieces.plain(row.pledge.title)
    if row.settled:
        return [pieces.quiet(f"{pledge.ref} · {title}"), pieces.words(f"✓ {pieces.plain(row.settled)}")]
    return [
        pieces.words(f"{pledge.ref} **{title}**"),
        pieces.words(pieces.plain(due_words(pledge, look.policy, look.today))),
        pieces.quiet(f"With {pieces.plain(row.owner)}"),
        *([pieces.quiet(pieces.plain(" ".join(row.tried)))] if row.tried else []),
        *(pieces.words(pieces.plain(line)) for line in _lines(row)),
    ]


TRIED = ("Asked, and delivered, on 6 and 20 November.",)
COUNCILLOR = Route(why="its owner is a councillor", way=COUNCILLORS)
ROW = Row(pledge=samples.LATE, owner="Cllr Rhian Pugh, Lead Member for Children", tried=TRIED, route=COUNCILLOR)
ASKED = (*TRIED, "The Head of Housing was asked on Thursday 26 November: no reply yet.")
CARD = CardKind(
    kind=ROUTE,
    render=render,
    samples={
        ROUTE: lambda: draw([ROW], samples.look()),
        f"{ROUTE}, nobody left": lambda: draw(
            [replace(ROW, owner="Alex Wilber", tried=ASKED, route=None)], samples.look()
        ),
        f"{ROUTE}, settled": lambda: draw([replace(ROW, settled="Answered: done.")], samples.look()),
    },
    who=Who.ADMINS,
)
