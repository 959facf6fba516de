"""assign: make a pledge and give it to somebody, by a date. They hear of it at once."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs import dating, finding, likely
from dialogs.assigning import ANEW, KEPT, RECOMMENDATION, Wanted, form
from dialogs.changing import due_words, give_word
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import listed
from pledges.changing import give
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.people import Directorate
from pledges.pledge import Kind, Owner, Pledge

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
        return form(wanted, str(error))


async def _assign(turn: Turn, wanted: Wanted) -> Response:
    owner, *helping = await finding.owners(turn, wanted.to)
    deadline, title = await dating.read(turn, wanted.by), guard.check(wanted.title)
    if not wanted.kept[ANEW] and (found := await likely.near(turn, title)):
        return likely.offer(found, wanted)
    followed = wanted.kept[RECOMMENDATION]
    pledge = Pledge(
        number=0,
        title=title,
        kind=Kind.RECOMMENDATION if followed else Kind.ACTION_POINT,
        directorate=await _directorate(turn, owner),
        sources=(await likely.paper(turn, "", followed),),
        deadline=deadline,
    )
    given = give(pledge, owner, turn.today)
    joint = replace(given, owners=(*given.owners, *helping))
    kept = await turn.tx.register.add(joint, door="command", by=turn.person.id, now=turn.now)
    await likely.follow(turn, kept, followed)
    told = await give_word(turn, kept)
    day = due_words(kept, turn.council.policy, turn.today)
    others = f", helped by {listed(o.title for o in helping)}" if helping else ""
    return Say(
        f"{kept.ref} “{kept.title}” is with {owner.title}{others}. {day}. {told} "
        f"To take it back: “withdraw {kept.ref} …”."
    )


async def _directorate(turn: Turn, owner: Owner) -> Directorate | None:
    return next((p.directorate for p in await turn.tx.people.posts() if p.id == owner.post), None)


COMMAND = Command(
    name="assign",
    help="Make a pledge and give it to somebody by a date",
    example="assign Publish the pledge leaflet to Adele Vance by 31 January",
    run=run,
    who=Who.ADMINS,
    menu=3,
)
