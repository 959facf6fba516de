"""Going live: who would get what, before anything goes out; and, once decided, how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from microsoft_teams.cards import CardElement

from dialogs import pieces, questions, samples
from dialogs.going_live import Outlook, Reader, first_morning, outlook
from dialogs.plan_words import check_admin
from dialogs.registry import Button, CardKind, Look, Redraw, Response, Scene, Turn, Who
from pledges.calendar import counted, listed, said, said_short
from pledges.live import Live
from pledges.messages import Drop, Rendered
from pledges.people import DirectorateId

KIND = "go live"
ROWS = 10
WHAT = (
    "Each gets one card, “Still right?”: is the pledge yours, is its date right? Nothing else is asked about it before "
    "that is answered, or five working days have passed. Nobody is escalated in the first four weeks, and the first "
    "digest is called a starting position."
)


async def render(scene: Scene) -> Rendered | Drop:
    id = DirectorateId(int(scene.facts["directorate"]))
    name = next(d.name for d in await scene.tx.people.directorates() if d.id == id)
    live = await scene.tx.live.of(id)
    return draw(name, live, await outlook(scene.tx, id, scene.look.now), scene.look)


def draw(name: str, live: Live, what: Outlook, look: Look) -> Rendered:
    if live.began or live.since:
        return _decided(name, live, what, look)
    if look.facts.get("answer") == "not yet":
        left = f"{name} is left as it is."
        return pieces.card(left, pieces.words(pieces.plain(left)))
    if not what.total:
        none = f"{name} has no open pledges, so there is nobody to ask there. Add or import some first."
        return pieces.card(none, pieces.title(f"Go live: {name}"), pieces.words(pieces.plain(none)))
    return _preview(name, live, what, look)


def _preview(name: str, live: Live, what: Outlook, look: Look) -> Rendered:
    since = date.fromisoformat(look.facts["since"])
    day = first_morning(look.policy, since, look.now)
    later = since > look.today
    when = "today" if day == look.today else said_short(day, look.today)
    cards = counted(len(what.readers), "person", "people")
    head = f"{name}: {counted(what.total, 'open pledge')}, {cards}"
    until = f" Until then nobody in {name} is asked." if later and not live.waits else ""
    sent = questions.carried(KIND, look.facts)
    return pieces.card(
        f"Go live with {head}? First cards: {when}.",
        pieces.title(f"Go live: {name}?"),
        pieces.words(f"**{counted(what.total, 'open pledge')}, {cards}. First cards: {when}.**{pieces.plain(until)}"),
        pieces.quiet(WHAT),
        *_readers(what.readers),
        *_nobody(what),
        pieces.quiet(_digest(what)),
        pieces.buttons(
            pieces.button(f"Go live{_from(since, look)}", "go live", look.nonce, command=KIND, **sent),
            pieces.button("Not yet", "not yet", look.nonce, **sent),
        ),
    )


def _from(since: date, look: Look) -> str:
    return f" from {said_short(since, look.today)}" if since > look.today else ""


def _readers(readers: Sequence[Reader]) -> list[CardElement]:
    """Whoever cannot be reached first: there is something to do about them."""
    ordered = sorted(readers, key=lambda r: not r.trouble)
    rows: list[CardElement] = [pieces.block(*_reader(r), line=True) for r in ordered[:ROWS]]
    more = ordered[ROWS:]
    asked = sum(r.pledges for r in more)
    rest = f"And {counted(len(more), 'more person', 'more people')} with {counted(asked, 'pledge')}."
    return [*rows, *([pieces.quiet(rest)] if more else [])]


def _reader(reader: Reader) -> list[CardElement]:
    posts = f" · {pieces.plain(listed(reader.posts))}" if reader.posts else ""
    line = pieces.words(f"**{pieces.plain(reader.name)}**{posts}: {counted(reader.pledges, 'pledge')}")
    return [line, *([pieces.warning(pieces.plain(_sentence(reader.trouble)))] if reader.trouble else [])]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _nobody(what: Outlook) -> list[CardElement]:
    counts = (
        (what.unowned, "with an owner to be confirmed (“list tbc”)"),
        (what.vacant, "with a post that nobody holds (“list vacant”)"),
        (what.undated, "without a date (“list no date”)"),
    )
    lines = [f"**{count:,}** {words}" for count, words in counts if count]
    return [pieces.block(*(pieces.words(line) for line in lines), line=True)] if lines else []


def _digest(what: Outlook) -> str:
    if what.channel:
        return f"The digest goes to the channel “{what.channel}” from its next day on."
    return "No channel gets its digest yet: type “link” in the one that should."


def _decided(name: str, live: Live, what: Outlook, look: Look) -> Rendered:
    """It is live, or will be on a day."""
    since = live.since or look.today
    if live.waits:
        head = f"{name} goes live on {said(since)}"
        words = "Until then nobody there is asked. The first cards go out in the morning of the first working day."
    else:
        head = f"{name} is live since {said(since)}"
        ends = max((d for d in [live.escalates_from] if d), default=since + timedelta(weeks=4))
        quiet = f" Nobody is escalated before {said_short(ends, look.today)}." if ends > look.today else ""
        words = (
            f"{counted(len(what.readers), 'person', 'people')} answer for {counted(what.total, 'open pledge')}.{quiet}"
        )
    off = f"To stop asking there again, type “not live {name}”."
    return pieces.card(head, pieces.title(head), pieces.words(pieces.plain(words)), pieces.quiet(pieces.plain(off)))


async def press_go(turn: Turn) -> Response:
    """The second press, of the same or of another admin, changes nothing: the card says since when."""
    check_admin(turn, "go live")
    facts = questions.facts_of(turn.inbound.data)
    since = max(date.fromisoformat(facts["since"]), turn.today)
    id, policy = DirectorateId(int(facts["directorate"])), turn.council.policy
    await turn.tx.live.put(id, since, policy, by=turn.person.id, now=turn.now)
    return Redraw(KIND, facts)


async def press_not_yet(turn: Turn) -> Response:
    return Redraw(KIND, questions.facts_of(turn.inbound.data) | {"answer": "not yet"})


SAMPLE = Outlook(
    readers=[
        Reader(name="Adele Vance", posts=("Assistant Director, Housing",), pledges=7),
        Reader(
            name="Alex Wilber",
            posts=("Head of Allocations",),
            pledges=3,
            trouble="not reached yet: ask them to install the app, or type “list not reached”",
        ),
        Reader(name="Asha Vale", posts=(), pledges=1),
    ],
    total=14,
    unowned=2,
    vacant=1,
    undated=4,
    channel="Housing: corporate parenting",
)
TODAY = {"message": "sample", "directorate": "1", "since": "2026-12-02"}
SINCE = date(2026, 11, 23)
NOT_LIVE, IS_LIVE = Live(waits=True), Live(since=SINCE)
CARD = CardKind(
    kind=KIND,
    render=render,
    who=Who.ADMINS,
    samples={
        "go live": lambda: draw("Housing", NOT_LIVE, SAMPLE, samples.look(facts=TODAY)),
        "go live, on a day": lambda: draw(
            "Housing", Live(), SAMPLE, samples.look(facts=TODAY | {"since": "2027-02-01"})
        ),
        "go live, done": lambda: draw("Housing", IS_LIVE, SAMPLE, samples.look(facts=TODAY)),
        "go live, planned": lambda: draw(
            "Housing", Live(waits=True, since=date(2027, 2, 1)), SAMPLE, samples.look(facts=TODAY)
        ),
        "go live, empty": lambda: draw("Housing", Live(), Outlook(), samples.look(facts=TODAY)),
    },
)
BUTTONS = (Button(verb="go live", press=press_go), Button(verb="not yet", press=press_not_yet))
