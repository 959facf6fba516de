"""An action point and the resolution that repeats it, in other words, are offered as one pledge; others are not."""

from __future__ import annotations

import pytest

from pledges.alike import Known, alike

ACTION_POINTS = {
    "M1": "Offer social workers an attractive recruitment package, car parking included",
    "M2": "Explore the core values of the Corporate Parenting Board",
    "M3b": "Lead the Panel's education theme and report progress and actions",
    "M3c": "Lead the Panel's police and criminality theme and report progress and actions",
    "M3d": "Lead the Panel's health theme, with prevention in schools and early support, and report progress",
    "M4": "Develop a training programme based on case studies of housing, exclusion from school and contact",
}
RESOLUTIONS = {
    "R1c": ("Theme lead on police and criminality to report progress", ["M3c"]),
    "R1d": ("Theme lead on health, including prevention engagement with schools and early support", ["M3d"]),
    "R2": ("Develop a case study based training programme on housing, school exclusions and family contact", ["M4"]),
    "R3": ("Put the reports due to the Panel in order of priority under the pillars", []),
    "R4": (
        "Develop an attractive recruitment package for social workers, with car parking concessions or assistance",
        ["M1"],
    ),
    "R5": ("Arrange and hold the next meeting", []),
}
NAMES = dict(enumerate(ACTION_POINTS, 1))
KNOWN = [Known(number=number, title=ACTION_POINTS[name]) for number, name in NAMES.items()]


@pytest.mark.parametrize(("words", "repeated"), RESOLUTIONS.values(), ids=RESOLUTIONS)
def test_a_resolution_is_offered_beside_the_action_point_that_it_repeats(words: str, repeated: list[str]) -> None:
    assert [NAMES[found.number] for found in alike(words, KNOWN)] == repeated


def test_no_action_point_is_taken_for_another() -> None:
    for each in KNOWN:
        assert alike(each.title, [other for other in KNOWN if other != each]) == []
