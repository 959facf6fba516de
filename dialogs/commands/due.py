"""due: set a pledge's date. For an owner it asks for the date; an admin's word is the decision."""

from __future__ import annotations

from dialogs import dating, finding
from dialogs.changing import due_words, keep, next_words, pledge_of, tell
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Draw, Response, Turn
from dialogs.turn import Say
from pledges.changing import set_date
from pledges.errors import AlreadyClosed, NotUnderstood, NotYours
from pledges.pledge import Pledge, may_update


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words)
    ref, words = ref or finding.reference(turn.given("ref"))[0], words or turn.given("by")
    if not turn.standing.admin and ref:
        return await _ask(turn, await turn.tx.register.get(ref), words)
    if not ref or not words:
        return _form(ref, words)
    try:
        return await _set(turn, ref, words)
    except NotUnderstood as error:
        return _form(ref, words, str(error))


async def _ask(turn: Turn, pledge: Pledge, words: str) -> Response:
    """The form by which an owner asks for a date, with the day that was typed, if it can be read."""
    if not may_update(turn.standing, pledge):
        raise NotYours(pledge.ref, pledge.lead.title)
    try:
        due = (await dating.read(turn, words, pledge.sources)).due
    except NotUnderstood:
        due = None
    day = {"date": due.isoformat()} if due else {}
    return Draw("show", {"ref": pledge.ref, "answer": "yes"}, {pledge.ref: "date", **day})


async def _set(turn: Turn, ref: str, words: str) -> Response:
    """First the meeting that the words may hang on is kept as it is, then the pledge: see storage.meetings."""
    known = _still_open(await turn.tx.register.get(ref))
    deadline = await dating.read(turn, words, known.sources)
    before = _still_open(await pledge_of(turn, ref))
    after = await keep(turn, before, set_date(before, deadline))
    policy, owner = turn.council.policy, after.lead.answers
    if owner and owner != turn.person.id:
        await tell(turn, "decided", owner, f"decided:{after.ref}:{after.version}", ref=after.ref, agreed="yes")
    rule = f" ({deadline.rule})" if deadline.rule else ""
    return Say(f"{after.ref}: {due_words(after, policy, turn.today)}{rule}. {next_words(after, policy, turn.today)}")


def _still_open(pledge: Pledge) -> Pledge:
    if not pledge.open:
        raise AlreadyClosed(pledge.ref)
    return pledge


def _form(ref: str, by: str, trouble: str = "") -> Ask:
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="by", label=dating.BY_WHEN, value=by),
    )
    return Ask(command="due", title="Set a pledge's date", send="Set it", fields=fields, trouble=trouble)


COMMAND = Command(
    name="due", help="Set a new date, or ask for one", example="due CP-42 31 January", run=run, private=True, menu=4
)
