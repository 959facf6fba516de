"""Delivery: what is said is read at the moment of sending, each row is settled by itself, nothing goes out twice."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, timedelta

import pytest

from pledges.messages import Drop, Rendered
from scheduler.deliver import deliver
from storage.db import Tx
from storage.outbox import Claimed
from tests.scheduler.office import Colleague, Office, london

FRIDAY = date(2026, 3, 27)


@pytest.fixture
async def asha(office: Office) -> Colleague:
    return await office.hires("Asha Verrall")


@pytest.fixture
async def bel(office: Office) -> Colleague:
    return await office.hires("Bel Okoro")


async def test_a_message_is_sent_once_and_where_it_stands_is_kept(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a")
    assert await office.delivers() == 1
    assert await office.delivers() == 0
    assert office.heard(asha) == ["decided"]
    [message] = office.teams.seen_by(asha.teams)
    assert (await office.stands_at("a")).message == message.id


async def test_a_nudge_is_dropped_when_everything_on_it_was_answered_meanwhile(office: Office, asha: Colleague) -> None:
    await office.promises(asha, FRIDAY)
    office.clock.to(london("2026-03-13 09:30"))
    await office.plans()
    await office.answers(asha, "CP-1")
    await office.delivers()
    assert office.heard(asha) == []
    assert (await office.states())[f"nudge:{asha.id}:2026-03-13"] == ("dropped", "nothing left to ask")


async def test_an_answer_given_meanwhile_is_not_asked_for(office: Office, asha: Colleague) -> None:
    for _ in range(2):
        await office.promises(asha, FRIDAY)
    office.clock.to(london("2026-03-13 09:30"))
    await office.plans()
    await office.answers(asha, "CP-1")
    await office.delivers()
    assert office.heard(asha) == ["How is it going with CP-2?"]


async def test_an_owner_counts_as_reached_from_the_day_the_question_arrived(office: Office, asha: Colleague) -> None:
    await office.promises(asha, date(2026, 2, 20))
    office.cable.cut()
    await office.works_at("2026-03-05 16:59")
    assert (await office.pledge("CP-1")).asking.reached_on is None
    office.cable.mend()
    await office.works_at("2026-03-06 10:00")
    assert (await office.pledge("CP-1")).asking.reached_on == date(2026, 3, 6)


async def test_a_question_that_reached_the_former_owner_does_not_count_for_the_next(
    office: Office, asha: Colleague, bel: Colleague
) -> None:
    await office.promises(asha, date(2026, 2, 20))
    office.clock.to(london("2026-03-05 10:00"))
    await office.plans()
    office.cable.hold_up()
    delivering = asyncio.create_task(office.delivers())
    await office.cable.waiting.acquire()
    await office.gives("CP-1", bel)
    office.cable.let_go()
    await delivering
    assert office.heard(asha) == ["How is it going with CP-1?"]
    assert (await office.pledge("CP-1")).asking.reached_on is None


async def test_the_days_for_taking_on_something_new_count_from_the_day_its_owner_was_told(
    office: Office, asha: Colleague, bel: Colleague
) -> None:
    await office.promises(asha, FRIDAY)
    await office.gives("CP-1", bel)
    await office.puts("new", bel.id, "new:1", facts={"refs": "CP-1"})
    office.cable.cut()
    await office.delivers()
    office.cable.mend()
    office.clock.to(london("2026-03-04 10:00"))
    await office.delivers()
    assert office.heard(bel) == ["new CP-1"]
    assert (await office.pledge("CP-1")).asking.told_on == date(2026, 3, 4)
    office.clock.to(london("2026-03-06 10:00"))
    await office.puts("new", bel.id, "redraw", facts={"refs": "CP-1"}, target=await office.stands_at("new:1"))
    await office.delivers()
    assert (await office.pledge("CP-1")).asking.told_on == date(2026, 3, 4), "a redraw tells nothing new"


async def test_a_redraw_changes_the_message_that_stands_there(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a", facts={"what": "one"})
    await office.delivers()
    at = await office.stands_at("a")
    await office.puts("decided", asha.id, "a:again", facts={"what": "two"}, target=at)
    await office.delivers()
    assert office.heard(asha) == ["decided two"]
    assert office.teams.seen_by(asha.teams)[0].updates == 1


async def test_what_nobody_asked_for_waits_for_the_next_working_morning_and_a_redraw_does_not(
    office: Office, asha: Colleague
) -> None:
    await office.promises(asha, FRIDAY)
    await office.works_at("2026-03-13 16:59")
    key = f"nudge:{asha.id}:2026-03-13"
    await office.promises(asha, FRIDAY)
    office.clock.to(london("2026-03-13 17:00"))
    await office.puts("decided", asha.id, "late in the day", alone=False)
    await office.puts("nudge", asha.id, "redraw", target=await office.stands_at(key))
    while await office.delivers():
        pass
    states = await office.states()
    assert (states["redraw"][0], states["late in the day"][0]) == ("dropped", "ready")
    await office.works_at("2026-03-14 10:00", "2026-03-16 09:30")
    assert office.days_of(asha) == ["2026-03-13", "2026-03-16"]


async def test_one_that_cannot_be_drawn_delays_no_other_and_is_shown_to_an_admin_after_a_few_tries(
    office: Office, asha: Colleague, bel: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    office.unspeakable.add("bad")
    await office.puts("decided", asha.id, "bad")
    await office.puts("decided", asha.id, "good")
    await office.puts("decided", bel.id, "also good")
    await office.delivers()
    assert (office.heard(asha), office.heard(bel)) == (["decided"], ["decided"])
    assert (await office.states())["bad"] == ("ready", "ZeroDivisionError")
    for _ in range(5):
        office.clock.forward(minutes=10)
        await office.delivers()
    assert (await office.states())["bad"] == ("dead", "ZeroDivisionError")
    failures = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(failures) == 4
    assert len({record.__dict__["outbox_id"] for record in failures}) == 1
    assert all(record.exc_info for record in failures)


async def test_one_that_can_be_drawn_again_is_sent(office: Office, asha: Colleague) -> None:
    office.unspeakable.add("a")
    await office.puts("decided", asha.id, "a")
    await office.delivers()
    office.unspeakable.clear()
    office.clock.forward(minutes=10)
    await office.delivers()
    assert office.heard(asha) == ["decided"]


async def test_what_is_no_longer_worth_sending_is_dropped(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a", until=office.clock() + timedelta(hours=1))
    office.clock.forward(hours=1)
    await office.delivers()
    assert office.heard(asha) == []
    assert (await office.states())["a"] == ("dropped", "too late to be worth sending")


async def test_somebody_without_an_address_is_written_to_once_there_is_one(office: Office) -> None:
    late_comer = await office.hires("Cai Rees", installed=False)
    await office.puts("decided", late_comer.id, "a")
    await office.delivers()
    assert (await office.states())["a"][0] == "held"
    await office.installs(late_comer)
    await office.delivers()
    assert office.heard(late_comer) == ["decided"]


async def test_while_everything_is_paused_only_redraws_go_out(office: Office, asha: Colleague) -> None:
    await office.puts("decided", asha.id, "a", facts={"what": "one"})
    await office.delivers()
    await office.pauses()
    await office.puts("decided", asha.id, "b")
    await office.puts("decided", asha.id, "c", facts={"what": "two"}, target=await office.stands_at("a"))
    await office.delivers()
    assert office.heard(asha) == ["decided two"]
    await office.resumes()
    office.clock.forward(minutes=1)
    await office.delivers()
    assert office.heard(asha) == ["decided two", "decided"]
    assert await office.tries("b") == 1


async def test_a_card_is_drawn_from_the_register_as_it_is_at_the_moment_of_sending(
    office: Office, asha: Colleague
) -> None:
    moments = []

    async def render(item: Claimed, *, tx: Tx, now: object) -> Rendered | Drop:
        moments.append(now)
        return Rendered("now", {"type": "AdaptiveCard", "version": "1.5", "body": []})

    await office.puts("decided", asha.id, "a")
    office.clock.forward(hours=5)
    await deliver(office.db, render, office.cable, office.clock, policy=office.policy, jitter=lambda: 0.0)
    assert moments == [office.clock()]
