"""champion: who champions a theme from a day on. The member champion is accountable, the officer champion supports."""

from __future__ import annotations

import re

from dialogs import finding, plan_inverses, plan_words
from dialogs.changing import tell
from dialogs.days import day_of
from dialogs.forms import Ask, Field, Input, again
from dialogs.registry import Command, Draw, Response, Turn, Who
from pledges import guard
from pledges.calendar import said_short
from pledges.errors import NotUnderstood, PersonalDetails, UserError
from pledges.people import Person
from pledges.plans import Championing, Role, champion_on
from storage.placing import Place

TYPED = re.compile(
    r"^[\"“]?(?P<theme>.+?)[\"”]?\s+(?P<role>member|officer)\s+(?P<who>.+?)(?:\s+from\s+(?P<since>.+))?$",
    re.IGNORECASE,
)
NAMES = ("theme", "role", "who", "since")
NOBODY = frozenset({"nobody", "none", "vacant", "tbc"})


async def run(turn: Turn) -> Response:
    found = TYPED.match(turn.words)
    given = {name: (found[name] or "") if found else turn.given(name) for name in NAMES}
    if turn.words and not found:
        place = await plan_words.theme(turn, turn.words)
        return _form(given | {"theme": place.theme.name})
    if not (given["theme"] and given["role"] and given["who"]):
        return _form(given)
    try:
        return await _name(turn, given)
    except (NotUnderstood, PersonalDetails) as error:
        return _form(given, error)


async def _name(turn: Turn, given: dict[str, str]) -> Response:
    place, role = await plan_words.theme(turn, given["theme"]), _role(given["role"])
    person = None if given["who"].casefold() in NOBODY else await _person(turn, given["who"])
    since = day_of(given["since"], turn.today) if given["since"] else turn.today
    known = await turn.tx.plans.champions(place.theme.id)
    if champion_on(known, role, since) == (person.id if person else None):
        who = f"{person.name} is" if person else "Nobody is"
        day = said_short(since, turn.today)
        raise NotUnderstood(f"{who} the {role} champion of {place.theme.name} on {day} already.")
    new = Championing(theme=place.theme.id, role=role, person=person.id if person else None, since=since)
    await turn.tx.plans.champion(new, turn.person.id, turn.now)
    plan_inverses.note_champion(turn, new, champion_on(known, role, since))
    if person and since <= turn.today:
        await _tell(turn, person, place, role)
    return Draw("theme", {"theme": str(place.theme.id)})


def _role(words: str) -> Role:
    try:
        return Role(words.casefold())
    except ValueError:
        raise NotUnderstood("Which champion: member or officer?") from None


async def _person(turn: Turn, words: str) -> Person:
    """Somebody the register knows; a councillor whose name is like no other is entered."""
    try:
        return await finding.person(turn, words, "who")
    except finding.Nobody:
        return await turn.tx.people.add(guard.check(words), None, None)


async def _tell(turn: Turn, person: Person, place: Place, role: Role) -> None:
    """The new champion sees the theme at once, wherever the bot can write to them."""
    if person.id == turn.person.id or person.id in await turn.tx.by_hand.people():
        return
    key = f"champion:{place.theme.id}:{role}:{person.id}:{turn.now.isoformat()}"
    await tell(turn, "theme", person.id, key, theme=str(place.theme.id), role=role.value)


def _form(given: dict[str, str], trouble: UserError | None = None) -> Ask:
    roles = [(f"{role.value} champion", role.value) for role in Role]
    role = given["role"] or Role.MEMBER.value
    fields = (
        Field(name="theme", label="Of which theme?", value=given["theme"]),
        Field(name="role", label="Which champion?", value=role, input=Input.CHOICE, choices=roles),
        Field(name="who", label="Who? (a name, a sign-in name, or nobody)", value=given["who"], input=Input.PERSON),
        Field(name="since", label="From which day? (empty: from today)", value=given["since"], required=False),
    )
    return again(Ask(command="champion", title="Champion of a theme", send="Keep it", fields=fields), trouble)


COMMAND = Command(
    name="champion",
    help="Name the member champion, who is accountable for a theme, or its officer champion, from a day on",
    example="champion Housing member Cllr Ashdown from 20 May 2027",
    run=run,
    who=Who.ADMINS,
    private=True,
)
