"""Which titles say the same: what is offered as a likely duplicate, and what is not."""

from __future__ import annotations

import pytest

from pledges.alike import ENOUGH, IDENTICAL, Known, Shelf, alike, keys, likeness, nearest

PACKAGE = "Attractive recruitment package incl. car parking"
RESOLVED = "Establish a more attractive recruitment package that includes car parking charges assistance/concessions"
SAME = [
    (PACKAGE, RESOLVED),
    (
        "The Director (or HR) be asked to establish an attractive recruitment package that included car parking etc",
        "That the Director (or HR) be asked to establish a more attractive recruitment package that includes, but is "
        "not limited to, car parking charges assistance/concessions",
    ),
    (PACKAGE, "Offer social workers a better recruitment package, with help on car parking"),
    ("Explore core values of the Corporate Parenting Board", "That the Board’s core values be explored"),
    ("Case-study-based training programme", "Officers to establish training built on case studies"),
    ("Employ care leaver ambassadors", "Employ Care Leaver Ambassadors in every service"),
    ("Publish the sufficiency strategy for placements", "publish the Suficiency Strategy for placements"),
    ("Care Leavers Apprenticeship scheme", "Set up an apprenticeship scheme for care leavers"),
]
OTHER = [
    ("Theme lead for housing, report to the next meeting", "Theme lead for education, report to the next meeting"),
    ("Put a goal in every Housing service plan", "Put a goal in every Adult Social Care service plan"),
    ("Report progress for quarter 1 to the Panel", "Report progress for quarter 2 to the Panel"),
    ("LGA self-assessment", "LGA peer team assessment"),
    ("Write the Participation Strategy", "Write the Sufficiency Strategy"),
    ("Build a training programme", "Publish the leaflet"),
    ("Bring the Panel a timetable of future meetings", "Extend direct messaging of young people to members"),
    ("Report", "Report progress and actions to the next meeting"),
    (PACKAGE, "Explore core values of the Corporate Parenting Board"),
    ("", "Publish the leaflet"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_says_the_same_is_offered_either_way_round(one: str, other: str) -> None:
    assert likeness(one, other) >= ENOUGH
    assert likeness(other, one) >= ENOUGH
    assert Shelf([Known(3, other)]).alike(one) == [Known(3, other)]


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_says_something_else_is_not(one: str, other: str) -> None:
    assert likeness(one, other) < ENOUGH
    assert Shelf([Known(3, other)]).alike(one) == []


def test_a_closed_one_is_offered_only_when_it_says_the_very_same() -> None:
    assert alike(PACKAGE, [Known(3, RESOLVED, open=False)]) == []
    same = Known(4, PACKAGE.upper(), open=False)
    assert alike(PACKAGE, [same]) == [same]
    assert likeness(PACKAGE, PACKAGE.upper()) == IDENTICAL


def test_the_likeliest_come_first_and_only_a_few() -> None:
    known = [Known(1, RESOLVED), *(Known(n, PACKAGE) for n in range(2, 9))]
    assert [each.number for each in alike(PACKAGE, known)] == [2, 3, 4]


def test_a_title_of_common_words_is_found_by_all_that_it_has() -> None:
    assert keys("Report to the Panel") == ("report", "panel")
    assert keys(PACKAGE) == ("attract", "recruit", "packag", "car", "park")


def test_a_word_that_all_have_finds_nothing_beside_a_rare_one() -> None:
    everywhere = list(range(1, 1000))
    assert nearest([everywhere, [5, 7]]) == [7, 5]
    assert nearest([everywhere, everywhere])[0] == 999
    assert nearest([[1, 2], [2, 3]]) == [2, 3, 1]
    assert nearest([]) == []
