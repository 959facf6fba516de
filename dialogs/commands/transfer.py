"""transfer, transfers: services that move to another body on a day, with their pledges and posts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs import finding
from dialogs.days import day_of
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Draw, Response, Turn, Who
from pledges import guard, matching
from pledges.calendar import listed
from pledges.errors import NotUnderstood, PersonalDetails

TYPED = re.compile(
    r"^[\"“]?(?P<services>.+?)[\"”]?\s+to\s+[\"“]?(?P<to>.+?)[\"”]?(?:\s+(?:from|on)\s+(?P<since>.+))?$", re.IGNORECASE
)
LABELS = {
    "services": "Which services? (with a comma between them)",
    "to": "To which body or directorate?",
    "since": "From which day?",
}
SEPARATORS = re.compile(r"\s*[,;]\s*")


async def run(turn: Turn) -> Response:
    found = TYPED.match(turn.words)
    given = {name: (found[name] or "") if found else turn.given(name) for name in LABELS}
    if turn.words and not found:
        given["services"] = turn.words.strip('"“”')
    if not all(given.values()):
        return _form(given)
    try:
        return await _preview(turn, given)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(given, str(error))


async def _preview(turn: Turn, given: Mapping[str, str]) -> Response:
    """Show what would move and ask. Nothing is written before it is confirmed."""
    services = await _services(turn, given["services"])
    since = day_of(given["since"], turn.today)
    to, near = await _body(turn, given["to"])
    facts = {"services": "\n".join(services), "to": to, "near": near, "since": since.isoformat()}
    return Draw("transfer", facts)


async def _services(turn: Turn, words: str) -> list[str]:
    """The services that are meant, as the register writes them."""
    known = {name: name for name in await turn.tx.transfers.services()}
    found = []
    for each in filter(None, SEPARATORS.split(words)):
        match = matching.best(each, known)
        if match.found is None:
            there = "; ".join(match.near or sorted(known)[:8])
            hint = f"I know: {there}." if there else "No pledge and no post names a service yet."
            raise NotUnderstood(f"I don't know a service “{each}”. {hint}")
        found.append(match.found)
    return list(dict.fromkeys(found))


async def _body(turn: Turn, words: str) -> tuple[str, str]:
    """A directorate or body by its name in full; any other is new, entered once confirmed, with what it is like."""
    match = matching.best(words, {d.name: d.name for d in await turn.tx.people.directorates()})
    if match.exact and match.found:
        return match.found, ""
    return guard.check(words), match.name or listed(match.near)


async def run_all(turn: Turn) -> Response:
    return Draw("transfers")


async def run_report(turn: Turn) -> Response:
    """A directorate as at a day: its own director and the admins may ask."""
    name, _, day = turn.words.partition(" as at ")
    words = name.strip().strip('"“”') or turn.given("directorate")
    if not words:
        return _report_form()
    directorate = await finding.directorate(turn, words)
    day = day or turn.given("day")
    on = day_of(day, turn.today) if day else turn.today
    if on > turn.today:
        raise NotUnderstood("That day is still to come: I can only say what was so until today.")
    return Draw("directorate", {"directorate": str(directorate.id), "day": on.isoformat()})


def _report_form() -> Ask:
    fields = (
        Field(name="directorate", label="Which directorate or body?"),
        Field(name="day", label="As at which day? (such as 31 March 2027; empty: today)", required=False),
    )
    return Ask(command="directorate", title="A directorate as at a day", send="Show it", fields=fields)


def _form(given: Mapping[str, str], trouble: str = "") -> Ask:
    fields = tuple(Field(name=name, label=label, value=given[name]) for name, label in LABELS.items())
    return Ask(command="transfer", title="Move services to another body", send="Go on", fields=fields, trouble=trouble)


COMMANDS = (
    Command(
        name="transfer",
        help="Move services to another body from a day on, with their pledges and posts; shows the list first",
        example='transfer "Fostering, Adoption" to "Children\'s Trust" from 1 April',
        run=run,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="transfers",
        help="What moves to another body, from when, and what has moved",
        run=run_all,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="directorate",
        help="What was open and past its date in a directorate, as at a day",
        example="directorate Children's Services as at 31 March 2026",
        run=run_report,
        who=Who.DIRECTORS,
        private=True,
    ),
)
