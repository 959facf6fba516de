"""How far recommendations are followed, and when young people raised something."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.coverage import Following, Paper, Recommendation, coverage, in_order
from pledges.errors import NotUnderstood
from pledges.pledge import Status
from pledges.raising import day_raised

LETTER, REVIEW = Paper(id=2, name="Letter"), Paper(id=1, name="a review")
TODAY = date(2026, 3, 2)


def advised(ref: str, *statuses: Status, paper: Paper = LETTER) -> Recommendation:
    pledges = tuple(Following(number=n, title="", status=status) for n, status in enumerate(statuses, 1))
    return Recommendation(id=0, paper=paper, ref=ref, words="Do it", pledges=pledges)


def test_papers_come_by_name_and_recommendations_by_number() -> None:
    found = coverage([advised("10"), advised("2"), advised("x"), advised("1", paper=REVIEW), advised("2a")])
    assert [c.paper for c in found] == [REVIEW, LETTER]
    assert [r.ref for r in found[1].recommendations] == ["2", "2a", "10", "x"]
    assert in_order("2") < in_order("10") < in_order("b")


def test_a_recommendation_is_followed_while_one_of_its_pledges_is_not_withdrawn() -> None:
    one = advised("1", Status.WITHDRAWN, Status.CLOSED)
    two, three = advised("2", Status.WITHDRAWN), advised("3")
    (found,) = coverage([one, two, three])
    assert (found.followed, found.words) == (1, "1 of 3 have a pledge")
    assert coverage([one])[0].words == "1 of 1 has a pledge"


@pytest.mark.parametrize(
    ("words", "day"),
    [("14 July 2021", date(2021, 7, 14)), ("July 2021", date(2021, 7, 1)), ("2021-07-14", date(2021, 7, 14))],
)
def test_a_day_or_a_month_says_when_it_was_raised(words: str, day: date) -> None:
    assert day_raised(words, TODAY) == day


@pytest.mark.parametrize(("words", "says"), [("last summer", "can't read"), ("July 2027", "still to come")])
def test_what_is_no_day_or_still_to_come_is_refused(words: str, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        day_raised(words, TODAY)
