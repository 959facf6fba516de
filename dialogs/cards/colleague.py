"""A colleague is asked what they know; whoever asked confirms their words, and only then they are recorded."""

from __future__ import annotations

from dialogs import answers, pieces, questions, samples
from dialogs.changing import answer, due_words, keep, pledge_of, status_words
from dialogs.colleague import ASKED, FORM, WORDS, ask_colleague, kept_facts
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn
from pledges import guard
from pledges.changing import Answer, record
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge

FIELD = "known"


async def render_asked(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    if not pledge.open and "said" not in scene.facts:
        return Drop("done or closed before the colleague was asked")
    asker = await scene.tx.people.get(PersonId(int(scene.facts["asker"])))
    return draw_asked(asker.name, pledge, scene.look)


def draw_asked(asker: str, pledge: Pledge, look: Look) -> Rendered:
    if look.facts.get("said"):
        thanks = f"Thank you: {asker} has your words about {pledge.ref}"
        return pieces.card(thanks, pieces.words(f"✓ {pieces.plain(thanks)}, and decides what is recorded."))
    head, words, trouble = f"{asker} asks what you know", look.facts.get("words", ""), look.shown.get("trouble", "")
    asked = [pieces.words(f"“{pieces.plain(words)}”")] if words else []
    return pieces.card(
        f"{head} about {pledge.ref}: {pledge.title}",
        pieces.title(head),
        *asked,
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.quiet(pieces.plain(f"{due_words(pledge, look.policy, look.today)} · {status_words(pledge)}")),
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.text_input(FIELD, "How is it going? (about the work, never a child)", value=look.shown.get("text", "")),
        pieces.buttons(pieces.sends("Send it", "colleague tells", look.nonce, **questions.carried(ASKED, look.facts))),
        pieces.quiet(f"It stays {pieces.plain(asker)}'s: your words are recorded with your name once they say so."),
    )


async def render_words(scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(scene.facts["ref"])
    if not pledge.open and "said" not in scene.facts:
        return Drop("done or closed before the words came back")
    return draw_words((await scene.tx.people.get(PersonId(int(scene.facts["by"])))).name, pledge, scene.look)


def draw_words(name: str, pledge: Pledge, look: Look) -> Rendered:
    titled = pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**")
    if look.facts.get("said"):
        return pieces.card(f"{pledge.ref}: recorded", titled, *questions.receipt(pledge, look, WORDS))
    head, sent = f"{name} says about {pledge.ref}", questions.carried(WORDS, look.facts) | {"ref": pledge.ref}
    choices = [pieces.button(label, "colleague heard", look.nonce, status=s.value, **sent) for label, s in CHOICES]
    words = look.facts.get("words", "")
    return pieces.card(
        f"{head}: {words}",
        pieces.title(head),
        titled,
        pieces.words(f"“{pieces.plain(words)}”"),
        pieces.quiet("Nothing is recorded yet. How is it going, then? I keep these words, and who gave them."),
        pieces.buttons(*choices),
    )


async def press_ask(turn: Turn) -> Response:
    """Ask from the card of a question. What is amiss is given back with the form."""
    ref = turn.given("ref")
    whom, what = turn.given(f"whom.{ref}"), turn.given(f"what.{ref}")
    try:
        person = await ask_colleague(turn, ref, whom, what)
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, **{ref: FORM, "whom": whom, "text": what, "trouble": str(error)})
    told = f"I have asked {person.name}. You see their words here before anything is recorded."
    return answers.only_here(turn, **{ref: "asked", "told": told})


async def press_tell(turn: Turn) -> Response:
    """Give a colleague's words back to whoever asked."""
    facts = await kept_facts(turn, questions.facts_of(turn.inbound.data).get("message", ""), ASKED)
    text = turn.given(FIELD)
    try:
        words = guard.check(text)
        if not words:
            raise NotUnderstood("Please write a word about it. If you don't know, say so.")
    except (NotUnderstood, PersonalDetails) as error:
        return answers.only_here(turn, text=text, trouble=str(error))
    key, by = f"{WORDS}:{facts['ref']}:{turn.inbound.id}", str(turn.person.id)
    await answer(turn, WORDS, PersonId(int(facts["asker"])), key, ref=facts["ref"], by=by, words=words)
    return answers.again(turn, said=facts["ref"])


async def press_heard(turn: Turn) -> Response:
    """Record a status with a colleague's words as its note, and who gave them."""
    facts = await kept_facts(turn, questions.facts_of(turn.inbound.data).get("message", ""), WORDS)
    name = (await turn.tx.people.get(PersonId(int(facts["by"])))).name
    before = await pledge_of(turn, facts["ref"])
    answer = Answer(answers.status_of(turn.given("status")), f"{facts['words']} (said by {name})")
    after = await keep(turn, before, record(before, answer, turn.standing, turn.council.policy, turn.now))
    return answers.again(turn, said=after.ref)


CHOICES = questions.EARLY
FACTS = {"message": "s", "ref": "CP-42", "words": "Has the virtual school agreed to the case studies?"}
TOLD = FACTS | {"words": "They agreed on Tuesday, and want to see the draft first"}
CARDS = (
    CardKind(
        kind=ASKED,
        render=render_asked,
        samples={
            "colleague asked": lambda: draw_asked("Adele Vance", samples.SOON, samples.look(facts=FACTS)),
            "colleague asked, thanked": lambda: draw_asked(
                "Adele Vance", samples.SOON, samples.look(facts=FACTS | {"said": "CP-42"})
            ),
        },
    ),
    CardKind(
        kind=WORDS,
        render=render_words,
        samples={
            "colleague's words": lambda: draw_words("Megan Bowen", samples.SOON, samples.look(facts=TOLD)),
            "colleague's words, recorded": lambda: draw_words(
                "Megan Bowen", samples.SOON, samples.look(facts=TOLD | {"said": "CP-42"})
            ),
        },
    ),
)
BUTTONS = (
    Button(verb=FORM, press=press_ask),
    Button(verb="colleague tells", press=press_tell),
    Button(verb="colleague heard", press=press_heard),
)
