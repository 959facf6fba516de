"""Putting a question off until a day, from a card or by words."""

from __future__ import annotations

from datetime import date, timedelta

from microsoft_teams.cards import CardElement

from dialogs import pieces
from dialogs.changing import keep, pledge_of, redraw_others
from dialogs.registry import Look, Turn
from pledges import guard
from pledges.calendar import ONE_DAY, said_short
from pledges.pledge import Pledge, is_past
from pledges.snoozing import latest, put_off

SNOOZED = "put off"
FORM = "later"


async def snooze(turn: Turn, ref: str, until: date, reason: str) -> Pledge:
    """Ask nothing about a pledge before a day; whoever was asked about it sees so in their card.

    Raises NotUnderstood for a day or a state that does not allow it, PersonalDetails for a reason the guard stops.
    """
    before = await pledge_of(turn, ref)
    after = put_off(before, until, guard.check(reason), turn.standing, turn.council.policy, turn.today)
    saved = await keep(turn, before, after)
    off = await turn.tx.asks.excuse_about(saved.number, SNOOZED)
    await redraw_others(turn, saved, [ask for ask in off if ask.person != turn.person.id])
    return saved


def form(pledge: Pledge, look: Look, sent: dict[str, str]) -> list[CardElement]:
    """Until when? The days that are at hand, any other one, and why where it is past its date."""
    last, trouble = latest(pledge, look.policy, look.today), look.shown.get("trouble", "")
    why = pieces.text_input(f"put-off.{pledge.ref}", "Why does it have to wait?", value=look.shown.get("text", ""))
    near = [pieces.sends(label, FORM, look.nonce, day=day.isoformat(), **sent) for label, day in _near(look, last)]
    return [
        *([pieces.warning(pieces.plain(trouble))] if trouble else []),
        pieces.words(f"When shall I ask again? At the latest on {said_short(last, look.today)}."),
        *([why] if is_past(pledge, look.today) else []),
        *([pieces.buttons(*near)] if near else []),
        pieces.date_input(
            f"later.{pledge.ref}",
            "Or another day",
            earliest=(look.today + ONE_DAY).isoformat(),
            value=look.shown.get("date", ""),
        ),
        pieces.buttons(
            pieces.sends("On that day", FORM, look.nonce, day="", **sent),
            pieces.button("Back", "open", look.nonce, form="", **sent),
        ),
    ]


def _near(look: Look, last: date) -> list[tuple[str, date]]:
    """Tomorrow, and the first working day of next week, as far as they are working days and not too late."""
    days, tomorrow = look.policy.days, look.today + ONE_DAY
    week = days.on_or_after(look.today + timedelta(days=7 - look.today.weekday()))
    found = [("Tomorrow", tomorrow)] if days.is_one(tomorrow) else []
    found += [(f"{week:%A}", week)] if week != tomorrow else []
    return [(label, day) for label, day in found if day <= last]
