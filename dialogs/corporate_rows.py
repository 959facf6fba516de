"""The rows of the council's digest: directorates, themes, exceptions, and names that say something by being there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from microsoft_teams.cards import CardElement

from dialogs import pieces
from pledges.calendar import counted
from pledges.corporate import Exceptions, Item, Place, Stage, Tally, Theme
from pledges.exceptions import RULES, Measure

FIRST, FIRST_THEMES = 2, 10  # what stands open: exceptions of a rule, and themes
ORDER = "In the order of their names. A joint pledge counts once, where it is led."
KEY = "Bars: red is late; amber will not make it, waits or is not called late; blue is due soon; green is the rest."
VALUES: dict[Measure, Callable[[int], str]] = {
    Measure.LATE: lambda days: f"{counted(days, 'day')} late",
    Measure.SILENT: lambda days: f"no word for {counted(days, 'day')}",
    Measure.DECISION: lambda days: f"asked {counted(days, 'day')} ago",
    Measure.EXTENSIONS: lambda count: counted(count, "extension"),
    Measure.UNOWNED: lambda _: "",
    Measure.UNSHOWN: lambda days: f"done {counted(days, 'day')} ago",
}
MEASURES = {rule.name: rule.measure for rule in RULES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much is shown: rows and names, and of each directorate its bar, and what stands beside its count."""

    items: int = 5
    themes: int = 40
    names: int = 40
    bars: bool = True
    beside: bool = True


def places(found: Sequence[Place], room: Room) -> list[CardElement]:
    """Directorates side by side, each with its bar: what is late, waits, is due soon, and the rest."""
    if not found:
        return []
    rows = [_place(place, room) for place in found]
    key = [pieces.quiet(KEY)] if room.bars else []
    return [pieces.heading("Directorates"), pieces.quiet(ORDER), *key, *rows]


def _place(place: Place, room: Room) -> CardElement:
    name, standing = f"**{pieces.plain(place.name)}**", _standing(place)
    if not room.beside:
        return pieces.words(f"{name} · {standing}")
    also = ", ".join(filter(None, [_changed(place), *_beside(place.tally)]))
    beside = [pieces.quiet(f"{also[0].upper()}{also[1:]}.")] if also else []
    barred = room.bars and place.tally.open and place.stage is not Stage.WAITS
    bar = [_bar(place.tally)] if barred else []
    return pieces.block(pieces.two([pieces.words(name)], [pieces.words(standing)]), *bar, *beside, line=True)


def _standing(place: Place) -> str:
    tally = place.tally
    if not tally.open:
        return "no open pledge"
    if place.stage is Stage.WAITS:
        return f"{tally.open:,} open"
    return f"**{tally.late:,} of {tally.open:,} late**" if tally.late else f"0 of {tally.open:,} late"


def _changed(place: Place) -> str:
    """What became of its count since last week."""
    if place.stage is Stage.WAITS:
        return "not live yet, so nobody is asked"
    if place.stage is Stage.STARTING:
        return "just went live, so nothing is called late yet"
    if place.before is None or not (place.tally.open or place.before.open):
        return ""
    more = place.tally.late - place.before.late
    if not more:
        return "as many late as last week" if place.tally.late else "none late last week"
    return f"{abs(more):,} {'more' if more > 0 else 'fewer'} late than last week"


def _beside(tally: Tally) -> list[str]:
    parts = (
        (tally.forecast, "will not make it"),
        (tally.past, "past their date and not called late" if tally.past > 1 else "past its date and not called late"),
        (tally.waiting, "waiting for a decision"),
        (tally.soon, "due soon"),
        (tally.done, "done"),
    )
    return [f"{count:,} {what}" for count, what in parts if count]


def _bar(tally: Tally) -> CardElement:
    amber = tally.forecast + tally.waiting + tally.past
    rest = max(tally.open - tally.late - amber - tally.soon, 0)
    return pieces.bar([(tally.late, "attention"), (amber, "warning"), (tally.soon, "accent"), (rest, "good")])


def themes(found: Sequence[Theme], room: Room) -> list[CardElement]:
    """The themes, plan by plan, with who champions them in office."""
    if not found:
        return []
    by_plan = groupby(found[: room.themes], key=lambda theme: theme.plan)
    rows = [row for plan, same in by_plan for row in _plan(plan, list(same))]
    return [pieces.heading("Themes", len(found)), *_opened(rows, FIRST_THEMES, "themes", _left(found, room.themes))]


def _plan(plan: str, found: Sequence[Theme]) -> list[CardElement]:
    first, *others = [_theme(theme) for theme in found]
    return [
        pieces.block(pieces.quiet(pieces.plain(plan)), *first),
        *(pieces.block(*rows, line=True) for rows in others),
    ]


def _theme(theme: Theme) -> list[CardElement]:
    late = f"**{theme.late:,} of {theme.open:,} late**" if theme.late else f"0 of {theme.open:,} late"
    standing = late if theme.open else "no open pledge"
    champions = " · ".join(filter(None, [theme.member, theme.officer])) or "no champion yet"
    return [
        pieces.two([pieces.words(f"**{pieces.plain(theme.name)}**")], [pieces.words(standing)]),
        pieces.quiet(pieces.plain(champions)),
    ]


def exceptions(found: Sequence[Exceptions], room: Room) -> list[CardElement]:
    """What each rule finds, under the name of the rule; some of it by name."""
    rows = [pieces.block(*_rule(n, each, room), line=bool(n)) for n, each in enumerate(found)]
    return [pieces.heading("Exceptions, each by its rule"), *rows] if rows else []


def _rule(place: int, each: Exceptions, room: Room) -> list[CardElement]:
    where = " · ".join(f"{pieces.plain(name)} {count:,}" for name, count in each.places[: room.names])
    where += " · and more" * (len(each.places) > room.names)
    head = [pieces.words(f"**{pieces.plain(each.rule)} ({each.count:,})**"), pieces.quiet(where)]
    value, shown = VALUES[MEASURES[each.rule]], each.items[: room.items]
    left = each.count - len(shown)
    more = [pieces.quiet(f"And {left:,} more.")] if shown and left > 0 else []
    return [*head, *_opened([_item(item, value) for item in shown], FIRST, f"rule.{place}", more)]


def _item(item: Item, value: Callable[[int], str]) -> CardElement:
    title = pieces.plain(item.title) or "A pledge that is not for publication"
    about = " · ".join(filter(None, [pieces.plain(item.owner), pieces.plain(item.directorate), value(item.value)]))
    return pieces.block(pieces.words(f"{item.ref} **{title}**"), pieces.quiet(about))


def named(head: str, names: Sequence[str], room: Room) -> list[CardElement]:
    """Names under a head that says what they have in common."""
    shown = " · ".join(pieces.plain(name) for name in names[: room.names])
    return [pieces.heading(head, len(names)), pieces.words(shown), *_left(names, room.names)] if names else []


def _left(found: Sequence[object], shown: int) -> list[CardElement]:
    """How many are not shown."""
    return [pieces.quiet(f"And {len(found) - shown:,} more.")] if len(found) > shown else []


def _opened(
    rows: Sequence[CardElement], first: int, target: str, last: Sequence[CardElement] = ()
) -> list[CardElement]:
    """The first rows, and the others behind a button; `last` ends them."""
    shown, others = rows[:first], rows[first:]
    if not others:
        return [*shown, *last]
    name = "rest." + target.lower().replace(" ", "-")
    button = pieces.buttons(pieces.opens(f"Show {len(others):,} more", name))
    return [*shown, button, pieces.hidden(name, *others, *last)]
