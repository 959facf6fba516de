"""history: every change of a pledge, who made it, when, from what to what, and by which door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from microsoft_teams.cards import CardElement

from dialogs import finding, holders, pieces, samples
from dialogs.forms import Ask, Field
from dialogs.registry import CardKind, Command, Draw, Look, Response, Scene, Turn
from pledges.calendar import ONE_DAY, counted, said
from pledges.errors import NotForYou
from pledges.holding import Holding, Manner
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import may_read
from storage.db import Tx
from storage.history import Told

ROWS = 30
FORM = Ask(
    command="history", title="Whose history?", send="Show it", fields=(Field(name="ref", label="Its reference"),)
)


async def run(turn: Turn) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return FORM
    pledge = await turn.tx.register.get(ref)
    if not may_read(turn.standing, pledge):
        raise NotForYou(f"read {pledge.ref}", "its owner, the director and the admins")
    return Draw("history", {"ref": pledge.ref})


async def render(scene: Scene) -> Rendered | Drop:
    ref = scene.facts["ref"]
    broken = await scene.tx.history.verify(ref)
    held = await holders.held(scene.tx, ref)
    told = [*await scene.tx.history.of(ref), *await _merged(scene.tx, ref)]
    return draw(ref, sorted(told, key=lambda one: one.at), broken, scene.look, held)


async def _merged(tx: Tx, ref: str) -> list[Told]:
    """What became of the pledges that are merged into this one, each change with its reference."""
    inside = [done.ref for done in await tx.merges.inside((await tx.register.get(ref)).number)]
    return [replace(one, field=f"{each}, {one.field}") for each in inside for one in await tx.history.of(each)]


def draw(ref: str, told: Sequence[Told], broken: int | None, look: Look, held: holders.Held | None = None) -> Rendered:
    """Newest first. Whether the chain of changes holds is said, since that is what a history is for."""
    held = held or holders.Held()
    head = f"{ref}: {counted(len(told), 'change')}"
    proof = "Nobody has altered this history." if broken is None else f"This history was altered at change {broken}."
    rows = [pieces.block(*_row(one, look, held), line=True) for one in reversed(told[-ROWS:])]
    more = [pieces.quiet(f"And {len(told) - ROWS:,} earlier ones, in the export.")] if len(told) > ROWS else []
    shown = pieces.quiet(proof) if broken is None else pieces.warning(proof)
    posts = [pieces.quiet(pieces.plain(line)) for line in held.in_turn()]
    return pieces.card(head, pieces.title(head), shown, *posts, *rows, *more)


def _row(one: Told, look: Look, held: holders.Held) -> list[CardElement]:
    local = one.at.astimezone(look.policy.zone)
    post = held.borne(one.by_id, local.date())
    who = pieces.plain(f"{one.by} ({post})" if post else one.by) or "The clock"
    change = f"{pieces.plain(one.before) or 'nothing'} → {pieces.plain(one.after) or 'nothing'}"
    return [
        pieces.words(f"**{one.field}**: {change}"),
        pieces.quiet(f"{who}, by {one.door.removeprefix('by ')}, {said(local.date())}, {local:%H:%M}"),
    ]


EXAMPLE = Told(
    sequence=2,
    at=datetime(2026, 11, 13, 10, 0, tzinfo=UTC),
    by="Alex Wilber",
    door="card",
    field="status",
    before="on track",
    after="at risk",
    by_id=samples.YOU,
)
UNTIL = date(2026, 11, 30)
HELD = holders.Held(
    posts={
        "Head of Allocations": [
            Holding(person=samples.YOU, until=UNTIL),
            Holding(person=PersonId(2), since=UNTIL + ONE_DAY, manner=Manner.ACTING),
        ]
    },
    names={samples.YOU: "Alex Wilber", PersonId(2): "Megan Bowen"},
)
CARD = CardKind(
    kind="history",
    render=render,
    samples={
        "history": lambda: draw("CP-7", [EXAMPLE], None, samples.look()),
        "history, of a post": lambda: draw("CP-7", [EXAMPLE], None, samples.look(), HELD),
    },
)
COMMAND = Command(
    name="history",
    help="Every change of a pledge: who, when, from what to what",
    example="history CP-42",
    run=run,
    private=True,
)
