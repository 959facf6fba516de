"""How far a date has slipped, in words: the first date, how often it was put off, and by how many days in all."""

from __future__ import annotations

from datetime import date

from pledges.calendar import counted, said_short


def slipped(due: date | None, original: date | None, extensions: int, today: date) -> str:
    """2nd extension, +61 days, first due Friday 29 January; nothing for a date that never moved.

    A meeting that moves puts nobody's date off, so it is no extension; the days it slipped are told all the same.
    """
    if original is None or (due == original and not extensions):
        return ""
    days = (due - original).days if due else 0
    parts = (
        f"{ordinal(extensions)} extension" if extensions else "",
        f"{'+' if days > 0 else '−'}{counted(abs(days), 'day')}" if days else "",
        f"first due {said_short(original, today)}",
    )
    return ", ".join(filter(None, parts))


def ordinal(count: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"
