"""Going away and coming back: what is kept, who is told, and what somebody hears about it."""

from __future__ import annotations

from datetime import date

from dialogs.changing import tell
from dialogs.registry import Turn
from pledges.absences import Absence, check
from pledges.calendar import listed
from pledges.errors import NotUnderstood
from pledges.people import Person

COVER = "cover"


async def go_away(turn: Turn, since: date, until: date, cover: Person | None = None) -> Absence:
    """Have nobody write to the speaker on these days, the last one included; a cover is asked in their place, and told.

    Raises NotUnderstood, with a sentence, for days or a cover that cannot be.
    """
    absence = Absence(
        person=turn.person.id, since=max(since, turn.today), until=until, cover=cover.id if cover else None
    )
    known = await turn.tx.absences.to_come(turn.today)
    check(absence, known, turn.today)
    if cover:
        await _check_cover(turn, absence, cover, known)
    await turn.tx.absences.put(absence, turn.now)
    await _tell_cover(turn, absence)
    return absence


async def come_back(turn: Turn) -> list[Absence]:
    """End whatever absence the speaker has, now or later; return what that was. What waited for them goes out."""
    ended = await turn.tx.absences.end(turn.person.id, turn.today)
    if any(absence.since <= turn.today for absence in ended):
        await turn.tx.outbox.hasten(turn.person.id, turn.now)
    for absence in ended:
        await _tell_cover(turn, absence, back="yes")
    return ended


async def in_words(turn: Turn, absence: Absence) -> str:
    """What follows from an absence, for whoever goes away."""
    days = absence.days(turn.today)
    if absence.cover is None:
        asked = "your questions wait, and come as one card afterwards"
    else:
        name = (await turn.tx.people.get(absence.cover)).name
        asked = f"{name} is asked in your place. What you have promised stays yours"
    covers = [a.person for a in await turn.tx.absences.to_come(turn.today) if _left_alone(a, absence)]
    names = [(await turn.tx.people.get(person)).name for person in covers]
    also = f" You cover for {listed(names)}: while you are both away, those questions wait." if names else ""
    return f"You are away {days}: I don't write to you, and {asked}.{also} “back” ends it sooner."


def _left_alone(other: Absence, absence: Absence) -> bool:
    return other.cover == absence.person and other.meets(absence)


async def _check_cover(turn: Turn, absence: Absence, cover: Person, known: list[Absence]) -> None:
    away = next((a for a in known if a.person == cover.id and a.meets(absence)), None)
    if away:
        raise NotUnderstood(
            f"{cover.name} is away {away.days(turn.today)}, and can't cover then. Name somebody else, or nobody."
        )
    if not await turn.tx.people.reachable(cover.id):
        raise NotUnderstood(f"I can't write to {cover.name} yet: they have to install me first. Name somebody else.")


async def _tell_cover(turn: Turn, absence: Absence, back: str = "") -> None:
    if absence.cover is not None:
        facts = {"person": str(absence.person), "since": absence.since.isoformat(), "until": absence.until.isoformat()}
        key = f"{COVER}:{absence.person}:{turn.inbound.id}:{absence.since.isoformat()}"
        await tell(turn, COVER, absence.cover, key, back=back, **facts)
