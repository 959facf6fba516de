"""Nudges that could not go out when they were due: still one message a day, and only the most urgent question."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

from tests.scheduler.office import Office, london

FRIDAY = date(2026, 3, 27)  # 10 working days after Friday 13 March, 2 after Wednesday 25 March


async def test_what_comes_due_while_todays_message_is_on_the_wire_waits_for_the_next_working_day(
    office: Office,
) -> None:
    asha = await office.hires("Asha Verrall")
    office.clock.to(london("2026-03-13 09:30"))
    await office.promises(asha, FRIDAY)
    await office.plans()
    office.cable.hold_up()
    delivering = asyncio.create_task(office.delivers())
    await office.cable.waiting.acquire()
    await office.promises(asha, FRIDAY)
    assert await office.plans() == []
    office.cable.let_go()
    await delivering
    assert (await office.pledge("CP-2")).asking.asked_on is None
    await office.works_at("2026-03-16 10:00")
    assert office.heard(asha) == ["How is it going with CP-1?", "How is it going with CP-2?"]


async def test_a_message_whose_sender_died_gives_way_to_the_next_one_too(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, FRIDAY)
    office.clock.to(london("2026-03-25 16:59"))
    await office.plans()
    async with office.db.begin() as tx:
        await tx.outbox.claim(1, office.clock(), timedelta(minutes=2))  # and then the power fails
    await office.works_at("2026-03-27 10:00")
    await office.works_daily("2026-03-31")
    assert office.days_of(asha) == ["2026-03-27"]


async def test_an_older_message_that_never_went_out_gives_way_to_the_newer_and_its_questions_ride_along(
    office: Office,
) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, FRIDAY)
    await office.promises(asha, date(2026, 3, 31))
    await office.works_daily("2026-03-23")
    office.cable.cut()
    await office.works_at("2026-03-25 10:00")
    office.cable.mend()
    office.clock.to(london("2026-03-27 10:00"))
    await office.plans()
    states = await office.states()
    assert states[f"nudge:{asha.id}:2026-03-25"] == ("dropped", "a newer one takes its place")
    await office.works()
    assert office.days_of(asha) == ["2026-03-13", "2026-03-17", "2026-03-27"]
    async with office.db.read() as tx:
        asks = await tx.asks.of_message(f"nudge:{asha.id}:2026-03-27")
    assert sorted(ask.rung for ask in asks if ask.pledge == 1) == ["0", "2"]
    assert all(ask.reached_at for ask in asks)


async def test_an_unsent_nudge_goes_out_the_next_morning_as_that_days_message(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, FRIDAY)
    office.cable.cut()
    await office.works_at("2026-03-25 16:59")
    office.cable.mend()
    await office.works_at("2026-03-25 18:00")
    assert office.heard(asha) == []
    await office.works_at("2026-03-26 09:30", "2026-03-26 10:00")
    assert office.days_of(asha) == ["2026-03-26"]
    assert (await office.states())[f"nudge:{asha.id}:2026-03-25"][0] == "sent"


async def test_yesterdays_unsent_nudge_is_no_second_message_when_delivery_wakes_before_planning(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2026, 3, 26))
    await office.promises(asha, FRIDAY)
    office.cable.cut()
    await office.works_at("2026-03-25 16:59")
    office.cable.mend()
    office.clock.to(london("2026-03-26 09:30"))
    while await office.delivers():
        pass
    await office.works()
    await office.works_at("2026-03-26 09:31", "2026-03-26 12:00")
    assert office.days_of(asha) == ["2026-03-26"]
    await office.works_at("2026-03-27 09:30")
    assert office.days_of(asha) == ["2026-03-26", "2026-03-27"]


async def test_somebody_without_the_bot_is_asked_as_soon_as_they_install_it(office: Office) -> None:
    asha = await office.hires("Asha Verrall", installed=False)
    await office.promises(asha, FRIDAY)
    await office.works_at("2026-03-13 10:00", "2026-03-25 10:00")
    states = await office.states()
    assert states[f"nudge:{asha.id}:2026-03-25"][0] == "held"
    assert (await office.pledge("CP-1")).asking.reached_on is None
    office.clock.to(london("2026-03-25 15:00"))
    await office.installs(asha)
    await office.works()
    assert office.days_of(asha) == ["2026-03-25"]
    assert (await office.pledge("CP-1")).asking.reached_on == date(2026, 3, 25)
