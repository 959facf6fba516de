"""assign: make a pledge and give it to somebody, by a date. They hear of it at once."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs import adding, finding, likely
from dialogs.assigning import ANEW, KEPT, RECOMMENDATION, Wanted, form
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.pledge import Kind

# “by” and the deadline, or one that needs no “by” before it.
BY = r"(?:\s+(?:by\s+|(?=(?:from|within|each|every|at the next)\s|(?:ongoing|quarterly|tbc)$))(?P<by>.+))"
TYPED = re.compile(rf"^(?P<title>.+)\s+to\s+(?P<to>.+?){BY}?$", re.IGNORECASE | re.DOTALL)


def wanted_from(turn: Turn) -> Wanted:
    """What was typed in one line, or filled into the form."""
    kept = {name: turn.given(name) for name in KEPT}
    if not turn.words:
        return Wanted(turn.given("title"), turn.given("to"), turn.given("by"), kept)
    typed = TYPED.match(turn.words)
    if not typed:
        return Wanted(turn.words, "", "", kept)
    title, to, by = (typed.group(name) or "" for name in ("title", "to", "by"))
    return Wanted(title, to, by, kept)


async def run(turn: Turn) -> Response:
    wanted = wanted_from(turn)
    if not (wanted.title and wanted.to and wanted.by):
        return form(wanted)
    try:
        return await _assign(turn, wanted)
    except (NotUnderstood, PersonalDetails) as error:
        return form(wanted, error)


async def _assign(turn: Turn, wanted: Wanted) -> Response:
    followed = wanted.kept[RECOMMENDATION]
    kind = Kind.RECOMMENDATION if followed else Kind.ACTION_POINT
    drafted = await adding.draft(turn, wanted, await likely.paper(turn, "", followed), kind)
    if not wanted.kept[ANEW] and (found := await likely.near(turn, drafted.title)):
        return likely.offer(found, replace(wanted, to=finding.typed_or(turn, wanted.to, drafted.lead.title)))
    kept, told = await adding.enter(turn, drafted)
    await likely.follow(turn, kept, followed)
    return Say(told)


COMMAND = Command(
    name="assign",
    help="Make a pledge and give it to somebody by a date",
    example="assign Publish the pledge leaflet to Adele Vance by 31 January",
    run=run,
    who=Who.ADMINS,
    menu=3,
)
