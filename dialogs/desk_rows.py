"""A desk as it is drawn: what stands on it, a page at a time, and one of its pledges opened in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from microsoft_teams.cards import CardElement

from dialogs import deciding, desk_giving, desks, pieces, questions
from dialogs.changing import due_words, status_words
from dialogs.desk_acts import DID, WRITE
from dialogs.paging import AGES, FIRST, VERB, beside
from dialogs.registry import Look
from pledges.acting import Part, Seat, heading, hidden_words
from pledges.calendar import counted, said, said_short
from pledges.deciding import needs_minute
from pledges.messages import Rendered
from pledges.people import Post
from pledges.pledge import Pledge, is_late

ROWS = 6
PASSING = frozenset({DID, "said", "settled", "open", "refused"})
LABELS = {
    Part.WAITING: ("to decide", "To decide", "Accent"),
    Part.LATE: ("late", "Late", "Attention"),
    Part.FORECAST: ("will not make it", "Will not make it", None),
    Part.DONE: ("done this week", "Done", None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """How much stands in each part of a desk, and the pledges of this page; `kept_back` are not shown."""

    seat: Seat
    counts: Mapping[Part, int]
    part: Part
    pledges: Sequence[Pledge] = ()
    open: int = 0
    kept_back: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One pledge on a desk. `not_asked` is why its owner is not asked now; `posts` are whom it can be given to."""

    seat: Seat
    pledge: Pledge
    whose: str
    not_asked: str = ""
    thanks: bool = False
    decides: bool = False
    chat: str = ""
    tried: Sequence[str] = ()
    posts: Sequence[Post] = field(default=())


def draw(desk: Desk, look: Look) -> Rendered:
    """The desk, with one of its parts open: what is worst first."""
    seat, counts = desk.seat, desk.counts
    head = heading(dict(counts))
    return pieces.card(
        f"{seat.directorate.name}: {head}",
        pieces.title(seat.directorate.name),
        pieces.quiet(_whose(seat, look)),
        *_did(look),
        pieces.figures(*((counts.get(part, 0), small, colour) for part, (small, _, colour) in LABELS.items())),
        *_listed(desk, look),
        *([pieces.quiet(hidden_words(desk.kept_back))] if desk.kept_back else []),
        pieces.block(pieces.buttons(*_tabs(desk, look), _sheet(look)), line=True),
    )


def _whose(seat: Seat, look: Look) -> str:
    local = look.now.astimezone(look.policy.zone)
    at = f"as at {said(local.date())}, {local:%H:%M}"
    you = "Your desk" if seat.own else f"You act for {pieces.plain(seat.director_name)}"
    return f"{you}, {pieces.plain(seat.post)} · {at}. Only you see this."


def _did(look: Look) -> list[CardElement]:
    did = look.facts.get(DID, "")
    return [pieces.block(pieces.words(f"**{pieces.plain(did)}**"), style="emphasis")] if did else []


def _kept(look: Look, **more: str) -> dict[str, str]:
    return {name: value for name, value in look.facts.items() if name not in PASSING} | more


def _listed(desk: Desk, look: Look) -> list[CardElement]:
    count = desk.counts.get(desk.part, 0)
    if not count:
        told = f"Nothing waits for you here. {counted(desk.open, 'open pledge')} in all: “As a sheet” lists them."
        return [pieces.words(told)]
    kept = _kept(look, part=desk.part.name)
    rows = [pieces.block(*_row(pledge, look, kept), line=True) for pledge in desk.pledges]
    turned = beside(
        count, ROWS, replace(look, facts=kept), desks.KIND, "desk page", AGES if desk.part is Part.DONE else WAYS
    )
    return [pieces.heading(LABELS[desk.part][1], count), *rows, *turned]


WAYS = ("Back", "Next")


def _row(pledge: Pledge, look: Look, kept: Mapping[str, str]) -> list[CardElement]:
    due = due_words(pledge, look.policy, look.today)
    late = is_late(pledge, look.policy, look.today)
    told = [
        pieces.words(f"{pledge.ref} **{pieces.plain(pledge.title)}**"),
        pieces.warning(pieces.plain(due)) if late else pieces.quiet(pieces.plain(due)),
        pieces.quiet(f"{pieces.plain(pledge.lead.title)} · {_last(pledge, look)}"),
    ]
    sent = questions.carried(desks.KIND, {**kept, "open": pledge.ref})
    return [pieces.two(told, [pieces.buttons(pieces.button("Open", VERB, look.nonce, **sent))])]


def _last(pledge: Pledge, look: Look) -> str:
    """What is asked for, or what was said last."""
    if pledge.extension:
        return f"asks for {said_short(pledge.extension.wanted, look.today)}"
    if pledge.last is None:
        return "no word yet"
    note = f" – “{pieces.plain(pledge.last.note[:120])}”" if pledge.last.note else ""
    return f"{pieces.plain(status_words(pledge))}{note}"


