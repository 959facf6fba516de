"""Proposals of a paper as rows: ticked where they are certain and new, held back where they name a child."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.alike import Known, Shelf
from pledges.minutes import Earlier, Minutes, Proposal
from pledges.minutes_page import Page
from pledges.pledge import Kind
from pledges.review import Part, State, mark_of, outcome, rows_of
from pledges.review_words import title_of

LETTER = Proposal(
    text="The Head of Housing to write to each care leaver about council tax by 30 November 2026; and",
    owners=("Head of Housing",),
    due=date(2026, 11, 30),
    due_words="30 November 2026",
    kind="agreed",
)


def test_what_is_certain_is_ticked_and_stands_before_what_is_not() -> None:
    loose = Proposal(text="Officers would look at the offer of summer jobs", certain=False)
    rows = rows_of(Minutes(page=Page(), actions=(loose, LETTER)), Shelf())
    assert [(row.position, row.title, row.state, row.kind) for row in rows] == [
        (1, "Write to each care leaver about council tax", State.ACCEPTED, Kind.RESOLUTION),
        (2, "Officers would look at the offer of summer jobs", State.OFFERED, Kind.ACTION_POINT),
    ]
    assert rows[0].words == LETTER.text
    assert outcome(rows) == "1 new, 0 merged, 0 updates, 1 left out"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Head of Housing to report", "Head of Housing to report"),
        ("that the Head of Housing be asked to publish the local offer", "Publish the local offer"),
        ("The report of the Head of Housing to go to Cabinet.", "The report of the Head of Housing to go to Cabinet"),
    ],
)
def test_a_title_says_what_is_to_be_done_and_not_too_little(text: str, title: str) -> None:
    assert title_of(Proposal(text=text, owners=("Head of Housing",))) == title


def test_what_looks_like_an_open_pledge_is_not_ticked_whatever_date_it_has() -> None:
    shelf = Shelf(
        [Known(7, "Write to every care leaver about council tax"), Known(8, "Care leavers: council tax", open=False)]
    )
    row = rows_of(Minutes(page=Page(), actions=(LETTER,)), shelf)[0]
    assert (row.state, row.near) == (State.OFFERED, (7,))


def test_personal_details_are_held_back_and_their_words_kept_nowhere() -> None:
    child = Proposal(
        text="Head of Housing to move Jayden, born 3 May 2012, to 4 Elm Street", owners=("Head of Housing",)
    )
    row = rows_of(Minutes(page=Page(), actions=(child,)), Shelf())[0]
    assert row.state is State.HELD
    assert "Jayden" not in str(row)


def test_an_earlier_action_is_offered_once_and_only_for_a_pledge_that_is_open() -> None:
    shelf = Shelf([Known(3, "Build a training programme for foster carers")])
    told = Earlier(text="Build a training programme for foster carers", status_words="In hand")
    other = Earlier(text="Plant a tree in the civic garden", status_words="Done")
    rows = rows_of(Minutes(page=Page(), earlier=(told, told, other)), shelf)
    assert [(row.part, row.state, row.near, row.words) for row in rows] == [
        (Part.EARLIER, State.OFFERED, (3,), "In hand")
    ]


def test_the_same_words_make_the_same_mark_however_they_are_spaced() -> None:
    assert mark_of("Action:  Clerk\n\nto write") == mark_of("action: clerk to write ")
    assert mark_of("Action: Clerk to write") != mark_of("Action: Clerk to ring")
