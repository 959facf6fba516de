"""hand over, vacate: who holds a post from a day on. What the post leads goes along on that day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dialogs import finding, inverses
from dialogs.forms import Ask, Field, Input, again
from dialogs.registry import Command, Response, Turn, Who
from dialogs.turn import Say
from pledges import deadlines
from pledges.calendar import ONE_DAY, counted, said_short
from pledges.errors import NotUnderstood
from pledges.holding import Holding, Manner, hand_over, holders_on, overruled, title_of
from pledges.messages import PersonId
from pledges.people import Person, Post

POST = r"(?:[\"“](?P<quoted>[^\"”]+)[\"”]|(?P<post>.+?))"
DAYS = r"(?:\s+from\s+(?P<since>.+?))?(?:\s+(?:until|till)\s+(?P<until>.+?))?"
HOW = r"(?:\s+(?:as\s+)?(?P<how>acting|interim|jointly))?"
TYPED = re.compile(rf"^{POST}\s+to\s+(?P<to>.+?){HOW}{DAYS}{HOW.replace('how', 'how_then')}$", re.IGNORECASE)
EMPTIED = re.compile(rf"^{POST}{DAYS}$", re.IGNORECASE)
NAMES = ("post", "to", "how", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    post: str = ""
    to: str = ""
    how: str = ""
    since: str = ""
    until: str = ""


def wanted_from(turn: Turn, pattern: re.Pattern[str]) -> Wanted:
    """What was typed in one line, or filled into the form."""
    typed = pattern.match(turn.words)
    if not typed:
        return Wanted(**{name: turn.given(name) for name in NAMES} | ({"post": turn.words} if turn.words else {}))
    said = {name: value or "" for name, value in typed.groupdict().items()}
    how = said.get("how") or said.get("how_then") or ""
    return Wanted(
        post=said["quoted"] or said["post"], to=said.get("to", ""), how=how, since=said["since"], until=said["until"]
    )


async def run(turn: Turn) -> Response:
    wanted = wanted_from(turn, TYPED)
    if not (wanted.post and wanted.to):
        return _form("hand over", wanted)
    try:
        post, person = await finding.post(turn, wanted.post), await finding.person(turn, wanted.to)
        return await _keep(turn, post, _holding(turn, wanted, person), person)
    except NotUnderstood as error:
        return _form("hand over", wanted, error)


async def run_vacate(turn: Turn) -> Response:
    wanted = wanted_from(turn, EMPTIED)
    if not wanted.post:
        return _form("vacate", wanted)
    try:
        return await _keep(turn, await finding.post(turn, wanted.post), _holding(turn, wanted, None), None)
    except NotUnderstood as error:
        return _form("vacate", wanted, error)


def _holding(turn: Turn, wanted: Wanted, person: Person | None) -> Holding:
    since = day_of(wanted.since, turn.today) if wanted.since else turn.today
    until = day_of(wanted.until, max(since, turn.today)) if wanted.until else None
    if until and until < since:
        raise NotUnderstood(f"{said_short(until, turn.today)} comes before {said_short(since, turn.today)}.")
    how = wanted.how.lower()
    if how and how not in ("acting", "interim", "jointly", "substantive"):
        raise NotUnderstood("Please say how: acting, interim, jointly, or leave it empty.")
    manner = Manner(how) if how in ("acting", "interim") else Manner.SUBSTANTIVE
    return Holding(
        person=person.id if person else None,
        since=since,
        until=until,
        manner=manner if person else Manner.VACANT,
        joint=how == "jointly",
    )


def day_of(words: str, today: date) -> date:
    """The day that words name: one that has passed only with its year. Raises NotUnderstood."""
    try:
        return deadlines.read_day(words)
    except NotUnderstood:
        due = deadlines.read(words, today).due
    if due is None:
        raise NotUnderstood(f"“{words}” is no day. Type one such as 1 April, or today.")
    return due


async def _keep(turn: Turn, post: Post, new: Holding, person: Person | None) -> Response:
    before = await turn.tx.people.hand_over(post.id, new, by=turn.person.id, now=turn.now)
    after = hand_over(before, new)
    inverses.note_holdings(turn, post, before, after)
    led = await turn.tx.register.led_by(post.id)
    names = {p.id: p.name for p in await turn.tx.people.everyone()}
    sentences = (
        _told(turn, post, new, names),
        _along(len(led), new, person, await _deputy(turn, post)),
        _afterwards(turn, new, after, names),
        *(
            f"What was planned ({names[h.person] if h.person else 'vacant'} {_when(turn, h)}) is off."
            for h in overruled(before, after, turn.today)
            if h.since != new.since or h.person != new.person
        ),
    )
    return Say(" ".join(filter(None, sentences)))


def _told(turn: Turn, post: Post, new: Holding, names: dict[PersonId, str]) -> str:
    when, until = _when(turn, new), f" until {said_short(new.until, turn.today)}" if new.until else ""
    to_come = new.since is not None and new.since > turn.today
    will_be = "will be" if to_come else "is"
    if new.person is None:
        return f"{post.title} {will_be} vacant {when}{until}."
    jointly = ", jointly with whoever holds it" if new.joint else ""
    return f"{names[new.person]} {will_be} {title_of(new, post.title)} {when}{until}{jointly}."


def _when(turn: Turn, holding: Holding) -> str:
    if holding.since is None or holding.since == turn.today:
        return "from today"
    return f"from {said_short(holding.since, turn.today)}"


async def _deputy(turn: Turn, post: Post) -> Post | None:
    """The standing deputy who is asked while nobody holds the post, if somebody would be."""
    deputy = await turn.tx.people.post_of(post.deputy) if post.deputy else None
    return deputy if deputy and deputy.holder else None


def _along(led: int, new: Holding, person: Person | None, deputy: Post | None) -> str:
    """What happens to the pledges of the post; nothing is put down by whoever answers when somebody joins them."""
    if not led:
        return "No pledge of it is open."
    if new.joint and person:
        return f"Whoever holds it now goes on answering; {person.name} gets a card, and both are asked from then on."
    what = f"Open pledges that go along: {counted(led, 'pledge').split()[0]}."
    if person is None and deputy and deputy.holder:
        instead = f"{deputy.holder.name} ({deputy.title}) is asked as its deputy"
        return f"{what} They stand on “list vacant” then, and {instead}."
    if person is None:
        return f"{what} They stand on “list vacant” then, and nobody is asked about them."
    return f"{what} {person.name} gets a card to take them on, and whoever leaves hears of it."


def _afterwards(turn: Turn, new: Holding, after: tuple[Holding, ...], names: dict[PersonId, str]) -> str:
    back = holders_on(after, new.until + ONE_DAY) if new.until and new.until < date.max else []
    return f"After that it is {names[back[0].person]}’s again." if back and back[0].person else ""


def _form(command: str, wanted: Wanted, trouble: NotUnderstood | None = None) -> Ask:
    post = Field(name="post", label="Which post?", value=wanted.post)
    days = (
        Field(name="since", label="From which day? (empty: from today)", value=wanted.since, required=False),
        Field(name="until", label="Until which day? (empty: open)", value=wanted.until, required=False),
    )
    if command == "vacate":
        fields = (post, *days)
        return again(Ask(command=command, title="Which post is vacant?", send="Note it", fields=fields), trouble)
    who = (
        Field(name="to", label="To whom? (a name or a sign-in name)", value=wanted.to, input=Input.PERSON),
        Field(name="how", label="How? (acting, interim, jointly; empty: for good)", value=wanted.how, required=False),
    )
    return again(
        Ask(command=command, title="Hand over a post", send="Hand it over", fields=(post, *who, *days)), trouble
    )


COMMANDS = (
    Command(
        name="hand over",
        help="Give a post to somebody from a day on, for good or acting; its pledges go along",
        example='hand over "Head of Housing" to Megan Bowen from 1 April',
        run=run,
        also=("handover",),
        who=Who.ADMINS,
        private=True,
        menu=6,
    ),
    Command(
        name="vacate",
        help="Note that nobody holds a post from a day on",
        example='vacate "Head of Housing" from 1 April',
        run=run_vacate,
        who=Who.ADMINS,
        private=True,
    ),
)