def _tabs(desk: Desk, look: Look) -> list[pieces.Pressed]:
    return [
        pieces.button(
            f"{label} ({desk.counts[part]:,})",
            VERB,
            look.nonce,
            **questions.carried(desks.KIND, {**_kept(look, part=part.name), FIRST: "0"}),
        )
        for part, (_, label, _) in LABELS.items()
        if part is not desk.part and desk.counts.get(part)
    ]


def _sheet(look: Look) -> pieces.Pressed:
    return pieces.button("As a sheet", "desk sheet", look.nonce, **questions.carried(desks.KIND, _kept(look)))


def draw_opened(one: Opened, look: Look) -> Rendered:
    """One pledge, with what can be done about it from here."""
    pledge, back = one.pledge, questions.carried(desks.KIND, _kept(look))
    leave = pieces.button("Back to the desk", VERB, look.nonce, **back)
    fresh = replace(look, facts={name: value for name, value in look.facts.items() if name != DID})
    forms = [*_decision(one, fresh), *_acts(one, fresh)]
    return pieces.card(
        f"{pledge.ref}: {pledge.title}, {status_words(pledge)}",
        *_did(look),
        *questions.about(pledge, look),
        pieces.words(f"With {pieces.plain(one.whose)}" + ("" if pledge.last else " · no word yet")),
        *([pieces.quiet(pieces.plain(" ".join(one.tried)))] if one.tried else []),
        *questions.quoted(pledge),
        *forms,
        *([] if look.shown.get(pledge.ref) else _beside(one)),
        *([] if look.shown.get(pledge.ref) else [pieces.buttons(leave)]),
    )


def _beside(one: Opened) -> list[CardElement]:
    """What else there is, while no form is open: a chat of their own with the owner, and the history."""
    url = f"https://teams.microsoft.com/l/chat/0/0?users={quote(one.chat)}"
    history = f"“history {one.pledge.ref}” shows every change, and who asked for what."
    chat = [pieces.link("In a hurry? Write to them in Teams", url)] if one.chat else []
    return [*chat, *([pieces.quiet(history)] if one.seat.own else [])]


def _decision(one: Opened, look: Look) -> list[CardElement]:
    """What waits for a decision, with its buttons; or why it is not decided here."""
    pledge = one.pledge
    if look.facts.get("settled") == pledge.ref and pledge.extension is None:
        return [pieces.words(deciding.settled_words(pledge, look))]
    if pledge.extension is None:
        return []
    if one.decides:
        return [pieces.block(*deciding.request(pledge, pledge.extension, look, desks.KIND), line=True)]
    wanted = said_short(pledge.extension.wanted, look.today)
    asks = f"{pieces.plain(pledge.lead.title)} asks for {wanted}: “{pieces.plain(pledge.extension.reason)}”"
    panel = "The Panel set this date, so it moves only by a minute of the Panel, which an admin records."
    own = "Its director answers for it, so an admin decides about its date."
    return [pieces.words(asks), pieces.quiet(panel if needs_minute(pledge) else own)]


def _acts(one: Opened, look: Look) -> list[CardElement]:
    """The buttons, or the form that one of them has opened."""
    pledge, sent = one.pledge, questions.carried(desks.KIND, look.facts) | {"ref": one.pledge.ref}
    opened = look.shown.get(pledge.ref, "")
    if opened == WRITE:
        return [pieces.block(*_write_form(one, look, sent), line=True)]
    if opened == desk_giving.GIVE:
        return [pieces.block(*desk_giving.form(pledge, one.posts, look, sent), line=True)]
    if opened:
        return []  # a form of the decision
    why = [pieces.quiet(pieces.plain(one.not_asked))] if one.not_asked and pledge.open else []
    acts = [pieces.button(label, verb, look.nonce, **more, **sent) for label, verb, more in _buttons(one)]
    return [pieces.block(*why, *([pieces.buttons(*acts)] if acts else []), line=True)] if why or acts else []


def _buttons(one: Opened) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What can be done to this pledge now: what the button says, its verb, and what it sends."""
    pledge = one.pledge
    if pledge.open and not one.not_asked:
        yield "Ask for an update", "ask for an update", {}
    if one.thanks:
        yield "Thank them", "say thank you", {}
    if pledge.lead.answers not in (None, one.seat.person):
        yield "Write to them", "open", {"form": WRITE}
    if pledge.open:
        yield "Give to another", "open", {"form": desk_giving.GIVE}


def _write_form(one: Opened, look: Look, sent: dict[str, str]) -> list[CardElement]:
    trouble, ref = look.shown.get("trouble", ""), one.pledge.ref
    reads = f"They read it with the name {one.seat.called}, and can answer with a button. It is kept in the history."
    return [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.text_input(
            f"words.{ref}",
            "What would you like to ask or say? (about the work, never a child)",
            value=look.shown.get("text", ""),
        ),
        pieces.quiet(pieces.plain(reads)),
        pieces.buttons(
            pieces.sends("Send it", "write to the owner", look.nonce, **sent),
            pieces.button("Back", "open", look.nonce, form="", **sent),
        ),
    ]
