"""list away: what is led by somebody who is away today, until when, and who is asked in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.listings import Listing
from dialogs.registry import Scene, Who
from pledges.absences import Absence
from pledges.pledge import Pledge
from storage import listed


async def adds(scene: Scene, shown: Sequence[Pledge]) -> Mapping[int, str]:
    away = {a.person: a for a in await scene.tx.absences.on(scene.look.today)}
    return {p.number: await _told(scene, away[p.lead.answers]) for p in shown if p.lead.answers in away}


async def _told(scene: Scene, absence: Absence) -> str:
    name = (await scene.tx.people.get(absence.person)).name
    cover = (await scene.tx.people.get(absence.cover)).name if absence.cover is not None else ""
    asked = f"{cover} is asked instead" if cover else "questions wait"
    return f"{name} is away {absence.days(scene.look.today)}; {asked}"


LISTING = Listing(
    name="away",
    help="What is led by somebody who is away today, and who is asked instead",
    what="led by somebody who is away",
    which=listed.away,
    none="Nobody who leads a pledge is away today.",
    who=Who.ADMINS,
    adds=adds,
)
