"""A director's desk, in a chat with one person: what is late, will not make it or waits, each with what can be done."""

from __future__ import annotations

from dataclasses import replace

from dialogs import desk_acts, desk_giving, desk_sheet, desks, escalated, holders, paging, samples
from dialogs.desk_rows import ROWS, Desk, Opened, draw, draw_opened
from dialogs.registry import Button, CardKind, Response, Scene, Turn
from dialogs.turn import Place, Say, Silent
from pledges.acting import Act, Part, Seat, not_asked
from pledges.deciding import may_decide
from pledges.messages import Drop, PersonId, Rendered
from pledges.people import Directorate, DirectorateId, Post, PostId, Standing
from pledges.pledge import Pledge, Status
from storage import acting
from storage.lists import Asked

KIND = desks.KIND


async def render(scene: Scene) -> Rendered | Drop:
    """For whoever reads it now: whether it is their desk is asked anew with every press."""
    if not isinstance(scene.to, int):
        return Drop("A desk is for a chat with one person.")
    seat = await desks.find(scene.tx, PersonId(scene.to), scene.facts.get("directorate", ""))
    if seat is None:
        return Drop(f"Only {await desks.who_may(scene.tx, scene.facts.get('directorate', ''))} can see this desk.")
    person = await scene.tx.people.get(seat.person)
    own = await scene.tx.people.standing(person, scene.look.council.admins, scene.look.today)
    if ref := scene.facts.get("open"):
        return await _opened(ref, seat, own, scene)
    return draw(await desk_of(seat, own, scene), scene.look)


async def desk_of(seat: Seat, own: Standing, scene: Scene) -> Desk:
    """What stands on a desk: the part that was chosen, or the first that holds anything."""
    look, lists = scene.look, scene.tx.lists
    asked = Asked(standing=seat.standing(own), today=look.today, policy=look.policy)
    found = {p: await lists.numbers(acting.which(p, seat, look.now), asked, acting.order(p)) for p in Part}
    chosen = Part.__members__.get(scene.facts.get("part", ""), Part.WAITING)
    part = next((p for p in (chosen, *Part) if found[p]), chosen)
    first = paging.begin(len(found[part]), ROWS, look)
    page = found[part][first : first + ROWS]
    pledges = {p.number: p for p in await scene.tx.register.of_numbers(page)}
    hidden = 0 if seat.own else await lists.count(acting.hidden(seat), asked)
    return Desk(
        seat=seat,
        counts={p: len(numbers) for p, numbers in found.items()},
        part=part,
        pledges=[pledges[n] for n in page],
        open=len(await lists.numbers(acting.everything(seat, look.now), asked)) - len(found[Part.DONE]),
        kept_back=hidden,
    )


async def _opened(ref: str, seat: Seat, own: Standing, scene: Scene) -> Rendered | Drop:
    tx, look = scene.tx, scene.look
    pledge = await tx.register.get(ref)
    if not seat.sees(pledge):
        return Drop(f"{ref} is not on this desk any more. Type “desk” for what is.")
    owner = await desk_acts.owner_of(tx, pledge, look.policy, look.today)
    person = await tx.people.get(owner.person) if owner else None
    thanked = await tx.acting.knows(pledge.number, Act.THANK, desk_acts.thanks_mark(pledge))
    opened = Opened(
        seat=seat,
        pledge=pledge,
        whose=await holders.whose(tx, pledge),
        not_asked=not_asked(pledge, owner, seat, look.policy, look.today),
        thanks=bool(owner and owner.person != seat.person and pledge.last) and not thanked,
        decides=may_decide(seat.standing(own, pledge), pledge),
        chat=person.upn or "" if person and person.id != seat.person else "",
        tried=escalated.chase_words(await tx.chase.of([pledge.number]), look),
        posts=await desk_giving.posts_of(tx, seat.directorate.id),
    )
    return draw_opened(opened, look)


async def press_desk(turn: Turn) -> Response:
    """From a digest or a note: the desk comes into the chat of whoever pressed, if they may have it."""
    if turn.inbound.channel and not turn.inbound.in_place:  # a client whose answer everybody would read
        await desks.bring_or_say_why(turn, turn.given("directorate"))
        return Silent()
    told = await desks.bring(turn, await desks.seat(turn, turn.given("directorate")))
    return Say(desks.BELOW if turn.inbound.place is Place.PERSONAL and told == desks.IN_CHAT else told)


