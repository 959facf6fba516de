"""The chain: it proves what was changed, and lets texts be erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pledges.history import START, Change, Entry, changes, digest_text, first_broken, seal
from pledges.messages import PersonId
from pledges.pledge import Pledge, Status, Update
from pledges.telling import words_of

NOW = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
PLEDGE = Pledge(number=1, title="Build a programme")


def chain(*texts: str) -> list[tuple[Entry, str]]:
    linked: list[tuple[Entry, str]] = []
    for sequence, text in enumerate(texts, 1):
        entry = Entry(
            pledge=1,
            sequence=sequence,
            at=NOW,
            by=PersonId(1),
            door="card",
            field="note",
            text_digest=digest_text("salt", Change(field="note", before="", after=text)),
            previous=linked[-1][1] if linked else START,
        )
        linked.append((entry, seal(entry)))
    return linked


def test_changes_are_told_field_by_field_from_what_to_what() -> None:
    after = replace(
        PLEDGE, status=Status.AT_RISK, last=Update(at=NOW, by=None, status=Status.AT_RISK, note="no budget")
    )
    told = {c.field: (c.before, c.after) for c in changes(PLEDGE, after)}
    assert told["status"] == ("not started", "at risk")
    assert words_of("last word", told["last word"][1]) == "at risk – no budget"
    assert set(told) == {"status", "last word"}


def test_nothing_changed_is_nothing_told() -> None:
    assert changes(PLEDGE, PLEDGE) == []


def test_a_whole_chain_holds() -> None:
    assert first_broken(chain("a", "b", "c")) is None


@given(st.integers(0, 3), st.sampled_from(["by", "door", "field", "text_digest", "previous", "at"]))
def test_whatever_is_changed_afterwards_breaks_the_chain_there(index: int, field: str) -> None:
    forged: dict[str, object] = {"by": PersonId(9), "at": datetime(2020, 1, 1, tzinfo=UTC)}
    links = chain("a", "b", "c", "d")
    entry, sealed = links[index]
    links[index] = (replace(entry, **{field: forged.get(field, "forged")}), sealed)  # type: ignore[arg-type]
    assert first_broken(links) == index + 1


def test_a_link_taken_out_breaks_the_chain() -> None:
    links = chain("a", "b", "c")
    assert first_broken([links[0], links[2]]) == 3


def test_the_same_words_under_another_salt_have_another_digest() -> None:
    change = Change(field="note", before="", after="no budget")
    assert digest_text("a", change) != digest_text("b", change)
