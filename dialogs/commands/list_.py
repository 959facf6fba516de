"""list: every list of pledges, narrowed to a directorate, a theme, a service, an owner, a source or a status."""

from __future__ import annotations

from dialogs import listings, narrowing
from dialogs.registry import Command, Draw, Response, Turn

EVERYTHING = "all"


async def run(turn: Turn) -> Response:
    words = turn.words if turn.inbound.text.casefold().startswith("list") else turn.inbound.text
    if not words:
        return Draw("lists")
    if narrowing.begins(words):
        words = f"{EVERYTHING} {words}"
    listing, behind = listings.read(words)
    listing.check(turn.standing)
    behind, by = narrowing.by(behind)
    facts = {"list": listing.name, **await narrowing.read(turn, behind)}
    return Draw("lists", facts | {"by": by}) if by else Draw("list", facts)


COMMAND = Command(
    name="list",
    help="Lists: late, due, overdue, waiting, done, missing, all … by directorate, theme, service, owner, source",
    example="list late theme Housing",
    run=run,
    also=("lists", *(name for listing in listings.all_lists().values() for name in listing.alone)),
    private=True,
    menu=6,
)
