"""list waiting: the dates that wait for a decision: whose it is, since when, and the buttons that decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from microsoft_teams.cards import CardElement

from dialogs import deciding, pieces, samples
from dialogs.changing import due_words
from dialogs.registry import CardKind, Command, Draw, Look, Response, Scene, Turn
from pledges.calendar import counted, said_short
from pledges.deciding import may_decide, whose
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Extension, Pledge, may_update

KIND = "waiting"
ROWS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`decides` says who is to decide; `mine`, that whoever reads the list may."""

    pledge: Pledge
    decides: str
    mine: bool


async def run(turn: Turn) -> Response:
    return Draw(KIND)


async def render(scene: Scene) -> Rendered | Drop:
    """Admins see all, directors their directorate's, owners their own."""
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(person, scene.look.council.admins)
    found = [p for p in await scene.tx.register.waiting() if may_decide(standing, p) or may_update(standing, p)]
    directed = {d.id: await scene.tx.people.directors(d.id) for d in {p.directorate for p in found if p.directorate}}
    rows = [
        Row(
            pledge=p,
            decides=whose(p, directed=bool(p.directorate and directed[p.directorate.id])),
            mine=may_decide(standing, p),
        )
        for p in found
    ]
    said = [await scene.tx.register.get(ref) for ref in scene.facts.get("said", "").split(",") if ref]
    return draw(rows, scene.look, [p for p in said if p.extension is None])


def draw(rows: Sequence[Row], look: Look, settled: Sequence[Pledge] = ()) -> Rendered:
    told = [pieces.words(deciding.settled_words(p, look)) for p in settled]
    if not rows:
        none = "No date waits for a decision that you can see."
        return pieces.card(none, pieces.title("Waiting for a decision"), *told, pieces.words(none))
    head = f"Waiting for a decision: {counted(len(rows), 'date')}"
    shown = [pieces.block(*_row(r, r.pledge.extension, look), line=True) for r in rows[:ROWS] if r.pledge.extension]
    more = [pieces.quiet(f"And {len(rows) - ROWS:,} more, asked for later.")] if len(rows) > ROWS else []
    note = pieces.quiet("Meanwhile nobody is asked about these, and none is called late.")
    return pieces.card(head, pieces.title(head), note, *told, *shown, *more)


def _row(row: Row, asked: Extension, look: Look) -> list[CardElement]:
    pledge = row.pledge
    since = said_short(look.policy.today(asked.at), look.today)
    lines = [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.quiet(pieces.plain(f"{due_words(pledge, look.policy, look.today)} · waits since {since}")),
        *([pieces.quiet(pieces.plain(f"To be decided by {row.decides}."))] if not row.mine else []),
    ]
    if row.mine:
        return [*lines, *deciding.request(pledge, asked, look, KIND)]
    wanted = said_short(asked.wanted, look.today)
    return [*lines, pieces.words(f"**{wanted}** is asked for: “{pieces.plain(asked.reason)}”")]


ADMINS = Row(pledge=samples.ASKED, decides="the director of Children's Services", mine=False)
PANEL = replace(samples.ASKED, number=8, deadline=replace(samples.ASKED.deadline, by_panel=True))
MINUTE = whose(PANEL, directed=True)
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "waiting": lambda: draw(
            [replace(ADMINS, mine=True), Row(pledge=PANEL, decides=MINUTE, mine=True)], samples.look()
        ),
        "waiting, of others": lambda: draw([ADMINS], samples.look()),
        "waiting, none": lambda: draw([], samples.look()),
    },
)
COMMAND = Command(
    name="list waiting",
    help="The dates that wait for a decision, whose it is, and since when",
    run=run,
    also=("waiting",),
    private=True,
)
