"""done: say that a pledge is done; it waits to be confirmed and nobody is asked about it meanwhile."""

from __future__ import annotations

from dialogs import finding
from dialogs.changing import keep, next_words, pledge_of
from dialogs.proving import KIND, ask_later
from dialogs.registry import Command, Draw, Response, Turn
from dialogs.turn import Say
from pledges import guard
from pledges.changing import Answer, record
from pledges.pledge import Status


async def run(turn: Turn) -> Response:
    ref, note = finding.reference(turn.words)
    if not ref:
        return Draw("mine")
    before = await pledge_of(turn, ref)
    answer = Answer(Status.DONE, guard.check(note))
    after = await keep(turn, before, record(before, answer, turn.standing, turn.council.policy, turn.now))
    if not after.is_answered_by(turn.person.id):
        await ask_later(turn, after)
        return Say(f"{after.ref}: done, to be confirmed. {next_words(after, turn.council.policy, turn.today)}")
    return Draw(KIND, {"ref": after.ref, "said": after.ref})


COMMAND = Command(
    name="done",
    help="Say that a pledge is done",
    example="done CP-42 agreed by the Panel",
    run=run,
    spoken=True,
    private=True,
    menu=3,
)
