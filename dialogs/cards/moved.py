"""A meeting has a day, another day, or none: told once to each owner of what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dialogs import pieces, questions, samples
from dialogs.changing import due_words
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted, said_short
from pledges.meetings import Meeting
from pledges.messages import Drop, Rendered
from pledges.pledge import MeetingId, Pledge

KIND = "moved"
ROWS = 10


async def render(scene: Scene) -> Rendered | Drop:
    """What is still theirs, open, and hangs on that meeting, as it stands now."""
    meeting = await scene.tx.meetings.get(MeetingId(int(scene.facts["meeting"])))
    found = [await scene.tx.register.get(ref) for ref in scene.facts["refs"].split(",")]
    theirs = [p for p in found if p.open and p.lead.answers == scene.to and p.deadline.meeting == meeting.id]
    if not theirs:
        return Drop("closed, given to somebody else or moved again before its owner was told")
    return draw(meeting, theirs, scene.look)


def draw(meeting: Meeting, pledges: Sequence[Pledge], look: Look) -> Rendered:
    what = _what(meeting, look)
    one, many = ("waits for one", "wait for one") if meeting.cancelled else ("hangs on it", "hang on it")
    hang = counted(len(pledges), f"pledge of yours {one}", f"pledges of yours {many}")
    rows = [
        pieces.block(
            pieces.words(f"{p.ref} **{pieces.plain(p.title)}**"),
            pieces.quiet(pieces.plain(due_words(p, look.policy, look.today))),
            *questions.next_line(p, look),
            line=True,
        )
        for p in pledges[:ROWS]
    ]
    more = [pieces.quiet(f"And {len(pledges) - ROWS} more.")] if len(pledges) > ROWS else []
    rest = [pieces.quiet("You need to do nothing now. Type “mine” to see all that is yours.")]
    return pieces.card(f"{what} {hang}.", pieces.title(what), pieces.words(f"{hang}:"), *rows, *more, *rest)


def _what(meeting: Meeting, look: Look) -> str:
    name, day = meeting.committee.name, said_short(meeting.held_on, look.today)
    was = look.facts.get("was", "")
    if meeting.cancelled:
        return f"{name} does not meet on {day}, and has no other date yet."
    if not was:
        return f"{name} meets on {day}."
    before = said_short(date.fromisoformat(was), look.today)
    return f"{name} meets on {day}, not on {before}."


MOVED = tuple(
    replace(
        p,
        deadline=replace(
            p.deadline,
            due=samples.MEETING.held_on,
            meeting=samples.MEETING.id,
            papers_due=samples.MEETING.papers_due,
        ),
    )
    for p in (samples.SOON, samples.LATER)
)
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "moved": lambda: draw(samples.MEETING, MOVED, samples.look(facts={"message": "s", "was": "2026-12-09"})),
        "moved, cancelled": lambda: draw(
            replace(samples.MEETING, cancelled=True),
            [replace(samples.SOON, deadline=replace(samples.SOON.deadline, due=None))],
            samples.look(facts={"message": "s", "was": "2026-12-16"}),
        ),
    },
)
