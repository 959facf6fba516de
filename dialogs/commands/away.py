"""away, back: on which days somebody is not written to, and who is asked in their place."""

from __future__ import annotations

from dialogs import finding
from dialogs.days import span
from dialogs.forms import Ask, Field
from dialogs.going_away import come_back, go_away, in_words
from dialogs.registry import Command, Response, Turn
from dialogs.turn import Say
from pledges.absences import Away, typed
from pledges.errors import NotUnderstood, PersonalDetails


async def run(turn: Turn) -> Response:
    away = typed(turn.words) if turn.words else Away(first=turn.given("first"), last=turn.given("last"), cover="")
    away = away if away.cover else Away(first=away.first, last=away.last, cover=turn.given("cover"))
    if not (away.first or away.last):
        return await _state(turn)
    try:
        since, until = span(away.first, away.last, turn.today)
        cover = await finding.person(turn, away.cover.removeprefix("@")) if away.cover else None
        absence = await go_away(turn, since, until, cover)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(away, str(error))
    return Say(await in_words(turn, absence))


async def _state(turn: Turn) -> Response:
    known = [a for a in await turn.tx.absences.to_come(turn.today) if a.person == turn.person.id]
    return (
        Say(" ".join([await in_words(turn, each) for each in known]))
        if known
        else _form(Away(first="", last="", cover=""))
    )


def _form(away: Away, trouble: str = "") -> Ask:
    fields = (
        Field(name="first", label="First day (such as 12 December, or today)", value=away.first, required=False),
        Field(name="last", label="Last day", value=away.last),
        Field(name="cover", label="Who is asked in your place? (or leave it empty)", value=away.cover, required=False),
    )
    return Ask(command="away", title="When are you away?", send="I'm away", fields=fields, trouble=trouble)


async def run_back(turn: Turn) -> Response:
    if not await come_back(turn):
        return Say("You are not away, so nothing was changed.")
    return Say("Welcome back. What has waited for you comes in the next working hours, as one card.")


COMMANDS = (
    Command(
        name="away",
        help="Be left alone for some days, or have a colleague asked in your place",
        example="away 12-19 December, cover Megan Bowen",
        run=run,
        private=True,
        instead="Type “back” to end it.",
    ),
    Command(
        name="back",
        help="End your time away now",
        run=run_back,
        spoken=True,
        also=("i'm back",),
        private=True,
        instead="Type “away” and the days to be away again.",
    ),
)
