"""The first card of an owner whose directorate went live: whether each pledge is theirs, and its date right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import answers, holders, pieces, questions, samples
from dialogs.changing import due_words, keep, next_words, pledge_of, promised_words
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn
from pledges.calendar import counted, listed
from pledges.first_cards import FIRST, confirm, unanswered
from pledges.messages import Drop, Rendered
from pledges.pledge import Asking, Pledge, may_update
from pledges.snoozing import sleeps

KIND = FIRST
ROWS, LINES = 6, 12
CONFIRMED = "said that it is right"


@dataclass(frozen=True, slots=True)
class Row:
    """A pledge on the card; `settled` once something came back about it, `gone` says whose it is by now.

    `place` says in whose place somebody is asked who covers for them.
    """

    pledge: Pledge
    settled: bool = False
    gone: str = ""
    place: str = ""


async def render(scene: Scene) -> Rendered | Drop:
    """Ask about what is open, this person's, and of a directorate that is live; all else was seen to meanwhile."""
    asks = {ask.pledge: ask for ask in await scene.tx.asks.of_message(scene.facts["message"])}
    pledges = await scene.tx.register.of_numbers(asks)
    gone = await holders.elsewhere(scene.tx, pledges, scene.to, scene.look.today)
    places = await holders.places(scene.tx, pledges, scene.to, scene.look.today)
    fresh = "said" not in scene.facts and not scene.look.shown
    rows = [
        Row(
            p,
            settled=_is_settled(p, asks[p.number].answered_at is not None),
            gone=gone.get(p.number, ""),
            place=places.get(p.number, ""),
        )
        for p in pledges
        if not (fresh and p.live.waits)
    ]
    if fresh and all(r.settled or r.gone for r in rows):
        return Drop("answered, given to somebody else or not to be asked before the first card went out")
    return draw(sorted(rows, key=lambda r: (r.pledge.deadline.due or date.max, r.pledge.number)), scene.look)


def _is_settled(pledge: Pledge, answered: bool) -> bool:
    return answered or not pledge.open or not unanswered(pledge)


def draw(rows: Sequence[Row], look: Look) -> Rendered:
    """What is still to be answered, some at a time, and below it what came back, a line each."""
    waiting = [r for r in rows if not (r.settled or r.gone)]
    asked, told = waiting[:ROWS], [r for r in rows if r.settled or r.gone]
    if not waiting:
        head = "Thank you: that is all for now"
        return pieces.card(head, pieces.title(head), *_told(told, look))
    names = listed(dict.fromkeys(r.pledge.directorate.name for r in waiting if r.pledge.directorate))
    of = f" of {names}" if names else ""
    what = f"{counted(len(waiting), 'pledge')}{of}"
    more = len(waiting) - len(asked)
    titles = "; ".join(f"{r.pledge.ref} {r.pledge.title}" for r in asked[:3])
    return pieces.card(
        f"Still right? {what}: {titles}",
        pieces.title(f"Still right? {what}"),
        pieces.words(pieces.plain(_why(len(waiting)))),
        *(pieces.block(*_asked(r, look), line=True) for r in asked),
        *([pieces.quiet(f"{counted(more, 'more pledge')} to follow, once these are answered.")] if more else []),
        *_all(asked, look, every=not more),
        *_told(told, look),
    )


def _why(count: int) -> str:
    one = "Before I ask how it is going: is this yours, and is the date right?"
    several = "Before I ask how they are going: is each of these yours, and its date right?"
    return f"{one if count == 1 else several} No word on progress is needed yet."


def _asked(row: Row, look: Look) -> list[CardElement]:
    pledge = row.pledge
    sent = questions.carried(KIND, look.facts) | {"ref": pledge.ref}
    if look.shown.get(pledge.ref):
        return [*questions.about(pledge, look), *questions.question(pledge, look, KIND)]
    promised = promised_words(pledge, look.today)
    date_label = "Wrong date" if pledge.deadline.due else "Add a date"
    return [
        *([pieces.words(f"{pieces.plain(row.place)}:")] if row.place else []),
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.words(pieces.plain(due_words(pledge, look.policy, look.today))),
        *([pieces.quiet(pieces.plain(promised))] if promised else []),
        pieces.buttons(
            pieces.button("Yes", "first yes", look.nonce, **sent),
            pieces.button("Wrong owner", "open", look.nonce, form="not mine", **sent),
            pieces.button(date_label, "open", look.nonce, form="date", **sent),
        ),
    ]


