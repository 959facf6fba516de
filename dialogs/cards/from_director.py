"""What an owner gets from the director's desk, in 1:1: a question, words or thanks; and what came back."""

from __future__ import annotations

from dialogs import desks, holders, pieces, questions, samples
from dialogs.changing import due_words, recorded_words
from dialogs.desk_acts import ASKED, THANKED, WROTE
from dialogs.registry import CardKind, Look, Scene
from dialogs.told_back import HEARS
from pledges.answering import is_still_asked
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge


async def render_question(scene: Scene) -> Rendered | Drop:
    """Of somebody whose it is no more, or who has answered before it went out, nothing is asked."""
    pledge = await scene.tx.register.get(scene.facts["ref"])
    if "said" in scene.facts or scene.look.shown:
        return draw_question(pledge, scene.look)
    if not pledge.open or not is_still_asked(pledge, scene.to):
        return Drop("done, closed or given to somebody else before its owner was written to")
    asks = await scene.tx.asks.of_message(scene.facts["message"])
    if any(ask.answered_at or ask.excused for ask in asks):
        return Drop("answered before its owner was asked")
    return draw_question(pledge, scene.look)


def draw_question(pledge: Pledge, look: Look) -> Rendered:
    words, called = look.facts.get("words", ""), look.facts.get("called", "Your director")
    kind = WROTE if words else ASKED
    does = f"writes to you about {pledge.ref}" if words else f"asks how {pledge.ref} is going"
    quoted = [pieces.words(f"“{pieces.plain(words)}”")] if words else []
    answered = pledge.ref in look.facts.get("said", "").split(",")
    asked = (questions.receipt if answered else questions.question)(pledge, look, kind)
    return pieces.card(
        f"{called} {does}: {pledge.title}",
        pieces.words(f"**{pieces.plain(called)}** {does}."),
        *quoted,
        *questions.about(pledge, look),
        pieces.block(*asked, line=True),
    )


async def render_thanks(scene: Scene) -> Rendered | Drop:
    return draw_thanks(await scene.tx.register.get(scene.facts["ref"]), scene.look)


def draw_thanks(pledge: Pledge, look: Look) -> Rendered:
    called = look.facts.get("called", "Your director")
    return pieces.card(
        f"{called} says thank you for {pledge.ref}: {pledge.title}",
        pieces.title("Thank you"),
        pieces.words(f"**{pieces.plain(called)}** says thank you for {pledge.ref} **{pieces.plain(pledge.title)}**"),
        *questions.said_last(pledge, look),
        pieces.quiet("Nothing is asked of you here."),
    )


async def render_heard(scene: Scene) -> Rendered | Drop:
    """For whoever has asked, as long as the pledge is on a desk of theirs."""
    pledge = await scene.tx.register.get(scene.facts["ref"])
    seats = await scene.tx.acting.seats(PersonId(int(scene.to)))
    if not any(seat.sees(pledge) for seat in seats):
        return Drop("it is on no desk of theirs any more")
    return draw_heard(pledge, await holders.whose(scene.tx, pledge), scene.look)


def draw_heard(pledge: Pledge, whose: str, look: Look) -> Rendered:
    home = pledge.directorate.id if pledge.directorate else ""
    return pieces.card(
        f"You asked about {pledge.ref}: {recorded_words(pledge)}. {pledge.title}",
        pieces.words(f"You asked about {pledge.ref} **{pieces.plain(pledge.title)}**"),
        *questions.said_last(pledge, look),
        pieces.quiet(f"With {pieces.plain(whose)} · {pieces.plain(due_words(pledge, look.policy, look.today))}"),
        pieces.buttons(desks.button(home, look, "Open my desk")),
    )


FACTS = {"message": "sample", "ref": "CP-7", "called": "Megan Bowen, Strategic Director, Children's Services"}
DEPUTY = FACTS | {"called": "Ann Lee for the Strategic Director, Children's Services"}
WORDS = FACTS | {"words": "Would it help if I spoke to HR about the parking offer?"}
CARDS = (
    CardKind(
        kind=ASKED,
        render=render_question,
        samples={
            ASKED: lambda: draw_question(samples.LATE, samples.look(facts=FACTS)),
            f"{ASKED}, by a deputy": lambda: draw_question(samples.SOON, samples.look(facts=DEPUTY)),
        },
    ),
    CardKind(
        kind=WROTE,
        render=render_question,
        samples={
            WROTE: lambda: draw_question(samples.LATE, samples.look(facts=WORDS)),
            f"{WROTE}, answered": lambda: draw_question(samples.LATE, samples.look(facts=WORDS | {"said": "CP-7"})),
        },
    ),
    CardKind(
        kind=HEARS,
        render=render_heard,
        samples={HEARS: lambda: draw_heard(samples.LATE, "Adele Vance, Head of Review", samples.look())},
    ),
    CardKind(
        kind=THANKED,
        render=render_thanks,
        samples={THANKED: lambda: draw_thanks(samples.LATE, samples.look(facts=FACTS))},
    ),
)
