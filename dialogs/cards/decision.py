"""A new date that an owner asks for, put to whoever decides; and what was decided, told to the owner."""

from __future__ import annotations

from dataclasses import replace

from dialogs import deciding, pieces, questions, samples
from dialogs.decision_cards import KIND
from dialogs.registry import Button, CardKind, Look, Scene
from pledges.calendar import said_short
from pledges.deciding import may_decide, needs_minute
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Deadline, Pledge


async def render(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(person, scene.look.council.admins)
    if not may_decide(standing, pledge) and not needs_minute(pledge):
        return Drop("no longer theirs to decide")
    if not _is_asked(pledge, scene.look) and "said" not in scene.facts:
        return Drop("decided by another before it was sent")
    return draw(pledge, scene.look)


def _is_asked(pledge: Pledge, look: Look) -> bool:
    """Whether the request that this card is about still waits."""
    asked = pledge.extension
    return asked is not None and look.facts.get("at", asked.at.isoformat()) == asked.at.isoformat()


def draw(pledge: Pledge, look: Look) -> Rendered:
    asked = pledge.extension
    if asked is None or not _is_asked(pledge, look):
        again = f"{pledge.ref}: another date was asked for since; a newer card asks about it."
        text = again if asked else deciding.settled_words(pledge, look)
        return pieces.card(text, pieces.title(pledge.title), pieces.words(text))
    summary = f"{pledge.ref}: {pledge.lead.title} asks for {said_short(asked.wanted, look.today)}"
    return pieces.card(summary, *questions.about(pledge, look), *deciding.request(pledge, asked, look, KIND))


async def render_decided(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    return draw_decided(pledge, scene.look)


def draw_decided(pledge: Pledge, look: Look) -> Rendered:
    agreed = bool(look.facts.get("agreed"))
    told = "The new date is agreed." if agreed else "The date stays as it was. Talk to the admin if that can't work."
    why = look.facts.get("why", "")
    return pieces.card(
        f"{pledge.ref}: {told}",
        *questions.about(pledge, look),
        pieces.words(f"**{told}**"),
        *([pieces.quiet(pieces.plain(f"{why[:1].upper()}{why[1:]}."))] if why else []),
        *questions.next_line(pledge, look),
    )


BY_PANEL = replace(samples.ASKED, deadline=replace(samples.ASKED.deadline, by_panel=True))
DECIDED = replace(
    samples.LATE,
    deadline=Deadline(
        due=samples.LATER.deadline.due,
        original=samples.LATE.deadline.due,
        extensions=1,
        decided="decided by Megan Bowen on Wednesday 2 December 2026: HR has a vacancy until the middle of the month",
    ),
)
AGREED = {"message": "s", "agreed": "yes", "why": DECIDED.deadline.decided}
NO = "Friday 18 December was refused by Megan Bowen on Wednesday 2 December 2026: the Panel expects it this month"
REFUSED = {"message": "s", "agreed": "", "why": NO}
CARDS = (
    CardKind(
        kind=KIND,
        render=render,
        samples={
            "decision": lambda: draw(samples.ASKED, samples.look()),
            "decision, another date": lambda: draw(samples.ASKED, samples.look(shown={samples.ASKED.ref: "other"})),
            "decision, no": lambda: draw(samples.ASKED, samples.look(shown={samples.ASKED.ref: "no"})),
            "decision, of the Panel": lambda: draw(BY_PANEL, samples.look()),
            "decision, by minute": lambda: draw(BY_PANEL, samples.look(shown={samples.ASKED.ref: "other"})),
            "decision, settled": lambda: draw(DECIDED, samples.look()),
        },
    ),
    CardKind(
        kind="decided",
        render=render_decided,
        samples={
            "decided": lambda: draw_decided(DECIDED, samples.look(facts=AGREED)),
            "decided, no": lambda: draw_decided(samples.SOON, samples.look(facts=REFUSED)),
        },
    ),
)
BUTTONS = (
    Button(verb="agree date", press=deciding.press_agree),
    Button(verb="refuse date", press=deciding.press_refuse),
)
