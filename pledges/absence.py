"""From when to when somebody is away, in their own words."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pledges.spans import days_in, days_of_month, stretch, without_stretches


def away(said: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day away. “Back on” a day means until the day before; a first day alone is not enough."""
    ranged = _RANGE.sub(r"\1 \3 to \2 \3", said)
    days = _days(without_stretches(ranged), today)
    back, more = bool(_BACK.search(ranged) or _NEW_YEAR.search(ranged)), stretch(ranged, days[0] if days else today)
    if not days:
        return _from_now(ranged, more, today)
    if len(days) > 1:
        return days[0], days[-1] - timedelta(days=back)
    if back or _UNTIL.search(ranged):
        return today, days[0] - timedelta(days=back)
    if more:
        return days[0], days[0] + more - timedelta(days=1)
    if _FROM.search(ranged):
        return days[0], None
    return days[0], days[0] + timedelta(days=4 * bool(_NEXT_WEEK.search(ranged)))


def names_cover(said: str) -> bool:
    """Whether words beside an absence only say whom to ask meanwhile."""
    return bool(_COVER.search(said))


def is_habit(said: str) -> bool:
    """Whether a weekday is said to be never worked: it has no last day."""
    return bool(_HABIT.search(said))


def _days(said: str, today: date) -> list[date]:
    """A day that is said by its number alone counts beside another day only, or behind “until”."""
    named, numbered = [span.day for span in days_in(said, today) if not span.is_month], days_of_month(said, today)
    return sorted({*named, *(numbered if named or len(numbered) > 1 or _UNTIL.search(said) else ())})


def _from_now(said: str, more: timedelta | None, today: date) -> tuple[date | None, date | None]:
    if re.search(r"\btoday\b", said):
        return today, today
    if re.search(r"\bthis week\b|\brest of the week\b", said):
        return today, today + timedelta(days=max(0, 4 - today.weekday()))
    if more and _NOW.search(said):
        return today, today + more - timedelta(days=1)
    return None, None


_BACK = re.compile(
    r"\b(?:back|return\w*|(?:in|here|around|working|at my desk) again) "
    r"(?:(?:to work|in the office|at work|in|on|from|again) )*(?:the )?"
    r"(?:\d|mon|tues|wednes|thurs|fri|tomorrow|next|new year)"
)
_UNTIL = re.compile(r"\b(?:until|till|til)\b")
_NEW_YEAR = re.compile(r"\buntil (?:the )?new year\b")  # the first working day of January is worked again
_FROM = re.compile(r"\bfrom\b")
_NEXT_WEEK = re.compile(r"\bnext week\b")
_NOW = re.compile(r"\b(?:am|now|currently)\b")
_RANGE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)? ?(?:-|to|until) ?(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\b")
_HABIT = re.compile(r"\bi (?:do not|never) work (?:on )?(?:mon|tues|wednes|thurs|fri)days?\b")
_COVER = re.compile(r"^(?:please |so |and |but )*(?:ask|try|speak to|talk to|contact|email|call|go to) (?!me\b|us\b)")
