"""go live, not live: a directorate is asked from a day on, or not until somebody says so."""

from __future__ import annotations

import re
from datetime import date

from dialogs.days import day_of
from dialogs.going_live import directorate, outlook, state_words
from dialogs.registry import Command, Draw, Response, Turn, Who
from dialogs.turn import Say
from pledges.calendar import counted
from pledges.errors import NotUnderstood

FROM = re.compile(r"^(?P<name>.+?)\s+(?:from|on)\s+(?P<day>.+)$", re.IGNORECASE)
OFF = re.compile(r"^(?P<name>.+?)\s+off$", re.IGNORECASE)
ALL = frozenset({"all", "everyone", "everything", "all directorates"})


async def run(turn: Turn) -> Response:
    """Nothing is written before the card's button is pressed."""
    if not turn.words:
        return Draw("lives")
    if off := OFF.match(turn.words):
        return await _stop(turn, off["name"])
    name, since = turn.words, turn.today
    if (dated := FROM.match(turn.words)) and (day := _day(dated["day"], turn.today)):
        name, since = dated["name"], day
    found = await directorate(turn, name)
    if since < turn.today:
        raise NotUnderstood("That day is past. Type the first day on which people there are to be asked.")
    return Draw("go live", {"directorate": str(found.id), "since": since.isoformat()})


def _day(words: str, today: date) -> date | None:
    """The day that words name; None where they belong to the name of a directorate."""
    try:
        return today if words.strip().casefold() in ("today", "now") else day_of(words, today)
    except NotUnderstood:
        return None


async def run_not(turn: Turn) -> Response:
    if not turn.words:
        return Draw("lives")
    return await (_stop_all(turn) if turn.words.casefold() in ALL else _stop(turn, turn.words))


async def _stop(turn: Turn, words: str) -> Response:
    found = await directorate(turn, words)
    policy = turn.council.policy
    if not await turn.tx.live.stop(found.id, policy, by=turn.person.id, now=turn.now):
        return Say(f"{found.name} is {state_words(await turn.tx.live.of(found.id), turn.today)} already.")
    what = await outlook(turn.tx, found.id, turn.now)
    return Say(
        f"{found.name} is not live: nobody is asked about its {counted(what.total, 'open pledge')}, and no digest goes "
        f"out. What people say is still recorded. Type “go live {found.name}” when it is time: nothing piles up."
    )


async def _stop_all(turn: Turn) -> Response:
    """Every directorate there is, and those that come later."""
    changed = await turn.tx.live.stop_all(turn.council.policy, by=turn.person.id, now=turn.now)
    which = f"{counted(changed, 'directorate')} changed" if changed else "none had to be changed"
    return Say(
        f"No directorate is live ({which}), and those that come later wait too. Nobody is asked about their pledges "
        "until you type “go live” and a name."
    )


COMMANDS = (
    Command(
        name="go live",
        help="Have people in a directorate asked, from a day on; shows who would get what first",
        example="go live Housing from 1 February",
        run=run,
        who=Who.ADMINS,
        private=True,
        instead="Type “not live” and its name.",
    ),
    Command(
        name="not live",
        help="Ask nobody in a directorate until it goes live",
        example="not live Housing",
        run=run_not,
        who=Who.ADMINS,
        private=True,
        instead="Type “go live” and its name.",
    ),
)
