"""why: how a pledge's date came about, and when its owner was and will be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dialogs import escalated, finding, going_live, holders, pieces, samples
from dialogs.changing import due_words
from dialogs.circumstances import around
from dialogs.forms import Ask, Field
from dialogs.registry import CardKind, Command, Draw, Look, Response, Scene, Turn
from dialogs.several import round_words
from pledges import answering, explaining
from pledges.absences import Absence
from pledges.calendar import WorkingDays, listed, said
from pledges.errors import NotForYou
from pledges.explaining import Circumstances
from pledges.live import Live
from pledges.messages import Drop, Rendered
from pledges.nudging import LATE
from pledges.pledge import Asking, Deadline, Pledge, When, is_late, is_past, may_read
from pledges.policy import Policy
from pledges.recurring import rhythm
from pledges.snoozing import sleeps
from storage.asks import GIVEN
from storage.chase import Chased

FORM = Ask(command="why", title="Why what?", send="Explain it", fields=(Field(name="ref", label="Its reference"),))


async def run(turn: Turn) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return FORM
    pledge = await turn.tx.register.get(ref)
    if not may_read(turn.standing, pledge):
        raise NotForYou(f"read {pledge.ref}", "its owner, the director and the admins")
    return Draw("why", {"ref": pledge.ref})


async def render(scene: Scene) -> Rendered | Drop:
    tx, look = scene.tx, scene.look
    pledge = await tx.register.get(scene.facts["ref"])
    asked = [one for one in await tx.chase.of([pledge.number]) if not one.step]
    days = [day for one in asked[-1:] for day in (one.meant_for, one.asked_on) if day]
    how = await around(tx, pledge, look.now, min([*days, look.today]))
    held = await going_live.held_words(tx, pledge)
    more = (await holders.away(tx, pledge, look.today), held, await escalated.outlook(tx, pledge, look))
    return draw(pledge, look, Told(last=asked[-1] if asked else None, around=how, more=more))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The last question that was put, what decides about the next one, and what else is to come of it."""

    last: Chased | None = None
    around: Circumstances
    more: Sequence[str] = ()


def draw(pledge: Pledge, look: Look, told: Told) -> Rendered:
    due = due_words(pledge, look.policy, look.today)
    return pieces.card(
        f"{pledge.ref}: {due}",
        pieces.quiet(f"{pledge.ref} · {pledge.kind.value}"),
        pieces.title(pledge.title),
        pieces.heading("The date"),
        *(pieces.words(line) for line in _date(pledge)),
        pieces.heading("The questions"),
        *(pieces.words(line) for line in _asking(pledge, look, told)),
        *(pieces.words(pieces.plain(line)) for line in told.more if line),
    )


def _date(pledge: Pledge) -> list[str]:
    deadline = pledge.deadline
    lines = [
        f"As written: “{pieces.plain(deadline.words)}”" if deadline.words else "The paper gives no date.",
        f"How it was read: {pieces.plain(deadline.rule)}" if deadline.rule else "",
        *_days(deadline),
    ]
    if deadline.original and deadline.original != deadline.due:
        lines.append(f"The first date was {said(deadline.original)}.")
    if deadline.by_panel:
        lines.append("The Panel set it: it moves only by a minute of the Panel.")
    if pledge.tie and pledge.tie.follows:
        lines.append(f"It follows CP-{pledge.tie.follows} and moves with its date.")
    if deadline.decided:
        lines.append(f"The last decision: {pieces.plain(deadline.decided)}.")
    return [line for line in lines if line]


def _days(deadline: Deadline) -> list[str]:
    """The day, or from when to when; the day of the papers; and what is done where there is none."""
    if deadline.due and deadline.starts:
        return [
            f"From **{said(deadline.starts)}** to **{said(deadline.due)}**: asked from the first, late after the last."
        ]
    if deadline.due:
        papers = deadline.papers_due
        counted = f"Papers are due on **{said(papers)}**: the questions count back from there." if papers else ""
        return [f"The date: **{said(deadline.due)}**", counted]
    if deadline.kind is When.START and deadline.starts:
        return [f"It begins on **{said(deadline.starts)}**: asked about once then, and never late by itself."]
    if rhythm(deadline):
        return ["It has no day of its own: each time is a pledge of its own, which “show” lists."]
    if deadline.kind in (When.REVIEW, When.RECURRING):
        return ["It has no day of its own: it is asked about in rounds and never late."]
    return ["There is no date yet: it is asked about before papers of its next meeting are due."]


def _asking(pledge: Pledge, look: Look, told: Told) -> list[str]:
    asking = pledge.asking
    *before, coming = explaining.next_words(pledge, told.around, look.today)
    lines = [
        *_last(pledge, look, told),
        f"Last answered on {said(asking.answered_on)}." if asking.answered_on else "",
        _put_off(pledge, look),
        pieces.plain(_who(pledge)),
        _lateness(pledge, look),
        *before,
        f"**{coming}**",
    ]
    return [line for line in lines if line]


