"""Likely duplicates of a pledge that is about to be made: each is a press away from taking its paper instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import forms, likely, pieces, questions, samples
from dialogs.assigning import COMMAND, KEPT, RECOMMENDATION
from dialogs.changing import due_words, keep, pledge_of, promised_words, status_words
from dialogs.registry import Button, CardKind, Look, Redraw, Response, Scene, Turn, Who
from pledges import guard
from pledges.errors import NotForYou
from pledges.messages import Drop, Rendered
from pledges.pledge import Pledge

KIND = likely.KIND
TYPED = ("title", "to", "by")


async def render(scene: Scene) -> Rendered | Drop:
    return draw([await scene.tx.register.get(ref) for ref in scene.facts["refs"].split(",")], scene.look)


def draw(found: Sequence[Pledge], look: Look) -> Rendered:
    if said := look.facts.get("said", ""):
        return _done(next(p for p in found if p.ref == said), look)
    one = found[0].ref if len(found) == 1 else "one of these"
    head = f"This looks like {one}"
    typed = {name: look.shown.get(name, "") for name in (*TYPED, *KEPT)}
    asked = pieces.quiet(f"You typed: “{pieces.plain(typed['title'])}”")
    rows = [pieces.block(*_row(p, typed, look), line=True) for p in found]
    anew = {"command": COMMAND, "anew": "yes"} | {name: typed[name] for name in (*TYPED, RECOMMENDATION)}
    new = pieces.buttons(pieces.button("Make a new one", forms.VERB, look.nonce, **anew))
    return pieces.card(head, pieces.title(head), asked, *rows, pieces.block(new, line=True))


def _row(pledge: Pledge, typed: dict[str, str], look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, {"refs": pledge.ref}) | {
        "ref": pledge.ref,
        "title": typed["title"],
        RECOMMENDATION: typed[RECOMMENDATION],
    }
    return [
        *_about(pledge, look),
        pieces.buttons(pieces.button(f"It is {pledge.ref}: add this paper", "same pledge", look.nonce, **sent)),
    ]


def _about(pledge: Pledge, look: Look) -> list[CardElement]:
    told = f"{due_words(pledge, look.policy, look.today)} · {status_words(pledge)}"
    return [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.quiet(pieces.plain(promised_words(pledge, look.today))),
        pieces.quiet(pieces.plain(told)),
    ]


def _done(pledge: Pledge, look: Look) -> Rendered:
    done = f"✓ {pledge.ref} has this paper too. Its owner and its date are as they were."
    again = "" if likely.is_live(pledge) else f" It is {pledge.status.value}: “reopen {pledge.ref}” has it asked again."
    return pieces.card(done, pieces.words(f"{done}{again}"), *_about(pledge, look))


async def press_same(turn: Turn) -> Response:
    """Add what was to be a pledge to the one it repeats, as a source with its words."""
    if not turn.standing.admin:
        raise NotForYou("add a paper to a pledge", "an admin")
    before, recommendation = await pledge_of(turn), turn.given(RECOMMENDATION)
    source = await likely.paper(turn, guard.check(turn.given("title")), recommendation)
    if source not in before.sources:
        await keep(turn, before, replace(before, sources=(*before.sources, source)))
    await likely.follow(turn, before, recommendation)
    return Redraw(KIND, {"refs": before.ref, "said": before.ref})


SHOWN = {"title": "Set up a recruitment package with help on parking", "to": "HR", "by": "31 January"}
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "alike": lambda: draw([samples.LATE], samples.look(shown=SHOWN)),
        "alike, added": lambda: draw([samples.LATE], samples.look(facts={"message": "s", "said": samples.LATE.ref})),
    },
)
BUTTON = Button(verb="same pledge", press=press_same)
