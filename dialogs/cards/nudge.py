"""The nudge: one card a person a day, whatever it carries. It asks about what is due, and takes the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from microsoft_teams.cards import CardElement

from dialogs import answers, holders, last_calls, pieces, questions, samples, several
from dialogs.changing import due_words, keep, pledge_of
from dialogs.registry import Button, CardKind, Draw, Look, Response, Scene, Turn
from dialogs.snoozing import SNOOZED
from pledges.calendar import counted
from pledges.changing import Answer, record
from pledges.first_cards import is_held_back
from pledges.last_call import Called, called, rung_for
from pledges.messages import Drop, Rendered
from pledges.pledge import Pledge, Status, is_late, is_past, may_update
from storage.asks import Ask

KIND = "nudge"
ROWS = 7


@dataclass(frozen=True, slots=True)
class Row:
    pledge: Pledge
    answered: bool = False
    gone: str = ""
    by: str = ""
    place: str = ""
    why: tuple[str, ...] = ()
    before: str = ""
    call: Called | None = None

    @property
    def waits(self) -> bool:
        return not (self.answered or self.gone)

    @property
    def called(self) -> Called | None:
        """The last call, while it waits for a word."""
        return self.call if self.waits else None

    @property
    def place_in(self) -> tuple[bool, date, int]:
        """Last calls first, then the soonest."""
        return self.call is None, self.pledge.deadline.due or date.max, self.pledge.number


async def render(scene: Scene) -> Rendered | Drop:
    """Ask about what is still open and still this person's; rows answered on this very card fold to a line."""
    asks = {ask.pledge: ask for ask in await scene.tx.asks.of_message(scene.facts["message"])}
    pledges = await scene.tx.register.of_numbers(asks)
    fresh = "said" not in scene.facts and not scene.look.shown
    gone = await holders.elsewhere(scene.tx, pledges, scene.to, scene.look.today)
    places = await holders.places(scene.tx, pledges, scene.to, scene.look.today)
    by = await holders.answered_by(scene.tx, pledges, scene.to)
    calls = await last_calls.read(scene, asks.values(), pledges)
    before = await several.all_first_words(scene.tx, pledges, scene.to, scene.look.policy)
    rows = [
        Row(
            p,
            answered=_is_settled(asks[p.number]),
            gone=gone.get(p.number, ""),
            by=by.get(p.number, ""),
            place=places.get(p.number, ""),
            why=tuple(several.why_asked(p, scene.to)),
            before=before.get(p.number, ""),
            call=calls.get(p.number),
        )
        for p in pledges
    ]
    kept = [r for r in rows if not fresh or not (r.answered or r.gone or _is_off(r.pledge))]
    if not kept:
        return Drop("answered, closed or given to somebody else before the nudge went out")
    return draw(sorted(kept, key=lambda r: r.place_in), scene.look)


def _is_off(pledge: Pledge) -> bool:
    return not pledge.open or is_held_back(pledge)


def _is_settled(ask: Ask) -> bool:
    return ask.answered_at is not None or ask.excused == SNOOZED


def draw(rows: Sequence[Row], look: Look) -> Rendered:
    if len(rows) == 1:
        return pieces.card(_summary(rows[0], look), *_one(rows[0], look))
    waiting, calls = sum(r.waits for r in rows), [r.called for r in rows if r.called]
    head = (
        f"{counted(waiting, 'pledge')} could do with a word from you" if waiting else "Thank you: that is all for now"
    )
    head = last_calls.head(calls) if calls else head
    above = [last_calls.when(calls[0], look)] if calls else []
    shown = [element for row in rows[:ROWS] for element in _row(row, look)]
    also = last_calls.also([r.pledge for r in rows[ROWS:] if r.called])
    return pieces.card(head, pieces.title(head), *above, *shown, *also, *_rest(rows, look))


def _summary(row: Row, look: Look) -> str:
    pledge = row.pledge
    if row.gone:
        return f"{pledge.ref} is now {'one with' if pledge.merged_into else 'with'} {row.gone}"
    if row.called:
        return last_calls.summary(row.called)
    return f"{pledge.ref}: {pledge.title}. {due_words(pledge, look.policy, look.today)}. How is it going?"


def _one(row: Row, look: Look) -> list[CardElement]:
    if row.gone:
        return holders.gone(row.pledge, row.gone)
    if row.answered:
        return _folded(row, look)
    call = last_calls.alone(row.called, row.pledge, look) if row.called else []
    about = call or questions.about(row.pledge, look)
    return [*_place(row), *about, *_why(row), *questions.question(row.pledge, look, KIND)]


def _why(row: Row) -> list[CardElement]:
    return [pieces.quiet(pieces.plain(line)) for line in row.why]


def _folded(row: Row, look: Look) -> list[CardElement]:
    return [pieces.quiet(pieces.plain(row.pledge.title)), *_answered(row, look)]


def _row(row: Row, look: Look) -> list[CardElement]:
    """A line that opens when pressed; answered or somebody else's now, the line that says so."""
    pledge = row.pledge
    if row.gone:
        return [pieces.block(*holders.gone(pledge, row.gone), line=True)]
    if row.answered:
        return [pieces.block(*_folded(row, look), line=True)]
    name, button = f"row.{pledge.ref}", pieces.buttons(pieces.opens("Answer", f"row.{pledge.ref}"))
    about = last_calls.named(pledge) if row.called else questions.said_last(pledge, look)
    inside = [*questions.promised(pledge, look), *about, *_why(row), *questions.question(pledge, look, KIND)]
    body = pieces.block(*inside) if pledge.ref in look.shown else pieces.hidden(name, *inside)
    return [pieces.block(*_told(row, look, button), body, line=True)]


