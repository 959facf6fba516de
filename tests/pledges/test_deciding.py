"""Who decides about a date, and what a decision makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.changing import ask_for_date, set_date
from pledges.deciding import Word, agree, may_decide, needs_minute, put_off, refuse, stands_in_minutes, whose
from pledges.errors import NotForYou, NotUnderstood, PanelDate
from pledges.meetings import is_panel
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId, Standing
from pledges.pledge import Deadline, Pledge, Source
from tests.make import NOW, an_owner

OWNER, DIRECTOR, ADMIN, OTHER = (PersonId(n) for n in range(1, 5))
PART = Directorate(DirectorateId(7), "Children's Services")
FIRST, WANTED, TODAY = date(2026, 12, 4), date(2027, 1, 29), date(2026, 11, 20)
PLEDGE = Pledge(
    number=42,
    title="Build a training programme",
    directorate=PART,
    owners=(an_owner(answers=OWNER),),
    deadline=Deadline(due=FIRST, original=FIRST),
)
PANEL = replace(PLEDGE, deadline=replace(PLEDGE.deadline, by_panel=True))
STANDING = {
    OWNER: Standing(person=OWNER),
    DIRECTOR: Standing(person=DIRECTOR, directs=frozenset({PART.id})),
    ADMIN: Standing(person=ADMIN, admin=True),
    OTHER: Standing(person=OTHER, directs=frozenset({DirectorateId(8)})),
}


def word(person: PersonId, reason: str = "", minute: str = "") -> Word:
    return Word(standing=STANDING[person], name=f"Person {person}", today=TODAY, reason=reason, minute=minute)


@pytest.mark.parametrize(
    ("pledge", "deciders"),
    [
        (PLEDGE, {DIRECTOR, ADMIN}),
        (PANEL, {ADMIN}),
        (replace(PLEDGE, directorate=None), {ADMIN}),
        (replace(PLEDGE, owners=(an_owner(answers=DIRECTOR),)), {ADMIN}),  # nobody decides about their own
    ],
)
def test_a_date_is_decided_by_the_director_and_that_of_the_panel_by_an_admin_with_a_minute(
    pledge: Pledge, deciders: set[PersonId]
) -> None:
    assert {person for person, standing in STANDING.items() if may_decide(standing, pledge)} == deciders


def test_the_panels_date_moves_only_by_a_minute() -> None:
    with pytest.raises(NotUnderstood, match="By which minute"):
        put_off(PANEL, Deadline(due=WANTED), word(ADMIN, "HR"))
    with pytest.raises(PanelDate, match="only by a minute of the Panel"):
        put_off(PANEL, Deadline(due=WANTED), word(DIRECTOR, minute="104"))
    moved = put_off(PANEL, Deadline(due=WANTED), word(ADMIN, minute="104")).deadline
    assert (moved.due, moved.original, moved.by_panel, moved.extensions) == (WANTED, FIRST, True, 1)
    assert moved.decided == "decided by minute 104, recorded by Person 3 on Friday 20 November 2026"


def test_a_date_of_the_panel_that_was_lost_can_be_given_anew_without_a_minute() -> None:
    lost = replace(PANEL, deadline=replace(PANEL.deadline, due=None))
    assert not needs_minute(lost)
    assert put_off(lost, Deadline(due=WANTED), word(ADMIN)).deadline.by_panel


@pytest.mark.parametrize("person", [OWNER, OTHER])
def test_whoever_may_not_decide_is_told_who_may(person: PersonId) -> None:
    with pytest.raises(NotForYou, match="the director of its directorate"):
        put_off(PLEDGE, Deadline(due=WANTED), word(person, "HR"))
    with pytest.raises(NotForYou):
        refuse(PLEDGE, word(person, "no"))


def test_what_is_agreed_is_the_date_asked_for_or_another_with_the_owners_reason() -> None:
    asked = ask_for_date(PLEDGE, WANTED, "HR has a vacancy", STANDING[OWNER], NOW)
    agreed = agree(asked, WANTED, word(DIRECTOR))
    assert (agreed.extension, agreed.deadline.due, agreed.deadline.extensions) == (None, WANTED, 1)
    assert agreed.deadline.decided.endswith("by Person 2 on Friday 20 November 2026: HR has a vacancy")
    other = agree(asked, date(2027, 1, 8), word(DIRECTOR)).deadline
    assert (other.due, other.rule) == (date(2027, 1, 8), "agreed instead of the date that the owner asked for")


def test_a_no_leaves_the_date_and_keeps_the_reason_and_needs_no_minute() -> None:
    asked = ask_for_date(PANEL, WANTED, "HR", STANDING[OWNER], NOW)
    refused = refuse(asked, word(ADMIN, "the Panel expects it"))
    assert (refused.extension, refused.deadline.due, refused.deadline.extensions) == (None, FIRST, 0)
    assert refused.deadline.decided == (
        "Friday 29 January 2027 was refused by Person 3 on Friday 20 November 2026: the Panel expects it"
    )


@given(st.lists(st.dates(date(2026, 1, 1), date(2029, 1, 1)), min_size=1, max_size=8))
def test_each_later_date_is_an_extension_an_earlier_one_is_none_and_the_first_stays(days: list[date]) -> None:
    pledge = PLEDGE
    for day in days:
        pledge = set_date(pledge, Deadline(due=day))
    steps = zip([FIRST, *days], days, strict=False)
    assert pledge.deadline.extensions == sum(after > before for before, after in steps)
    assert (pledge.deadline.original, pledge.deadline.due) == (FIRST, days[-1])


@pytest.mark.parametrize(
    ("name", "so"),
    [
        ("Corporate Parenting Panel", True),
        ("CPP", True),
        ("CPP Panel", True),
        ("The corporate  parenting board", True),
        ("Panel", True),
        ("Adoption Panel", False),
        ("Corporate Parenting Team", False),
        ("Cabinet", False),
        ("", False),
    ],
)
def test_the_panel_is_known_by_the_names_that_papers_give_it(name: str, so: bool) -> None:
    assert is_panel(name) is so


def test_a_deadline_stands_in_the_minutes_when_the_words_quoted_hold_it() -> None:
    quoted = Source(document="Minutes", committee="CPP", words="to report back by the end of\nMarch 2027")
    assert stands_in_minutes("by the end of March 2027", [quoted])
    assert not stands_in_minutes("by the end of March 2027", [replace(quoted, committee="Cabinet")])
    assert not stands_in_minutes("by the end of May", [quoted])
    assert not stands_in_minutes("", [quoted])


def test_who_is_to_decide_is_said_in_words() -> None:
    assert whose(PANEL, directed=True) == "the Panel, by a minute that an admin records"
    assert whose(PLEDGE, directed=True) == "the director of Children's Services"
    assert whose(PLEDGE, directed=False) == "the admins"
