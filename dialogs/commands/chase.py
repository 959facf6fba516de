"""chase: each question about a pledge, to whom, when, whether it arrived, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from microsoft_teams.cards import CardElement

from dialogs import chasing, escalated, finding, holders, pieces, questions, samples
from dialogs.forms import Ask, Field
from dialogs.registry import Button, CardKind, Command, Draw, File, Look, Response, Scene, Turn, Who
from dialogs.turn import HandOver, Offer
from documents import csv_file
from pledges.calendar import counted, said
from pledges.errors import NotForYou
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import Standing
from pledges.pledge import Pledge, Status
from storage.chase import Chased

KIND, EXPORT = "chase", "export chase"
ROWS = 6
FORM = Ask(command=KIND, title="The chase of what?", send="Show it", fields=(Field(name="ref", label="Its reference"),))


async def run(turn: Turn) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return FORM
    pledge = await turn.tx.register.get(ref)
    check(turn.standing, pledge)
    return Draw(KIND, {"ref": pledge.ref})


def check(standing: Standing, pledge: Pledge) -> None:
    """Raise NotForYou for whoever is neither an admin nor directs where the pledge is."""
    directs = pledge.directorate is not None and pledge.directorate.id in standing.directs
    if not (standing.admin or directs):
        raise NotForYou(f"see the chase log of {pledge.ref}", "an admin, or the director of its directorate,")


async def render(scene: Scene) -> Rendered | Drop:
    """For whoever reads it now: rights are looked at anew with every press."""
    if not isinstance(scene.to, int):
        return Drop("The chase log is for a chat with one person.")
    pledge = await scene.tx.register.get(scene.facts["ref"])
    person = await scene.tx.people.get(PersonId(scene.to))
    check(await scene.tx.people.standing(person, scene.look.council.admins), pledge)
    inside = await scene.tx.merges.inside(pledge.number)
    log = await scene.tx.chase.of([pledge.number, *(done.pledge for done in inside)])
    outlook = await escalated.outlook(scene.tx, pledge, scene.look)
    return draw(pledge, log, scene.look, await holders.held(scene.tx, pledge.ref), outlook)


def draw(
    pledge: Pledge, log: Sequence[Chased], look: Look, held: holders.Held | None = None, outlook: str = ""
) -> Rendered:
    """The newest first. What was asked about pledges that are merged into this one bears their reference."""
    asked = [one for one in log if not one.step]
    head = f"{pledge.ref}: asked {counted(len(asked), 'time')}" if asked else f"{pledge.ref}: nobody has been asked"
    first = min(_first(look), max(len(log) - 1, 0) // ROWS * ROWS)
    shown = log[::-1][first : first + ROWS]
    arrived, replies = sum(o.reached_at is not None for o in asked), sum(o.answered_at is not None for o in asked)
    tally = f"{arrived:,} arrived, {replies:,} answered. Newest first; an answer settles all that was open."
    return pieces.card(
        head,
        pieces.title(head),
        pieces.words(pieces.plain(pledge.title)),
        *([pieces.quiet(tally)] if log else []),
        *([pieces.words(pieces.plain(outlook))] if outlook else []),
        *(pieces.block(*_row(one, pledge, look, held or holders.Held()), line=True) for one in shown),
        *_pages(first, len(log), look),
    )


def _row(one: Chased, pledge: Pledge, look: Look, held: holders.Held) -> list[CardElement]:
    post = held.borne(one.person, one.asked_on)
    who = pieces.plain(f"{one.name}, {post}" if post else one.name)
    of = "" if one.pledge == pledge.number else f"{one.ref}, "
    zone = look.policy.zone
    arrived, came = chasing.arrived_words(one, zone), chasing.came_back_words(one, zone, look.today)
    missed = one.reached_at is None and not one.answered_at and not one.excused
    arrival = pieces.plain(arrived[:1].upper() + arrived[1:])
    return [
        pieces.words(f"**{of}{said(one.asked_on)}**: {who}"),
        pieces.quiet(
            pieces.plain(f"Asked {chasing.BY_HAND if one.by_hand else chasing.IN_TEAMS}, {chasing.about_words(one)}")
        ),
        pieces.warning(arrival) if missed else pieces.quiet(arrival),
        pieces.words(f"What came back: {pieces.plain(came)}"),
    ]


def _first(look: Look) -> int:
    first = look.facts.get("first", "0")
    return int(first) if first.isdecimal() else 0


def _pages(first: int, count: int, look: Look) -> list[CardElement]:
    sent = questions.carried(KIND, look.facts)
    newer = pieces.button("Newer ones", "chase page", look.nonce, first=str(max(first - ROWS, 0)), **sent)
    older = pieces.button("Older ones", "chase page", look.nonce, first=str(first + ROWS), **sent)
    actions = [*([newer] if first else []), *([older] if first + ROWS < count else [])]
    return [pieces.block(pieces.buttons(*actions), line=True)] if actions else []


async def press_page(turn: Turn) -> Response:
    return Draw(KIND, questions.facts_of(turn.inbound.data) | {"first": turn.given("first")})


async def run_export(turn: Turn) -> Response:
    content, count = await _sheet(turn)
    about = f"The chase log as at this moment: {counted(count, 'question')}. It holds names: keep it where it belongs."
    facts = {"file": EXPORT, "offer": turn.inbound.id}
    return Offer(name=_name(turn.today), size=len(content), about=about, facts=facts)


async def make(turn: Turn) -> HandOver:
    content, _ = await _sheet(turn)
    return HandOver(_name(turn.today), content)


async def _sheet(turn: Turn) -> tuple[bytes, int]:
    log = [one async for one in turn.tx.chase.all()]
    rows = chasing.rows_of(log, turn.council.policy.zone, turn.today)
    return csv_file.content(chasing.COLUMNS, rows), len(rows)


def _name(today: date) -> str:
    return f"chase-{today.isoformat()}.csv"


ASKED = Chased(
    pledge=7,
    title=samples.LATE.title,
    person=samples.YOU,
    name="Alex Wilber",
    rung="10",
    for_due="2026-11-20",
    asked_on=date(2026, 11, 6),
    by_hand=False,
    reached_at=datetime(2026, 11, 10, 9, 32, tzinfo=UTC),
    undelivered="has not installed the bot yet",
    undelivered_at=None,
    answered_at=datetime(2026, 11, 13, 10, 0, tzinfo=UTC),
    excused="",
    reply="",
    status=Status.AT_RISK,
    note="Waiting for HR to cost the parking offer",
)
OPEN = replace(ASKED, asked_on=date(2026, 11, 18), rung="2", undelivered="", answered_at=None, status=None, note="")
SILENT = replace(OPEN, reached_at=datetime(2026, 11, 18, 9, 31, tzinfo=UTC))
MISSED = replace(
    OPEN, rung="late:2026-W48", asked_on=date(2026, 11, 26), reached_at=None, undelivered="blocked the bot"
)
EXAMPLE = [ASKED, SILENT, MISSED]
LONG = [replace(SILENT, asked_on=SILENT.asked_on - timedelta(days=7 * n)) for n in range(14, 0, -1)]
FACTS = {"message": "s", "ref": "CP-7"}
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "chase": lambda: draw(samples.LATE, EXAMPLE, samples.look(facts=FACTS)),
        "chase, long": lambda: draw(samples.LATE, LONG, samples.look(facts=FACTS | {"first": "6"})),
        "chase, none": lambda: draw(samples.UNDATED, [], samples.look(facts=FACTS)),
    },
    who=Who.DIRECTORS,
)
COMMANDS = (
    Command(
        name=KIND,
        help="Each question about a pledge: to whom, when, whether it arrived, what came back",
        example="chase CP-42",
        run=run,
        who=Who.DIRECTORS,
        private=True,
    ),
    Command(
        name=EXPORT,
        help="The chase log of all pledges as a sheet, into your OneDrive",
        run=run_export,
        also=("chase export", "chase all"),
        who=Who.ADMINS,
        private=True,
    ),
)
BUTTON = Button(verb="chase page", press=press_page, reads=True)
FILE = File(name=EXPORT, make=make, who=Who.ADMINS)