async def press_sheet(turn: Turn) -> Response:
    """Offer what the desk lists, and all else that is open, as a file."""
    directorate = desk_sheet.directorate_of(turn)
    return await desk_sheet.offer(turn, await desks.seat(turn, directorate, "have this list"))


HOUSE = Directorate(DirectorateId(1), "Children's Services")
SEAT = Seat(
    directorate=HOUSE,
    post="Strategic Director, Children's Services",
    director=PersonId(8),
    director_name="Megan Bowen",
    person=PersonId(8),
    name="Megan Bowen",
)
DEPUTY = replace(SEAT, person=PersonId(9), name="Ann Lee")
COUNTS = {Part.WAITING: 1, Part.LATE: 13, Part.FORECAST: 1, Part.DONE: 2}
BLOCKED = replace(samples.SOON, status=Status.BLOCKED, last=samples.said(Status.BLOCKED, "No trainer can be found"))
DONE = replace(samples.LATER, status=Status.DONE, last=samples.said(Status.DONE, "Agreed by the group", 30))
MANY = [replace(samples.LATE, number=n) for n in range(20, 26)]
POSTS = [
    Post(id=PostId(n), title=title, directorate=HOUSE, holder=None)
    for n, title in enumerate(("Head of Fostering", "Head of Review", "Virtual School Head"), 1)
]
WHOSE = "Adele Vance, Assistant Director, Safeguarding and Review"
LATE = Opened(
    seat=SEAT,
    pledge=samples.LATE,
    whose=WHOSE,
    thanks=True,
    chat="adele.vance@council.example",
    tried=("Asked, and delivered, on 20 and 27 November.",),
    posts=POSTS,
)
FACTS = {"message": "sample", "directorate": "1"}
OPEN = FACTS | {"part": "LATE", "open": "CP-7"}
ASKED_NOW = (
    "✓ Adele Vance is asked for an update. They hear it on Thursday 3 December: they had today's message already."
)
TODAY = "Adele Vance was asked about it today, so I don't ask again before tomorrow."


def _sample(pledge: Pledge, part: Part, seat: Seat = SEAT) -> Desk:
    return Desk(seat=seat, counts=COUNTS, part=part, pledges=[pledge], open=31)


CARD = CardKind(
    kind=KIND,
    render=render,
    samples={
        "desk": lambda: draw(
            Desk(seat=SEAT, counts=COUNTS, part=Part.LATE, pledges=MANY, open=31), samples.look(facts=FACTS)
        ),
        "desk, to decide": lambda: draw(_sample(samples.ASKED, Part.WAITING), samples.look(facts=FACTS)),
        "desk, of a deputy": lambda: draw(
            replace(_sample(BLOCKED, Part.FORECAST, DEPUTY), kept_back=2), samples.look(facts=FACTS)
        ),
        "desk, clear": lambda: draw(Desk(seat=SEAT, counts={}, part=Part.WAITING, open=24), samples.look(facts=FACTS)),
        "desk, one opened": lambda: draw_opened(LATE, samples.look(facts=OPEN)),
        "desk, asked": lambda: draw_opened(
            replace(LATE, not_asked=TODAY), samples.look(facts=OPEN | {"did": ASKED_NOW})
        ),
        "desk, a decision": lambda: draw_opened(
            replace(LATE, pledge=samples.ASKED, decides=True, not_asked="Adele Vance waits for the decision."),
            samples.look(facts=OPEN),
        ),
        "desk, done": lambda: draw_opened(replace(LATE, pledge=DONE, tried=()), samples.look(facts=OPEN)),
        "desk, write": lambda: draw_opened(LATE, samples.look(facts=OPEN, shown={"CP-7": "write"})),
        "desk, give": lambda: draw_opened(LATE, samples.look(facts=OPEN, shown={"CP-7": "give"})),
    },
)
BUTTONS = (
    Button(verb=desks.VERB, press=press_desk, reads=True),
    Button(verb="desk page", press=paging.press_beside, reads=True),
    Button(verb="ask for an update", press=desk_acts.press_ask),
    Button(verb="say thank you", press=desk_acts.press_thank),
    Button(verb="write to the owner", press=desk_acts.press_write),
    Button(verb="give to another", press=desk_giving.press_give),
    Button(verb="desk sheet", press=press_sheet, reads=True),
)
