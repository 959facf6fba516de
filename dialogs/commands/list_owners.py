"""list tbc, list vacant: what nobody can be asked about, because its owner is not known or nobody holds the post."""

from __future__ import annotations

from dialogs import pieces
from dialogs.owning import rows
from dialogs.registry import Command, Look, Response, Turn, Who
from dialogs.turn import Show
from pledges.messages import Rendered
from pledges.pledge import Pledge

ROWS = 30
TBC_ADVICE = "Type “reassign CP-… to …” and the new owner hears it at once."
VACANT_ADVICE = "Type “hand over … to … from …” and the new holder hears it on that day."


async def run_tbc(turn: Turn) -> Response:
    found = await turn.tx.register.without_owner()
    return Show(draw("Owner to be confirmed", found, TBC_ADVICE, _look(turn)))


async def run_vacant(turn: Turn) -> Response:
    found = await turn.tx.register.vacant()
    return Show(draw("Led by a post that nobody holds", found, VACANT_ADVICE, _look(turn)))


def _look(turn: Turn) -> Look:
    return Look(now=turn.now, council=turn.council, facts={}, nonce="")


def draw(what: str, found: list[Pledge], advice: str, look: Look) -> Rendered:
    head = f"{what}: {len(found):,}" if found else f"{what}: none"
    shown = rows(found, look, ROWS) or [pieces.words("Every open pledge has somebody who answers for it here.")]
    return pieces.card(head, pieces.title(head), *([pieces.quiet(advice)] if found else []), *shown)


COMMANDS = (
    Command(
        name="list tbc",
        help="Pledges whose owner is to be confirmed",
        run=run_tbc,
        also=("tbc",),
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="list vacant",
        help="Pledges led by a post that nobody holds today",
        run=run_vacant,
        also=("vacant",),
        who=Who.ADMINS,
        private=True,
    ),
)
