"""update: say how a pledge is going, in one line."""

from __future__ import annotations

from dialogs import finding
from dialogs.changing import keep, next_words, pledge_of, recorded_words
from dialogs.proving import KIND
from dialogs.registry import Command, Draw, Response, Turn
from dialogs.several import first_words, round_words
from dialogs.statuses import status_in
from dialogs.turn import Say
from pledges import guard
from pledges.changing import Answer, record
from pledges.errors import NotUnderstood, NotYours
from pledges.pledge import Status, may_update

STATUSES = "Begin with on track, at risk, off track, blocked, not started or done."


async def run(turn: Turn) -> Response:
    ref, words = finding.reference(turn.words)
    if not ref:
        return Draw("mine")
    status, note = status_in(words)
    before = await pledge_of(turn, ref)
    if not may_update(turn.standing, before):
        raise NotYours(before.ref, before.lead.title)
    if status is None and words:
        raise NotUnderstood(
            f"I can't find a status in “{words[:60]}”, so nothing was recorded. {STATUSES} Then a word why."
        )
    if status is None:
        return Draw("show", {"ref": before.ref, "answer": "yes"})
    answer = Answer(status, guard.check(note))
    after = await keep(turn, before, record(before, answer, turn.standing, turn.council.policy, turn.now))
    if after.status is Status.DONE and after.is_answered_by(turn.person.id):
        return Draw(KIND, {"ref": after.ref, "said": after.ref})
    noted, policy = " with your note" if note else "", turn.council.policy
    parts = (
        await first_words(turn.tx, after, turn.person.id, policy),
        f"{after.ref}: recorded as {recorded_words(after)}{noted}. {next_words(after, policy, turn.today)}",
        round_words(after),
    )
    return Say(" ".join(filter(None, parts)))


COMMAND = Command(
    name="update",
    help="Say how a pledge is going: on track, at risk, off track, blocked or done, and a word why",
    example="update CP-42 at risk waiting for HR",
    run=run,
    spoken=True,
    private=True,
    menu=2,
)
