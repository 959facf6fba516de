"""The lists there are, and a list by what it can be narrowed to: each line with its count, opened by a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from microsoft_teams.cards import CardElement

from dialogs import listings, narrowing, paging, pieces, questions, samples
from dialogs.listings import Listing
from dialogs.narrowing import Narrowing
from dialogs.registry import CardKind, Look, Scene, Who
from pledges.errors import NotUnderstood, OldCard
from pledges.messages import Drop, Facts, PersonId, Rendered
from storage import listed
from storage.lists import Asked

KIND = "lists"
MOST = 40  # lines whose counts are worth waiting for


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What can be opened, how many stand there, and the facts of the list that opens; none for what has no list."""

    name: str
    count: int
    facts: Mapping[str, str] = field(default_factory=dict)
    help: str = ""


async def render(scene: Scene) -> Rendered | Drop:
    """Of all lists those that the reader may open, or of one list its parts: by directorate, by theme."""
    if not isinstance(scene.to, int):
        return Drop("That list is for a chat with one person.")
    person = await scene.tx.people.get(PersonId(scene.to))
    standing = await scene.tx.people.standing(person, scene.look.council.admins, scene.look.today)
    asked = Asked(standing=standing, today=scene.look.today, policy=scene.look.policy)
    if by := scene.facts.get("by"):
        return await _parts(by, asked, scene)
    mine = [one for one in listings.all_lists().values() if one.who is Who.EVERYONE or standing.admin]
    lines = [
        Line(
            name=f"list {one.name}",
            count=await scene.tx.lists.count([one.which], asked),
            facts={"list": one.name},
            help=one.help,
        )
        for one in sorted(mine, key=lambda one: one.name)
    ]
    note = "Behind each you may type a directorate, theme, service, owner, source or status: “list late theme Housing”."
    return draw("Lists", note, lines, scene.look)


async def _parts(by: str, asked: Asked, scene: Scene) -> Rendered:
    listing, way = listings.all_lists().get(scene.facts.get("list", "")), narrowing.NARROWINGS.get(by)
    if listing is None or way is None:
        raise OldCard
    listing.check(asked.standing)
    choices = await way.choices(scene.tx)
    if len(choices) > MOST:
        raise NotUnderstood(f"There are {len(choices):,} to choose from. Type “list {listing.name} {by} …” for one.")
    within, kept = [listing.which, *narrowing.conditions(scene.facts)], _kept(scene.look)
    lines = [
        Line(
            name=name,
            count=await scene.tx.lists.count([*within, way.which(key)], asked),
            facts={**kept, by: f"{key}|{name}"},
        )
        for name, key in sorted(choices.items())
    ]
    total = await scene.tx.lists.count(within, asked)
    rest = listed.none_of([way.which(key) for key in choices.values()])
    lines.append(Line(name=f"Without {way.one}", count=await scene.tx.lists.count([*within, rest], asked)))
    return draw(f"{total:,} {listing.what}, by {by}", _note(listing, way, scene.facts, total), lines, scene.look)


def _note(listing: Listing, way: Narrowing, facts: Facts, total: int) -> str:
    """What the lines are narrowed to, why their counts may come to more than there are, and what no line means."""
    narrowed = narrowing.in_words(facts)
    parts = (
        f"Narrowed to {narrowed}" if narrowed else "",
        f"What has more than one {way.name} stands under each." if way.several and total else "",
        "" if total else (narrowing.NOTHING if narrowed else listing.none),
    )
    return " · ".join(filter(None, parts))


def _kept(look: Look) -> dict[str, str]:
    return {name: value for name, value in look.facts.items() if name != "by"}


def draw(title: str, note: str, lines: Sequence[Line], look: Look) -> Rendered:
    shown = [pieces.block(*_line(line, look), line=True) for line in lines if line.help or line.count]
    return pieces.card(title, pieces.title(title), *([pieces.quiet(pieces.plain(note))] if note else []), *shown)


def _line(line: Line, look: Look) -> list[CardElement]:
    told: list[CardElement] = [
        pieces.words(f"**{pieces.plain(line.name)}** – {line.count:,}"),
        *([pieces.quiet(line.help)] if line.help else []),
    ]
    if not (line.facts and line.count):
        return told
    facts = {"message": look.facts["message"], **line.facts}
    return [pieces.two(told, [pieces.buttons(pieces.button("Open", paging.VERB, look.nonce, **_to(facts)))])]


def _to(facts: Mapping[str, str]) -> dict[str, str]:
    return questions.carried("list", facts)


LATE = Line(name="list late", count=31, facts={"list": "late"}, help="What is late, worst first")
NONE = Line(name="list vacant", count=0, facts={"list": "vacant"}, help="Pledges led by a post that nobody holds today")
HOUSING = Line(name="Housing", count=12, facts={"list": "late", "directorate": "1|Housing"})
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "lists": lambda: draw("Lists", "Behind each you may type a theme.", [LATE, NONE], samples.look()),
        "lists, by directorate": lambda: draw(
            "31 late, by directorate", "", [HOUSING, Line(name="Without a directorate", count=19)], samples.look()
        ),
    },
)
