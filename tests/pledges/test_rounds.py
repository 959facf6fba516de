"""Before which papers a pledge is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.meetings import Committee, CommitteeId
from pledges.pledge import Source
from pledges.rounds import papers_for

PANEL = Committee(id=CommitteeId(1), name="Corporate Parenting Panel", short="CPP")
SCRUTINY = Committee(id=CommitteeId(2), name="Children's Scrutiny Committee", short="CSC")
CABINET = Committee(id=CommitteeId(3), name="Cabinet")
DECEMBER, JANUARY, FEBRUARY, MARCH = (date(2026, 12, 8), date(2027, 1, 12), date(2027, 2, 9), date(2027, 3, 9))
AHEAD = ((PANEL, DECEMBER), (SCRUTINY, JANUARY), (PANEL, FEBRUARY), (PANEL, MARCH))


@pytest.mark.parametrize(
    ("committees", "days"),
    [
        ((), [DECEMBER, FEBRUARY, MARCH]),
        (("",), [DECEMBER, FEBRUARY, MARCH]),
        (("Corporate Parenting Panel",), [DECEMBER, FEBRUARY, MARCH]),
        (("Children's Scrutiny Committee",), [JANUARY, FEBRUARY, MARCH]),
        (("CSC",), [JANUARY, FEBRUARY, MARCH]),
        (("Cabinet",), [DECEMBER, FEBRUARY, MARCH]),
        (("Corporate Parenting Panel", "CSC"), [DECEMBER, JANUARY, FEBRUARY, MARCH]),
    ],
)
def test_its_own_committees_papers_count_and_the_panels_where_that_meets_no_more(
    committees: tuple[str, ...], days: list[date]
) -> None:
    sources = [Source(document="Minutes", committee=each) for each in committees]
    assert list(papers_for(sources, AHEAD)) == days


def test_without_a_diary_there_is_no_round() -> None:
    assert papers_for([Source(document="Minutes", committee="CSC")], ()) == ()
