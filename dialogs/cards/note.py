"""The director's weekly note: the digest's figures in private, and what waits for a decision by this director."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from microsoft_teams.cards import CardElement

from dialogs import deciding, desks, digest_rows, headline, pieces, samples, starting
from dialogs.registry import CardKind, Look, Scene
from pledges.calendar import said, said_short
from pledges.deciding import may_decide
from pledges.digest import Counts, Digest, Week, summarise
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import Directorate, DirectorateId
from pledges.pledge import Pledge, may_read
from storage.directing import readers

KIND = "note"
ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A new date that waits for the director. `hers` is whether whoever reads this may decide, `shown` its title."""

    pledge: Pledge
    hers: bool = True
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A directorate: its figures, what waits, what was decided here, the channel of its digest, and whose note it is.

    `instead` is the director's name where somebody else reads it. `desk` is the directorate whose desk they may have.
    """

    name: str
    digest: Digest
    wishes: Sequence[Wish] = ()
    settled: Sequence[Pledge] = ()
    channel: str = ""
    instead: str = ""
    desk: str = ""


async def render(scene: Scene) -> Rendered | Drop:
    """Figures as they were kept for the digest; what waits, as it is now."""
    here = [int(id) for id in scene.facts["directorates"].split(",") if id]
    parts = [part for d in await scene.tx.people.directorates() if d.id in here and (part := await _part(scene, d))]
    if not parts:
        return Drop("no figures were kept for it, or it is no longer theirs to read")
    if all(part.digest.counts == Counts() and not part.wishes and not part.settled for part in parts):
        return Drop("there is nothing in the directorate")
    return draw(parts, scene.look)


async def _part(scene: Scene, directorate: Directorate) -> Part | None:
    """None without figures, and for somebody who neither directs it nor stands in for who does."""
    tx, digest = scene.tx, await scene.tx.notes.figures(directorate.id, scene.facts["week"])
    director = await _director(scene, directorate.id)
    if digest is None or director is None:
        return None
    admins, today = scene.look.council.admins, scene.look.today
    mine = await tx.people.standing(await tx.people.get(PersonId(int(scene.to))), admins, today)
    theirs = await tx.people.standing(await tx.people.get(director), frozenset(), today)
    waiting = [p for p in await tx.notes.waiting(directorate.id) if may_decide(theirs, p)]
    said_here = [ref for ref in scene.facts.get("said", "").split(",") if ref]
    settled = [p for ref in said_here if (p := await tx.register.get(ref)).directorate == directorate]
    seat = await desks.find(tx, mine.person, str(directorate.id))
    channel = next((c.name for c in await tx.channels.linked() if c.directorate == directorate and not c.gone), "")
    return Part(
        name=directorate.name,
        digest=digest,
        wishes=[Wish(pledge=p, hers=may_decide(mine, p), shown=may_read(mine, p)) for p in waiting],
        settled=[p for p in settled if may_read(mine, p) and p.number not in {w.number for w in waiting}],
        channel=channel,
        desk=str(directorate.id) if seat else "",
        instead="" if director == scene.to else (await tx.people.get(director)).name,
    )


async def _director(scene: Scene, directorate: DirectorateId) -> PersonId | None:
    """Whose note it is that somebody reads; None where it is not for them."""
    person = await scene.tx.people.get(PersonId(int(scene.to)))
    if directorate in (await scene.tx.people.standing(person, frozenset())).directs:
        return person.id
    found = await readers(scene.tx, directorate, scene.look.today, ())
    return next((each.director for each in found if each.person == person.id), None)


def draw(parts: Sequence[Part], look: Look) -> Rendered:
    day = look.policy.today(parts[0].digest.as_at)
    name = f"Your {day:%A} note"
    told = " ".join(f"{part.name}: {_words(part.digest)}{_count(part)}" for part in parts)
    alone = len(parts) == 1
    head = f"{name}: {parts[0].name}" if alone else name
    shown = [element for part in parts for element in _shown(part, look, alone=alone)]
    return pieces.card(f"{name}. {told}", pieces.title(head), *_as_at(parts[0], look), *shown, *_foot(parts, name))


def _count(part: Part) -> str:
    waits = len(part.wishes)
    return f" {waits} {'waits' if waits == 1 else 'wait'} for {_whose(part)} decision." if waits else ""


def _whose(part: Part) -> str:
    return f"{part.instead}’s" if part.instead else "your"


def _as_at(part: Part, look: Look) -> list[CardElement]:
    local = part.digest.as_at.astimezone(look.policy.zone)
    instead = f" You read it in the place of {pieces.plain(part.instead)}." if part.instead else ""
    return [pieces.quiet(f"As at {said(local.date())}, {local:%H:%M}.{instead}")]


def _shown(part: Part, look: Look, *, alone: bool) -> list[CardElement]:
    digest, counts = part.digest, part.digest.counts
    words, settled = _words(digest), [_settled(p, look) for p in part.settled]
    if headline.is_quiet(counts) and digest.start is None:
        line = words if alone else f"**{pieces.plain(part.name)}** · {words}"
        return [pieces.block(pieces.words(line), line=not alone), *settled, *_wishes(part, look), *_desk(part, look)]
    figures = (
        (counts.late, "late", "Attention"),
        (counts.soon, "due soon", "Accent"),
        (counts.done, "done", None),
        (counts.total, "open", None),
    )
    name = [] if alone else [pieces.heading(pieces.plain(part.name))]
    shown = [] if digest.start else [pieces.figures(*figures)]
    body = [*name, pieces.words(f"**{words}**"), *shown, *digest_rows.trend(digest.trend)]
    return [pieces.block(*body, line=not alone), *settled, *_wishes(part, look), *_desk(part, look)]


def _words(digest: Digest) -> str:
    """The digest's own headline."""
    if digest.start:
        return f"The starting position. {starting.in_words(digest, digest.start)}"
    return headline.in_words(digest)


