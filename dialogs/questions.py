"""The question about one pledge, as it stands in several cards: what a person is shown, and the forms that open.

Cards that hold a question pass on what they are through the buttons (`card` and the facts), so that a press draws
that very card again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from microsoft_teams.cards import CardElement

from dialogs import colleague, pieces, proving, snoozing
from dialogs.changing import due_words, next_words, promised_words, recorded_words
from dialogs.registry import Look
from dialogs.several import round_words
from pledges.calendar import said_short
from pledges.links import to_message
from pledges.messages import Facts
from pledges.pledge import Pledge, Source, Status, is_late, is_past
from pledges.snoozing import may_put_off, sleeps

FACT = "fact."
FULL = frozenset({"mine"})  # holds so many questions that Teams takes no more buttons: the rest is said in words
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
    lines = [pieces.quiet(f"{pledge.ref} · {pledge.kind.value}"), pieces.title(pledge.title), shown]
    return [*lines, *promised(pledge, look), *said_last(pledge, look)]


def promised(pledge: Pledge, look: Look) -> list[CardElement]:
    """Where it was promised, where that is known."""
    words = promised_words(pledge, look.today)
    return [pieces.quiet(pieces.plain(words)), *linked(pledge.sources[0])] if words else []


def linked(source: Source) -> list[CardElement]:
    """The message that a pledge was made of, to be opened; nothing for other sources."""
    url = to_message(source.minute)
    return [pieces.link("Open the message", url)] if url else []


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
    told = [pieces.quiet(pieces.plain(look.shown["told"]))] if look.shown.get("told") else []
    more = f"more.{pledge.ref}"
    past = is_past(pledge, look.today)
    first = [
        pieces.button(label, "answer", look.nonce, status=status.value, **sent)
        for label, status in (PAST if past else EARLY)
    ]
    dated = pieces.button("New date", "open", look.nonce, form="date", **sent)
    stuck = [pieces.button("Stuck", "open", look.nonce, form="stuck", **sent)] if past else []
    later = pieces.button("Later", "open", look.nonce, form=snoozing.FORM, **sent)
    room = card not in FULL
    put_off = [later] if room and may_put_off(pledge, look.policy, look.today) else []
    rest = [("On track", Status.ON_TRACK), ("At risk", Status.AT_RISK)] if past else [("Stuck", Status.BLOCKED)]
    return [
        *told,
        pieces.buttons(*first, dated, *stuck, *put_off, pieces.opens("More", more)),
        pieces.hidden(more, pieces.buttons(*_more(rest, look.nonce, sent, room=room))),
    ]


def _more(rest: list[tuple[str, Status]], nonce: str, sent: dict[str, str], *, room: bool) -> list[pieces.Pressed]:
    others = [pieces.button(label, "answer", nonce, status=status.value, **sent) for label, status in rest]
    asked = pieces.button("Ask a colleague", "open", nonce, form=colleague.FORM, **sent)
    return [*others, *([asked] if room else []), pieces.button("Not mine", "open", nonce, form="not mine", **sent)]


def receipt(pledge: Pledge, look: Look, card: str, before: str = "") -> list[CardElement]:
    """What was recorded and what comes next, with room for a word more and a way to correct it.

    `before` is what somebody else had said a moment earlier.
    """
    if look.shown.get(pledge.ref):
        return question(pledge, look, card)
    sent = carried(card, look.facts) | {"ref": pledge.ref}
    change = pieces.button("Change", "open", look.nonce, form="change", **sent)
    if pledge.ref in look.facts.get("refused", "").split(","):
        told = f"✓ {pledge.ref}: the admin will find whose it is. You won't be asked meanwhile."
        return [pieces.words(told), pieces.buttons(change)]
    if sleeps(pledge, look.today):
        told = f"✓ {pledge.ref}: put off. {next_words(pledge, look.policy, look.today)}"
        return [pieces.words(told), pieces.buttons(change)]
    note = f"note.{pledge.ref}"
    shown = proving.invitation(pledge, look, sent) if pledge.status in (Status.DONE, Status.CLOSED) else []
    said = f"✓ {pledge.ref}: recorded as **{recorded_words(pledge)}**. "
    return [
        *([pieces.words(f"**{pieces.plain(before)}**")] if before else []),
        pieces.words(said + next_words(pledge, look.policy, look.today)),
        *([pieces.quiet(pieces.plain(round_))] if (round_ := round_words(pledge)) else []),
        pieces.buttons(pieces.opens("Add a note", note), change),
        pieces.hidden(note, *_note_form(pledge, look, sent, "Keep the note", pledge.status)),
        *shown,
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
        pieces.text_input(
            f"whose.{pledge.ref}", "Whose is it? (a post, if you know)", value=look.shown.get("text", ""), lines=False
        ),
        pieces.buttons(
            pieces.sends("Tell the admin", "not mine", look.nonce, **sent),
            pieces.button("Back", "open", look.nonce, form="", **sent),
        ),
    ]


FORMS = {
    "date": _date_form,
    "stuck": _stuck_form,
    "note": _note_again,
    "not mine": _not_mine_form,
    "proof": proving.form,
    snoozing.FORM: snoozing.form,
    colleague.FORM: colleague.form,
}
