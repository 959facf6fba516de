"""Services that move to another body: the list before it is confirmed, what waits for its day, and what has moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from microsoft_teams.cards import CardElement

from dialogs import pieces, plan_inverses, questions, samples
from dialogs.changing import due_words
from dialogs.plan_words import check_admin
from dialogs.registry import Button, CardKind, Draw, Look, Redraw, Response, Scene, Turn, Who
from pledges.calendar import counted, listed, said
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import Directorate, DirectorateId
from pledges.pledge import Pledge
from pledges.transfers import Transfer, TransferId

KIND, ALL = "transfer", "transfers"
ROWS = 12


async def render(scene: Scene) -> Rendered | Drop:
    facts, tx = scene.facts, scene.tx
    if facts.get("transfer"):
        return draw(await tx.transfers.get(TransferId(int(facts["transfer"]))), scene.look)
    services, to = facts["services"].split("\n"), facts["to"]
    known = next((d for d in await tx.people.directorates() if d.name == to), None)
    but = known.id if known else None
    pledges = await tx.transfers.pledges_of(services, but)
    posts = [(await tx.people.post_of(p)).title for p in await tx.transfers.posts_of(services, but)]
    return draw_preview(pledges, posts, scene.look, new=known is None)


def draw_preview(pledges: Sequence[Pledge], posts: Sequence[str], look: Look, *, new: bool) -> Rendered:
    facts = look.facts
    services, to, since = facts["services"].split("\n"), facts["to"], date.fromisoformat(facts["since"])
    what, sent = counted(len(pledges), "open pledge"), questions.carried(KIND, look.facts)
    head = f"Move {listed(services)} to {to}?"
    if facts.get("left"):
        return pieces.card("Left as it is", pieces.words("Left as it is: nothing moves."))
    passed = " That day has come: it is done at once, and counts from that day." if since <= look.today else ""
    near = f" (I know {facts['near']}.)" if facts.get("near") else ""
    entered = f" {to} is new to me and will be entered.{near}" if new else ""
    return pieces.card(
        f"{head} {what}, from {said(since)}",
        pieces.title(head),
        pieces.words(pieces.plain(f"From {said(since)}: {what}, {counted(len(posts), 'post')}.{passed}{entered}")),
        *_rows(pledges, look),
        *([pieces.quiet(pieces.plain(f"Posts: {listed(posts[:ROWS])}"))] if posts else []),
        pieces.quiet("What is added to these services until then moves too. What is finished stays where it was."),
        pieces.buttons(
            pieces.button("Move them", "transfer confirm", look.nonce, **sent),
            pieces.button("Leave it", "transfer leave", look.nonce, **sent),
        ),
    )


def _rows(pledges: Sequence[Pledge], look: Look) -> list[CardElement]:
    rows: list[CardElement] = [
        pieces.block(
            pieces.words(f"{p.ref} **{pieces.plain(p.title)}**"),
            pieces.quiet(pieces.plain(" · ".join(filter(None, (_home(p), p.service, _due(p, look)))))),
            line=True,
        )
        for p in pledges[:ROWS]
    ]
    more = len(pledges) - ROWS
    return [*rows, *([pieces.quiet(f"And {more:,} more.")] if more > 0 else [])]


def _due(pledge: Pledge, look: Look) -> str:
    return due_words(pledge, look.policy, look.today)


def _home(pledge: Pledge) -> str:
    return pledge.directorate.name if pledge.directorate else "no directorate"


def draw(transfer: Transfer, look: Look) -> Rendered:
    """A transfer that was confirmed."""
    head = f"{listed(transfer.services)} → {transfer.to.name}"
    sent = questions.carried(KIND, look.facts)
    back = pieces.buttons(pieces.button("Take it back", "transfer back", look.nonce, **sent))
    waits = not (transfer.begun or transfer.taken_back)
    channel = "Its digests need a channel: type “link” there, if it has none yet."
    return pieces.card(
        f"{head}: {state_words(transfer, look.today)}",
        pieces.title(head),
        pieces.words(pieces.plain(state_words(transfer, look.today))),
        *([] if transfer.taken_back else [pieces.quiet(channel)]),
        *([back] if waits else []),
    )


def state_words(transfer: Transfer, today: date) -> str:
    """How far it has come, as a sentence."""
    day = said(transfer.since)
    if transfer.taken_back:
        return f"Taken back: nothing moves on {day}."
    if transfer.begun:
        return f"Moved from {day}: {counted(transfer.moved, 'pledge')} and {counted(transfer.posts, 'post')}."
    return f"Moves on {day}, by itself." if transfer.since > today else f"Moves now, and counts from {day}."


async def render_all(scene: Scene) -> Rendered | Drop:
    return draw_all(await scene.tx.transfers.all(), scene.look)


def draw_all(transfers: Sequence[Transfer], look: Look) -> Rendered:
    if not transfers:
        none = 'No service moves. Type: transfer "Fostering" to "Children\'s Trust" from 1 April'
        return pieces.card(none, pieces.title("Transfers"), pieces.words(none))
    rows = [pieces.block(*_row(t, look), line=True) for t in transfers[:ROWS]]
    head = f"Transfers: {len(transfers)}"
    return pieces.card(head, pieces.title(head), *rows)


def _row(transfer: Transfer, look: Look) -> list[CardElement]:
    named = pieces.words(f"**{pieces.plain(listed(transfer.services))}** → {pieces.plain(transfer.to.name)}")
    told = pieces.quiet(state_words(transfer, look.today))
    opened = pieces.button("Open", "open transfer", look.nonce, transfer=str(transfer.id))
    return [pieces.two([named, told], [pieces.buttons(opened)])]


async def press_confirm(turn: Turn) -> Response:
    check_admin(turn, "move services")
    facts = questions.facts_of(turn.inbound.data)
    to = await turn.tx.people.put_directorate(facts["to"])
    services, since = facts["services"].split("\n"), date.fromisoformat(facts["since"])
    transfer = await turn.tx.transfers.put(services, to.id, since, turn.person.id, turn.now)
    plan_inverses.note_transfer(turn, transfer.id)
    return Redraw(KIND, {"transfer": str(transfer.id)})


async def press_leave(turn: Turn) -> Response:
    return Redraw(KIND, questions.facts_of(turn.inbound.data) | {"left": "yes"})


async def press_back(turn: Turn) -> Response:
    """Until it has begun. Once it has, the card says so."""
    check_admin(turn, "take a transfer back")
    transfer = TransferId(int(questions.facts_of(turn.inbound.data)["transfer"]))
    await turn.tx.transfers.take_back(transfer, turn.now)
    return Redraw(KIND, {"transfer": str(transfer)})


async def press_open(turn: Turn) -> Response:
    return Draw(KIND, {"transfer": turn.given("transfer")})


TRUST = Directorate(DirectorateId(9), "Children's Trust")
WAITS = Transfer(id=TransferId(1), services=("Adoption", "Fostering"), to=TRUST, since=date(2027, 4, 1), by=PersonId(1))
MOVED = Transfer(
    id=TransferId(2),
    services=("Residential care",),
    to=TRUST,
    since=date(2026, 4, 1),
    by=PersonId(1),
    begun_at=datetime(2026, 4, 1, 0, 1, tzinfo=UTC),
    moved=23,
    posts=4,
)
FACTS = {"message": "s", "services": "Adoption\nFostering", "to": "Children's Trust", "since": "2027-04-01"}
CARDS = (
    CardKind(
        kind=KIND,
        render=render,
        who=Who.ADMINS,
        samples={
            "transfer": lambda: draw_preview(
                [samples.LATE, samples.SOON], ["Head of Fostering"], samples.look(facts=FACTS), new=True
            ),
            "transfer, waits": lambda: draw(WAITS, samples.look()),
            "transfer, moved": lambda: draw(MOVED, samples.look()),
        },
    ),
    CardKind(
        kind=ALL,
        render=render_all,
        who=Who.ADMINS,
        samples={
            "transfers": lambda: draw_all([WAITS, MOVED], samples.look()),
            "transfers, none": lambda: draw_all([], samples.look()),
        },
    ),
)
BUTTONS = (
    Button(verb="transfer confirm", press=press_confirm),
    Button(verb="transfer leave", press=press_leave),
    Button(verb="transfer back", press=press_back),
    Button(verb="open transfer", press=press_open, reads=True),
)
