"""evidence, impact: what shows that a pledge was kept, and what changed for children; before it is closed or after."""

from __future__ import annotations

from dialogs import finding
from dialogs.forms import Ask, Field, Input
from dialogs.proving import EVIDENCE, IMPACT, show
from dialogs.registry import Command, Response, Turn
from dialogs.turn import Say
from pledges.errors import NotUnderstood, PersonalDetails

LABELS = {"evidence": EVIDENCE, "impact": IMPACT}


async def run_evidence(turn: Turn) -> Response:
    return await _run(turn, "evidence")


async def run_impact(turn: Turn) -> Response:
    return await _run(turn, "impact")


async def _run(turn: Turn, what: str) -> Response:
    ref, words = finding.reference(turn.words)
    ref, words = ref or finding.reference(turn.given("ref"))[0], words or turn.given("words")
    if not ref or not words:
        return _form(what, ref, words)
    was = getattr(await turn.tx.register.get(ref), what)
    try:
        after = await show(turn, ref, words if what == "evidence" else "", words if what == "impact" else "")
    except (NotUnderstood, PersonalDetails) as error:
        return _form(what, ref, words, str(error))
    instead = " It takes the place of what was there, which the history keeps." if was else ""
    missing = "" if after.impact else f" What changed for children? Type “impact {after.ref} …” once you know."
    return Say(f"{after.ref}: the {what} is kept.{instead}{missing}")


def _form(what: str, ref: str, words: str, trouble: str = "") -> Ask:
    fields = (
        Field(name="ref", label="Its reference, such as CP-42", value=ref),
        Field(name="words", label=LABELS[what], value=words, input=Input.TEXT),
    )
    title = "What shows that it is done?" if what == "evidence" else "What changed for children?"
    return Ask(command=what, title=title, send="Keep it", fields=fields, trouble=trouble)


COMMANDS = (
    Command(
        name="evidence",
        help="Say what shows that a pledge was kept",
        example="evidence CP-42 the programme is in the virtual school's plan",
        run=run_evidence,
        private=True,
    ),
    Command(
        name="impact",
        help="Say what changed for children, and how that is known",
        example="impact CP-42 nine of ten care leavers know whom to ask, by the autumn survey",
        run=run_impact,
        private=True,
    ),
)
