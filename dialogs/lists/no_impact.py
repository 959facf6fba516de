"""list no impact: done or closed, and nobody has said yet what changed for children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.forms import Ask, Field, Input
from dialogs.listings import Listing
from dialogs.proving import IMPACT
from dialogs.registry import Button, Response, Scene, Turn
from pledges.pledge import Pledge
from storage import listed
from storage.lists import NEWEST


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    return {p.number: f"evidence: {p.evidence}" for p in shown if p.evidence}


async def press_show(turn: Turn) -> Response:
    """The form of “impact”, for this pledge."""
    fields = (
        Field(name="ref", label="Its reference", value=turn.given("ref")),
        Field(name="words", label=IMPACT, input=Input.TEXT),
    )
    return Ask(command="impact", title="What changed for children?", send="Keep it", fields=fields)


BUTTON = Button(verb="show impact", press=press_show, reads=True)
LISTING = Listing(
    name="no impact",
    help="What is done, and nobody has said yet what changed for children",
    what="done, impact not yet shown",
    which=listed.no_impact,
    none="For everything that is done and that you may read, somebody has said what changed for children.",
    also=("without impact", "impact not yet shown"),
    alone=("no impact",),
    order=NEWEST,
    adds=adds,
    act=("Show it", BUTTON.verb),
)
