"""Who is asked at all: how each directorate stands, the pilot, the pause, and the last steps with who took them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.going_live import moment_words, paused_words, state_words
from dialogs.registry import CardKind, Look, Scene, Who
from pledges.calendar import counted, listed, said_short
from pledges.live import Live
from pledges.messages import Drop, Rendered
from storage.live import Step

KIND = "lives"
ROWS, STEPS = 20, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Directorates by name with how each stands; `pilot` are the names on the list; `paused` is who did that, when."""

    directorates: Sequence[tuple[str, Live]] = ()
    pilot: Sequence[str] = ()
    paused: Step | None = None
    steps: Sequence[Step] = ()


async def render(scene: Scene) -> Rendered | Drop:
    tx = scene.tx
    people = [(await tx.people.get(person)).name for person in sorted(await tx.live.pilot())]
    found = Lives(
        directorates=[(directorate.name, live) for directorate, live in await tx.live.all()],
        pilot=sorted(people),
        paused=await tx.live.paused(),
        steps=await tx.live.steps(STEPS),
    )
    return draw(found, scene.look)


def draw(found: Lives, look: Look) -> Rendered:
    waiting = sum(live.waits for _, live in found.directorates)
    asked = len(found.directorates) - waiting
    head = f"{counted(asked, 'directorate')} asked, {waiting:,} not live"
    summary = head + (", everything is paused" if found.paused else "")
    return pieces.card(
        summary,
        pieces.title("Who is asked"),
        *_paused(found.paused, look),
        *_pilot(found.pilot),
        pieces.words(f"**{head}**"),
        *_rows(found.directorates, look),
        pieces.quiet("Type “go live Housing” or “not live Housing”, with the name you mean."),
        *_steps(found.steps, look),
    )


def _paused(paused: Step | None, look: Look) -> list[CardElement]:
    if paused is None:
        return []
    words = f"{paused_words(paused, look.policy, look.today)} Type “resume all” to go on."
    return [pieces.warning(pieces.plain(words))]


def _pilot(names: Sequence[str]) -> list[CardElement]:
    """While there is a pilot: who is on the list."""
    if not names:
        return []
    shown = listed(names[:ROWS]) + (f" and {len(names) - ROWS:,} more" if len(names) > ROWS else "")
    who = f"Pilot: only {counted(len(names), 'person', 'people')} asked"
    return [pieces.block(pieces.words(f"**{who}**"), pieces.words(pieces.plain(shown)), line=True)]


def _rows(directorates: Sequence[tuple[str, Live]], look: Look) -> list[CardElement]:
    lines: list[CardElement] = [
        pieces.block(pieces.words(f"**{pieces.plain(name)}**"), pieces.quiet(state_words(live, look.today)), line=True)
        for name, live in directorates[:ROWS]
    ]
    more = len(directorates) - ROWS
    return [*lines, *([pieces.quiet(f"And {more:,} more.")] if more > 0 else [])]


def _steps(steps: Sequence[Step], look: Look) -> list[CardElement]:
    if not steps:
        return []
    return [pieces.heading("The last steps"), *(pieces.quiet(pieces.plain(_step(step, look))) for step in steps)]


def _step(step: Step, look: Look) -> str:
    words = {
        "planned": f"{step.about} goes live on {said_short(step.day, look.today) if step.day else 'a day'}",
        "live": f"{step.about} went live",
        "not live": f"{step.about} is not live any more",
        "added": f"{step.about} is on the pilot list",
        "removed": f"{step.about} is off the pilot list",
        "ended": "the pilot ended",
        "paused": "everything paused",
        "resumed": "everything resumed",
        "new ones wait": "directorates that are added wait until they go live",
    }
    by = step.by or "by itself, on its day"
    return f"{moment_words(step.at, look.policy, look.today)}: {words.get(step.what, step.what)} ({by})"


STEP = Step(at=datetime(2026, 11, 30, 9, 5, tzinfo=UTC), by="Lynne Robbins", what="live", about="Housing")
EXAMPLE = Lives(
    directorates=[
        ("Children's Services", Live()),
        ("Housing", Live(since=date(2026, 11, 30))),
        ("Place", Live(waits=True)),
        ("Public Health", Live(waits=True, since=date(2027, 2, 1))),
    ],
    pilot=["Adele Vance", "Megan Bowen"],
    steps=[replace(STEP, what="planned", about="Public Health", day=date(2027, 2, 1)), STEP],
)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "lives": lambda: draw(EXAMPLE, samples.look()),
        "lives, paused": lambda: draw(replace(EXAMPLE, pilot=(), paused=replace(STEP, what="paused")), samples.look()),
    },
)
