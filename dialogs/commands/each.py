"""each, one: whether every owner of a pledge must answer, or one answer is enough."""

from __future__ import annotations

from dialogs import finding
from dialogs.changing import keep, pledge_of
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Response, Turn, Who
from dialogs.several import round_words
from dialogs.turn import Say
from pledges import answering
from pledges.calendar import listed
from pledges.errors import AlreadyClosed
from pledges.pledge import Pledge


async def run_each(turn: Turn) -> Response:
    return await _set(turn, each=True)


async def run_one(turn: Turn) -> Response:
    return await _set(turn, each=False)


async def _set(turn: Turn, *, each: bool) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return _form(each=each)
    before = await pledge_of(turn, ref)
    if not before.open:
        raise AlreadyClosed(before.ref)
    if before.each == each:
        return Say(f"That is so for {before.ref} already; nothing was changed. {_words(before)}")
    after = await keep(turn, before, answering.set_each(before, each=each))
    return Say(f"{after.ref} “{after.title}”: {_words(after)}")


def _words(pledge: Pledge) -> str:
    owners = [o.title for o in answering.answering(pledge)]
    if len(owners) < 2:
        there = f"only {owners[0]} answers" if owners else "nobody answers"
        return f"{_rule(pledge)} For now {there} for it, so that makes no difference yet."
    if pledge.each:
        return f"{round_words(pledge)} “one {pledge.ref}” takes it back."
    return f"one answer is enough: {listed(owners)} are asked, and whoever answers first answers for all."


def _rule(pledge: Pledge) -> str:
    return "each owner must answer." if pledge.each else "one answer is enough."


def _form(*, each: bool) -> Ask:
    return Ask(
        command="each" if each else "one",
        title="Of which pledge must each owner answer?" if each else "For which pledge is one answer enough?",
        send="Each must answer" if each else "One is enough",
        fields=(Field(name="ref", label="Its reference, such as CP-42"),),
    )


COMMANDS = (
    Command(
        name="each",
        help="Have each owner of a pledge answer for themselves",
        example="each CP-42",
        run=run_each,
        also=("each must answer", "each answers"),
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="one",
        help="Let one owner's answer be enough for all of them",
        example="one CP-42",
        run=run_one,
        also=("one answer", "one is enough", "one answers"),
        who=Who.ADMINS,
        private=True,
    ),
)
