"""What the words behind a list mean."""

from __future__ import annotations

import pytest

from dialogs import listings, narrowing
from pledges.errors import NotUnderstood, OldCard


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("directorate Housing", [("directorate", "Housing")]),
        ("Theme Education status at risk", [("theme", "Education"), ("status", "at risk")]),
        ("owner Head of Service", [("owner", "Head of Service")]),
        ("owner Head of Service directorate Housing", [("owner", "Head of Service"), ("directorate", "Housing")]),
        ("source “Panel theme paper” owner TBC", [("source", "Panel theme paper"), ("owner", "TBC")]),
        ('owner "Head of Service Quality"', [("owner", "Head of Service Quality")]),
        ("Housing", [("", "Housing")]),
        ("theme", [("", "theme")]),
        ("", []),
    ],
)
def test_words_are_parted_by_the_names_of_what_they_narrow_to(words: str, parts: list[tuple[str, str]]) -> None:
    assert narrowing._parts(words) == parts


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("by theme", ("", "theme")),
        ("directorate Housing by themes", ("directorate Housing", "theme")),
        ("by theme Housing", ("theme Housing", "")),
        ("by theme Housing by owner", ("theme Housing", "owner")),
        ("theme Housing", ("theme Housing", "")),
    ],
)
def test_by_at_the_end_asks_for_the_parts_of_a_list(words: str, meant: tuple[str, str]) -> None:
    assert narrowing.by(words) == meant


@pytest.mark.parametrize(
    ("words", "name", "behind"),
    [
        ("late", "late", ""),
        ("No Date directorate Housing", "no date", "directorate Housing"),
        ("due soon", "due", ""),
        ("not reached", "not reached", ""),
        ("missing owner", "missing", ""),
    ],
)
def test_the_longest_name_of_a_list_is_taken(words: str, name: str, behind: str) -> None:
    listing, rest = listings.read(words)
    assert (listing.name, rest) == (name, behind)


def test_every_name_of_a_list_means_that_list_alone() -> None:
    names = [name for listing in listings.all_lists().values() for name in listing.names]
    assert len(set(names) - {"due soon"}) >= len(listings.all_lists())
    assert {listings.read(name)[0].name for name in names} == set(listings.all_lists())


def test_a_list_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(NotUnderstood, match="Did you mean “list overdue”"):
        listings.read("overdu")


@pytest.mark.parametrize("facts", [{"directorate": "x|Housing"}, {"owner": "post x|Head"}, {"source": "one paper|A"}])
def test_keys_that_nobody_wrote_are_an_old_card(facts: dict[str, str]) -> None:
    with pytest.raises(OldCard):
        narrowing.conditions(facts)