def _desk(part: Part, look: Look) -> list[CardElement]:
    return [pieces.buttons(desks.button(part.desk, look, "Open your desk"))] if part.desk else []


def _wishes(part: Part, look: Look) -> list[CardElement]:
    if not part.wishes:
        return []
    more = len(part.wishes) - ROWS
    rest = [pieces.quiet(f"And {more:,} more: type “list waiting”.")] if more > 0 else []
    rows = [element for wish in part.wishes[:ROWS] for element in _wish(wish, look)]
    return [pieces.heading(f"Waiting for {_whose(part)} decision", len(part.wishes)), *rows, *rest]


def _wish(wish: Wish, look: Look) -> list[CardElement]:
    pledge, asked = wish.pledge, wish.pledge.extension
    assert asked is not None
    name = f"decide.now.{pledge.ref}"
    title = pieces.plain(pledge.title) if wish.shown else "A pledge that is not for publication"
    wanted = f"{pieces.plain(pledge.lead.title)} asks for {said_short(asked.wanted, look.today)}"
    head = pieces.words(f"{pledge.ref} **{title}**")
    if not wish.hers:
        return [pieces.block(head, pieces.quiet(wanted), line=True)]
    inside = deciding.request(pledge, asked, look, KIND)
    if pledge.ref in look.shown:
        return [pieces.block(head, *inside, line=True)]
    line = pieces.two([head, pieces.quiet(wanted)], [pieces.buttons(pieces.opens("Decide", name))])
    return [pieces.block(line, pieces.hidden(name, *inside), line=True)]


def _settled(pledge: Pledge, look: Look) -> CardElement:
    return pieces.block(pieces.words(deciding.settled_words(pledge, look)), line=True)


def _foot(parts: Sequence[Part], name: str) -> list[CardElement]:
    channels = ", ".join(f"“{pieces.plain(part.channel)}”" for part in parts if part.channel)
    where = f"The digest is in {channels}, where a post alerts nobody. " if channels else ""
    return [pieces.block(pieces.quiet(f"{where}Type “weekly note off” to do without this."), line=True)]


MONDAY = samples.NOW.replace(month=11, day=30, hour=11, minute=0)


def _sample(**but: object) -> Part:
    digest = summarise([*samples.EXAMPLES, samples.ASKED], samples.look().policy, MONDAY, None)
    before = Counts(total=6, newly_late=1, still_late=1, done=1)
    trend = tuple(Week(week=f"2026-W{42 + n}", late=late, done=1, total=6) for n, late in enumerate((3, 3, 2, 4, 1, 2)))
    told = replace(digest, before=before, trend=(*trend, *digest.trend))
    part = Part(name="Children's Services", digest=told, channel="Children's Services", desk="1")
    return replace(part, **{"wishes": [Wish(pledge=samples.ASKED)]} | but)  # type: ignore[arg-type]


QUIET = Part(name="Place", digest=Digest(as_at=MONDAY, counts=Counts(total=3)))
OPEN = {samples.ASKED.ref: "other"}
COVERED = Wish(pledge=samples.ASKED, hers=False)
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "note": lambda: draw([_sample()], samples.look()),
        "note, deciding": lambda: draw([_sample()], samples.look(shown=OPEN)),
        "note, quiet": lambda: draw([QUIET], samples.look()),
        "note, of two": lambda: draw([_sample(), QUIET], samples.look()),
        "note, starting position": lambda: draw([_sample(digest=starting.sample(), wishes=[])], samples.look()),
        "note, to the cover": lambda: draw([_sample(instead="Megan Bowen", wishes=[COVERED], desk="")], samples.look()),
    },
)
