"""A new date that waits for a decision: shown with its buttons, decided, told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from microsoft_teams.cards import CardElement

from dialogs import answers, desks, pieces, questions
from dialogs.changing import due_words, keep, pledge_of, tell
from dialogs.registry import Look, Response, Turn
from pledges import guard
from pledges.calendar import said_short
from pledges.deciding import Word, agree, needs_minute, refuse
from pledges.errors import NotUnderstood, PersonalDetails
from pledges.pledge import Extension, Pledge

Change = Callable[[Pledge], Pledge]


def word_of(turn: Turn, reason: str = "", minute: str = "") -> Word:
    """The word of whoever speaks, guarded."""
    return Word(
        standing=turn.standing,
        name=turn.person.name,
        today=turn.today,
        reason=guard.check(reason),
        minute=guard.check(minute),
    )


def request(pledge: Pledge, asked: Extension, look: Look, card: str) -> list[CardElement]:
    """What is asked for and why, and the buttons that decide, or the form that one of them has opened."""
    sent = questions.carried(card, look.facts) | {"ref": pledge.ref, "asked": asked.at.isoformat()}
    wanted = said_short(asked.wanted, look.today)
    longer = (asked.wanted - pledge.deadline.due).days if pledge.deadline.due else 0
    more = f" ({longer:+,} days)" if longer else ""
    lines: list[CardElement] = [
        pieces.words(
            f"**{pieces.plain(pledge.lead.title)}** asks for **{wanted}**{more}: “{pieces.plain(asked.reason)}”"
        )
    ]
    if needs_minute(pledge):
        lines.append(pieces.quiet("The Panel set this date, so it moves only by a minute of the Panel."))
    form = FORMS.get(look.shown.get(pledge.ref, ""))
    return [*lines, *(form(pledge, asked, look, sent) if form else [_buttons(pledge, look, sent)])]


def _buttons(pledge: Pledge, look: Look, sent: dict[str, str]) -> CardElement:
    no = pieces.button("Say no", "open", look.nonce, form="no", **sent)
    if needs_minute(pledge):
        return pieces.buttons(pieces.button("Record the minute", "open", look.nonce, form="other", **sent), no)
    other = pieces.button("Another date", "open", look.nonce, form="other", **sent)
    return pieces.buttons(pieces.button("Agree", "agree date", look.nonce, **sent), other, no)


def _date_form(pledge: Pledge, asked: Extension, look: Look, sent: dict[str, str]) -> list[CardElement]:
    """Another date than was asked for; of a date that the Panel set, with the number of its minute."""
    tomorrow = (look.today + timedelta(days=1)).isoformat()
    by_minute = needs_minute(pledge)
    day, number = f"decide.{pledge.ref}.date", f"decide.{pledge.ref}.minute"
    given = look.shown.get("date") or (asked.wanted.isoformat() if by_minute else "")
    minute = [pieces.text_input(number, "By which minute? (its number)", value=look.shown.get("text", ""), lines=False)]
    label = "Record the date" if by_minute else "Agree this date"
    return [
        *_trouble(look),
        pieces.date_input(day, "Which date?", earliest=tomorrow, value=given),
        *(minute if by_minute else []),
        pieces.buttons(pieces.sends(label, "agree date", look.nonce, other="yes", **sent), _back(look, sent)),
    ]


def _no_form(pledge: Pledge, asked: Extension, look: Look, sent: dict[str, str]) -> list[CardElement]:
    why = pieces.text_input(
        f"decide.{pledge.ref}.why", "Why not? (the owner reads this)", value=look.shown.get("text", "")
    )
    send = pieces.sends("Say no", "refuse date", look.nonce, **sent)
    return [*_trouble(look), why, pieces.buttons(send, _back(look, sent))]


def _trouble(look: Look) -> list[CardElement]:
    trouble = look.shown.get("trouble", "")
    return [pieces.warning(pieces.plain(trouble))] if trouble else []


def _back(look: Look, sent: dict[str, str]) -> pieces.Pressed:
    return pieces.button("Back", "open", look.nonce, form="", **sent)


FORMS = {"other": _date_form, "no": _no_form}


def settled_words(pledge: Pledge, look: Look) -> str:
    """What became of a request that waits no more."""
    decided = pledge.deadline.decided
    how = f"{decided[:1].upper()}{decided[1:]}. " if decided else ""
    if not pledge.open:
        return f"✓ {pledge.ref} is {pledge.status.value}, so there is no date to decide about."
    return f"✓ {pledge.ref}: settled. {pieces.plain(how)}{due_words(pledge, look.policy, look.today)}."


async def press_agree(turn: Turn) -> Response:
    """Agree the date that was asked for, or the one that the form gives instead, by a minute where it needs one."""
    turn = await desks.in_seat(turn)
    ref = turn.given("ref")
    date_field, minute = f"decide.{ref}.date", turn.given(f"decide.{ref}.minute")

    def agreed(before: Pledge) -> Pledge:
        asked = before.extension
        wanted = asked.wanted if asked else turn.today
        due = answers.future_day(turn.given(date_field), turn.today) if turn.given("other") else wanted
        return agree(before, due, word_of(turn, minute=minute))

    return await _decide(turn, agreed, "other", {"text": minute, "date": turn.given(date_field)}, agreed="yes")


async def press_refuse(turn: Turn) -> Response:
    """Say no, with the reason that the owner is told."""
    turn = await desks.in_seat(turn)
    why = turn.given(f"decide.{turn.given('ref')}.why")

    def refused(before: Pledge) -> Pledge:
        if not why:
            raise NotUnderstood("Please say why, so that the owner knows.")
        return refuse(before, word_of(turn, why))

    return await _decide(turn, refused, "no", {"text": why}, agreed="")


async def _decide(turn: Turn, change: Change, form: str, given: dict[str, str], agreed: str) -> Response:
    """Decide once: whoever comes second, or about a request that was made anew, is shown what became of it."""
    before = await pledge_of(turn)
    asked = before.extension
    if asked is not None and asked.at.isoformat() == turn.given("asked"):
        try:
            after = await keep(turn, before, change(before))
        except (NotUnderstood, PersonalDetails) as error:
            return answers.only_here(turn, **{before.ref: form, **given, "trouble": str(error)})
        await tell_asker(turn, after, asked, agreed)
    said = questions.facts_of(turn.inbound.data).get("said", "").split(",")
    return answers.again(turn, said=",".join(r for r in dict.fromkeys([*said, before.ref]) if r), settled=before.ref)


async def tell_asker(turn: Turn, after: Pledge, asked: Extension, agreed: str) -> None:
    """Tell whoever asked for a date, and whoever leads the pledge now, what was decided, once."""
    for person in sorted({asked.by, after.lead.answers or asked.by} - {turn.person.id}):
        key = f"decided:{after.ref}:{after.version}:{person}"
        await tell(turn, "decided", person, key, ref=after.ref, agreed=agreed, why=after.deadline.decided)