def _last(pledge: Pledge, look: Look, told: Told) -> list[str]:
    """The last question: when, on which rung, why not on its day, and whether it has arrived."""
    last = told.last
    if last is None:
        return ["Nobody has been asked about it yet."]
    if last.rung.startswith(GIVEN):
        asked = f"Its owner was told of it on {said(last.asked_on)}, and asked whether it is theirs."
        return [asked, *_not_arrived(last)]
    asked = f"Last asked on {said(last.asked_on)} ({explaining.rung_words(last.rung)})."
    moved = explaining.moved_words(pledge, last.person, last.meant_for, last.asked_on, told.around, look.today)
    return [asked, moved, *_not_arrived(last)]


def _not_arrived(last: Chased) -> list[str]:
    if last.reached_at or last.answered_at or last.excused:
        return []
    why = f": {pieces.plain(last.undelivered)}" if last.undelivered else ""
    return [f"It has not arrived yet{why}."]


def _put_off(pledge: Pledge, look: Look) -> str:
    if pledge.snooze is None or not sleeps(pledge, look.today):
        return ""
    why = f": “{pieces.plain(pledge.snooze.reason)}”" if pledge.snooze.reason else ""
    return f"It was put off until {said(pledge.snooze.until)}{why}. Nothing is asked before."


def _who(pledge: Pledge) -> str:
    """Whom the questions go to, where that is not simply the lead."""
    lead, owners = pledge.lead, answering.answering(pledge)
    instead = f"Nobody holds {lead.title} at the moment, so its deputy is asked." if lead.stands_in else ""
    together = f"Asked are {listed(o.title for o in owners)}: one answer is enough." if len(owners) > 1 else ""
    return " ".join(filter(None, (instead, round_words(pledge) if pledge.each else together)))


def _lateness(pledge: Pledge, look: Look) -> str:
    if not is_past(pledge, look.today):
        return ""
    if is_late(pledge, look.policy, look.today):
        return "It is late: past its date, and its owner was reached about it at least a working day before."
    if pledge.extension:
        return "It is past its date and not called late, because a new date waits for a decision."
    return "It is past its date and not called late yet, because its owner has not been reached a working day before."


def _example(pledge: Pledge, last: Chased | None = None, more: Sequence[str] = (), **but: Any) -> Rendered:
    look = samples.look()
    how: dict[str, Any] = {"usual": look.policy, "since": look.today}
    return draw(pledge, look, Told(last=last, more=more, around=Circumstances(**how | but)))


CHRISTMAS = date(2026, 12, 25)
NAMED = WorkingDays(frozenset({CHRISTMAS}), {CHRISTMAS: "Christmas Day"})
ASKED = Chased(
    pledge=7,
    title=samples.LATE.title,
    person=samples.YOU,
    name="Alex Wilber",
    rung="late:2026-W48",
    for_due="2026-11-20",
    asked_on=date(2026, 12, 1),
    meant_for=date(2026, 11, 26),
    by_hand=False,
    reached_at=samples.NOW,
    undelivered="",
    undelivered_at=None,
    answered_at=None,
    excused="",
    reply="",
)
GONE = Absence(person=samples.YOU, since=date(2026, 11, 24), until=date(2026, 11, 30))
LATE_ASKED = replace(samples.LATE, asking=replace(samples.LATE.asking, rung=LATE, asked_on=date(2026, 12, 1)))
FRIDAYS = replace(Policy(days=NAMED), late_weekday=4)
LATER = replace(samples.LATE, asking=Asking(rung=LATE, asked_on=date(2026, 12, 18), answered_on=date(2026, 12, 18)))
WAITS = replace(samples.SOON, live=Live(waits=True))
OUTLOOK = "Next: on Thursday 3 December the Head of Housing Options is asked whom to ask, unless there is an answer."
CARD = CardKind(
    kind="why",
    render=render,
    samples={
        "why": lambda: _example(LATE_ASKED, ASKED, absences=(GONE,)),
        "why, not live": lambda: _example(WAITS, more=("Not asked yet: Children's Services is not live.",)),
        "why, put off": lambda: _example(samples.PUT_OFF),
        "why, somebody else is asked next": lambda: _example(LATE_ASKED, ASKED, (OUTLOOK,)),
        "why, each must answer": lambda: _example(samples.EACH),
        "why, after a bank holiday": lambda: _example(LATER, usual=FRIDAYS, since=date(2026, 12, 21)),
        "why, paused": lambda: _example(samples.SOON, paused=True),
    },
)
COMMAND = Command(
    name="why",
    help="How a pledge's date came about, and when it is asked about",
    example="why CP-42",
    private=True,
    menu=8,
    run=run,
)
