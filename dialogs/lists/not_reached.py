"""list not reached: what somebody answers for who can't be written to, why and since when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene, Who
from pledges.calendar import said_short
from pledges.pledge import Pledge
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    missing = {person.id: (person.name, why, since) for person, why, since in await scene.tx.people.not_reachable()}
    look = scene.look
    told = {}
    for pledge in shown:
        those = [missing[person] for o in pledge.owners for person in o.asked if person in missing]
        told[pledge.number] = "; ".join(
            f"{name} {why}" + (f", since {said_short(look.policy.today(since), look.today)}" if since else "")
            for name, why, since in those
        )
    return told


LISTING = Listing(
    name="not reached",
    help="What is with somebody who can't be reached, why and since when",
    what="with somebody who can't be reached",
    which=listed.not_reached,
    none="Everybody who answers for a pledge can be reached.",
    note="They need to install me in Teams, or open our chat once; what waits for them is sent then.",
    also=("unreached",),
    alone=("not reached",),
    who=Who.ADMINS,
    adds=adds,
)
