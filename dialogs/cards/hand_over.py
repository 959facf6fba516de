"""A post handed over: the new holder sees what is open and takes it on; the former one hears that it is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import answers, holders, pieces, questions, samples
from dialogs.changing import due_words, keep, status_words
from dialogs.registry import Button, CardKind, Look, Response, Scene, Turn
from pledges.calendar import counted, listed, said_short
from pledges.first_cards import is_held_back
from pledges.holding import Holding, Manner, holders_on, title_of
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import PostId
from pledges.pledge import Asking, Pledge, is_late

KIND, LEFT = "hand over", "left"
ROWS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The post as its holder bears it, who held it before them, the last day if there is one, and who holds it too."""

    title: str
    former: str = ""
    until: date | None = None
    beside: tuple[str, ...] = ()


async def render(scene: Scene) -> Rendered | Drop:
    post = await scene.tx.people.post_of(PostId(int(scene.facts["post"])))
    known = holders_on(await scene.tx.holdings.of(post.id), scene.look.today)
    if all(h.person != scene.to for h in known) and "said" not in scene.facts:
        return Drop("handed over to somebody else before they were told")
    found = [await scene.tx.register.get(ref) for ref in scene.facts["refs"].split(",") if ref]
    theirs = [p for p in found if "said" in scene.facts or (p.open and scene.to in p.lead.asked)]
    shown = [p for p in theirs if "said" in scene.facts or not is_held_back(p)]
    if theirs and not shown:
        return Drop("left to the first card, once the directorate is live")
    gone = await holders.elsewhere(scene.tx, shown, scene.to)
    return draw(await _seat(scene, post.title, known), shown, scene.look, gone)


async def _seat(scene: Scene, title: str, known: Sequence[Holding]) -> Seat:
    mine = next((h for h in known if h.person == scene.to), Holding(person=None, manner=Manner.SUBSTANTIVE))
    others = [(await scene.tx.people.get(h.person)).name for h in known if h.person not in (None, scene.to)]
    former = scene.facts.get("former")
    name = (await scene.tx.people.get(PersonId(int(former)))).name if former else ""
    return Seat(title=title_of(mine, title), former=name, until=mine.until, beside=tuple(others))


def draw(seat: Seat, pledges: Sequence[Pledge], look: Look, gone: Mapping[int, str] | None = None) -> Rendered:
    gone = gone or {}
    head = f"You are now {seat.title}"
    with_it = (
        f"{counted(len(pledges), 'open pledge')} come with it" if len(pledges) != 1 else "1 open pledge comes with it"
    )
    before = f" {pieces.plain(seat.former)} answered for this post before you." if seat.former else ""
    until = f" It is yours until **{said_short(seat.until, look.today)}**." if seat.until else ""
    jointly = f" You hold it jointly with {pieces.plain(listed(seat.beside))}." if seat.beside else ""
    rows = [
        pieces.block(*(holders.gone(p, gone[p.number]) if p.number in gone else _row(p, look)), line=True)
        for p in pledges[:ROWS]
    ]
    words = pieces.words(f"**{with_it}.**{before}{jointly}{until}")
    return pieces.card(f"{head}. {with_it}.", pieces.title(head), words, *rows, *_foot(pledges, gone, look))


def _row(pledge: Pledge, look: Look) -> list[CardElement]:
    """What is open, the last word on it and the next dates; the usual answers open when pressed."""
    if pledge.ref in look.facts.get("said", "").split(","):
        return questions.receipt(pledge, look, KIND)
    name, due = f"row.{pledge.ref}", f"{due_words(pledge, look.policy, look.today)} · {status_words(pledge)}"
    late = is_late(pledge, look.policy, look.today)
    head = [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.warning(due) if late else pieces.quiet(due),
        *questions.said_last(pledge, look),
        *questions.next_line(pledge, look),
    ]
    inside = questions.question(pledge, look, KIND)
    body = pieces.block(*inside) if pledge.ref in look.shown else pieces.hidden(name, *inside)
    return [pieces.two(head, [pieces.buttons(pieces.opens("Answer", name))]), body]