def _all(asked: Sequence[Row], look: Look, *, every: bool) -> list[CardElement]:
    """One press for all that stand on the card, and for no others: nobody confirms what they have not seen."""
    if len(asked) < 2:
        return []
    label = "All are right" if every else f"These {len(asked)} are right"
    sent = questions.carried(KIND, look.facts) | {"refs": ",".join(r.pledge.ref for r in asked)}
    return [pieces.block(pieces.buttons(pieces.button(label, "first all", look.nonce, **sent)), line=True)]


def _told(rows: Sequence[Row], look: Look) -> list[CardElement]:
    shown = [pieces.words(_came_back(row, look)) for row in rows[:LINES]]
    more = len(rows) - LINES
    rest = [pieces.quiet(f"And {more:,} more are answered.")] if more > 0 else []
    return [pieces.block(*shown, *rest, line=True)] if shown else []


def _came_back(row: Row, look: Look) -> str:
    pledge = row.pledge
    title = pieces.plain(pledge.title)
    if row.gone:
        return f"{pledge.ref} is with {pieces.plain(row.gone)} now: {title}"
    if pledge.extension or sleeps(pledge, look.today):
        return f"✓ {pledge.ref}: {next_words(pledge, look.policy, look.today)} {title}"
    if unanswered(pledge):
        return f"✓ {pledge.ref}: the admin will find whose it is. You won't be asked meanwhile. {title}"
    if not pledge.open:
        return f"✓ {pledge.ref}: {pledge.status.value}. {title}"
    return f"✓ {pledge.ref} is right: {title}. {next_words(pledge, look.policy, look.today)}"


async def press_yes(turn: Turn) -> Response:
    return await _confirm(turn, [turn.given("ref")])


async def press_all(turn: Turn) -> Response:
    """Confirm what stands on the card; what is somebody else's, closed or being decided by now is left as it is."""
    found = [await turn.tx.register.get(ref) for ref in turn.given("refs").split(",") if ref]
    return await _confirm(turn, [p.ref for p in found if p.open and not p.extension and may_update(turn.standing, p)])


async def _confirm(turn: Turn, refs: Sequence[str]) -> Response:
    for ref in sorted(refs, key=lambda r: int(r.removeprefix("CP-"))):
        before = await pledge_of(turn, ref)
        after = confirm(before, turn.standing, turn.today)
        if after != before:
            await keep(turn, before, after)
        await turn.tx.asks.answered(before.number, turn.now, [turn.person.id], reply=CONFIRMED)
    return answers.again(turn, said=",".join(refs))


def _sample(pledge: Pledge, **but: object) -> Pledge:
    asking = replace(Asking(rung=FIRST, asked_on=samples.look().today, accepted=False), **but)  # type: ignore[arg-type]
    return replace(pledge, last=None, asking=asking)


NEW = [_sample(p) for p in (samples.LATE, samples.SOON, samples.UNDATED)]
RIGHT = _sample(samples.LATER, accepted=True)
MANY = [replace(NEW[1], number=n) for n in range(60, 69)]
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "first": lambda: draw([Row(p) for p in NEW], samples.look()),
        "first, one": lambda: draw([Row(NEW[1])], samples.look()),
        "first, many": lambda: draw([Row(p) for p in MANY], samples.look()),
        "first, some answered": lambda: draw(
            [Row(NEW[0]), Row(NEW[1], settled=True), Row(RIGHT, settled=True)], samples.look()
        ),
        "first, wrong owner": lambda: draw([Row(NEW[1])], samples.look(shown={NEW[1].ref: "not mine"})),
        "first, answered": lambda: draw(
            [Row(RIGHT, settled=True), Row(NEW[0], gone="Megan Bowen, Head of Service")], samples.look()
        ),
    },
)
BUTTONS = (Button(verb="first yes", press=press_yes), Button(verb="first all", press=press_all))
