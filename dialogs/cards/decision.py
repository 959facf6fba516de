"""A new date that an owner asks for, put to an admin to decide; and what was decided, told to the owner."""

from __future__ import annotations

from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import answers, pieces, questions, samples
from dialogs.changing import keep, next_words, pledge_of, tell
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn, Who
from pledges.calendar import said_short
from pledges.changing import set_date
from pledges.errors import NotForYou
from pledges.messages import Drop, Rendered
from pledges.pledge import Deadline, Extension, Pledge

KIND = "decision"


async def render(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    if pledge.extension is None and "said" not in scene.facts:
        return Drop("decided by another admin first")
    return draw(pledge, scene.look)


def draw(pledge: Pledge, look: Look) -> Rendered:
    if pledge.extension is None:
        text = f"✓ {pledge.ref}: decided. {next_words(pledge, look.policy, look.today)}"
        return pieces.card(text, pieces.title(pledge.title), pieces.words(text))
    wanted = said_short(pledge.extension.wanted, look.today)
    summary = f"{pledge.ref}: {pledge.lead.title} asks for {wanted}"
    return pieces.card(summary, *questions.about(pledge, look), *_asked(pledge, pledge.extension, look))


def _asked(pledge: Pledge, extension: Extension, look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts) | {"ref": pledge.ref, "wanted": extension.wanted.isoformat()}
    wanted = said_short(extension.wanted, look.today)
    return [
        pieces.words(
            f"**{pieces.plain(pledge.lead.title)}** asks for **{wanted}**: “{pieces.plain(extension.reason)}”"
        ),
        pieces.buttons(
            pieces.button("Agree the new date", "agree date", look.nonce, **sent),
            pieces.button("Keep the old date", "keep date", look.nonce, **sent),
        ),
    ]


async def press_agree(turn: Turn) -> Response:
    return await _decide(turn, agreed=True)


async def press_keep(turn: Turn) -> Response:
    return await _decide(turn, agreed=False)


async def _decide(turn: Turn, *, agreed: bool) -> Response:
    if not turn.standing.admin:
        raise NotForYou("decide about a new date", "an admin")
    before = await pledge_of(turn)
    asked = before.extension
    if asked is not None and asked.wanted.isoformat() == turn.given("wanted"):
        await keep(turn, before, _agreed(before, asked, turn) if agreed else replace(before, extension=None))
        key = f"decided:{before.ref}:{before.version}"
        await tell(turn, "decided", asked.by, key, ref=before.ref, agreed="yes" if agreed else "")
    return answers.again(turn, said=before.ref)


def _agreed(pledge: Pledge, asked: Extension, turn: Turn) -> Pledge:
    rule = f"asked for by the owner, agreed by {turn.person.name} on {said_short(turn.today, turn.today)}"
    return set_date(pledge, Deadline(words=pledge.deadline.words, rule=rule, due=asked.wanted))


async def render_decided(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    return draw_decided(pledge, scene.look)


def draw_decided(pledge: Pledge, look: Look) -> Rendered:
    agreed = bool(look.facts.get("agreed"))
    told = "The new date is agreed." if agreed else "The date stays as it was. Talk to the admin if that can't work."
    summary = f"{pledge.ref}: {told}"
    return pieces.card(
        summary, *questions.about(pledge, look), pieces.words(f"**{told}**"), *questions.next_line(pledge, look)
    )


ASKED = replace(
    samples.LATE,
    extension=Extension(
        wanted=samples.LATER.deadline.due or samples.NOW.date(),
        reason="HR has a vacancy until the middle of the month",
        by=samples.YOU,
        at=samples.NOW,
    ),
)
CARDS = (
    CardKind(kind=KIND, render=render, who=Who.ADMINS, samples={"decision": lambda: draw(ASKED, samples.look())}),
    CardKind(
        kind="decided",
        render=render_decided,
        samples={"decided": lambda: draw_decided(samples.SOON, samples.look(facts={"message": "s", "agreed": "yes"}))},
    ),
)
BUTTONS = (Button(verb="agree date", press=press_agree), Button(verb="keep date", press=press_keep))
