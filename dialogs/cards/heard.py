"""What I made of an answer in plain words: a receipt that can be corrected, or a question with buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import answers, hearing, pieces, questions, samples
from dialogs.changing import keep, pledge_of
from dialogs.registry import Button, CardKind, Draw, Look, Redraw, Response, Scene, Turn
from pledges import guard
from pledges.changing import Answer, record
from pledges.errors import OldCard
from pledges.messages import Drop, Rendered
from pledges.pledge import Pledge, Status
from storage.pledge_rows import number_of

KIND = hearing.KIND
OFFERED = 6
TITLE = 44
STATUSES = (
    ("On track", Status.ON_TRACK),
    ("At risk", Status.AT_RISK),
    ("Off track", Status.OFF_TRACK),
    ("Stuck", Status.BLOCKED),
    ("Done", Status.DONE),
)


async def render(scene: Scene) -> Rendered | Drop:
    refs = [ref for ref in scene.facts.get("refs", "").split(",") if ref]
    found = {pledge.ref: pledge for pledge in await scene.tx.register.of_numbers(number_of(ref) for ref in refs)}
    return draw([found[ref] for ref in refs if ref in found], scene.look)


def draw(pledges: Sequence[Pledge], look: Look) -> Rendered:
    said = [ref for name in ("said", "refused") for ref in look.facts.get(name, "").split(",")]
    settled = [pledge for pledge in pledges if pledge.ref in said]
    if len(settled) == 1 and _is_only_noted(settled[0], look):
        return _noted(settled[0], look)
    if settled:
        head = "Recorded: " + "; ".join(f"{p.ref} {p.title}" for p in settled)
        return pieces.card(head, *(pieces.block(*_receipt(p, look), line=True) for p in settled))
    if len(pledges) > 1:
        return _which(pledges, look)
    return _how(pledges[0], look)


def _receipt(pledge: Pledge, look: Look) -> list[CardElement]:
    named = pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**")
    return [named, *questions.receipt(pledge, look, KIND)]


def _is_only_noted(pledge: Pledge, look: Look) -> bool:
    """Whether words are all that was recorded, and nothing was pressed since."""
    kept = pledge.last is not None and pledge.last.note == look.facts.get("text", "")
    return kept and pledge.ref == look.facts.get("noted", "") and not (pledge.extension or "refused" in look.facts)


def _noted(pledge: Pledge, look: Look) -> Rendered:
    """Words without a status: they are kept, and whoever wrote them may say how it goes with one press."""
    head = f"Noted: {pledge.ref} {pledge.title}"
    named = pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**")
    kept = f"✓ Kept as your note: “{pieces.plain(look.facts.get('text', ''))}”. It still stands as "
    still = pieces.words(f"{kept}**{pledge.status.value}**. If that is no longer so, press what fits.")
    return pieces.card(head, named, still, *_choices(pledge, look), *questions.next_line(pledge, look))


def _choices(pledge: Pledge, look: Look) -> list[CardElement]:
    """How it goes, one button each; or the form that one of them has opened."""
    sent = questions.carried(KIND, look.facts) | {"ref": pledge.ref}
    opened = look.shown.get(pledge.ref) or look.facts.get("form", "")
    if opened:
        shown = {"date": look.facts.get("date", ""), "text": look.facts.get("text", "")} | dict(look.shown)
        return questions.question(pledge, replace(look, shown=shown | {pledge.ref: opened}), KIND)
    choices = [pieces.button(label, "heard", look.nonce, **sent, status=s.value) for label, s in STATUSES]
    wanted = next((label for label, status in STATUSES if status.value == look.facts.get("wanted")), "")
    if wanted:
        yes = pieces.button(f"Yes, {wanted.casefold()}", "heard", look.nonce, **sent, status=look.facts["wanted"])
        choices = [yes, *(choice for choice in choices if choice.title != wanted)]
    return [pieces.buttons(*choices, pieces.button("New date", "open", look.nonce, **sent, form="date"))]


def _which(pledges: Sequence[Pledge], look: Look) -> Rendered:
    """Nothing is recorded until it is clear which is meant."""
    sent = questions.carried(KIND, look.facts)
    rows = [
        pieces.two(
            [pieces.words(f"{p.ref} **{pieces.plain(p.title)}**")],
            [pieces.buttons(pieces.button("This one", "meant", look.nonce, **sent, ref=p.ref))],
        )
        for p in pledges[:OFFERED]
    ]
    more = len(pledges) - OFFERED
    rest = [pieces.quiet(f"Or one of {more} more: say it again with its reference, such as CP-42.")] if more > 0 else []
    return pieces.card("Which one do you mean?", pieces.title("Which one do you mean?"), *_quoted(look), *rows, *rest)


def _how(pledge: Pledge, look: Look) -> Rendered:
    """Nothing is recorded until it is clear how it goes."""
    head = f"How is {pledge.ref} going?"
    named = pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**")
    return pieces.card(
        f"{head} {pledge.title}",
        pieces.title(head),
        named,
        *_quoted(look, ": I keep it as your note"),
        *_choices(pledge, look),
    )


def _quoted(look: Look, then: str = "") -> list[CardElement]:
    """What was typed; in a channel, where it waits to be confirmed, all of it."""
    wrote, text = look.facts.get("wrote", ""), look.facts.get("text", "")
    if wrote:
        kept = f" “{pieces.plain(text)}” is kept as your note." if text else ""
        return [pieces.quiet(f"You wrote in the channel: “{pieces.plain(wrote)}”. Nothing is recorded yet.{kept}")]
    return [pieces.quiet(f"You wrote: “{pieces.plain(text)}”. Nothing is recorded yet{then}.")] if text else []


async def press_meant(turn: Turn) -> Response:
    """Read it again, about the one that was chosen."""
    facts = questions.facts_of(turn.inbound.data)
    heard = await hearing.hear(turn, facts.get("text", ""), only=turn.given("ref"))
    if heard is None:
        raise OldCard
    return Redraw(heard.kind, heard.facts) if isinstance(heard, Draw) else heard


async def press_heard(turn: Turn) -> Response:
    """Record the status that was chosen, with what was typed as its note."""
    facts = questions.facts_of(turn.inbound.data)
    before = await pledge_of(turn)
    answer = Answer(answers.status_of(turn.given("status")), guard.check(facts.get("text", "")))
    await keep(turn, before, record(before, answer, turn.standing, turn.council.policy, turn.now))
    return answers.again(turn, said=before.ref, form="", noted="")


NOTE = "met HR on Tuesday, the draft goes to legal on Friday"


def _sample(*pledges: Pledge, **facts: str) -> Rendered:
    refs = ",".join(pledge.ref for pledge in pledges)
    return draw(pledges, samples.look(facts={"message": "sample", "refs": refs, **facts}))


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "heard": lambda: _sample(samples.SOON, said="CP-42"),
        "heard, a note": lambda: _sample(
            replace(samples.LATE, last=samples.said(Status.AT_RISK, NOTE, 2)), said="CP-7", noted="CP-7", text=NOTE
        ),
        "heard, which": lambda: _sample(*samples.EXAMPLES, text="done"),
        "heard, how": lambda: _sample(samples.LATE, text=NOTE),
        "heard, ask again when": lambda: _sample(samples.SOON, text="snooze", form="later"),
        "heard, in a channel": lambda: _sample(samples.SOON, wrote="CP-42 is done", text="", wanted=Status.DONE.value),
        "heard, until when": lambda: _sample(samples.LATE, text="need more time, HR have a vacancy", form="date"),
    },
)
BUTTONS = (Button(verb="meant", press=press_meant), Button(verb="heard", press=press_heard))
