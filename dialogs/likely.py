"""Pledges that a new one may repeat, looked up before it is made."""

from __future__ import annotations

from dialogs.assigning import Wanted
from dialogs.registry import Draw, Turn
from dialogs.turn import Place
from pledges.alike import Known, alike
from pledges.pledge import Pledge, Publication, Source, Status

KIND = "alike"


async def near(turn: Turn, title: str) -> list[Pledge]:
    """The likeliest first; for one that is merged, the one that was kept. In a channel none that is not for it."""
    read = {p.number: p for p in await turn.tx.register.of_numbers(await turn.tx.titles.near(title))}
    known = [Known(p.number, p.title, open=is_live(p)) for p in read.values() if _counts(p)]
    numbers = [read[each.number].merged_into or each.number for each in alike(title, known)]
    found = {p.number: p for p in await turn.tx.register.of_numbers(numbers)}
    private = turn.inbound.place is Place.PERSONAL
    chosen = (found[number] for number in dict.fromkeys(numbers))
    return [p for p in chosen if private or p.publication is not Publication.RESTRICTED]


def _counts(pledge: Pledge) -> bool:
    """What was withdrawn may be promised anew without a question."""
    return pledge.status is not Status.WITHDRAWN or pledge.merged_into is not None


def is_live(pledge: Pledge) -> bool:
    """Whether a likely duplicate counts as open: done waits to be confirmed, and what is merged lives on in another."""
    return pledge.open or pledge.status is Status.DONE or pledge.merged_into is not None


def offer(found: list[Pledge], wanted: Wanted) -> Draw:
    """Ask whether it is one of these, with nothing lost that was typed."""
    refs = ",".join(p.ref for p in found)
    return Draw(KIND, {"refs": refs}, {"title": wanted.title, "to": wanted.to, "by": wanted.by} | dict(wanted.kept))


async def paper(turn: Turn, title: str, recommendation: str) -> Source:
    """The source of a pledge that is being made: the paper of a recommendation, else who assigns it."""
    if recommendation:
        return (await turn.tx.recommendations.get(int(recommendation))).source
    return Source(document=f"Assigned by {turn.person.name}", held_on=turn.today, words=title)


async def follow(turn: Turn, pledge: Pledge, recommendation: str) -> None:
    """Have a pledge count for the recommendation that it was made for, if it was for one."""
    if recommendation:
        await turn.tx.recommendations.link(int(recommendation), pledge.number, turn.person.id, turn.now)
