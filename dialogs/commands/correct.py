"""correct: put right what the posted digests say of a pledge."""

from __future__ import annotations

from dialogs import correcting, finding
from dialogs.forms import Ask, Field, Input
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges.calendar import counted
from pledges.errors import NotUnderstood, PersonalDetails, UnknownPledge

NAME = "correct"
LATE = (("As the digest says", "as said"), ("It was not late", "not late"))


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words or turn.given("ref"))
    words, wrong = correcting.not_late(words or turn.given("words"))
    wrong = wrong or turn.given("late") == "not late"
    if not (ref and (words or wrong)):
        return _form(ref, words, wrong)
    try:
        return await _correct(turn, ref, words, wrong)
    except (NotUnderstood, PersonalDetails, UnknownPledge) as error:
        return _form(ref, words, wrong, str(error))


async def _correct(turn: Turn, ref: str, words: str, wrong: bool) -> Response:
    pledge = await turn.tx.register.get(ref)
    text = await correcting.checked(turn, words)
    posts = await correcting.running(turn, pledge.ref)
    correcting.note(turn, await correcting.correct(turn, posts, pledge.ref, text, wrong=wrong))
    late = " The next one does not count it as late before." if wrong else ""
    told = f"{counted(len(posts), 'posted digest shows', 'posted digests show')} it within ten minutes."
    return Say(f"Corrected: {pledge.ref}. {told}{late} Type “undo” to take it back.")


def _form(ref: str, words: str, wrong: bool, trouble: str = "") -> Ask:
    fields = (
        Field(name="ref", label="Which pledge, such as CP-42?", value=ref),
        Field(
            name="words",
            label="What is right? The channel reads it: posts, never persons",
            value=words,
            input=Input.TEXT,
            required=False,
        ),
        Field(name="late", label="Was it late?", value=LATE[wrong][1], input=Input.CHOICE, choices=LATE),
    )
    title = "What does the digest say wrongly?"
    return Ask(command=NAME, title=title, send="Correct it", fields=fields, trouble=trouble)


COMMAND = Command(
    name=NAME,
    help="Put right what this week's digests say of a pledge",
    example="correct CP-42 was not late: the Panel moved it to 16 December",
    run=run,
    who=Who.ADMINS,
    private=True,
)
