"""gaps: the directorates and services that have no open pledge, by name."""

from __future__ import annotations

from collections.abc import Sequence

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.registry import CardKind, Command, Draw, Look, Response, Scene, Turn, Who
from pledges.calendar import counted
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import Directorate, DirectorateId

KIND = "gaps"
ROWS = 40


async def run(turn: Turn) -> Response:
    return Draw(KIND)


async def render(scene: Scene) -> Rendered | Drop:
    """All of them for an admin, a director's own for a director."""
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(person, scene.look.council.admins)
    silent = await scene.tx.transfers.silent()
    return draw([gap for gap in silent if standing.admin or gap[0].id in standing.directs], scene.look)


def draw(silent: Sequence[tuple[Directorate, str]], look: Look) -> Rendered:
    if not silent:
        none = "Every directorate and every service that I know has an open pledge."
        return pieces.card(none, pieces.title("Without a pledge"), pieces.words(none))
    whole = [d.name for d, service in silent if not service]
    parts = [f"{d.name}: {service}" for d, service in silent if service]
    told = (
        counted(len(whole), "directorate") if whole else "",
        counted(len(parts), "service") if parts else "",
    )
    head = f"Without a pledge: {', '.join(filter(None, told))}"
    return pieces.card(
        head,
        pieces.title("Without a pledge"),
        *([pieces.heading("Directorates", len(whole))] if whole else []),
        *_lines(whole),
        *([pieces.heading("Services", len(parts))] if parts else []),
        *_lines(parts),
        pieces.quiet("No pledge of theirs is open. An admin can type “assign … to … by …”."),
    )


def _lines(names: Sequence[str]) -> list[CardElement]:
    more = [pieces.quiet(f"And {len(names) - ROWS} more.")] if len(names) > ROWS else []
    return [*(pieces.words(f"**{pieces.plain(name)}**") for name in names[:ROWS]), *more]


CHILDREN, PLACE = Directorate(DirectorateId(1), "Children's Services"), Directorate(DirectorateId(2), "Place")
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "gaps": lambda: draw([(PLACE, ""), (CHILDREN, "Adoption"), (CHILDREN, "Fostering")], samples.look()),
        "gaps, none": lambda: draw([], samples.look()),
    },
)
COMMAND = Command(
    name="gaps",
    help="Directorates and services that have no open pledge",
    run=run,
    also=("list no pledge",),
    who=Who.DIRECTORS,
    private=True,
)
