"""list escalated: what somebody above an owner is asked about, whom, and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene, Who
from pledges.calendar import said_short
from pledges.escalation import Step
from pledges.pledge import Pledge
from storage import listed
from storage.escalations import Taken


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    steps = [s for s in await scene.tx.escalations.of([p.number for p in shown]) if s.settled_at is None]
    return {step.pledge: _told(scene, step) for step in steps}  # the last step of each


def _told(scene: Scene, step: Taken) -> str:
    day = said_short(step.put_on, scene.look.today)
    if step.step is Step.WARNED:
        return f"its owner was told on {day} that somebody else will be asked"
    if step.step is Step.ADMINS:
        return f"the admins were told on {day} that there was no answer"
    arrived = "" if step.reached_at else ", and that has not arrived yet"
    return f"{step.name}, {step.post}, was asked on {day} whom to ask{arrived}"


LISTING = Listing(
    name="escalated",
    help="What somebody above an owner is asked about, whom and since when",
    what="with a question to somebody above its owner",
    which=listed.escalated,
    none="Nobody above an owner is asked about anything.",
    note="An answer by the owner ends it. “hold CP-42 …” lets one rest; “escalation” shows where it is switched on.",
    alone=("escalated",),
    who=Who.ADMINS,
    adds=adds,
)
