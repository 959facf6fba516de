"""An ask is one question to one person about one pledge, put once and followed until it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from pledges.messages import PersonId
from storage.asks import Ask
from storage.db import Database
from tests.make import DUE, NOW, TODAY, in_register, someone

LATER = NOW + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asked:
    asha: PersonId
    pledge: int


@pytest.fixture
async def asked(db: Database) -> Asked:
    """A pledge that its owner was asked about in the message m."""
    asha = (await someone(db)).id
    one = Asked(asha, (await in_register(db, answers=asha)).number)
    async with db.begin() as tx:
        assert await tx.asks.put(one.pledge, asha, "2", DUE, "m", TODAY)
    return one


async def of_message(db: Database, key: str) -> list[Ask]:
    async with db.read() as tx:
        return await tx.asks.of_message(key)


async def test_an_ask_is_kept_with_the_message_that_carries_it(db: Database, asked: Asked) -> None:
    [ask] = await of_message(db, "m")
    assert ask == Ask(
        id=ask.id,
        pledge=asked.pledge,
        person=asked.asha,
        rung="2",
        message="m",
        asked_on=TODAY,
        reached_at=None,
        answered_at=None,
        excused="",
    )


@pytest.mark.parametrize(
    ("rung", "due", "new"), [("2", DUE, False), ("0", DUE, True), ("2", DUE + timedelta(days=1), True)]
)
async def test_a_question_is_put_once_a_day_for_a_rung_and_a_deadline(
    db: Database, asked: Asked, rung: str, due: date, new: bool
) -> None:
    async with db.begin() as tx:
        assert await tx.asks.put(asked.pledge, asked.asha, rung, due, "other", TODAY) is new
    assert len(await of_message(db, "other")) == new


async def test_a_pledge_that_is_opened_again_can_be_asked_about_again_on_another_day(
    db: Database, asked: Asked
) -> None:
    async with db.begin() as tx:
        assert await tx.asks.put(asked.pledge, asked.asha, "2", DUE, "m", TODAY + timedelta(days=1))


async def test_a_question_about_a_pledge_without_a_date_is_put_once_too(db: Database, asked: Asked) -> None:
    async with db.begin() as tx:
        put = [await tx.asks.put(asked.pledge, asked.asha, "new", None, "m", TODAY) for _ in range(2)]
    assert put == [True, False]


async def test_somebody_who_is_given_a_pledge_again_on_the_same_day_is_asked_again(db: Database, asked: Asked) -> None:
    messages = ("new:CP-1:2", "new:CP-1:2", "new:CP-1:4")
    async with db.begin() as tx:
        put = [await tx.asks.put_given(asked.pledge, asked.asha, DUE, message, TODAY) for message in messages]
    assert put == [True, False, True]


async def test_the_same_question_can_be_put_to_two_people(db: Database, asked: Asked) -> None:
    bryn = await someone(db)
    async with db.begin() as tx:
        assert await tx.asks.put(asked.pledge, bryn.id, "2", DUE, "m", TODAY)
    assert len(await of_message(db, "m")) == 2


async def test_the_first_arrival_counts(db: Database, asked: Asked) -> None:
    async with db.begin() as tx:
        assert await tx.asks.reached("m", NOW) == [asked.pledge]
        assert await tx.asks.reached("m", LATER) == []
    assert [ask.reached_at for ask in await of_message(db, "m")] == [NOW]


async def test_an_answer_settles_all_open_questions_about_a_pledge_and_no_others(db: Database, asked: Asked) -> None:
    other = await in_register(db, answers=asked.asha)
    async with db.begin() as tx:
        await tx.asks.put(asked.pledge, asked.asha, "10", DUE, "earlier", TODAY)
        await tx.asks.put(other.number, asked.asha, "2", DUE, "m", TODAY)
        await tx.asks.answered(asked.pledge, NOW)
        await tx.asks.answered(asked.pledge, LATER)
    found = [*await of_message(db, "earlier"), *await of_message(db, "m")]
    assert [(ask.pledge, ask.answered_at) for ask in found] == [
        (asked.pledge, NOW),
        (asked.pledge, NOW),
        (other.number, None),
    ]


async def test_open_questions_ride_on_the_message_that_takes_the_place_of_theirs(db: Database, asked: Asked) -> None:
    other = await in_register(db, answers=asked.asha)
    async with db.begin() as tx:
        await tx.asks.put(other.number, asked.asha, "2", DUE, "m", TODAY)
        await tx.asks.answered(other.number, NOW)
        await tx.asks.move("m", "m2")
    assert [ask.pledge for ask in await of_message(db, "m")] == [other.number]
    assert [ask.pledge for ask in await of_message(db, "m2")] == [asked.pledge]


async def test_a_question_that_was_taken_back_is_neither_answered_nor_moved(db: Database, asked: Asked) -> None:
    async with db.begin() as tx:
        await tx.asks.excuse("m", "handed over")
        await tx.asks.answered(asked.pledge, NOW)
        await tx.asks.move("m", "m2")
    assert [(ask.excused, ask.answered_at) for ask in await of_message(db, "m")] == [("handed over", None)]
