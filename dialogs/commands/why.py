"""why: how a pledge's date came about, and when its owner was and will be asked."""

from __future__ import annotations

from dialogs import finding, holders, pieces, samples
from dialogs.changing import due_words, next_words
from dialogs.forms import Ask, Field
from dialogs.registry import CardKind, Command, Draw, Look, Response, Scene, Turn
from dialogs.several import round_words
from pledges import answering
from pledges.calendar import listed, said
from pledges.errors import NotForYou
from pledges.messages import Drop, Rendered
from pledges.pledge import Deadline, Pledge, When, is_late, is_past, may_read
from pledges.recurring import rhythm
from pledges.snoozing import sleeps

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
    pledge = await scene.tx.register.get(scene.facts["ref"])
    return draw(pledge, scene.look, await holders.away(scene.tx, pledge, scene.look.today))


def draw(pledge: Pledge, look: Look, away: str = "") -> Rendered:
    due = due_words(pledge, look.policy, look.today)
    return pieces.card(
        f"{pledge.ref}: {due}",
        pieces.quiet(f"{pledge.ref} · {pledge.kind.value}"),
        pieces.title(pledge.title),
        pieces.heading("The date"),
        *(pieces.words(line) for line in _date(pledge)),
        pieces.heading("The questions"),
        *(pieces.words(line) for line in _asking(pledge, look)),
        *([pieces.words(pieces.plain(away))] if away else []),
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
    return ["There is no date yet: it is asked about before papers of the Panel are due."]


def _asking(pledge: Pledge, look: Look) -> list[str]:
    asking = pledge.asking
    lines = [
        f"Last asked on {said(asking.asked_on)}." if asking.asked_on else "Nobody has been asked about it yet.",
        f"Last answered on {said(asking.answered_on)}." if asking.answered_on else "",
        _put_off(pledge, look),
        pieces.plain(_who(pledge)),
        _lateness(pledge, look),
        next_words(pledge, look.policy, look.today),
    ]
    return [line for line in lines if line]


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


CARD = CardKind(
    kind="why",
    render=render,
    samples={
        "why": lambda: draw(samples.LATE, samples.look()),
        "why, put off": lambda: draw(samples.PUT_OFF, samples.look()),
        "why, each must answer": lambda: draw(samples.EACH, samples.look()),
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
