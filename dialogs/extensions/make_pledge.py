"""Make this a pledge: from the menu of any message. An admin makes it; anybody else proposes it to the admins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from microsoft_teams.cards import CardElement

from dialogs import adding, dating, likely, pieces
from dialogs.adding import day_of, message_source
from dialogs.assigning import Wanted
from dialogs.changing import tell_admins
from dialogs.extending import Action
from dialogs.registry import Turn
from dialogs.turn import Dialog, Picked, Say
from pledges import guard
from pledges.calendar import counted, listed, said_short
from pledges.errors import NotUnderstood, PersonalDetails, Twice
from pledges.messages import Rendered
from pledges.pledge import Pledge
from storage.proposals import Proposal

NAME = "makePledge"
TITLE = "Make this a pledge"
LONGEST = 200  # characters of a message that make a title
QUOTED = 1000  # and that are kept as its words
NONE = "I couldn't read that message, so please write what is promised."
UNNAMED = "That message looks as if it holds personal details, so I haven't copied it. Please write what is promised."


class Likely(NotUnderstood):
    """It may be in the register already, which is said once."""

    def __init__(self, found: Sequence[Pledge]) -> None:
        there = listed([f"{pledge.ref} “{pledge.title}”" for pledge in found])
        super().__init__(f"It may be in the register already: {there}. Press “Make it” again if this is another.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What is kept of the message, as the form carries it: its words, whose, of which day, and where it stands."""

    words: str = ""
    by: str = ""
    on: str = ""
    link: str = ""


async def open_form(turn: Turn) -> Dialog:
    """The form with the message's words in it; what the guard stops is not copied."""
    picked = turn.inbound.picked or Picked(words="")
    quote, note = _quote(picked, turn), "" if picked.words else NONE
    if picked.words and not quote.words:
        note = UNNAMED
    return _dialog(turn, Wanted(_title(quote.words), "", ""), quote, note)


def _quote(picked: Picked, turn: Turn) -> Quote:
    try:
        words = guard.check(picked.words[:QUOTED])
    except PersonalDetails:
        words = ""
    on = turn.council.policy.today(picked.at).isoformat() if picked.at else ""
    return Quote(words=words, by=picked.by[:80], on=on, link=picked.link)


def _title(words: str) -> str:
    """The message as a title: all of it, or as many whole words as there is room for."""
    return words if len(words) <= LONGEST else words[: LONGEST - 2].rpartition(" ")[0] + " …"


async def send(turn: Turn) -> Dialog | Say:
    """Make it, or propose it. Whatever is amiss is said in the same form, with all that was typed."""
    wanted = Wanted(turn.given("title"), turn.given("to"), turn.given("by"))
    quote = Quote(**{name: turn.given(f"quote.{name}") for name in ("words", "by", "on", "link")})
    if await turn.tx.presses.knows(turn.given("nonce"), turn.person.id, NAME):
        raise Twice
    try:
        done = await (_make if turn.standing.admin else _propose)(turn, wanted, quote)
    except (NotUnderstood, PersonalDetails) as error:
        return _dialog(turn, wanted, quote, str(error), anew=isinstance(error, Likely))
    # Noted together with what was done, or not at all: with something amiss the form is sent again.
    if not await turn.tx.presses.first(turn.given("nonce"), turn.person.id, NAME, "", turn.now):
        raise Twice
    return done


async def _make(turn: Turn, wanted: Wanted, quote: Quote) -> Say:
    _check(wanted)
    source = message_source(guard.check(_told(quote)), day_of(quote.on), quote.link)
    drafted = await adding.draft(turn, wanted, source)
    if not turn.given("anew") and (found := await likely.near(turn, drafted.title)):
        raise Likely(found)
    _, told = await adding.enter(turn, drafted, door="message")
    return Say(told)


async def _propose(turn: Turn, wanted: Wanted, quote: Quote) -> Say:
    """Keep it for the admins. Nothing is in the register, and nobody else hears of it, before one of them says so."""
    _check(wanted, complete=False)
    title, owner, due = (guard.check(words) for words in (wanted.title, wanted.to, wanted.by))
    words = guard.check(_told(quote))
    new = Proposal(
        by=turn.person.id, title=title, owner=owner, due=due, words=words, link=quote.link, said_on=day_of(quote.on)
    )
    id = await turn.tx.proposals.put(new, f"{turn.person.id}:{turn.given('nonce')}"[:64], turn.now)
    if id is None:
        raise Twice
    told = await tell_admins(turn, "proposal", f"proposal:{id}", proposal=str(id))
    return Say(f"Thank you: {counted(told, 'admin')} can make it a pledge now. You hear from me when it is decided.")


def _told(quote: Quote) -> str:
    """What the message said, and whose it was."""
    return f"{quote.by} wrote: {quote.words}" if quote.by and quote.words else quote.words


def _check(wanted: Wanted, *, complete: bool = True) -> None:
    if not wanted.title:
        raise NotUnderstood("Please write what is promised.")
    if complete and not wanted.to:
        raise NotUnderstood("Please say who leads it: a name, a post or a sign-in name.")
    if complete and not wanted.by:
        raise NotUnderstood("Please say by when, or TBC.")


def _dialog(turn: Turn, wanted: Wanted, quote: Quote, trouble: str = "", *, anew: bool = False) -> Dialog:
    nonce = turn.given("nonce") or pieces.nonce_of(NAME, turn.inbound.id)
    title = TITLE if turn.standing.admin else "Propose this as a pledge"
    asked = {"anew": "yes"} if anew or turn.given("anew") else {}
    admin = turn.standing.admin
    return Dialog(title, draw(wanted, quote, turn.today, admin=admin, trouble=trouble, sent={"nonce": nonce, **asked}))


def draw(
    wanted: Wanted, quote: Quote, today: date, *, admin: bool, trouble: str = "", sent: Mapping[str, str]
) -> Rendered:
    """The form. Whoever proposes may leave the owner and the day to the admins. Its button carries `sent`."""
    quoted = {f"quote.{name}": getattr(quote, name) for name in ("words", "by", "on", "link")}
    known = "" if admin else " (if you know)"
    return pieces.card(
        TITLE,
        *_head(quote, today, trouble),
        pieces.text_input("title", "What is promised?", value=wanted.title, required=True),
        pieces.text_input(
            "to", f"Who leads it? A name, a post or a sign-in name{known}", value=wanted.to, required=admin, lines=False
        ),
        pieces.text_input("by", f"{dating.BY_WHEN}{known}", value=wanted.by, required=admin, lines=False),
        pieces.submits("Make it" if admin else "Propose it", **sent, **quoted),
    )


def _head(quote: Quote, today: date, trouble: str) -> list[CardElement]:
    day = day_of(quote.on)
    parts = (f"from {quote.by}" if quote.by else "", said_short(day, today) if day else "")
    origin = ", ".join(filter(None, parts))
    shown = [pieces.quiet(pieces.plain(f"A message {origin}"))] if origin else []
    return [*([pieces.warning(pieces.plain(trouble))] if trouble else []), *shown]


ACTION = Action(
    name=NAME,
    title=TITLE,
    help="Put what this message promises into the register, with its owner and its date",
    open=open_form,
    send=send,
)
