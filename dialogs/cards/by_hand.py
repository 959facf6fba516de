"""Asked by hand: an admin gets a text to send to somebody without Teams, says it was sent, and records the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from microsoft_teams.cards import CardElement

from dialogs import answers, pieces, questions, samples
from dialogs.changing import due_words, next_words, pledge_of, promised_words, redraw_for_admins, status_words
from dialogs.recording import record_for
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn
from pledges.errors import NotForYou, NotUnderstood, PersonalDetails
from pledges.messages import Drop, PersonId, Rendered
from pledges.nudging import reach
from pledges.pledge import Pledge, Status

KIND = "by hand"
CHOICES = (Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.BLOCKED, Status.DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom to ask, who asks, about what; `answered` are the references answered on this card or since."""

    name: str
    admin: str
    pledges: Sequence[Pledge]
    answered: frozenset[str] = frozenset()
    sent: bool = False


async def render(scene: Scene) -> Rendered | Drop:
    person = PersonId(int(scene.facts["person"]))
    asks = [ask for ask in await scene.tx.asks.of_message(scene.facts["message"]) if not ask.excused]
    pledges = await scene.tx.register.of_numbers(ask.pledge for ask in asks)
    done = frozenset(f"CP-{ask.pledge}" for ask in asks if ask.answered_at)
    if len(done) == len(pledges) and "said" not in scene.facts:
        return Drop("answered before it was to be asked by hand")
    asked = Asked(
        name=(await scene.tx.people.get(person)).name,
        admin=(await scene.tx.people.get(PersonId(int(scene.to)))).name,
        pledges=pledges,
        answered=done,
        sent=all(ask.reached_at for ask in asks),
    )
    return draw(asked, scene.look)


def draw(asked: Asked, look: Look) -> Rendered:
    head = f"To ask by hand: {asked.name}"
    waiting = [p for p in asked.pledges if p.ref not in asked.answered]
    rows = [pieces.block(*_row(p, p.ref in asked.answered, look), line=True) for p in asked.pledges]
    summary = f"{head}, about {', '.join(p.ref for p in asked.pledges)}"
    return pieces.card(summary, pieces.title(head), *(_text(asked, waiting, look) if waiting else []), *rows)


def _text(asked: Asked, waiting: Sequence[Pledge], look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts)
    lines = [pieces.words(pieces.plain(line)) for line in letter(asked, waiting, look)]
    if asked.sent:
        done = pieces.words(f"✓ Sent: {pieces.plain(asked.name)} counts as asked. Record the answer when it comes.")
        return [pieces.block(*lines, style="emphasis"), done]
    return [
        pieces.quiet("Copy this and send it your own way. They count as asked when you press Sent."),
        pieces.block(*lines, style="emphasis"),
        pieces.buttons(pieces.button("Sent", "sent by hand", look.nonce, **sent)),
    ]


def letter(asked: Asked, waiting: Sequence[Pledge], look: Look) -> list[str]:
    """The text to send, a paragraph each."""
    about = [
        f"• {p.ref} “{p.title}”: {_begun_small(due_words(p, look.policy, look.today))}."
        + (f" {promised}." if (promised := promised_words(p, look.today)) else "")
        for p in waiting
    ]
    return [
        f"Dear {asked.name},",
        "the register of what was promised to our children in care has this with you:",
        *about,
        "How is it going: on track, at risk or done? What has happened, and what comes next? "
        "A line back to me is enough. Please write about the work, never about a child.",
        f"Thank you, {asked.admin}",
    ]


def _begun_small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _row(pledge: Pledge, answered: bool, look: Look) -> list[CardElement]:
    if answered:
        told = f"✓ {pledge.ref}: recorded as **{status_words(pledge)}**. "
        return [pieces.words(told + next_words(pledge, look.policy, look.today))]
    name, trouble = f"row.{pledge.ref}", look.shown.get("trouble", "")
    line = pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**")
    if pledge.ref in look.shown:
        return [line, pieces.warning(pieces.plain(trouble)), *_form(pledge, look, look.shown.get("text", ""))]
    opened = pieces.buttons(pieces.opens("Record the answer", name))
    return [line, opened, pieces.hidden(name, *_form(pledge, look))]


def _form(pledge: Pledge, look: Look, text: str = "") -> list[CardElement]:
    sent = questions.carried(KIND, look.facts) | {"ref": pledge.ref}
    chosen = [pieces.sends(s.value.capitalize(), "record by hand", look.nonce, status=s.value, **sent) for s in CHOICES]
    return [
        pieces.text_input(f"note.{pledge.ref}.words", "What did they say? (never about a child)", value=text),
        pieces.text_input(f"at.{pledge.ref}", "Said at which meeting, or on which day?", lines=False),
        pieces.quiet("Record it as:"),
        pieces.buttons(*chosen),
    ]


async def press_sent(turn: Turn) -> Response:
    """The question counts as having arrived: from here on silence can be late."""
    _only_admin(turn)
    facts = questions.facts_of(turn.inbound.data)
    numbers = sorted({ask.pledge for ask in await turn.tx.asks.of_message(facts["message"])})
    pledges = [await pledge_of(turn, f"CP-{number}") for number in numbers]
    await turn.tx.asks.reached(facts["message"], turn.now)
    theirs = [p for p in pledges if int(facts["person"]) in p.lead.asked]
    await turn.tx.register.note_all([reach(p, turn.today) for p in theirs], turn.now)
    if pledges:
        await redraw_for_admins(turn, pledges[0], facts["message"])
    return answers.again(turn, said=facts.get("said", ""))


async def press_record(turn: Turn) -> Response:
    _only_admin(turn)
    facts, ref = questions.facts_of(turn.inbound.data), turn.given("ref")
    note, said_at = turn.given(f"note.{ref}.words"), turn.given(f"at.{ref}")
    try:
        status = answers.status_of(turn.given("status"))
        await record_for(turn, PersonId(int(facts["person"])), await pledge_of(turn, ref), status, note, said_at)
    except (PersonalDetails, NotUnderstood) as error:
        return answers.only_here(turn, **{ref: "record", "text": note, "trouble": str(error)})
    return answers.again(turn, said=ref)


def _only_admin(turn: Turn) -> None:
    if not turn.standing.admin:
        raise NotForYou("record an answer for somebody else", "an admin")


ASKED = Asked(name="Cllr Ashdown", admin="Lynne Robbins", pledges=[samples.SOON, samples.LATE])
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "by hand": lambda: draw(ASKED, samples.look()),
        "by hand, sent": lambda: draw(
            Asked(
                name="Cllr Ashdown",
                admin="Lynne Robbins",
                pledges=ASKED.pledges,
                answered=frozenset({samples.SOON.ref}),
                sent=True,
            ),
            samples.look(),
        ),
    },
)
BUTTONS = (
    Button(verb="sent by hand", press=press_sent),
    Button(verb="record by hand", press=press_record),
)
