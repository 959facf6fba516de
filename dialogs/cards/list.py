"""A list of pledges: ten rows a page, narrowed in place, each opened in place for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from microsoft_teams.cards import CardElement

from dialogs import deciding, listings, lists, narrowing, paging, pieces, questions, samples
from dialogs.changing import due_words, status_words
from dialogs.listings import Listing
from dialogs.owning import owner_words
from dialogs.paging import turning
from dialogs.registry import Button, CardKind, Draw, Look, Response, Scene, Turn, found
from pledges.deciding import may_decide
from pledges.errors import OldCard
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import Standing
from pledges.pledge import OPEN, Pledge, is_late, may_read, may_update
from storage import listed
from storage.lists import Asked, Page
from storage.seeking import MOST

KIND = "list"
PASSING = ("ref", "said", "refused", "settled")
OFFERED = ("status", "directorate", "theme")
ANY = "any"
LIMITED = "You see your own pledges and what is public. Directors see their directorate's, admins all."
FOUND = Listing(
    name="",
    help="",
    what="found",
    which=listed.everything,
    none="Nothing that you may read says that. Try fewer words, or the beginnings of words; “list” shows every list.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page of a list as somebody sees it. `adds` are words more for rows, by number; `choices` may narrow it.

    One who is neither admin nor director is `limited` to what is theirs or public.
    """

    listing: Listing
    page: Page
    adds: Mapping[int, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    limited: bool = False


async def render(scene: Scene) -> Rendered | Drop:
    """For whoever reads it now: rights are looked at anew with every press."""
    if not isinstance(scene.to, int):
        return Drop("That list is for a chat with one person.")
    person = await scene.tx.people.get(PersonId(scene.to))
    standing = await scene.tx.people.standing(person, scene.look.council.admins, scene.look.today)
    if ref := scene.facts.get("ref"):
        return await _one(ref, standing, scene)
    words = scene.facts.get("find", "")
    listing = FOUND if words else listings.all_lists().get(scene.facts.get("list", ""))
    if listing is None:
        raise OldCard
    listing.check(standing)
    asked = Asked(standing=standing, today=scene.look.today, policy=scene.look.policy)
    which, at = [listing.which, *narrowing.conditions(scene.facts)], scene.facts.get("at", "")
    if words:
        page = await scene.tx.seeking.page(words, which, asked, at)
    else:
        page = await scene.tx.lists.page(which, asked, listing.order, at)
    choices = await narrowing.offered(scene.tx, OFFERED)
    adds = await listing.adds(scene, page.pledges)
    limited = not (standing.admin or standing.directs)
    return draw(Shown(listing=listing, page=page, adds=adds, choices=choices, limited=limited), scene.look)


async def _one(ref: str, standing: Standing, scene: Scene) -> Rendered | Drop:
    pledge = await scene.tx.register.get(ref)
    if not may_read(standing, pledge):
        return Drop("whoever opened it may not read it any more")
    may_answer = pledge.open and may_update(standing, pledge)
    return draw_one(pledge, scene.look, may_answer=may_answer, decides=may_decide(standing, pledge))


def draw(shown: Shown, look: Look) -> Rendered:
    listing, page, kept = shown.listing, shown.page, _kept(look)
    narrowed = pieces.plain(narrowing.in_words(look.facts))
    sought = pieces.plain(look.facts.get("find", ""))
    within = [
        *([pieces.quiet(f"For “{sought}”")] if sought else []),
        *([pieces.quiet(f"Narrowed to {narrowed}")] if narrowed else []),
        *([pieces.quiet(LIMITED)] if shown.limited else []),
    ]
    if not page.total:
        none = narrowing.NOTHING if narrowed else listing.none
        head = f"List: {listing.name}" if listing.name else "Nothing found"
        return pieces.card(none, pieces.title(head), *within, pieces.words(none), *_empty(shown, look, kept))
    head = _head(shown)
    return pieces.card(
        head + (f", page {page.number} of {page.pages}" if page.pages > 1 else ""),
        pieces.title(head),
        *within,
        *([pieces.quiet(listing.note)] if listing.note else []),
        *(pieces.block(*_row(p, shown, look, kept), line=True) for p in page.pledges),
        *turning(page, look, KIND, kept, *_filter(shown)),
        *_narrow(shown, look, kept),
    )


def _head(shown: Shown) -> str:
    """With the true total; of a search that finds very many, the nearest."""
    total = shown.page.total
    return f"The {total:,} nearest" if shown.listing is FOUND and total >= MOST else f"{total:,} {shown.listing.what}"


def _kept(look: Look) -> dict[str, str]:
    return {name: value for name, value in look.facts.items() if name not in PASSING}


def _row(pledge: Pledge, shown: Shown, look: Look, kept: Mapping[str, str]) -> list[CardElement]:
    late = is_late(pledge, look.policy, look.today)
    line = f"{due_words(pledge, look.policy, look.today)} · {status_words(pledge)}"
    lead = pledge.lead.title if pledge.lead.answers else owner_words(pledge.lead)
    owner = lead + (f" · {pledge.directorate.name}" if pledge.directorate else "")
    more = shown.adds.get(pledge.number, "")
    told = [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.warning(pieces.plain(line)) if late else pieces.quiet(pieces.plain(line)),
        pieces.quiet(pieces.plain(owner)),
        *([pieces.quiet(pieces.plain(f"{more[:1].upper()}{more[1:]}"))] if more else []),
    ]
    opened = pieces.button("Open", paging.VERB, look.nonce, **questions.carried(KIND, {**kept, "ref": pledge.ref}))
    act = shown.listing.act
    acts = [pieces.button(act[0], act[1], look.nonce, ref=pledge.ref)] if act else []
    return [pieces.two(told, [pieces.buttons(opened), *([pieces.buttons(*acts)] if acts else [])])]


def _empty(shown: Shown, look: Look, kept: Mapping[str, str]) -> list[CardElement]:
    """Only what was narrowed is worth another try."""
    narrowed = bool(narrowing.in_words(look.facts))
    return [pieces.buttons(*_filter(shown)), *_narrow(shown, look, kept)] if narrowed and shown.choices else []


def _filter(shown: Shown) -> list[pieces.Pressed]:
    return [pieces.opens("Filter", "filter")] if shown.choices else []


def _narrow(shown: Shown, look: Look, kept: Mapping[str, str]) -> list[CardElement]:
    """Choices that narrow the list in place, which the button Filter opens."""
    if not shown.choices:
        return []
    inputs = [
        pieces.choice_input(
            f"narrow.{name}",
            name.capitalize(),
            [("Any", ANY), *((words, f"{key}|{words}") for words, key in choices.items())],
            value=look.facts.get(name) or ANY,
        )
        for name, choices in shown.choices.items()
    ]
    send = pieces.sends("Show these", "narrow list", look.nonce, **questions.carried(KIND, kept))
    return [pieces.hidden("filter", *inputs, pieces.buttons(send))]


def _asked(pledge: Pledge, look: Look, *, may_answer: bool, decides: bool) -> list[CardElement]:
    """The decision that it waits for, else the question; what became of either."""
    said = pledge.ref in look.facts.get("said", "").split(",")
    if pledge.extension and decides:
        return deciding.request(pledge, pledge.extension, look, KIND)
    if look.facts.get("settled") == pledge.ref:
        return [pieces.words(deciding.settled_words(pledge, look))]
    if said:
        return questions.receipt(pledge, look, KIND)
    return questions.question(pledge, look, KIND) if may_answer else []


def draw_one(pledge: Pledge, look: Look, *, may_answer: bool, decides: bool = False) -> Rendered:
    """One of the list, opened in its place."""
    asked = _asked(pledge, look, may_answer=may_answer, decides=decides)
    directorate = pledge.directorate.name if pledge.directorate else ""
    owner = " · ".join(filter(None, (pledge.lead.title, directorate, pledge.service, status_words(pledge))))
    card = look.facts.get("from") or KIND
    back = pieces.button("Back to the list", paging.VERB, look.nonce, **questions.carried(card, _kept(look)))
    return pieces.card(
        f"{pledge.ref}: {pledge.title}, {status_words(pledge)}",
        *questions.about(pledge, look),
        pieces.quiet(pieces.plain(owner)),
        *questions.quoted(pledge),
        *([pieces.block(*asked, line=True)] if asked else []),
        pieces.quiet(f"“show {pledge.ref}” says everything about it."),
        pieces.buttons(back),
    )


async def press_narrow(turn: Turn) -> Response:
    """From the first page on, narrowed to what was chosen."""
    facts = questions.facts_of(turn.inbound.data)
    chosen = {name: turn.given(f"narrow.{name}") for name in OFFERED if f"narrow.{name}" in turn.inbound.data}
    kept = {name: value for name, value in facts.items() if name != "at" and name not in chosen}
    return Draw(KIND, kept | {name: value for name, value in chosen.items() if value not in ("", ANY)})


def _sample(name: str, *, page: Page | None = None, **facts: str) -> Rendered:
    listing = listings.all_lists()[name]
    look = samples.look(facts={"message": "sample", "list": name, **facts})
    choices = {"status": {s.value: s.value for s in sorted(OPEN)}, "directorate": {"Housing": "1", "Place": "2"}}
    return draw(Shown(listing=listing, page=page or Page(), choices=choices), look)


def _some(pledges: Sequence[Pledge]) -> Page:
    return Page(pledges=pledges, total=31, before=10, back="before 2026-11-20 7", on="after 2026-12-16 13")


WAITING = {"message": "sample", "list": "waiting", "ref": "CP-7"}
CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "list": lambda: _sample("late", page=_some([samples.LATE])),
        "list, narrowed": lambda: _sample("all", page=_some(samples.EXAMPLES), directorate="1|Housing"),
        "list, found": lambda: draw(
            Shown(listing=FOUND, page=Page(pledges=[samples.SOON], total=1)),
            samples.look(facts={"message": "sample", "find": "trainig case studies"}),
        ),
        "list, none": lambda: _sample("late"),
        "list, no date": lambda: _sample("no date", page=Page(pledges=[samples.UNDATED], total=1)),
        "list, one opened": lambda: draw_one(
            samples.LATE, samples.look(facts={"message": "sample", "list": "late", "ref": "CP-7"}), may_answer=True
        ),
        "list, one to decide": lambda: draw_one(
            samples.ASKED, samples.look(facts=WAITING), may_answer=False, decides=True
        ),
    },
)
BUTTONS = (
    Button(verb=paging.VERB, press=paging.press, reads=True),
    Button(verb="narrow list", press=press_narrow, reads=True),
    *found(Button, lambda button: button.verb, lists).values(),
)
