"""policy: when people are asked and told, as a card that admins can change."""

from __future__ import annotations

from dialogs import setting
from dialogs.forms import Ask, Field, Input, again
from dialogs.registry import Button, Command, Draw, Response, Turn
from pledges import rhythm
from pledges.errors import NotForYou, NotUnderstood, UserError
from pledges.policy import Policy

HISTORY = frozenset({"history", "changes"})


async def run(turn: Turn) -> Response:
    if version := turn.given("version"):
        return await _save(turn, int(version))
    return Draw("policy", {"history": "yes"} if turn.words.casefold() in HISTORY else {})


async def press_change(turn: Turn) -> Response:
    """The form, filled in with what holds now."""
    _check(turn)
    kept = await turn.tx.rules.kept()
    return _form(rhythm.told(await turn.tx.rules.policy()), kept.version)


async def _save(turn: Turn, version: int) -> Response:
    """Keep what was changed in the form, on top of what others may have set since it was opened."""
    _check(turn)
    now, opened = await turn.tx.rules.policy(), await turn.tx.rules.at(version)
    given = {name: turn.given(name) for name in rhythm.rules()}
    try:
        wanted = rhythm.read_all(_changed(given, opened), now)
        return Draw("policy") if wanted == now else await setting.keep(turn, wanted)
    except NotUnderstood as error:
        return _form(given, version, error)


def _changed(given: dict[str, str], opened: Policy) -> dict[str, str]:
    was = rhythm.told(opened)
    return {name: text for name, text in given.items() if text != was[name]}


def _check(turn: Turn) -> None:
    if not turn.standing.admin:
        raise NotForYou("change the rhythm", "an admin")


def _form(values: dict[str, str], version: int, trouble: UserError | None = None) -> Ask:
    fields = tuple(
        Field(
            name=rule.field,
            label=rule.label,
            value=values[rule.field],
            input=Input.CHOICE if rule.choices else Input.LINE,
            choices=[(each, each) for each in rule.choices],
        )
        for rule in rhythm.rules().values()
    )
    ask = Ask(
        command="policy",
        title="When people are asked",
        send="Save",
        fields=fields,
        keep={"version": str(version)},
    )
    return again(ask, trouble)


COMMAND = Command(
    name="policy",
    help="When people are asked and told; admins can change it",
    run=run,
    also=("rhythm",),
    private=True,
    menu=60,
)
BUTTON = Button(verb="policy change", press=press_change, reads=True)
