"""A row of the sheet of posts, read and compared."""

from __future__ import annotations

import pytest

from pledges.errors import NotUnderstood
from pledges.people import Person
from pledges.sheet_posts import Known, edits, holder_of, loops, read, unread
from tests.make import a_person

HOUSING = {
    "Post": "Head of Housing",
    "Directorate": "Place",
    "Service": "",
    "Holder": "Jonas Abara",
    "Holder UPN": "jonas@council.example",
    "How": "substantive",
    "From": "",
    "Reports to": "",
    "Deputy": "",
}
JONAS = a_person(name="Jonas Abara", upn="jonas@council.example")
ROSA = a_person(name="Rosa Whitcombe", upn="rosa@council.example")
OTHER_ROSA = a_person(name="Rosa Whitcombe", upn="rosa.w@council.example")
KNOWN = Known(posts={"head of housing": HOUSING}, people=(JONAS, ROSA))


def columns(**but: str) -> dict[str, str]:
    return HOUSING | {name.replace("_", " "): cell for name, cell in but.items()}


def changed(**but: str) -> list[tuple[str, str, str]]:
    return [(e.column, e.before, e.after) for e in edits(read(columns(**but)), KNOWN)]


def test_headers_are_known_whatever_their_case_and_spacing() -> None:
    assert read({"  reports TO": " The  Director ", "POST": "Clerk"}) == {"Reports to": "The Director", "Post": "Clerk"}
    assert unread(["Post", "Salary", "", "deputy"]) == ["Salary"]


def test_a_row_as_it_stands_changes_nothing() -> None:
    assert changed() == []
    assert changed(Post="HEAD of  housing", Directorate="place", Holder="jonas abara") == []


def test_an_empty_holder_leaves_the_holder_and_other_empty_cells_take_away() -> None:
    assert changed(Holder="", How="") == []
    assert changed(Directorate="") == [("Directorate", "Place", "")]


@pytest.mark.parametrize("word", ["vacant", "TBC", "to be confirmed", "n/a"])
def test_a_post_that_nobody_holds_is_vacant_in_whatever_words(word: str) -> None:
    said = read(columns(Holder=word))
    assert changed(Holder=word) == [("Holder", "Jonas Abara", "vacant")]
    assert holder_of(said, KNOWN) is None


def test_a_new_holder_comes_with_the_day_and_the_manner() -> None:
    assert changed(Holder="Rosa Whitcombe", How="Acting", From="1 April 2027") == [
        ("Holder", "Jonas Abara", "Rosa Whitcombe from 2027-04-01"),
        ("How", "substantive", "acting from 2027-04-01"),
    ]


def holder(*more: Person, **but: str) -> Person | str | None:
    return holder_of(read(columns(**but)), Known(posts=KNOWN.posts, people=(JONAS, ROSA, *more)))


def test_the_upn_left_beside_another_name_is_the_former_holders() -> None:
    assert holder(Holder="Rosa Whitcombe") == ROSA


def test_a_namesake_is_told_by_the_upn() -> None:
    assert holder(OTHER_ROSA, Holder="Rosa Whitcombe", Holder_UPN="rosa.w@council.example") == OTHER_ROSA
    with pytest.raises(NotUnderstood, match="there are several"):
        holder(OTHER_ROSA, Holder="Rosa Whitcombe", Holder_UPN="")


def test_somebody_new_is_known_by_the_upn_alone() -> None:
    assert holder(Holder="Maya Lindqvist", Holder_UPN="Maya@council.example") == "maya@council.example"
    with pytest.raises(NotUnderstood, match="whom I don't know"):
        holder(Holder="Maya Lindqvist")


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    with pytest.raises(NotUnderstood) as wrong:
        read(columns(How="for now", From="32 May"))
    assert "How says “for now”" in str(wrong.value)
    assert "From says “32 May”" in str(wrong.value)


def test_a_ring_of_posts_is_found_however_long_and_others_are_none() -> None:
    above = {"a": "b", "b": "c", "c": "a", "d": "a", "e": ""}
    assert [post for post in above if loops(post, above)] == ["a", "b", "c"]
