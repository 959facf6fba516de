"""history: every change of a pledge, who made it, when, from what to what, and by which door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from microsoft_teams.cards import CardElement, Fact, FactSet

from dialogs import finding, holders, paging, pieces, samples
from dialogs.forms import Ask, Field
from dialogs.registry import Button, CardKind, Command, Draw, Look, Response, Scene, Turn
from pledges.calendar import ONE_DAY, counted, said
from pledges.errors import NotForYou
from pledges.history import changes
from pledges.holding import Holding, Manner
from pledges.messages import Drop, PersonId, Rendered
from pledges.pledge import Pledge, Status, may_read
from pledges.telling import BY_NAME, NOTE
from storage.history import Told

KIND = "history"
ROWS = 10
SAID = ("last word", NOTE)
HAPPENED = ("escalation", "director")  # what happened, not what became of something
FORM = Ask(
    command="history", title="Whose history?", send="Show it", fields=(Field(name="ref", label="Its reference"),)
)


async def run(turn: Turn) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return FORM
    pledge = await turn.tx.register.get(ref)
    if not may_read(turn.standing, pledge):
        raise NotForYou(f"read {pledge.ref}", "its owner, the director and the admins")
    return Draw(KIND, {"ref": pledge.ref})


async def render(scene: Scene) -> Rendered | Drop:
    ref = scene.facts["ref"]
    broken = await scene.tx.history.verify(ref)
    held = await holders.held(scene.tx, ref)
    inside = await scene.tx.merges.inside((await scene.tx.register.get(ref)).number)
    told = [one for each in (ref, *(done.ref for done in inside)) for one in await scene.tx.history.of(each)]
    return draw(ref, sorted(told, key=lambda one: one.at), broken, scene.look, held)


def draw(ref: str, told: Sequence[Told], broken: int | None, look: Look, held: holders.Held | None = None) -> Rendered:
    """What was changed at one time stands together, the newest first; whether the chain of changes holds is said.

    What became of pledges that are merged into this one bears their reference.
    """
    held = held or holders.Held()
    turns = [[*turn] for _, turn in groupby(told, key=lambda one: (one.at, one.pledge, one.by_id, one.by, one.door))]
    head = f"{ref}: {counted(len(turns), 'change')}"
    proof = "Nobody has altered this history." if broken is None else f"This history was altered at change {broken}."
    first = paging.begin(len(turns), ROWS, look)
    rows = [pieces.block(*_turn(turn, ref, look, held), line=True) for turn in turns[::-1][first : first + ROWS]]
    shown = pieces.quiet(proof) if broken is None else pieces.warning(proof)
    posts = [pieces.quiet(pieces.plain(line)) for line in held.in_turn()]
    return pieces.card(
        head, pieces.title(head), shown, *posts, *rows, *paging.beside(len(turns), ROWS, look, KIND, "history page")
    )


def _turn(turn: Sequence[Told], ref: str, look: Look, held: holders.Held) -> list[CardElement]:
    """Everything that somebody changed at once, and who did, when, and by which door."""
    one, read = turn[0], [each for each in turn if not _is_quiet(each)]
    local = one.at.astimezone(look.policy.zone)
    post = held.borne(one.by_id, local.date())
    who = pieces.plain(f"{one.by} ({post})" if post else one.by)
    by = f"{who}, by {one.door.removeprefix('by ')}" if who else f"By {one.door.removeprefix('by ')}"
    when = pieces.quiet(f"{by}, {said(local.date())}, {local:%H:%M}")
    of = "" if f"CP-{one.pledge}" == ref else f"CP-{one.pledge}, "
    if one.sequence > 1:
        return [*(pieces.words(_line(each, of)) for each in read), when]
    facts = [Fact(title=each.field.capitalize(), value=pieces.plain(each.became)) for each in read]
    return [pieces.words(f"**{of}entered**" if of else "**Entered**"), FactSet(facts=facts), when]


def _is_quiet(one: Told) -> bool:
    return one.field in BY_NAME and BY_NAME[one.field].quiet


def _line(one: Told, of: str) -> str:
    """One field, from what to what; of what was said only the new word, since the one before was not changed."""
    before, after = pieces.plain(one.was) or "nothing", pieces.plain(one.became) or "nothing"
    if one.field in HAPPENED:
        return f"**{of}{one.field}**: {after}"
    if one.field in SAID:
        return f"**{of}said**: {after if one.became else 'taken back'}"
    return f"**{of}{one.field}**: {before} → {after}"


IMPORTED = datetime(2026, 11, 2, 9, 15, tzinfo=UTC)
ANSWERED = datetime(2026, 11, 13, 10, 0, tzinfo=UTC)


def _example(before: Pledge | None, after: Pledge, first: int, at: datetime) -> list[Told]:
    """What history tells of a change of an invented pledge."""
    by, door = ("Alex Wilber", "card") if before else ("", "import")
    return [
        Told(
            pledge=after.number,
            sequence=n,
            at=at,
            by=by,
            door=door,
            field=c.field,
            before=c.before,
            after=c.after,
            by_id=samples.YOU if by else None,
        )
        for n, c in enumerate(changes(before, after), first)
    ]


FRESH = replace(samples.LATE, status=Status.NOT_STARTED, last=None)
EXAMPLE = [*_example(None, FRESH, 1, IMPORTED), *_example(FRESH, samples.LATE, 20, ANSWERED)]
UNTIL = date(2026, 11, 30)
HELD = holders.Held(
    posts={
        "Head of Allocations": [
            Holding(person=samples.YOU, until=UNTIL),
            Holding(person=PersonId(2), since=UNTIL + ONE_DAY, manner=Manner.ACTING),
        ]
    },
    names={samples.YOU: "Alex Wilber", PersonId(2): "Megan Bowen"},
)
FACTS = {"message": "s", "ref": "CP-7"}
LONG = [replace(EXAMPLE[-1], sequence=n, at=ANSWERED + timedelta(days=n)) for n in range(2, 16)]
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "history": lambda: draw("CP-7", EXAMPLE, None, samples.look(facts=FACTS)),
        "history, long": lambda: draw("CP-7", LONG, None, samples.look(facts=FACTS)),
        "history, of a post": lambda: draw("CP-7", EXAMPLE, None, samples.look(facts=FACTS), HELD),
    },
)
COMMAND = Command(
    name="history",
    help="Every change of a pledge: who, when, from what to what",
    example="history CP-42",
    run=run,
    private=True,
)
BUTTON = Button(verb="history page", press=paging.press_beside, reads=True)
