"""The question about one pledge, as it stands in several cards, and what its buttons do.

Cards that hold a question pass on what they are through the buttons (`card` and the facts), so that a press draws
that very card again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from microsoft_teams.cards import CardElement

from dialogs import pieces
from dialogs.changing import due_words, keep, next_words, pledge_of, promised_words, status_words, tell_admins
from dialogs.registry import Button, Draw, Look, Redraw, Response, Turn
from pledges import guard
from pledges.calendar import said_short
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.messages import Facts
from pledges.pledge import OPEN, Answer, Pledge, Status, ask_for_date, is_late, is_past, record

FACT = "fact."
EARLY = (("On track", Status.ON_TRACK), ("At risk", Status.AT_RISK), ("Done", Status.DONE))
PAST = (("Done", Status.DONE),)


def carried(card: str, facts: Facts) -> dict[str, str]:
    """What a button must send so that its press can draw the card it stands in again."""
    return {"card": card} | {FACT + name: value for name, value in facts.items()}


def facts_of(data: Mapping[str, object]) -> dict[str, str]:
    """The facts of the card that a press came from."""
    return {name.removeprefix(FACT): str(value) for name, value in data.items() if name.startswith(FACT)}


def about(pledge: Pledge, look: Look) -> list[CardElement]:
    """What a person needs to know to answer: the title, the date, where it was promised, what was said last."""
    policy = look.policy
    due = due_words(pledge, policy, look.today)
    shown = pieces.warning(due) if is_late(pledge, policy, look.today) else pieces.words(f"**{due}**")
    promised = promised_words(pledge, look.today)
    lines = [pieces.quiet(f"{pledge.ref} · {pledge.kind.value}"), pieces.title(pledge.title), shown]
    return [*lines, *([pieces.quiet(pieces.plain(promised))] if promised else []), *said_last(pledge, look)]


def said_last(pledge: Pledge, look: Look) -> list[CardElement]:
    """The last word on it, with its day; nothing where nothing was said."""
    if pledge.last is None:
        return []
    day = said_short(look.policy.today(pledge.last.at), look.today)
    note = f" – “{pieces.plain(pledge.last.note)}”" if pledge.last.note else ""
    return [pieces.words(f"Last word, {day}: **{pledge.last.status.value}**{note}")]


def quoted(pledge: Pledge) -> list[CardElement]:
    """The words of the paper in which it was promised, where they are known."""
    found = next((source.words for source in pledge.sources if source.words), "")
    return [pieces.quiet(f"In its words: “{pieces.plain(found)}”")] if found else []


def next_line(pledge: Pledge, look: Look) -> list[CardElement]:
    """When the next question comes."""
    return [pieces.quiet(next_words(pledge, look.policy, look.today))]


def question(pledge: Pledge, look: Look, card: str) -> list[CardElement]:
    """The question itself: buttons by state, or the form that a press has opened."""
    mode = look.shown.get(pledge.ref, "")
    sent = carried(card, look.facts) | {"ref": pledge.ref}
    if mode in FORMS:
        return FORMS[mode](pledge, look, sent)
    more = f"more.{pledge.ref}"
    past = is_past(pledge, look.today)
    first = [
        pieces.button(label, "answer", look.nonce, status=status.value, **sent)
        for label, status in (PAST if past else EARLY)
    ]
    dated = pieces.button("New date", "open", look.nonce, form="date", **sent)
    stuck = [pieces.button("Stuck", "open", look.nonce, form="stuck", **sent)] if past else []
    rest = [("On track", Status.ON_TRACK), ("At risk", Status.AT_RISK)] if past else [("Stuck", Status.BLOCKED)]
    return [
        pieces.buttons(*first, dated, *stuck, pieces.opens("More", more)),
        pieces.hidden(more, pieces.buttons(*_more(rest, look.nonce, sent))),
    ]


def _more(rest: list[tuple[str, Status]], nonce: str, sent: dict[str, str]) -> list[pieces.Pressed]:
    others = [pieces.button(label, "answer", nonce, status=status.value, **sent) for label, status in rest]
    return [*others, pieces.button("Not mine", "open", nonce, form="not mine", **sent)]


def receipt(pledge: Pledge, look: Look, card: str) -> list[CardElement]:
    """What was recorded and what comes next, with room for a word more and a way to correct it."""
    if look.shown.get(pledge.ref):
        return question(pledge, look, card)
    sent = carried(card, look.facts) | {"ref": pledge.ref}
    note = f"note.{pledge.ref}"
    said = f"✓ {pledge.ref}: recorded as **{status_words(pledge)}**. "
    return [
        pieces.words(said + next_words(pledge, look.policy, look.today)),
        pieces.buttons(
            pieces.opens("Add a note", note), pieces.button("Change", "open", look.nonce, form="change", **sent)
        ),
        pieces.hidden(note, *_note_form(pledge, look, sent, "Keep the note", pledge.status)),
    ]


def _note_form(pledge: Pledge, look: Look, sent: dict[str, str], label: str, status: Status) -> list[CardElement]:
    asked = "What is happening? (about the work, never about a child)"
    trouble = look.shown.get("trouble", "")
    return [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.text_input(f"note.{pledge.ref}.words", asked, value=look.shown.get("text", "")),
        pieces.buttons(
            pieces.sends(label, "answer", look.nonce, status=status.value, noted="yes", **sent),
            pieces.button("Back", "open", look.nonce, form="", **sent),
        ),
    ]


def _stuck_form(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    return _note_form(pledge, look, sent, "Record as blocked", Status.BLOCKED)


def _note_again(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    return _note_form(pledge, look, sent, "Keep the note", Status(look.shown.get("status", pledge.status.value)))


def _date_form(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    trouble = look.shown.get("trouble", "")
    tomorrow = (look.today + timedelta(days=1)).isoformat()
    day, why = f"date.{pledge.ref}", f"why.{pledge.ref}"
    return [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.date_input(day, "New date", earliest=tomorrow, value=look.shown.get("date", "")),
        pieces.text_input(why, "Why is more time needed?", value=look.shown.get("text", "")),
        pieces.buttons(
            pieces.sends("Ask for this date", "ask date", look.nonce, **sent),
            pieces.button("Back", "open", look.nonce, form="", **sent),
        ),
    ]


def _not_mine_form(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    trouble = look.shown.get("trouble", "")
    return [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.text_input(f"whose.{pledge.ref}", "Whose is it? (a post, if you know)", lines=False),
        pieces.buttons(
            pieces.sends("Tell the admin", "not mine", look.nonce, **sent),
            pieces.button("Back", "open", look.nonce, form="", **sent),
        ),
    ]


FORMS = {"date": _date_form, "stuck": _stuck_form, "note": _note_again, "not mine": _not_mine_form}


def again(turn: Turn, **more: str) -> Redraw:
    """The card that was pressed, drawn anew for everyone."""
    return Redraw(turn.given("card"), facts_of(turn.inbound.data) | more)


def only_here(turn: Turn, **shown: str) -> Draw:
    """The card that was pressed, with something passing in it, for the one who pressed."""
    return Draw(turn.given("card"), facts_of(turn.inbound.data), shown)


async def press_open(turn: Turn) -> Response:
    """Open one of the forms of a question, or close it again: nothing is changed."""
    return only_here(turn, **{turn.given("ref"): turn.given("form")})


async def press_answer(turn: Turn) -> Response:
    """Record an answer. A note that the guard stops is given back to be mended and kept nowhere."""
    ref, status = turn.given("ref"), status_of(turn.given("status"))
    field = f"note.{ref}.words"
    try:
        note = _written(turn, field, "Please write a word about it, or go back.") if turn.given("noted") else ""
    except (PersonalDetails, NotUnderstood) as error:
        form = "stuck" if status is Status.BLOCKED else "note"
        return only_here(turn, **{ref: form, "text": turn.given(field), "trouble": str(error), "status": status.value})
    before = await pledge_of(turn, ref)
    after = record(before, Answer(status, note), turn.standing, turn.council.policy, turn.now)
    await keep(turn, before, after)
    return again(turn, said=_with(turn, ref))


async def press_ask_date(turn: Turn) -> Response:
    """Put a new date to the admins to decide."""
    ref = turn.given("ref")
    day, why = f"date.{ref}", f"why.{ref}"
    try:
        wanted = future_day(turn.given(day), turn.today)
        reason = _written(turn, why, "Please say why more time is needed.")
    except (PersonalDetails, NotUnderstood) as error:
        given = {"text": turn.given(why), "date": turn.given(day)}
        return only_here(turn, **{ref: "date", **given, "trouble": str(error)})
    before = await pledge_of(turn, ref)
    after = await keep(turn, before, ask_for_date(before, wanted, reason, turn.standing, turn.now))
    await tell_admins(turn, "decision", f"decision:{after.ref}:{after.version}", ref=after.ref)
    return again(turn, said=_with(turn, ref))


async def press_not_mine(turn: Turn) -> Response:
    """Leave the pledge alone for the days an owner has to take it on, and let the admins find whose it is."""
    ref, text = turn.given("ref"), turn.given(f"whose.{turn.given('ref')}")
    try:
        whose = guard.check(text)
    except (PersonalDetails, NotUnderstood) as error:
        return only_here(turn, **{ref: "not mine", "trouble": str(error)})
    before = await pledge_of(turn, ref)
    asking = replace(before.asking, told_on=turn.today, accepted=False)
    await keep(turn, before, replace(before, asking=asking))
    await turn.tx.asks.answered(before.number, turn.now)
    suggested = f" They suggest: {whose}." if whose else ""
    what = f"{turn.person.name} says {ref} “{before.title}” is not theirs.{suggested} Type “reassign {ref} to …”."
    await tell_admins(turn, "trouble", f"not-mine:{ref}:{turn.inbound.id}", what=what)
    return again(turn, said=_with(turn, ref), refused=ref)


def _written(turn: Turn, field: str, needed: str) -> str:
    """What was written in a field. No client checks that: an empty field would hold up other rows."""
    text = guard.check(turn.given(field))
    if not text:
        raise NotUnderstood(needed)
    return text


def status_of(text: str) -> Status:
    """The status a person may choose; anything else is refused with what there is."""
    try:
        status = Status(text)
    except ValueError:
        status = Status.CLOSED
    if status not in OPEN and status is not Status.DONE:
        raise NotUnderstood("Please choose one of: on track, at risk, off track, blocked, not started, done.")
    return status


def future_day(text: str, today: date) -> date:
    """A day from a date input, checked again here, since not every client checks it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood("Please choose a day for the new date.") from None
    if day <= today:
        raise NotUnderstood(f"{said_short(day, today)} is not still to come. Please choose a later day.")
    return day


def _with(turn: Turn, ref: str) -> str:
    said = facts_of(turn.inbound.data).get("said", "").split(",")
    return ",".join(dict.fromkeys([*filter(None, said), ref]))


BUTTONS = (
    Button(verb="open", press=press_open, reads=True),
    Button(verb="answer", press=press_answer),
    Button(verb="ask date", press=press_ask_date),
    Button(verb="not mine", press=press_not_mine),
)
