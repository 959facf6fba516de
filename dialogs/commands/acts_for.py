"""acts for me, no longer acts: whom a director lets act on the digest, such as a PA. The admins are told."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs import finding
from dialogs.changing import tell, tell_admins
from dialogs.forms import Ask, Field, Input, again
from dialogs.registry import Command, Response, Turn
from dialogs.turn import Say
from pledges.acting import ACTING, HOW
from pledges.calendar import listed, said_short
from pledges.errors import NotForYou, NotUnderstood, PersonalDetails, UserError
from pledges.people import Person
from storage.acting import Delegate

NAME, OFF = "acts for me", "no longer acts"


async def run(turn: Turn) -> Response:
    words = (turn.words or turn.given("who")).removeprefix("@").strip()
    if not words:
        return await _state(turn)
    try:
        return await _name(turn, words)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(NAME, "Who may act for you?", "Let them", words, error)


async def _name(turn: Turn, words: str) -> Response:
    places = await _directed(turn)
    if not places:
        raise NotForYou("let somebody act for them", "a director")
    person = await finding.person(turn, words, "who")
    if person.id == turn.person.id:
        raise NotUnderstood("That is you. Please name a colleague.")
    if await turn.tx.people.is_guest(person.id):
        raise NotUnderstood(f"{person.name} is a guest here, and nobody from outside the council acts for a director.")
    if not await turn.tx.acting.name(turn.person.id, person.id, turn.now):
        return Say(f"{person.name} acts for you already. “no longer acts {person.name}” ends it.")
    await _tell_of(turn, person, places)
    return Say(
        f"{person.name} may now act for you in {listed(places)}: ask, thank, write, decide about dates and give to "
        f"another. They don't see what is not for publication. “no longer acts {person.name}” ends it."
    )


async def _tell_of(turn: Turn, person: Person, places: Sequence[str]) -> None:
    key, name = f"{ACTING}:{turn.inbound.id}", turn.person.name
    what = f"{name} lets you act for them on what the digest of {listed(places)} brings."
    await tell(turn, ACTING, person.id, f"{key}:{person.id}", what=what, how=HOW)
    await tell_admins(turn, ACTING, key, what=f"{name} lets {person.name} act for them in {listed(places)}.")


async def _directed(turn: Turn) -> list[str]:
    """The directorates that whoever speaks directs themselves."""
    return [seat.directorate.name for seat in await turn.tx.acting.seats(turn.person.id) if seat.own]


async def _state(turn: Turn) -> Response:
    """Who acts for whom, as far as it is theirs to know: admins all, others what is about them."""
    every, me = await turn.tx.acting.delegates(), turn.person.id
    seen = [d for d in every if turn.standing.admin or me in (d.director, d.person)]
    if not seen and not turn.standing.admin and await _directed(turn):
        return _form(NAME, "Who may act for you?", "Let them", "")
    return Say("\n\n".join(_told(turn, each) for each in seen) or "Nobody acts for a director.")


def _told(turn: Turn, one: Delegate) -> str:
    since = said_short(turn.council.policy.today(one.since), turn.today)
    where = f"in {listed(one.directorates)}" if one.directorates else "who directs nothing at the moment"
    return f"{one.name} acts for {one.director_name}, {where}, since {since}. “{OFF} {one.name}” ends it."


async def run_off(turn: Turn) -> Response:
    words = (turn.words or turn.given("who")).removeprefix("@").strip()
    if not words:
        return _form(OFF, "Who acts for you no longer?", "End it", "")
    try:
        person = await finding.person(turn, words, "who")
    except (NotUnderstood, PersonalDetails) as error:
        return _form(OFF, "Who acts for you no longer?", "End it", words, error)
    return await _end(turn, person)


async def _end(turn: Turn, person: Person) -> Response:
    """A director ends what they began, whoever acts what is theirs, an admin whatever there is."""
    whose = None if turn.standing.admin or person.id == turn.person.id else turn.person.id
    ended = await turn.tx.acting.end(person.id, whose, by=turn.person.id, now=turn.now)
    if not ended:
        return Say(f"{person.name} does not act for you, so nothing was changed.")
    what = f"{person.name} acts for {listed(d.director_name for d in ended)} no longer."
    key = f"{ACTING}:{turn.inbound.id}"
    for other in sorted({person.id, *(d.director for d in ended)} - {turn.person.id}):
        await tell(turn, ACTING, other, f"{key}:{other}", what=what)
    await tell_admins(turn, ACTING, f"{key}:admins", what=what)
    return Say(what)


def _form(command: str, title: str, send: str, who: str, trouble: UserError | None = None) -> Ask:
    field = Field(name="who", label="Who? (a name or a sign-in name)", value=who, input=Input.PERSON)
    return again(Ask(command=command, title=title, send=send, fields=(field,)), trouble)


COMMANDS = (
    Command(
        name=NAME,
        help="For directors: let a colleague, such as a PA, act on the digest for you; without a name, who does",
        example="acts for me Ann Lee",
        run=run,
        also=("may act for me", "who acts"),
        private=True,
        instead=f"Type “{OFF}” and the name.",
    ),
    Command(
        name=OFF,
        help="End that somebody acts for you",
        example=f"{OFF} Ann Lee",
        run=run_off,
        spoken=True,
        also=("no longer",),
        private=True,
        told=False,  # “acts for me” says it
        instead=f"Type “{NAME}” and the name.",
    ),
)