def _foot(pledges: Sequence[Pledge], gone: Mapping[int, str], look: Look) -> list[CardElement]:
    mine = [p for p in pledges if p.number not in gone and p.open]
    sent = questions.carried(KIND, look.facts)
    more = len(pledges) - ROWS
    rest = [pieces.button(f"And {more} more", "see mine", look.nonce, **sent)] if more > 0 else []
    if not mine:
        return [pieces.buttons(*rest)] if rest else []
    if all(p.asking.accepted for p in mine):
        taken = pieces.words("✓ You have taken this on. I ask you before each date.")
        return [pieces.block(taken, *([pieces.buttons(*rest)] if rest else []), line=True)]
    return [pieces.block(pieces.buttons(pieces.button("Accept", "accept post", look.nonce, **sent), *rest), line=True)]


async def press_accept(turn: Turn) -> Response:
    """Take on everything that came with the post and is still this person's."""
    facts = questions.facts_of(turn.inbound.data)
    for ref in sorted(filter(None, facts["refs"].split(",")), key=lambda ref: int(ref.removeprefix("CP-"))):
        before = await turn.tx.register.get(ref, for_update=True)
        if turn.person.id in before.lead.asked and before.open:
            await keep(turn, before, replace(before, asking=replace(before.asking, accepted=True)))
            await turn.tx.asks.answered(before.number, turn.now, [turn.person.id], reply="taken on")
    return answers.again(turn, said=facts.get("said", ""))


async def render_left(scene: Scene) -> Rendered | Drop:
    post = await scene.tx.people.post_of(PostId(int(scene.facts["post"])))
    if post.holder and post.holder.id == scene.to:
        return Drop("came back to them before they were told")
    refs = scene.facts["refs"].split(",")
    if all([(await scene.tx.register.get(ref)).live.waits for ref in refs if ref]):
        return Drop("its directorate is not live, so they have heard of none of it")
    return draw_left(post.title, post.holder.name if post.holder else "", refs)


def draw_left(title: str, now: str, refs: Sequence[str]) -> Rendered:
    """One message for all that went with the post."""
    head = f"You no longer answer for {title}"
    whose = f"is now with **{pieces.plain(now)}**" if now else "has nobody at the moment, and the admins know"
    listed = ", ".join(refs[:ROWS]) + (f" and {len(refs) - ROWS} more" if len(refs) > ROWS else "")
    what = f"What you answered for there ({listed}) {whose}. I won't ask you about it again."
    thanks = pieces.words("Thank you for what you did on it.")
    return pieces.card(f"{head}: {listed}", pieces.title(head), pieces.words(what), thanks)


NEW = [replace(p, asking=Asking(accepted=False, told_on=samples.look().today)) for p in (samples.SOON, samples.LATER)]
TITLE = "acting Assistant Director, Safeguarding and Review"
SEAT = Seat(title=TITLE, former="Adele Vance", until=date(2027, 3, 31))
CARDS = (
    CardKind(
        kind=KIND,
        render=render,
        samples={
            "hand over": lambda: draw(SEAT, NEW, samples.look()),
            "hand over, accepted": lambda: draw(SEAT, [samples.SOON], samples.look()),
            "hand over, jointly": lambda: draw(
                Seat(title="Head of Allocations", beside=("Megan Bowen",)), [samples.SOON], samples.look()
            ),
            "hand over, nothing open": lambda: draw(Seat(title="Head of Allocations"), [], samples.look()),
        },
    ),
    CardKind(
        kind=LEFT,
        render=render_left,
        samples={"left": lambda: draw_left("Assistant Director, Safeguarding", "Megan Bowen", ["CP-7", "CP-42"])},
    ),
)
BUTTON = Button(verb="accept post", press=press_accept)
