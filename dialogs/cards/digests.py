"""The digests of all directorates: which channel, when, who reads there, what is paused, and what was posted last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from microsoft_teams.cards import CardElement

from dialogs import paging, pieces, samples
from dialogs.digest_next import next_slot, slot_words
from dialogs.digest_words import channel_words, paused_words, usual_words
from dialogs.registry import Button, CardKind, Look, Scene, Who
from pledges.calendar import counted, said_short
from pledges.digest_hours import NOTHING_OWN, Hour, Own, Pause
from pledges.messages import ChannelId, Drop, PersonId, Rendered
from pledges.people import Directorate
from storage.channels import Linked

KIND = "digests"
ROWS = 8
HOW = (
    "Type “digest Housing” to see it as it would be posted, “digest Housing on Tuesday at 10:00” or “digest pause "
    "Housing until 12 January”, with the name you mean."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A channel that gets it, when the next one comes, and when one was posted last."""

    linked: Linked
    next: str
    last: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How a directorate's digest is told."""

    name: str
    own: Own = NOTHING_OWN
    channels: Sequence[There] = field(default=())


async def render(scene: Scene) -> Rendered | Drop:
    """All of them for an admin, their own for a director."""
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    standing = await scene.tx.people.standing(person, scene.look.council.admins, scene.look.today)
    own, linked = await scene.tx.digest_rules.all(), await scene.tx.channels.linked()
    known = [d for d in await scene.tx.people.directorates() if standing.admin or d.id in standing.directs]
    told = [await _told(scene, d, own.get(d.id, NOTHING_OWN), linked) for d in known]
    return draw(told, scene.look)


async def _told(scene: Scene, directorate: Directorate, own: Own, linked: Iterable[Linked]) -> Told:
    theirs = [each for each in linked if each.directorate.id == directorate.id]
    return Told(name=directorate.name, own=own, channels=[await _there(scene, each, own) for each in theirs])


async def _there(scene: Scene, linked: Linked, own: Own) -> There:
    look = scene.look
    slot = await next_slot(scene.tx, linked, own, look.policy, look.now)
    last = await scene.tx.digests.before(linked.id, linked.directorate.id, "9999")
    return There(linked=linked, next=slot_words(slot, look.policy, look.now), last=last.as_at if last else None)


def draw(told: Sequence[Told], look: Look) -> Rendered:
    paused = sum(each.own.paused(look.today) is not None for each in told)
    head = f"{counted(len(told), 'digest')}, {paused} paused"
    first = paging.begin(len(told), ROWS, look)
    rows = [pieces.block(*_row(each, look), line=True) for each in told[first : first + ROWS]]
    return pieces.card(
        head,
        pieces.title("Weekly digests"),
        pieces.words(f"**{head}**" if told else "The register has no directorates yet. Import a register first."),
        *rows,
        *paging.beside(len(told), ROWS, look, KIND, "digests page", ("Back", "Next")),
        pieces.quiet(HOW),
    )


def _row(told: Told, look: Look) -> list[CardElement]:
    when = usual_words(told.own, look.policy, look.today)
    lines: list[CardElement] = [pieces.words(f"**{pieces.plain(told.name)}** · {when}")]
    if pause := told.own.paused(look.today):
        lines.append(pieces.words(f"**{pieces.plain(paused_words(pause, look.today))}**"))
    if not told.channels:
        lines.append(pieces.quiet(f"No channel gets it: type “link {pieces.plain(told.name)}” in one."))
    return [*lines, *(line for each in told.channels for line in _channel(each, look))]


def _channel(there: There, look: Look) -> list[CardElement]:
    linked = there.linked
    outside = " · read from outside the council" if linked.public else ""
    lines: list[CardElement] = [pieces.words(pieces.plain(channel_words(linked)) + outside)]
    if linked.gone:
        return [*lines, pieces.warning("I can't write there any more.")]
    last = f"Last on {said_short(look.policy.today(there.last), look.today)}" if there.last else "None posted yet"
    waits = "none before the directorate goes live" if linked.live.waits else f"next {there.next}"
    return [*lines, pieces.quiet(f"{last} · {waits}")]


HOUSING = samples.CHANNEL
PARTNERS = replace(HOUSING, id=ChannelId("19:partners"), name="Partners' board", public=True)
TUESDAYS = Own(hours=(Hour(since=date(2026, 9, 7), weekday=1, at=time(10)),))
SAMPLE = (
    Told(
        name="Children's Services",
        channels=[There(linked=replace(HOUSING, name="Children's Services"), next="Monday 7 December at 11:00")],
    ),
    Told(
        name="Housing",
        own=replace(TUESDAYS, pause=Pause(until=date(2027, 1, 12), by="Lynne Robbins")),
        channels=[
            There(linked=each, next="Tuesday 12 January 2027 at 10:00", last=samples.NOW)
            for each in (HOUSING, PARTNERS)
        ],
    ),
    Told(name="Place"),
)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.DIRECTORS,
    samples={
        "digests": lambda: draw(SAMPLE, samples.look()),
        "digests, none": lambda: draw([], samples.look()),
    },
)
BUTTONS = (Button(verb="digests page", press=paging.press_beside, reads=True),)
