"""recess, pre-election: days on which councillors are not asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs import setting
from dialogs.days import day_of, span
from dialogs.forms import Ask, Field, again
from dialogs.registry import Button, Command, Draw, Response, Turn, Who
from pledges import periods
from pledges.absences import typed
from pledges.errors import NotForYou, NotUnderstood, OldCard, UserError
from pledges.periods import Period, PeriodKind

OFF = ("remove", "cancel", "off", "no")


async def run_recess(turn: Turn) -> Response:
    return await _run(turn, PeriodKind.RECESS)


async def run_pre_election(turn: Turn) -> Response:
    return await _run(turn, PeriodKind.PRE_ELECTION)


async def _run(turn: Turn, kind: PeriodKind) -> Response:
    word, _, rest = turn.words.partition(" ")
    if word.casefold() in OFF:
        return await _remove(turn, await _meant(turn, kind, rest))
    days = typed(turn.words)
    first, last = (days.first, days.last) if turn.words else (turn.given("first"), turn.given("last"))
    if not (first or last):
        return _form(kind, first, last)
    try:
        since, until = span(first, last, turn.today)
        policy = await turn.tx.rules.policy()
        new = Period(kind=kind, since=since, until=until)
        return await setting.keep(turn, replace(policy, periods=periods.add(policy.periods, new, turn.today)))
    except NotUnderstood as error:
        return _form(kind, first, last, error)


async def _meant(turn: Turn, kind: PeriodKind, words: str) -> Period:
    """The period that begins on a day or has it; the only one there is where no day was named."""
    found = [p for p in await _coming(turn) if p.kind is kind]
    if words:
        day = day_of(typed(words).first or words, turn.today)
        found = [p for p in found if p.has(day)]
    if len(found) != 1:
        raise NotUnderstood(f"Which {kind}? “policy” lists them, each with a button that removes it.")
    return found[0]


async def _coming(turn: Turn) -> Sequence[Period]:
    return [p for p in (await turn.tx.rules.policy()).periods if p.until >= turn.today]


async def _remove(turn: Turn, period: Period) -> Response:
    policy = await turn.tx.rules.policy()
    return await setting.keep(turn, replace(policy, periods=tuple(p for p in policy.periods if p != period)))


async def press_remove(turn: Turn) -> Response:
    if not turn.standing.admin:
        raise NotForYou("change the rhythm", "an admin")
    found = periods.read(turn.given("period"))
    if not found:
        raise OldCard
    known = (await turn.tx.rules.policy()).periods
    return await _remove(turn, found[0]) if found[0] in known else Draw("policy")


async def press_add(turn: Turn) -> Response:
    if not turn.standing.admin:
        raise NotForYou("change the rhythm", "an admin")
    try:
        return _form(PeriodKind(turn.given("kind")), "", "")
    except ValueError:
        raise OldCard from None


def _form(kind: PeriodKind, first: str, last: str, trouble: UserError | None = None) -> Ask:
    ask = Ask(
        command=NAMES[kind],
        title=f"When is the {kind}?",
        send="Keep it",
        fields=(
            Field(name="first", label="First day (such as 20 July)", value=first),
            Field(name="last", label="Last day", value=last),
        ),
    )
    return again(ask, trouble)


NAMES = {PeriodKind.RECESS: "recess", PeriodKind.PRE_ELECTION: "pre-election"}
COMMANDS = (
    Command(
        name="recess",
        help="Days on which councillors are not asked; officers are",
        example="recess 20 July - 4 September",
        run=run_recess,
        who=Who.ADMINS,
        private=True,
        menu=62,
    ),
    Command(
        name="pre-election",
        help="The pre-election period: councillors are not asked, officers are",
        example="pre-election 24 March - 7 May",
        run=run_pre_election,
        also=("pre election", "purdah"),
        who=Who.ADMINS,
        private=True,
        menu=62,
    ),
)
BUTTONS = (
    Button(verb="period remove", press=press_remove),
    Button(verb="period add", press=press_add, reads=True),
)