def _told(row: Row, look: Look, button: CardElement) -> list[CardElement]:
    """What a line says before it is opened: as the digest will, where that is next."""
    pledge = row.pledge
    if row.called:
        return [*_place(row), last_calls.quoted(row.called, button)]
    due = due_words(pledge, look.policy, look.today)
    shown = pieces.warning(due) if is_late(pledge, look.policy, look.today) else pieces.quiet(due)
    return [pieces.two([*_place(row), pieces.words(f"**{pieces.plain(pledge.title)}**"), shown], [button])]


def _place(row: Row) -> list[CardElement]:
    return [pieces.words(f"{pieces.plain(row.place)}:")] if row.place else []


def _answered(row: Row, look: Look) -> list[CardElement]:
    """What was recorded, and who said it where that was somebody else."""
    by = [pieces.words(f"Answered by **{pieces.plain(row.by)}**.")] if row.by else []
    return [*by, *questions.receipt(row.pledge, look, KIND, row.before)]


def _rest(rows: Sequence[Row], look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts)
    more = len(rows) - ROWS
    actions = [pieces.button(f"And {more} more", "see mine", look.nonce, **sent)] if more > 0 else []
    if any(not r.answered and not r.gone and not is_past(r.pledge, look.today) for r in rows):
        actions.append(pieces.button("No change for those not late", "no change", look.nonce, **sent))
    return [pieces.block(pieces.buttons(*actions), line=True)] if actions else []


async def press_no_change(turn: Turn) -> Response:
    """Say again what was said last, of everything on this card that is not past its date and not answered yet."""
    asks = await turn.tx.asks.of_message(questions.facts_of(turn.inbound.data)["message"])
    numbers = [ask.pledge for ask in asks if ask.answered_at is None and not ask.excused]
    said = []
    for pledge in await turn.tx.register.of_numbers(numbers):
        if pledge.open and not is_past(pledge, turn.today) and may_update(turn.standing, pledge):
            before = await pledge_of(turn, pledge.ref)
            same = Answer(before.status)
            await keep(turn, before, record(before, same, turn.standing, turn.council.policy, turn.now))
            said.append(pledge.ref)
    return answers.again(turn, said=",".join(said))


async def press_see_mine(turn: Turn) -> Response:
    return Draw("mine")


PLACE = "In the place of Adele Vance, Assistant Director, who is away until Saturday 19 December"
FIRST = "The Head of Housing answered at 10.02: at risk. Yours is recorded after it."
WHY_EACH = tuple(several.why_asked(samples.EACH, samples.YOU))
WHY_DEPUTY = ("You are asked as the deputy of Head of Allocations, which nobody holds at the moment.",)
MONDAY = date(2026, 12, 7)


def _called(pledge: Pledge, **but: Any) -> Row:
    return Row(pledge, call=called(pledge, rung_for(MONDAY), samples.look().policy, MONDAY - timedelta(days=3)), **but)


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "nudge": lambda: draw([Row(samples.SOON)], samples.look()),
        "nudge, late": lambda: draw([Row(samples.LATE)], samples.look()),
        "nudge, last call": lambda: draw([_called(samples.LATE)], samples.look()),
        "nudge, last call of several": lambda: draw(
            [_called(samples.LATE), _called(replace(samples.SOON, status=Status.ON_TRACK)), Row(samples.LATER)],
            samples.look(),
        ),
        "nudge, last call answered": lambda: draw(
            [_called(samples.LATE, answered=True), _called(samples.SOON)], samples.look()
        ),
        "nudge, several": lambda: draw([Row(p) for p in samples.EXAMPLES], samples.look()),
        "nudge, answered by another": lambda: draw(
            [Row(samples.SOON, answered=True, by="Megan Bowen (Head of Service)")], samples.look()
        ),
        "nudge, in a colleague's place": lambda: draw([Row(samples.SOON, place=PLACE)], samples.look()),
        "nudge, answered a moment before": lambda: draw(
            [Row(samples.JOINT, answered=True, before=FIRST)], samples.look()
        ),
        "nudge, each must answer": lambda: draw([Row(samples.EACH, why=WHY_EACH)], samples.look()),
        "nudge, to the deputy": lambda: draw([Row(samples.SOON, why=WHY_DEPUTY)], samples.look()),
        "nudge, answered": lambda: draw([Row(samples.SOON, answered=True)], samples.look()),
        "nudge, handed over": lambda: draw([Row(samples.SOON, gone="Megan Bowen, Head of Service")], samples.look()),
        "nudge, new date": lambda: draw([Row(samples.SOON)], samples.look(shown={samples.SOON.ref: "date"})),
        "nudge, later": lambda: draw([Row(samples.LATE)], samples.look(shown={samples.LATE.ref: "later"})),
        "nudge, ask a colleague": lambda: draw(
            [Row(samples.SOON)], samples.look(shown={samples.SOON.ref: "colleague"})
        ),
        "nudge, put off": lambda: draw([Row(samples.PUT_OFF, answered=True)], samples.look()),
        "nudge, stuck": lambda: draw([Row(samples.LATE)], samples.look(shown={samples.LATE.ref: "stuck"})),
    },
)
BUTTONS = (
    Button(verb="no change", press=press_no_change),
    Button(verb="see mine", press=press_see_mine, reads=True),
)
