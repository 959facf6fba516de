"""A digest in pages: nothing lost, nothing twice, something of each kind first, and no page too big."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs import samples
from dialogs.cards.digest import draw
from pledges.digest import KINDS
from pledges.digest_pages import MOST, ROWS, counted_in, pages
from pledges.figures import Counts, Digest, Line
from pledges.pledge import Publication, Status

NOW = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)
LIMIT = 80 * 1024  # bytes of UTF-16
NAMED = {"newly": "newly_late", "still": "still_late"}


def digest(**rows: tuple[int, str]) -> Digest:
    """So many lines of each kind, with this title."""
    lines, number = {}, 0
    for kind, (count, title) in rows.items():
        lines[kind] = tuple(line(number + n, title) for n in range(1, count + 1))
        number += count
    counts = {NAMED.get(kind, kind): len(some) for kind, some in lines.items() if kind != "helping"}
    return Digest(as_at=NOW, counts=Counts(total=number, **counts), **lines)  # type: ignore[arg-type]


def line(number: int, title: str) -> Line:
    told = {"title": title, "owner": "Assistant Director", "note": title[:140], "note_on": NOW.date()}
    plain = {"status": Status.AT_RISK, "publication": Publication.INTERNAL, "due": NOW.date(), "original": None}
    return Line(ref=f"CP-{number}", **told, **plain)  # type: ignore[arg-type]


def test_a_usual_week_is_one_message() -> None:
    [page] = pages(digest(newly=(3, "Promise"), soon=(20, "Promise")))
    assert [(each.kind, len(each.lines), each.left) for each in page.sections] == [("newly", 3, 0), ("soon", 20, 0)]


def test_the_first_message_has_some_of_every_kind_however_much_is_late() -> None:
    told = pages(digest(still=(200, "A promise " * 20), done=(9, "Promise"), soon=(3, "Promise")))
    assert [each.kind for each in told[0].sections] == ["still", "done", "soon"]
    assert len(told[0].sections[1].lines) >= ROWS


@given(
    st.dictionaries(
        st.sampled_from(KINDS), st.tuples(st.integers(1, 200), st.text(min_size=1, max_size=200)), min_size=1
    )
)
@settings(max_examples=40, deadline=None)
def test_every_row_is_shown_once_or_counted_as_left(rows: dict[str, tuple[int, str]]) -> None:
    whole = digest(**rows)
    told = pages(whole)
    shown = [row.ref for page in told for each in page.sections for row in each.lines]
    left = sum(each.left for page in told for each in page.sections)
    assert len(shown) == len(set(shown))
    assert len(shown) + left == sum(counted_in(whole).values())
    assert len(told) <= MOST
    assert not left or len(told) == MOST


def size_of(card: Any) -> int:
    """The bytes of a card as it is sent, or as Teams counts it, which is as UTF-16 and with nothing escaped."""
    return max(len(json.dumps(card)), len(json.dumps(card, ensure_ascii=False).encode("utf-16-le")))


@given(st.text(st.characters(codec="utf-8"), min_size=200, max_size=200))
@settings(max_examples=6, deadline=None)
def test_no_message_is_too_big_for_teams_whatever_people_write(title: str) -> None:
    whole = digest(**dict.fromkeys(KINDS, (200, title)))
    for page in pages(whole):
        drawn = draw("Children's Services", whole, samples.look(facts={"page": str(page.number)}))
        assert size_of(drawn.card) <= LIMIT
