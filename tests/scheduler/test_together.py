"""What many ask for at once is done once for all of them; whoever comes alone does not wait for company."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from scheduler.together import Together
from tests.scheduler.office import Office


class Scales:
    """Doubles numbers, holding up each round until it is let go, and cannot bear a zero."""

    def __init__(self) -> None:
        self.rounds = list[list[int]]()
        self.open = asyncio.Event()

    async def weigh(self, many: Sequence[int]) -> list[int | BaseException]:
        self.rounds.append([*many])
        await self.open.wait()
        if 13 in many:
            raise ZeroDivisionError
        return [2 * each if each else ValueError("nothing") for each in many]


async def test_those_who_ask_while_a_round_is_under_way_are_the_next_one() -> None:
    scales = Scales()
    together = Together(scales.weigh)
    asking = [asyncio.create_task(together.ask(n)) for n in (1,)]
    await asyncio.sleep(0)
    asking += [asyncio.create_task(together.ask(n)) for n in (2, 3)]
    await asyncio.sleep(0)
    scales.open.set()
    assert await asyncio.gather(*asking) == [2, 4, 6]
    assert scales.rounds == [[1], [2, 3]]
    assert await together.ask(4) == 8
    assert scales.rounds[2:] == [[4]]


async def test_what_goes_wrong_for_one_is_told_to_that_one_and_for_all_to_all() -> None:
    scales = Scales()
    scales.open.set()
    together = Together(scales.weigh)
    [good, bad] = await asyncio.gather(together.ask(1), together.ask(0), return_exceptions=True)
    assert (good, type(bad)) == (2, ValueError)
    found = await asyncio.gather(together.ask(13), together.ask(1), return_exceptions=True)
    assert [type(each) for each in found] == [ZeroDivisionError, ZeroDivisionError]
    assert await together.ask(5) == 10, "and the next round begins anew"


async def test_whoever_was_cancelled_is_not_waited_for() -> None:
    scales = Scales()
    together = Together(scales.weigh)
    gone, there = asyncio.create_task(together.ask(1)), asyncio.create_task(together.ask(2))
    await asyncio.sleep(0)
    gone.cancel()
    scales.open.set()
    assert await there == 4


async def test_arrivals_that_are_noted_together_are_each_noted_when_one_of_them_cannot_be(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    asha, bel = await office.hires("Asha Verrall"), await office.hires("Bel Okoro")
    people = [await office.hires(f"Owner {number}") for number in range(6)]
    pledge = await office.promises(bel, None)
    await office.puts("new", asha.id, "bad", facts={"refs": "CP-77"})  # a pledge that is not there
    await office.puts("new", bel.id, "good", facts={"refs": f"CP-{pledge.number}"})
    for person in people:
        await office.puts("decided", person.id, f"to {person.id}")
    await office.delivers()
    assert {state for state, _ in (await office.states()).values()} == {"sent"}
    assert (await office.pledge("CP-1")).asking.told_on == office.policy.today(office.clock())
    office.clock.forward(hours=1)
    assert await office.delivers() == 0
    assert [r.message for r in caplog.records if r.levelname == "ERROR"] == [
        "a message arrived, and what that means could not be noted"
    ]
