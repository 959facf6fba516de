"""To a director and the admins: somebody has paused the digest of a directorate, resumed it, or set its hour."""

from __future__ import annotations

from datetime import date, time

from dialogs import pieces, samples
from dialogs.digest_next import channels_of, next_slot, slot_words
from dialogs.digest_setting import KIND
from dialogs.digest_words import usual_words
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import said_short
from pledges.digest_hours import Hour, Own, Pause
from pledges.messages import Drop, Rendered
from pledges.people import DirectorateId

NO_MORE = "it has been set otherwise since"


async def render(scene: Scene) -> Rendered | Drop:
    """As it stands now: what is no longer so is not told."""
    id = DirectorateId(int(scene.facts["directorate"]))
    own, what = await scene.tx.digest_rules.of(id), scene.facts["what"]
    name = next((d.name for d in await scene.tx.people.directorates() if d.id == id), None)
    if name is None or (what == "paused") is not (own.paused(scene.look.today) is not None):
        return Drop(NO_MORE)
    return draw(name, own, await _first(scene, id, own), scene.look)


async def _first(scene: Scene, id: DirectorateId, own: Own) -> str:
    linked, look = await channels_of(scene.tx, id), scene.look
    if not linked:
        return ""
    return slot_words(await next_slot(scene.tx, linked[0], own, look.policy, look.now), look.policy, look.now)


def draw(name: str, own: Own, first: str, look: Look) -> Rendered:
    """`first` is when the next one comes; empty where no channel gets it."""
    by, pause = look.facts["by"], own.paused(look.today)
    if pause:
        head = f"The digest of {name} is paused until {said_short(pause.until, look.today)}"
        body = f"{by} has paused it. Nothing is posted in the channel before then, and nothing is said there about it."
    else:
        head = f"The digest of {name} comes on {usual_words(own, look.policy, look.today)}"
        body = f"{by} has {'resumed it' if look.facts['what'] == 'resumed' else 'set that'}."
    then = f" The next one is on {first}." if first else ""
    after = " It compares with the last one that was posted." if pause else ""
    return pieces.card(
        f"{head}. {by} has set that.",
        pieces.title(head),
        pieces.words(pieces.plain(body + then + after)),
        pieces.quiet("An admin can change it: “digests” shows how."),
    )


def _sample(own: Own, what: str, first: str) -> Rendered:
    return draw("Housing", own, first, samples.look(facts={"message": "s", "what": what, "by": "Lynne Robbins"}))


PAUSED = Own(pause=Pause(until=date(2027, 1, 12), by="Lynne Robbins"))
TUESDAYS = Own(hours=(Hour(since=date(2026, 11, 30), weekday=1, at=time(10)),))
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "digest rule": lambda: _sample(PAUSED, "paused", "Monday 18 January 2027 at 11:00"),
        "digest rule, an hour": lambda: _sample(TUESDAYS, "hour", "Tuesday 8 December at 10:00"),
    },
)
