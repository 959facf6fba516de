"""digest pause, digest resume: nothing is posted for a directorate until a day, or again."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dialogs import digest_setting, finding
from dialogs.days import day_of
from dialogs.digest_next import next_words
from dialogs.forms import Ask, Field, Input, again
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.calendar import said_short
from pledges.errors import NotUnderstood, UserError
from pledges.people import Directorate

_UNTIL = re.compile(r"(?P<name>.*?)\s*\b(?:until|till)\s+(?P<day>.+)", re.IGNORECASE)
LONGEST = timedelta(days=366)


async def run_pause(turn: Turn) -> Response:
    typed = _UNTIL.fullmatch(turn.words)
    name, day = (typed["name"], typed["day"]) if typed else (turn.words, "")
    name, day = name or turn.given("directorate"), day or turn.given("until")
    if not (name and day):
        return await _form(turn, name, day)
    try:
        directorate, until = await finding.directorate(turn, name), _until(day, turn.today)
    except NotUnderstood as error:
        return await _form(turn, name, day, error)
    await digest_setting.pause(turn, directorate, until)
    return Say(
        f"The digest of {directorate.name} is paused until {said_short(until, turn.today)}: nothing is posted before "
        f"then. The director and the admins are told.{await _first(turn, directorate)} It compares with the last one "
        f"that was posted. “digest resume {directorate.name}” goes on sooner."
    )


def _until(words: str, today: date) -> date:
    day = day_of(words, today)
    if not today < day <= today + LONGEST:
        raise NotUnderstood(
            "Please give a day that is still to come, and within a year. “unlink” in the channel ends it."
        )
    return day


async def _first(turn: Turn, directorate: Directorate) -> str:
    found = await next_words(turn, directorate)
    return f" The first one after that is on {found}." if found else " No channel is linked to it, though."


async def _form(turn: Turn, name: str, day: str, error: UserError | None = None) -> Ask:
    names = [directorate.name for directorate in await turn.tx.people.directorates()]
    if not names:
        raise NotUnderstood("The register has no directorates yet. Import a register first.")
    ask = Ask(
        command="digest pause",
        title="Pause the digest of a directorate",
        send="Pause it",
        fields=(
            Field(
                name="directorate",
                label="Directorate",
                input=Input.CHOICE,
                choices=[(n, n) for n in names],
                value=name if name in names else "",
            ),
            Field(name="until", label="Until which day? (such as 12 January)", value=day),
        ),
    )
    return again(ask, error)


async def run_resume(turn: Turn) -> Response:
    if not turn.words:
        raise NotUnderstood("Type the directorate too: “digest resume Housing”. “digests” shows which are paused.")
    directorate = await finding.directorate(turn, turn.words)
    if not (await turn.tx.digest_rules.of(directorate.id)).paused(turn.today):
        return Say(f"The digest of {directorate.name} is not paused, so nothing was changed.")
    await digest_setting.pause(turn, directorate, turn.today)
    found = await next_words(turn, directorate)
    first = f" The next one is on {found}; “digest now {directorate.name}” posts one at once." if found else ""
    return Say(f"The digest of {directorate.name} goes on.{first}")


COMMANDS = (
    Command(
        name="digest pause",
        help="Post no digest of a directorate until a day",
        example="digest pause Housing until 12 January",
        run=run_pause,
        who=Who.ADMINS,
        private=True,
        menu=70,
    ),
    Command(
        name="digest resume",
        help="Post the digest of a directorate again",
        example="digest resume Housing",
        run=run_resume,
        who=Who.ADMINS,
        private=True,
        menu=70,
    ),
)
