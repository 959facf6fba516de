"""theme, theme add, theme write, place: the themes of plans, and what stands under them."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs import finding, plan_inverses, plan_words
from dialogs.changing import keep, pledge_of
from dialogs.forms import Ask, Field, Input
from dialogs.plan_words import QUOTED, named, unquoted
from dialogs.registry import Command, Draw, Response, Turn, Who
from dialogs.turn import Say
from pledges import guard
from pledges.calendar import counted
from pledges.errors import NotUnderstood, PersonalDetails
from storage.placing import Place

ADDED = re.compile(
    rf"^(?P<number>\d{{1,3}})[.:)]?\s+{QUOTED}\s+(?:to|in|of)\s+[\"“]?(?P<plan>.+?)[\"”]?$", re.IGNORECASE
)
TEXTS = {"known": "What is known", "done": "What was done", "to_do": "Still to do"}
UNDER = re.compile(r"^(?:under|in)\s+", re.IGNORECASE)
NONE = 'No plan has a theme yet. An admin can type: theme add 1 "Housing" to "Improvement Plan"'


async def run(turn: Turn) -> Response:
    words = turn.words or turn.given("theme")
    if not words:
        return await _which(turn)
    place = await plan_words.theme(turn, words)
    return Draw("theme", {"theme": str(place.theme.id)})


async def _which(turn: Turn) -> Response:
    """A form with every theme there is, to choose from."""
    names = plan_words.choices_among(await turn.tx.plans.places(), turn.today)
    if not names:
        raise NotUnderstood(NONE)
    field = Field(name="theme", label="Its name", input=Input.CHOICE, choices=[(name, name) for name in names])
    return Ask(command="theme", title="Which theme?", send="Open it", fields=(field,))


async def run_add(turn: Turn) -> Response:
    found = ADDED.match(turn.words)
    given = {name: turn.given(name) for name in ("number", "name", "plan")}
    if found:
        given = {"number": found["number"], "name": named(found), "plan": found["plan"]}
    elif turn.words:
        given["name"] = turn.words
    if not all(given.values()):
        return _add_form(await _only_plan(turn, given))
    try:
        return await _add(turn, given)
    except (NotUnderstood, PersonalDetails) as error:
        return _add_form(given, str(error))


async def _only_plan(turn: Turn, given: dict[str, str]) -> dict[str, str]:
    """Where there is one plan, a theme can only be the next of that."""
    plans = await turn.tx.plans.all()
    if given["plan"] or len(plans) != 1:
        return given
    number = max((t.number for t in await turn.tx.plans.themes(plans[0].id)), default=0) + 1
    return {**given, "number": given["number"] or str(number), "plan": plans[0].called}


async def _add(turn: Turn, given: dict[str, str]) -> Response:
    if not given["number"].isdecimal() or not int(given["number"]):
        raise NotUnderstood(f"“{given['number'][:20]}” is no number. Type 1, 2, 3 and so on.")
    plan, name = await plan_words.plan(turn, given["plan"]), guard.check(given["name"])
    known = {t.id for t in await turn.tx.plans.themes(plan.id)}
    theme = await turn.tx.plans.put_theme(plan.id, int(given["number"]), name)
    if theme is None:
        taken = next(t for t in await turn.tx.plans.themes(plan.id) if t.number == int(given["number"]))
        raise NotUnderstood(f"{plan.called} has {taken.called} already. Give another number.")
    if theme.id not in known:
        plan_inverses.note_theme(turn, theme)
    waiting = await turn.tx.plans.waiting_for(theme)
    for number in waiting:
        before = await pledge_of(turn, f"CP-{number}")
        await keep(turn, before, before, under=theme.id)
    along = f" {counted(len(waiting), 'pledge')} that named it now stand under it." if waiting else ""
    return Say(f"{plan.called} has the theme {theme.called}.{along}")


def _add_form(given: dict[str, str], trouble: str = "") -> Ask:
    labels = {"number": "Its number", "name": "Its name", "plan": "Of which plan?"}
    fields = tuple(Field(name=name, label=label, value=given[name]) for name, label in labels.items())
    return Ask(command="theme add", title="Add a theme", send="Add it", fields=fields, trouble=trouble)


async def run_write(turn: Turn) -> Response:
    place = await plan_words.theme(turn, turn.words or turn.given("theme"))
    given = {name: turn.given(name) for name in TEXTS}
    if turn.words:
        return _write_form(place, {name: getattr(place.theme, name) for name in TEXTS})
    try:
        checked = {name: guard.check(text) for name, text in given.items()}
    except (NotUnderstood, PersonalDetails) as error:
        return _write_form(place, given, str(error))
    await turn.tx.plans.write_theme(
        place.theme.id, known=checked["known"], done=checked["done"], to_do=checked["to_do"]
    )
    return Draw("theme", {"theme": str(place.theme.id)})


def _write_form(place: Place, given: dict[str, str], trouble: str = "") -> Ask:
    theme = Field(name="theme", label="Theme", value=f"{place.theme.name} in {place.plan.called}")
    texts = (
        Field(name=name, label=label, value=given[name], input=Input.TEXT, required=False)
        for name, label in TEXTS.items()
    )
    return Ask(command="theme write", title=place.theme.called, send="Keep it", fields=(theme, *texts), trouble=trouble)


async def run_place(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words)
    ref = ref or finding.reference(turn.given("ref"))[0]
    words = unquoted(UNDER.sub("", words)) or turn.given("theme")
    if not ref or not words:
        return _place_form(ref, words)
    try:
        place = await plan_words.theme(turn, words)
    except NotUnderstood as error:
        return _place_form(ref, words, str(error))
    before = await pledge_of(turn, ref)
    was = await turn.tx.plans.place_of(before.number)
    if was and was.theme.id == place.theme.id:
        return Say(f"{before.ref} stands under {place.called} already; nothing was changed.")
    await keep(turn, before, replace(before, theme=_words(before.theme, place)), under=place.theme.id)
    moved = f", and no longer under {was.called}" if was else ""
    return Say(f"{before.ref} stands under {place.called}{moved}.")


def _words(words: str, place: Place) -> str:
    """The words of the paper are kept where they name the theme."""
    return words if words.casefold().split() == place.theme.name.casefold().split() else place.theme.name


def _place_form(ref: str, theme: str, trouble: str = "") -> Ask:
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="theme", label="Under which theme?", value=theme),
    )
    return Ask(command="place", title="Place a pledge", send="Place it", fields=fields, trouble=trouble)


COMMANDS = (
    Command(
        name="theme",
        help="A theme: its champions, its pledges that you may read, and what is late",
        example="theme Housing",
        run=run,
        private=True,
    ),
    Command(
        name="theme add",
        help="Add a theme or priority to a plan, under its number",
        example='theme add 5 "Housing" to "Improvement Plan 2022-24"',
        run=run_add,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="theme write",
        help="Write what is known, done and still to do in an area of a strategy",
        example="theme write Housing",
        run=run_write,
        instead="Type “theme write” again: what is written last counts.",
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="place",
        help="Have a pledge stand under a theme of a plan",
        example='place CP-42 under "Housing"',
        run=run_place,
        who=Who.ADMINS,
        private=True,
    ),
)
