"""assign: make a pledge and give it to somebody, by a date. They hear of it at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dialogs import dating, finding
from dialogs.changing import due_words, give_word
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import listed
from pledges.changing import give
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.people import Directorate
from pledges.pledge import Kind, Owner, Pledge, Source

# “by” and the deadline, or one that needs no “by” before it.
BY = r"(?:\s+(?:by\s+|(?=(?:from|within|each|every|at the next)\s|(?:ongoing|quarterly|tbc)$))(?P<by>.+))"
TYPED = re.compile(rf"^(?P<title>.+)\s+to\s+(?P<to>.+?){BY}?$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    title: str
    to: str
    by: str


def wanted_from(turn: Turn) -> Wanted:
    """What was typed in one line, or filled into the form."""
    if not turn.words:
        return Wanted(turn.given("title"), turn.given("to"), turn.given("by"))
    typed = TYPED.match(turn.words)
    return Wanted(*(typed.group(n) or "" for n in ("title", "to", "by"))) if typed else Wanted(turn.words, "", "")


async def run(turn: Turn) -> Response:
    wanted = wanted_from(turn)
    if not (wanted.title and wanted.to and wanted.by):
        return _form(wanted)
    try:
        return await _assign(turn, wanted)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(wanted, str(error))


async def _assign(turn: Turn, wanted: Wanted) -> Response:
    owner, *helping = await finding.owners(turn, wanted.to)
    deadline = await dating.read(turn, wanted.by)
    pledge = Pledge(
        number=0,
        title=guard.check(wanted.title),
        kind=Kind.ACTION_POINT,
        directorate=await _directorate(turn, owner),
        sources=(Source(document=f"Assigned by {turn.person.name}", held_on=turn.today),),
        deadline=deadline,
    )
    given = give(pledge, owner, turn.today)
    joint = replace(given, owners=(*given.owners, *helping))
    kept = await turn.tx.register.add(joint, door="command", by=turn.person.id, now=turn.now)
    told = await give_word(turn, kept)
    day = due_words(kept, turn.council.policy, turn.today)
    others = f", helped by {listed(o.title for o in helping)}" if helping else ""
    return Say(
        f"{kept.ref} “{kept.title}” is with {owner.title}{others}. {day}. {told} "
        f"To take it back: “withdraw {kept.ref} …”."
    )


async def _directorate(turn: Turn, owner: Owner) -> Directorate | None:
    return next((p.directorate for p in await turn.tx.people.posts() if p.id == owner.post), None)


def _form(wanted: Wanted, trouble: str = "") -> Ask:
    fields = (
        Field(name="title", label="What is to be done?", value=wanted.title),
        Field(name="to", label="Who leads it? (a name, a post or a sign-in name)", value=wanted.to),
        Field(name="by", label=dating.BY_WHEN, value=wanted.by),
    )
    return Ask(command="assign", title="Assign a pledge", send="Assign it", fields=fields, trouble=trouble)


COMMAND = Command(
    name="assign",
    help="Make a pledge and give it to somebody by a date",
    example="assign Publish the pledge leaflet to Adele Vance by 31 January",
    run=run,
    who=Who.ADMINS,
    menu=3,
)
