"""Who is away, and who is asked instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pledges.absences import Absence, Away, asked_for, check, stand_ins, typed
from pledges.errors import NotUnderstood
from pledges.messages import PersonId

ADELE, MEGAN, CAI = PersonId(1), PersonId(2), PersonId(3)
TODAY = date(2026, 12, 1)
AWAY = Absence(person=ADELE, since=date(2026, 12, 12), until=date(2026, 12, 19), cover=MEGAN)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("12-19 December, cover Megan Bowen", Away(first="12 December", last="19 December", cover="Megan Bowen")),
        ("12 – 19 December", Away(first="12 December", last="19 December", cover="")),
        ("28 December to 4 January covered by Megan", Away(first="28 December", last="4 January", cover="Megan")),
        ("from 12 to 19 December cover: Megan", Away(first="12 December", last="19 December", cover="Megan")),
        ("until 16 March", Away(first="", last="16 March", cover="")),
        ("till 16 March, cover @Megan", Away(first="", last="16 March", cover="@Megan")),
        ("3 April", Away(first="3 April", last="3 April", cover="")),
        ("today until Friday", Away(first="today", last="Friday", cover="")),
    ],
)
def test_the_days_and_the_cover_are_read(words: str, meant: Away) -> None:
    assert typed(words) == meant


@pytest.mark.parametrize(
    ("but", "said"),
    [
        ({"since": date(2026, 11, 1), "until": date(2026, 11, 5)}, "has passed"),
        ({"since": date(2026, 12, 20)}, "Saturday 19 December comes before Sunday 20 December"),
        ({"cover": ADELE}, "You can't cover for yourself"),
        ({"until": date(2028, 1, 1)}, "more than a year"),
    ],
)
def test_what_cannot_be_is_refused(but: dict[str, object], said: str) -> None:
    with pytest.raises(NotUnderstood, match=said):
        check(replace(AWAY, **but), [], TODAY)  # type: ignore[arg-type]


def test_two_absences_of_one_person_do_not_overlap_and_may_follow_each_other() -> None:
    with pytest.raises(NotUnderstood, match="from Saturday 12 December to Saturday 19 December already"):
        check(replace(AWAY, since=date(2026, 12, 19), until=date(2026, 12, 24)), [AWAY], TODAY)
    check(replace(AWAY, since=date(2026, 12, 20), until=date(2026, 12, 24)), [AWAY], TODAY)
    check(replace(AWAY, person=CAI), [AWAY], TODAY)


def test_the_cover_is_asked_and_nobody_while_the_cover_is_away_too() -> None:
    away = stand_ins([AWAY])
    assert asked_for(ADELE, away) == MEGAN
    assert asked_for(MEGAN, away) == MEGAN
    assert asked_for(None, away) is None
    both = stand_ins([AWAY, Absence(person=MEGAN, since=AWAY.since, until=AWAY.until, cover=CAI)])
    assert asked_for(ADELE, both) is None
    assert asked_for(MEGAN, both) == CAI
