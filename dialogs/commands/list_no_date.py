"""list no date: what is open and has no day, so that nobody is asked; an admin gives it one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from microsoft_teams.cards import CardElement

from dialogs import dating, finding, pieces, samples
from dialogs.changing import due_words
from dialogs.forms import Ask, Field
from dialogs.registry import Button, CardKind, Command, Draw, Look, Response, Scene, Turn, Who
from pledges.messages import Drop, Rendered
from pledges.pledge import Deadline, Pledge, When

KIND = "no date"
ROWS = 20


async def run(turn: Turn) -> Response:
    return Draw(KIND)


async def render(scene: Scene) -> Rendered | Drop:
    undated = await scene.tx.register.undated()
    return draw([p for p in undated if not _is_to_come(p.deadline, scene.look)], scene.look)


def _is_to_come(deadline: Deadline, look: Look) -> bool:
    """Whether it begins on a day that is still to come, and is asked about then."""
    return deadline.kind is When.START and deadline.starts is not None and deadline.starts >= look.today


def draw(undated: Sequence[Pledge], look: Look) -> Rendered:
    if not undated:
        none = "Every open pledge has a day, or is asked about in rounds."
        return pieces.card(none, pieces.title("Without a date"), pieces.words(none))
    head = f"Without a date: {len(undated):,}"
    rows = [pieces.block(*_row(p, look), line=True) for p in undated[:ROWS]]
    more = [pieces.quiet(f"And {len(undated) - ROWS:,} more.")] if len(undated) > ROWS else []
    note = pieces.quiet("Nobody is asked about these until they have a date.")
    return pieces.card(head, pieces.title(head), note, *rows, *more)


def _row(pledge: Pledge, look: Look) -> list[CardElement]:
    due = due_words(pledge, look.policy, look.today)
    when = pieces.button("When?", "when", look.nonce, ref=pledge.ref)
    named = pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**")
    told = pieces.quiet(pieces.plain(f"{pledge.lead.title} · {due}"))
    return [pieces.two([named, told], [pieces.buttons(when)])]


async def press_when(turn: Turn) -> Response:
    """The form of “due”, for this pledge."""
    ref, _ = finding.reference(turn.given("ref"))
    fields = (Field(name="ref", label="Its reference", value=ref), Field(name="by", label=dating.BY_WHEN))
    return Ask(command="due", title=f"When is {ref} due?", send="Set it", fields=fields)


CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "no date": lambda: draw(
            [
                replace(samples.SOON, deadline=Deadline(words="to be confirmed", kind=When.NONE)),
                replace(samples.LATE, deadline=Deadline(words="next meeting", kind=When.MEETING)),
            ],
            samples.look(),
        ),
        "no date, none": lambda: draw([], samples.look()),
    },
)
BUTTON = Button(verb="when", press=press_when, reads=True)
COMMAND = Command(
    name="list no date",
    help="What is open and has no date, so that nobody is asked",
    run=run,
    also=("no date",),
    who=Who.ADMINS,
    private=True,
)
