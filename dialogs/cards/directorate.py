"""A directorate as at a day: what it had then, from what was noted when. Asked later, the answer is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import pieces, samples
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import counted, said, said_short
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import DirectorateId
from pledges.transfers import as_at, home_on, was_live, was_open, was_past

KIND = "directorate"
ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """A pledge as it was on the day: not done, or done and to be confirmed."""

    ref: str
    title: str
    status: str
    due: date | None
    open: bool
    past: bool


async def render(scene: Scene) -> Rendered | Drop:
    id, day = DirectorateId(int(scene.facts["directorate"])), date.fromisoformat(scene.facts["day"])
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(person, scene.look.council.admins)
    if not (standing.admin or id in standing.directs):
        return Drop("Only an admin or the director of that directorate can see it as a whole. Type “mine” for yours.")
    name = next(d.name for d in await scene.tx.people.directorates() if d.id == id)
    return draw(name, day, await then(scene, id, day), scene.look)


async def then(scene: Scene, directorate: DirectorateId, day: date) -> list[Then]:
    """What a directorate had at the end of a day, the earliest date first."""
    pledges = await scene.tx.transfers.ever_of(directorate)
    numbers = [p.number for p in pledges]
    homes = await scene.tx.transfers.homes(numbers)
    moments = await scene.tx.transfers.moments(numbers, scene.look.policy.zone)
    found = []
    for pledge in pledges:
        now = pledge.directorate.id if pledge.directorate else None
        fields = as_at(moments.get(pledge.number, ()), day)
        if was_live(fields) and home_on(homes.get(pledge.number, ()), now, day) == directorate:
            found.append(_then(pledge.ref, fields, day))
    return sorted(found, key=lambda t: (t.due or date.max, int(t.ref.removeprefix("CP-"))))


def _then(ref: str, fields: dict[str, str], day: date) -> Then:
    due = fields.get("deadline", "")
    return Then(
        ref=ref,
        title=fields.get("title", ""),
        status=fields["status"],
        due=date.fromisoformat(due) if due else None,
        open=was_open(fields),
        past=was_past(fields, day),
    )


def draw(name: str, day: date, found: Sequence[Then], look: Look) -> Rendered:
    still, past = sum(t.open for t in found), sum(t.past for t in found)
    what = f"{counted(still, 'open pledge')}, {past} past their date, {len(found) - still} done and to be confirmed"
    rows: list[CardElement] = [pieces.block(*_row(t, look), line=True) for t in found[:ROWS]]
    more = len(found) - ROWS
    return pieces.card(
        f"{name} as at {said(day)}: {what}",
        pieces.quiet(f"As at the end of {said(day)}"),
        pieces.title(name),
        pieces.words(f"**{what}**" if found else "It had no open pledge."),
        *rows,
        *([pieces.quiet(f"And {more:,} more.")] if more > 0 else []),
    )


def _row(then: Then, look: Look) -> list[CardElement]:
    due = f"{'was due' if then.past else 'due'} {said_short(then.due, look.today)}" if then.due else "no date"
    shown = pieces.warning if then.past else pieces.quiet
    return [pieces.words(f"{then.ref} **{pieces.plain(then.title)}**"), shown(f"{then.status} · {due}")]


SAMPLE = [
    Then(ref=p.ref, title=p.title, status=p.status.value, due=p.deadline.due, open=True, past=p is samples.LATE)
    for p in (samples.LATE, samples.SOON)
]
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "directorate": lambda: draw("Children's Services", date(2026, 11, 30), SAMPLE, samples.look()),
        "directorate, none": lambda: draw("Children's Trust", date(2026, 3, 31), [], samples.look()),
    },
)
