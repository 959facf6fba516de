"""Told to an owner a working day before: whom the bot will ask about a pledge, unless they answer. They can, here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import holders, pieces, questions, samples
from dialogs.escalated import WARNING
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import listed, said_short
from pledges.escalation import announced, called, is_silent
from pledges.messages import Drop, Rendered
from pledges.pledge import Pledge
from storage.escalations import Taken
from storage.seniors import silence_of

ROWS = 3  # Teams takes so many with their buttons


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`whom` will be asked on `on`, unless it is `answered`, or `gone` to somebody else."""

    pledge: Pledge
    whom: str
    on: date
    answered: bool = False
    gone: str = ""


async def render(scene: Scene) -> Rendered | Drop:
    """What is still unanswered, and when somebody else is asked about it."""
    steps = await scene.tx.escalations.of_message(scene.facts["message"])
    rows = [row for step in steps if (row := await _row(scene, step))]
    rows.sort(key=lambda row: row.answered or bool(row.gone))
    return draw(rows, scene.look) if rows else Drop("answered, or not to be asked about, before it was sent")


async def _row(scene: Scene, step: Taken) -> Row | None:
    look = scene.look
    pledge = await scene.tx.register.get(f"CP-{step.pledge}")
    silence = await silence_of(scene.tx, pledge, look.policy, look.today)
    silent = step.settled_at is None and is_silent(pledge, silence, look.policy, look.today)
    if not silent and "said" not in scene.facts and not look.shown:
        return None
    whom = f"the {step.post}" if step.post else called(None)
    gone = (await holders.elsewhere(scene.tx, [pledge], scene.to, look.today)).get(pledge.number, "")
    day = announced(silence, look.policy, look.today)
    return Row(pledge=pledge, whom=whom, on=day, answered=not silent, gone=gone)


def draw(rows: Sequence[Row], look: Look) -> Rendered:
    waiting = [row for row in rows if not row.answered and not row.gone]
    first, rest = rows[:ROWS], rows[ROWS:]
    shown = [pieces.block(*_shown(row, look), line=True) for row in first]
    shown += [pieces.block(*_brief(row, look), line=True) for row in rest if not row.answered and not row.gone]
    if not waiting:
        head = "Thank you: nobody else is asked"
        return pieces.card(head, pieces.title(head), *shown)
    head = f"Before I ask somebody else about {listed(row.pledge.ref for row in waiting)}"
    summary = f"{head}: {_says(waiting[0], look)}" if len(waiting) == 1 else head
    why = "My questions arrived and I have no answer yet. A word is enough, and nobody else is asked."
    return pieces.card(summary, pieces.title(head), pieces.words(why), *shown)


def _says(row: Row, look: Look) -> str:
    day = said_short(row.on, look.today)
    return f"On {day} I will ask {row.whom} who should answer for it, unless you answer before."


def _brief(row: Row, look: Look) -> list[CardElement]:
    """One of many: it is answered on the card of “mine”."""
    titled = pieces.words(f"{row.pledge.ref} **{pieces.plain(row.pledge.title)}**")
    return [titled, pieces.quiet(pieces.plain(f"{_says(row, look)} “mine” takes the answer."))]


def _shown(row: Row, look: Look) -> list[CardElement]:
    if row.gone:
        return holders.gone(row.pledge, row.gone)
    if row.answered:
        return [
            pieces.quiet(pieces.plain(row.pledge.title)),
            *questions.receipt(row.pledge, look, WARNING),
        ]
    says = pieces.words(f"**{pieces.plain(_says(row, look))}**")
    about = questions.about(row.pledge, look)
    return [*about, says, *questions.question(row.pledge, look, WARNING)]


ON = date(2026, 12, 3)
ROW = Row(pledge=samples.LATE, whom="the Head of Housing Options", on=ON)
OTHER = Row(pledge=samples.UNDATED, whom="an admin", on=ON)
CARD = CardKind(
    kind=WARNING,
    render=render,
    samples={
        WARNING: lambda: draw([ROW], samples.look()),
        f"{WARNING}, several": lambda: draw([ROW, OTHER], samples.look()),
        f"{WARNING}, answered": lambda: draw(
            [Row(pledge=samples.LATE, whom=ROW.whom, on=ON, answered=True)], samples.look()
        ),
    },
)
