"""The council's digest as each client draws it: charts, tables, or columns, and always the same numbers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from dialogs import samples
from dialogs.cards.corporate import CARD, draw
from pledges.corporate import Corporate, Exceptions, Item, Place, Tally, Theme
from pledges.exceptions import RULES
from pledges.figures import Week
from pledges.pledge import OPEN, Status
from tests.card_versions import elements, faults, kinds_of, known_in, seen_by, texts, without_all_that_is_new

MOST = 40_000  # characters: Teams counts them as UTF-16, and keeps 80 KB of its 100
NUMBER = re.compile(r"^[\d,]+$")
LONG = "Assistant Director of Early Help, Safeguarding and Quality Assurance across the Whole County"


def charts() -> dict[str, dict[str, Any]]:
    """The charts of the sample, by kind."""
    card = CARD.samples["corporate"]().card
    return {part["type"]: dict(part) for part in elements(card) if part["type"].startswith("Chart.")}


def drawn_by(chart: dict[str, Any]) -> list[int]:
    """The numbers that a chart draws."""
    data = chart["data"]
    return sorted(
        n for each in data for n in ([each["value"]] if "value" in each else [v["y"] for v in each["values"]])
    )


def numbers(part: Any) -> list[int]:
    return sorted(int(text.replace(",", "")) for text in texts(part) if NUMBER.match(text))


def test_the_twins_of_a_chart_hold_its_numbers_in_elements_of_the_versions_that_draw_them() -> None:
    found = charts()
    assert found.keys() == {"Chart.Donut", "Chart.Line"}
    for chart in found.values():
        table, columns = seen_by(chart, known_in("1.5")), seen_by(chart, known_in("1.2"))
        assert (table["type"], columns["type"]) == ("Table", "Container")
        assert drawn_by(chart) == numbers(table) == numbers(columns)
        assert texts(table) == texts(columns)


def test_a_client_without_charts_tables_and_execute_still_reads_every_number() -> None:
    card = CARD.samples["corporate"]().card
    assert faults(card) == []
    plain = without_all_that_is_new(card)
    assert kinds_of(plain) <= known_in("1.2")
    assert {n for chart in charts().values() for n in drawn_by(chart)} <= set(numbers(plain))


def test_a_ring_names_each_share_with_its_count_so_that_colour_says_nothing_alone() -> None:
    for share in charts()["Chart.Donut"]["data"]:
        assert share["legend"].endswith(f"({share['value']})")


def test_what_a_client_cannot_draw_falls_back_step_by_step_and_goes_where_it_cannot() -> None:
    new = {"type": "New", "fallback": {"type": "Newer", "fallback": {"type": "TextBlock", "text": "words"}}}
    card = {"type": "AdaptiveCard", "body": [new, {"type": "New"}, {"type": "New", "fallback": "drop"}]}
    assert texts(seen_by(card, known_in("1.2"))) == ["words"]
    assert kinds_of(seen_by(card, known_in("1.2"))) == {"AdaptiveCard", "TextBlock"}


def test_the_schema_check_finds_what_the_models_do_not_know_behind_a_fallback_too() -> None:
    wrong = {"type": "TextBlock", "txt": "x", "size": "Huge"}
    found = faults({"type": "AdaptiveCard", "body": [{"type": "Table", "fallback": wrong}, {"type": "Fancy"}]})
    assert [fault.partition(" ")[0] for fault in found] == ["TextBlock:", "TextBlock:", "Fancy:"]


def test_directorates_stand_in_the_order_they_are_told_in_however_late_they_are() -> None:
    late = {"Adults": 2, "Housing": 0, "Place": 7}
    places = tuple(Place(id=n, name=name, tally=Tally(open=9, late=late[name])) for n, name in enumerate(late))
    digest = Corporate(as_at=samples.NOW, total=Tally(open=27, late=9), places=places)
    told = [text.strip("*") for text in texts(draw(digest, samples.look()).card)]
    assert [text for text in told if text in late or text.endswith("of 9 late")] == [
        *("Adults", "2 of 9 late"),
        *("Housing", "0 of 9 late"),
        *("Place", "7 of 9 late"),
    ]


def test_a_council_of_any_size_stays_small_with_true_counts() -> None:
    drawn = draw(large(), samples.look())
    said = json.dumps(drawn.card, ensure_ascii=False)
    assert len(json.dumps(drawn.card)) < MOST
    assert drawn.summary.startswith("The whole council: 30,000 of 90,000 late")
    assert all(f"{rule.name} (1,234)" in said for rule in RULES)
    assert "Themes (60)" in said
    assert "And 50 more." in said


def test_the_first_week_has_no_trend_and_says_that_it_is_the_first() -> None:
    first = replace(large(), trend=large().trend[-1:], before=None)
    card = draw(first, samples.look()).card
    assert "Chart.Line" not in kinds_of(card)
    assert any(text.startswith("This is the first digest here") for text in texts(card))


def test_a_quiet_week_is_one_line_and_one_for_when_it_was() -> None:
    quiet = Corporate(as_at=samples.NOW, total=Tally(open=3), empty=("Youth Justice",))
    assert texts(draw(quiet, samples.look()).card) == [
        "**The whole council** · Nothing is late and nothing is due soon; 3 pledges open.",
        "As at Wednesday 2 December 2026, 09:30.",
    ]


def large() -> Corporate:
    """Thirty directorates, sixty themes, every rule broken a thousand times, and long names."""
    tally = Tally(open=3_000, late=1_000, waiting=20, past=30, soon=40, done=50)
    places = tuple(Place(id=n, name=f"Directorate {n:02}", tally=tally, before=tally) for n in range(30))
    item = Item(ref="CP-99999", title=LONG * 2, owner=LONG, directorate="Directorate 01", value=400)
    found = [(place.name, 41) for place in places]
    return Corporate(
        as_at=samples.NOW,
        total=sum((place.tally for place in places), Tally()),
        before=Tally(open=90_000, late=29_000),
        statuses=tuple((status, 18_000) for status in Status if status in OPEN),
        places=places,
        themes=tuple(
            Theme(name=f"{n}. {LONG}", plan=LONG, open=9, late=3, member=LONG, officer=LONG) for n in range(60)
        ),
        exceptions=tuple(Exceptions(rule=r.name, count=1_234, places=tuple(found), items=(item,) * 5) for r in RULES),
        empty=tuple(f"{LONG} {n}" for n in range(60)),
        silent=tuple(f"{LONG} {n}" for n in range(60)),
        trend=tuple(Week(week=f"2026-W{n}", late=30_000, done=1_500, total=90_000) for n in range(42, 50)),
    )


def test_what_is_compared_with_is_last_week_only_where_that_was_told() -> None:
    digest = replace(large(), as_at=samples.NOW)
    weeks = [Week(week=f"2026-W{n}", late=1, done=1, total=9) for n in (47, 48, 49)]
    for told, words in (
        ((weeks[1], weeks[2]), "Last week: 29,000 of 90,000 late"),
        ((weeks[0], weeks[2]), "In the week of 16 November: 29,000 of 90,000 late"),
        ((weeks[2],), "When it was told last, more than eight weeks ago: 29,000 of 90,000 late"),
    ):
        assert words in str(draw(replace(digest, trend=told), samples.look()).card)
