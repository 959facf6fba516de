"""Away over Christmas: the cover is asked, the bank holidays are kept, and what waited comes as one card in January."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.rehearsal.actors import questions
from pledges.calendar import WorkingDays
from pledges.policy import Policy
from storage.db import Database
from tests.clock import Clock
from tests.journeys.town import ADMIN, Town, a_town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
POST, CHILDREN = "Assistant Director, Safeguarding", "Children's Services"
CHRISTMAS, BOXING_DAY_IN_LIEU, NEW_YEAR = date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)
POLICY = Policy(days=WorkingDays(frozenset({CHRISTMAS, BOXING_DAY_IN_LIEU, NEW_YEAR})))


@pytest.fixture
async def town(database_url: str, clock: Clock) -> AsyncIterator[Town]:
    """Adele with three pledges whose days fall about Christmas, and Megan, who directs and covers for her."""
    db = Database(database_url, POLICY)
    try:
        async with a_town(db, clock, "2026-12-01 10:00", policy=POLICY) as town:
            await town.hires(ADELE, MEGAN)
            await town.appoints(MEGAN, "Strategic Director, Children's Services", CHILDREN, director=True)
            await town.appoints(ADELE, POST, CHILDREN)
            await town.promises("Build a training programme", POST, "2026-12-22")
            await town.promises("Agree a package for leavers", POST, "2027-01-08")
            await town.promises("Report on the placements", POST, "2027-01-05")
            yield town
    finally:
        await db.close()


async def mornings(town: Town, first: str, last: str) -> None:
    """Every morning, weekends and bank holidays among them."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        await town.works(f"{day} 09:31")
        day += timedelta(days=1)


def asked(town: Town, name: str, since: str) -> dict[str, list[str]]:
    """What somebody was asked, by day; each day's is one card."""
    found = dict[str, list[str]]()
    for message in town.chat(name):
        day, refs = f"{message.sent:%Y-%m-%d}", sorted(questions(message.card))
        if refs and day >= since:
            assert day not in found, f"a second card with questions on {day}"
            found[day] = refs
    return found


async def test_the_cover_is_asked_over_christmas_and_who_is_away_hears_nothing(town: Town) -> None:
    await mornings(town, "2026-12-07", "2026-12-18")
    assert asked(town, ADELE, "2026-12-07") == {
        "2026-12-08": ["CP-1"],
        "2026-12-17": ["CP-3"],
        "2026-12-18": ["CP-1"],
    }
    said = await town.says(ADELE, "away 21 December-3 January, cover Megan Bowen")
    assert "You are away from Monday 21 December to Sunday 3 January 2027" in said.text
    heard = len(town.chat(ADELE))
    await mornings(town, "2026-12-19", "2027-01-03")
    assert len(town.chat(ADELE)) == heard
    assert asked(town, MEGAN, "2026-12-07") == {"2026-12-22": ["CP-1", "CP-2"], "2026-12-31": ["CP-1", "CP-3"]}
    assert "In the place of Adele Vance, Assistant Director, Safeguarding" in town.sees(MEGAN)


async def test_what_waited_for_both_comes_as_one_card_on_the_first_working_day(town: Town) -> None:
    await mornings(town, "2026-12-07", "2026-12-18")
    await town.says(ADELE, "away 21 December-3 January, cover Megan Bowen")
    await town.says(MEGAN, "away 24-31 December")
    await mornings(town, "2026-12-19", "2026-12-22")
    given = await town.promises("Open the drop-in", "Strategic Director, Children's Services", "2027-02-26")
    assert f"{given} is now with" in (await town.says(ADMIN, f"reassign {given} to {POST}")).text
    heard = len(town.chat(ADELE))
    await mornings(town, "2026-12-23", "2027-01-03")
    assert asked(town, MEGAN, "2026-12-19") == {"2026-12-22": ["CP-1", "CP-2"]}
    assert len(town.chat(ADELE)) == heard
    await town.works("2027-01-04 09:31")
    [card] = town.chat(ADELE)[heard:]
    assert sorted(questions(card.card)) == ["CP-1", "CP-3"]
    assert "New for you: 1 pledge" in town.sees(ADELE, card)
    assert "Open the drop-in" in town.sees(ADELE, card)
    await mornings(town, "2027-01-05", "2027-01-08")
    assert asked(town, ADELE, "2027-01-05") == {
        "2027-01-05": ["CP-3"],
        "2027-01-06": ["CP-2"],
        "2027-01-08": ["CP-2"],  # what is late and was asked on Monday is asked again on Thursday week
    }


async def test_the_chase_log_tells_whom_it_asked_in_whose_place(town: Town) -> None:
    await mornings(town, "2026-12-07", "2026-12-18")
    await town.says(ADELE, "away 21 December-3 January, cover Megan Bowen")
    await mornings(town, "2026-12-19", "2027-01-08")
    async with town.db.read() as tx:
        log = await tx.chase.of([1])
    assert [(f"{one.asked_on}", one.name, one.rung) for one in log] == [
        ("2026-12-08", ADELE, "10"),
        ("2026-12-18", ADELE, "2"),
        ("2026-12-22", MEGAN, "0"),
        ("2026-12-31", MEGAN, "late:2026-W53"),
        ("2027-01-07", ADELE, "late:2027-W01"),
    ]
    assert all(one.reached_at and one.answered_at is None for one in log)
