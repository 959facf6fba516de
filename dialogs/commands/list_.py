"""list overdue, list not reached: what an admin or a director looks up."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import pieces, samples
from dialogs.changing import due_words, status_words
from dialogs.registry import CardKind, Command, Draw, Look, Response, Scene, Turn, Who
from dialogs.turn import Show
from pledges.calendar import counted, said_short
from pledges.errors import NotUnderstood
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge, is_late, may_read

ROWS = 30


async def run_overdue(turn: Turn) -> Response:
    if turn.words:
        raise NotUnderstood("I know these lists: list overdue, list not reached, list tbc, list vacant, list no date.")
    return Draw("overdue", {"admin": "yes" if turn.standing.admin else ""})


async def render_overdue(scene: Scene) -> Rendered | Drop:
    """Everything past its date that this person may read, worst first."""
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(person, scene.look.council.admins)
    past = await scene.tx.register.past(scene.look.today)
    return draw_overdue([p for p in past if may_read(standing, p)], scene.look)


def draw_overdue(past: Sequence[Pledge], look: Look) -> Rendered:
    if not past:
        none = "Nothing that you may read is past its date."
        return pieces.card(none, pieces.title("Past their date"), pieces.words(none))
    late = sum(is_late(p, look.policy, look.today) for p in past)
    head = f"Past their date: {len(past)}, of which {late} late"
    rows = [
        pieces.block(
            pieces.words(f"{p.ref} **{pieces.plain(p.title)}**"),
            pieces.quiet(
                f"{pieces.plain(p.lead.title)} · {due_words(p, look.policy, look.today)} · {status_words(p)}{_why(p)}"
            ),
            line=True,
        )
        for p in past[:ROWS]
    ]
    more = [pieces.quiet(f"And {len(past) - ROWS} more, less late than these.")] if len(past) > ROWS else []
    note = pieces.quiet("Late means: past its date, and its owner was reached about it at least a working day before.")
    return pieces.card(head, pieces.title(head), note, *rows, *more)


def _why(pledge: Pledge) -> str:
    if pledge.extension:
        return " · a new date waits for a decision"
    return "" if pledge.asking.reached_on else " · owner not reached yet"


async def run_not_reached(turn: Turn) -> Response:
    """Who answers for something open and cannot be written to, why, and since when."""
    missing = await turn.tx.people.not_reachable()
    if not missing:
        return Show(
            pieces.card("Everybody can be reached.", pieces.words("Everybody who answers for a pledge can be reached."))
        )
    head = f"Not reached: {counted(len(missing), 'person', 'people')}"
    rows = []
    for person, why, since in missing[:ROWS]:
        day = f", since {said_short(turn.council.policy.today(since), turn.today)}" if since else ""
        rows.append(pieces.words(f"**{pieces.plain(person.name)}** – {why}{day}"))
    advice = pieces.quiet("They need to install me in Teams, or open our chat once; what waits for them is sent then.")
    return Show(pieces.card(head, pieces.title(head), *rows, advice))


CARD = CardKind(
    kind="overdue",
    render=render_overdue,
    samples={
        "overdue": lambda: draw_overdue([samples.LATE], samples.look()),
        "overdue, none": lambda: draw_overdue([], samples.look()),
    },
)
COMMANDS = (
    Command(
        name="list overdue",
        help="What is past its date, worst first",
        run=run_overdue,
        also=("overdue", "list"),
        private=True,
    ),
    Command(
        name="list not reached",
        help="Who can't be reached, why and since when",
        run=run_not_reached,
        also=("not reached",),
        who=Who.ADMINS,
        private=True,
    ),
)
