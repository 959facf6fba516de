"""Nudges are planned: whom, about what, when; one message a person a day, and each rung once."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import date

import pytest

from pledges.changing import Answer, record
from pledges.people import Standing
from pledges.pledge import Owner, OwnerKind, Status
from pledges.policy import Policy
from scheduler import nudges
from scheduler.plan import plan as plan_with
from scheduler.plan import preview
from storage.db import Database
from tests.scheduler.office import Office, london

FRIDAY = date(2026, 3, 27)  # 10 working days after Friday 13 March, 2 after Wednesday 25 March


async def test_an_owner_is_asked_ten_working_days_before_two_before_and_on_the_day(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, FRIDAY)
    await office.works_daily("2026-03-27")
    assert office.days_of(asha) == ["2026-03-13", "2026-03-25", "2026-03-27"]
    assert office.heard(asha) == ["How is it going with CP-1?"] * 3


async def test_after_the_date_the_owner_is_asked_weekly_on_one_day(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2026, 2, 20))
    await office.works_daily("2026-03-20")
    assert office.days_of(asha) == ["2026-03-03", "2026-03-12", "2026-03-19"]


async def test_nobody_is_nudged_at_the_weekend_or_outside_the_hours(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    office.clock.to(london("2026-03-13 17:00"))
    await office.promises(asha, FRIDAY)
    await office.works_at(
        "2026-03-13 17:00", "2026-03-13 23:00", "2026-03-14 10:00", "2026-03-15 10:00", "2026-03-16 09:29"
    )
    assert office.heard(asha) == []
    await office.works_at("2026-03-16 09:30")
    assert len(office.heard(asha)) == 1


async def test_one_message_a_day_carries_everything_that_is_due(office: Office) -> None:
    asha, bel = await office.hires("Asha Verrall"), await office.hires("Bel Okoro")
    for due in (FRIDAY, FRIDAY, date(2026, 3, 16)):
        await office.promises(asha, due)
    await office.promises(bel, FRIDAY)
    await office.works_at("2026-03-13 09:30")
    assert office.heard(asha) == ["How is it going with CP-1, CP-2, CP-3?"]
    assert office.heard(bel) == ["How is it going with CP-4?"]


async def test_what_comes_due_before_todays_message_has_gone_joins_it(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    office.clock.to(london("2026-03-13 09:30"))
    await office.promises(asha, FRIDAY)
    await office.plans()
    await office.promises(asha, FRIDAY)
    await office.works()
    assert office.heard(asha) == ["How is it going with CP-1, CP-2?"]


async def test_what_comes_due_after_todays_message_has_gone_waits_for_the_next_working_day(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    office.clock.to(london("2026-03-13 09:30"))
    await office.promises(asha, FRIDAY)
    await office.works()
    await office.promises(asha, FRIDAY)
    await office.works_at("2026-03-13 09:31", "2026-03-13 16:59", "2026-03-14 10:00", "2026-03-16 10:00")
    assert office.heard(asha) == ["How is it going with CP-1?", "How is it going with CP-2?"]
    assert office.days_of(asha) == ["2026-03-13", "2026-03-16"]


async def test_planning_again_changes_nothing(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    office.clock.to(london("2026-03-13 09:30"))
    await office.promises(asha, FRIDAY)
    assert len(await office.plans()) == 1
    before = await office.states()
    assert await office.plans() == []
    assert await office.states() == before


async def test_two_copies_that_plan_at_once_ask_once(office: Office, database_url: str) -> None:
    people = [await office.hires(f"Owner {number}") for number in range(5)]
    office.clock.to(london("2026-03-13 09:30"))
    for person in people:
        await office.promises(person, FRIDAY)
    other = Database(database_url)
    put = await asyncio.gather(office.plans(), plan_with(other, office.policy, office.clock()))
    await other.close()
    assert sorted(planned.key for planned in [*put[0], *put[1]]) == sorted(f"nudge:{p.id}:2026-03-13" for p in people)
    await office.works()
    assert [len(office.heard(person)) for person in people] == [1] * 5


async def test_what_changes_between_looking_and_asking_is_seen(office: Office) -> None:
    asha, bel = await office.hires("Asha Verrall"), await office.hires("Bel Okoro")
    office.clock.to(london("2026-03-13 09:30"))
    await office.promises(asha, FRIDAY)
    async with office.db.read() as tx:
        [planned] = await preview(tx, office.policy, office.clock())
    owner = Owner(kind=OwnerKind.PERSON, title="Bel Okoro", answers=bel.id)
    await office.changes("CP-1", lambda p: replace(p, owners=(owner,)))
    assert not await nudges.put(office.db, planned, office.policy, office.clock())
    assert await office.states() == {}


async def test_an_answer_that_is_just_being_written_is_waited_for(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    office.clock.to(london("2026-03-13 09:30"))
    await office.promises(asha, FRIDAY)
    async with office.db.read() as tx:
        [planned] = await preview(tx, office.policy, office.clock())
    async with office.db.begin() as tx:
        before = await tx.register.get("CP-1", for_update=True)
        asking = asyncio.create_task(nudges.put(office.db, planned, office.policy, office.clock()))
        await asyncio.wait([asking], timeout=0.1)
        answered = record(before, Answer(Status.ON_TRACK), Standing(person=asha.id), office.policy, office.clock())
        await tx.register.save(before, answered, door="test", by=asha.id, now=office.clock())
    assert not await asking
    assert await office.states() == {}


async def test_an_answer_skips_what_comes_before_the_next_rung_that_matters(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, FRIDAY)
    await office.answers(asha, "CP-1")
    await office.works_daily("2026-03-25")
    await office.answers(asha, "CP-1")
    await office.works_daily("2026-03-27")
    assert office.days_of(asha) == ["2026-03-25"]


async def test_nothing_is_planned_while_everything_is_paused(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, FRIDAY)
    await office.pauses()
    await office.works_at("2026-03-13 10:00")
    assert await office.states() == {}
    await office.resumes()
    await office.works()
    assert len(office.heard(asha)) == 1


async def test_a_pledge_on_which_the_rules_fail_is_logged_and_stops_no_other(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2, 1, 1))
    await office.promises(asha, FRIDAY)
    office.policy = replace(
        office.policy, ladder=(600, 10, 2, 0)
    )  # 600 working days before the year 2 there was no day
    await office.works_at("2026-03-13 10:00")
    assert office.heard(asha) == ["How is it going with CP-2?"]
    failures = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert {record.__dict__["pledge"] for record in failures} == {1}


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-03-13 09:29", "2026-03-13 09:30"),
        ("2026-03-13 09:30", "2026-03-16 09:30"),
        ("2026-03-13 17:00", "2026-03-16 09:30"),
        ("2026-03-14 08:00", "2026-03-16 09:30"),
        ("2026-03-27 18:00", "2026-03-30 09:30"),  # the clocks go forward between
    ],
)
def test_the_next_morning_is_the_next_time_the_hours_for_nudges_begin(now: str, morning: str) -> None:
    assert Policy().next_morning(london(now)) == london(morning)


async def test_a_preview_says_who_is_asked_about_what_and_why_and_writes_nothing(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, FRIDAY)
    await office.promises(asha, date(2026, 3, 9))
    async with office.db.read() as tx:
        [planned] = await preview(tx, Policy(), london("2026-03-13 09:30"))
    assert (planned.kind, planned.to, planned.about) == ("nudge", asha.id, ("CP-1", "CP-2"))
    assert planned.why == (
        "CP-1 is due on Friday 27 March 2026, the rung 10 working days before; "
        "CP-2 was due on Monday 9 March 2026, the weekly round of what is past its date"
    )
    assert await office.states() == {}
    assert (await office.pledge("CP-1")).asking.asked_on is None


async def test_a_preview_leaves_out_who_had_their_message_today(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    office.clock.to(london("2026-03-13 09:30"))
    await office.promises(asha, FRIDAY)
    await office.works()
    await office.promises(asha, FRIDAY)
    async with office.db.read() as tx:
        assert await preview(tx, office.policy, office.clock()) == []
