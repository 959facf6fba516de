"""Messages leave at one pace for all copies, gently in each conversation, and what somebody waits for leaves first."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest
import sqlalchemy as sa

from pledges.messages import Address, Drop, PersonId, Rendered, Target
from scheduler.clockwork import Clockwork, Pulse
from scheduler.deliver import deliver
from scheduler.tempo import ALL, ANSWERS, AT_ONCE, BEHIND, CATCH_UP, EVERY, LAPSES, THE_REST, Slot, Tempo
from storage.db import Database, Tx
from storage.lanes import Lane
from storage.ledger import pace
from storage.outbox import Claimed
from tests.scheduler.cable import Cable
from tests.scheduler.office import Office, london

SLOWLY = 10.0  # requests a second
RARELY = timedelta(hours=1)


@pytest.fixture
def tempo() -> Tempo:
    return Tempo(SLOWLY, lambda: 0)


def messages(*people: int) -> list[Claimed]:
    return [
        Claimed(
            id=n, claim="", key=str(n), kind="nudge", to=PersonId(who), facts={}, attempts=1, until=None, target=None
        )
        for n, who in enumerate(people)
    ]


async def booked(db: Database, tempo: Tempo, *people: int, lane: Lane = THE_REST) -> list[Slot]:
    async with db.begin() as tx:
        return await tempo.book(tx, messages(*people), lane)


def waits(slots: Sequence[Slot]) -> object:
    """How long each waits for the first, which goes at once; two clocks are read, so not to the millisecond."""
    assert slots[0].at < seconds() + 0.05
    return pytest.approx([slot.at - slots[0].at for slot in slots], abs=0.005)


def seconds() -> float:
    return asyncio.get_running_loop().time()


def near(seconds: float) -> object:
    """So long, but for what a busy machine lets pass between reading the database's clock and the event loop's."""
    return pytest.approx(seconds, abs=0.25)


async def passes(db: Database, *, seconds: float) -> None:
    """Have the queues believe that so much time went by."""
    async with db._writer.begin() as conn:
        await conn.execute(sa.update(pace).values(free_at=pace.c.free_at - seconds))


async def test_slots_follow_each_other_at_the_rate_and_the_next_batch_follows_them(db: Database, tempo: Tempo) -> None:
    slots = await booked(db, tempo, *range(50))
    assert waits(slots) == [round(n * 0.1, 3) for n in range(50)]
    [slot] = await booked(db, tempo, 90)
    assert slot.at - slots[0].at == near(5.0)


async def test_copies_that_book_at_the_same_time_share_the_rate(database_url: str, tempo: Tempo) -> None:
    copies = [Database(database_url) for _ in range(4)]
    found = await asyncio.gather(*(booked(db, tempo, *range(n * 25, n * 25 + 25)) for n, db in enumerate(copies)))
    times = sorted(slot.at for slots in found for slot in slots)
    assert [at - times[0] for at in times] == [near(n * 0.1) for n in range(100)]
    for copy in copies:
        await copy.close()


async def test_what_went_out_without_a_slot_is_paid_for(db: Database) -> None:
    owed = [49, 0]
    tempo = Tempo(SLOWLY, lambda: owed.pop(0))
    [first] = await booked(db, tempo, 1)
    [slot] = await booked(db, tempo, 2)
    assert slot.at - first.at == near(5.0)


async def test_answers_do_not_wait_behind_the_rest_and_the_rest_makes_room(db: Database, tempo: Tempo) -> None:
    first, *_ = await booked(db, tempo, *range(50))
    assert waits(await booked(db, tempo, 60, 61, 62, lane=ANSWERS)) == [0.0, 0.2, 0.4]
    [slot] = await booked(db, tempo, 70)
    assert slot.at - first.at == near(5.3)


async def test_slots_that_were_missed_are_regained_a_little_faster_and_not_as_a_crowd(
    db: Database, tempo: Tempo
) -> None:
    await booked(db, tempo, 1)
    await passes(db, seconds=BEHIND - 0.5)
    slots = await booked(db, tempo, *range(10))
    assert waits(slots) == [round(n * 0.1 / CATCH_UP, 3) for n in range(10)]
    [slot] = await booked(db, tempo, 90)
    assert slot.at - slots[0].at == near(1 / CATCH_UP)


async def test_a_pause_earns_no_more_than_a_few_seconds_of_slots(db: Database, tempo: Tempo) -> None:
    await booked(db, tempo, 1)
    await passes(db, seconds=BEHIND + 0.5)
    assert waits(await booked(db, tempo, *range(10))) == [round(n * 0.1, 3) for n in range(10)]


async def test_all_that_is_late_at_once_gets_other_slots_behind_those_that_are_given_and_takes_none_from_the_rate(
    db: Database, tempo: Tempo
) -> None:
    slots = await booked(db, tempo, *range(10))
    found = sorted(await asyncio.gather(*(tempo.another(db) for _ in range(5))))
    assert [at - slots[-1].at for at in found] == [near(n * 0.1 / CATCH_UP) for n in range(1, 6)]
    later = await booked(db, tempo, *range(20, 120))
    assert later[0].at - found[-1] == near(0.1 / CATCH_UP)
    assert later[-1].at - slots[0].at == near(10.9), "as if nothing had been late"


async def test_when_other_slots_cannot_be_had_those_that_wait_for_them_hear_of_it(db: Database, tempo: Tempo) -> None:
    await booked(db, tempo, 1)
    async with db._writer.begin() as conn:
        await conn.execute(sa.delete(pace))
        await conn.exec_driver_sql("ALTER TABLE pace RENAME TO lost")
    found = await asyncio.gather(*(tempo.another(db) for _ in range(3)), return_exceptions=True)
    assert [isinstance(each, sa.exc.DBAPIError) for each in found] == [True] * 3
    async with db._writer.begin() as conn:
        await conn.exec_driver_sql("ALTER TABLE lost RENAME TO pace")
    assert await tempo.another(db) == pytest.approx(seconds(), abs=0.5)


async def test_one_conversation_gets_a_few_at_once_and_then_keeps_the_limit_of_every_window(db: Database) -> None:
    tempo = Tempo(1000, lambda: 0)
    slots = await booked(db, tempo, *[1] * 40, 2)
    times = [slot.at for slot in slots[:-1]]
    for most, span in ((7, 1), (8, 2), (60, 30), (1800, 3600)):
        assert all(sum(begins <= t < begins + span for t in times) <= most for begins in times)
    assert [slot.busy for slot in slots] == [False] * AT_ONCE + [True] * (40 - AT_ONCE) + [False]
    assert slots[-1].at < slots[0].at + 1, "another conversation does not wait for it"
    [later] = await booked(db, tempo, 1)
    assert 0 < later.at - seconds() < EVERY, "those that were let go took no turn of the conversation"


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_clock_that_jumps_an_hour_holds_nothing_up(db: Database, tempo: Tempo, hours: int) -> None:
    await booked(db, tempo, *[1] * 5)
    await passes(db, seconds=hours * 3600)  # as if the database's clock had been put on, or back
    assert waits(await booked(db, tempo, 1, 1)) == [0.0, 0.1]


async def test_answers_leave_first_then_nudges_then_the_digests_that_count_them(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    feed = await office.links("Children", asha)
    early = office.clock() - timedelta(hours=1)
    await office.puts("decided", asha.id, "stands", facts={"what": "one"})
    await office.delivers()
    await office.puts("digest", feed.id, "digest", not_before=early)
    await office.puts("nudge", asha.id, "nudge")
    await office.puts("decided", asha.id, "answer")
    at = await office.stands_at("stands")
    await office.puts("nudge", asha.id, "redraw", target=at)
    async with office.db.begin() as tx:
        claimed = await tx.outbox.claim(9, office.clock(), RARELY, lane=ALL)
    assert [item.key for item in claimed] == ["answer", "redraw", "nudge", "digest"]


async def test_each_lane_takes_its_own(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.puts("nudge", asha.id, "nudge")
    await office.puts("decided", asha.id, "answer")
    async with office.db.begin() as tx:
        answers = await tx.outbox.claim(9, office.clock(), RARELY, lane=ANSWERS)
        rest = await tx.outbox.claim(9, office.clock(), RARELY, lane=THE_REST)
    assert ([item.key for item in answers], [item.key for item in rest]) == (["answer"], ["nudge"])


async def test_what_is_too_much_for_one_conversation_waits_in_the_outbox_and_costs_no_attempt(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    for number in range(AT_ONCE + 1):
        await office.puts("decided", asha.id, str(number))
    tempo = Tempo(1000, lambda: 0)
    await deliver(
        office.db, office.render, office.cable, office.clock, policy=office.policy, jitter=lambda: 0.0, tempo=tempo
    )
    assert len(office.heard(asha)) == AT_ONCE
    assert await office.tries(str(AT_ONCE)) == 0
    assert await office.delivers() == 0, "not at once"
    office.clock.forward(seconds=EVERY)
    await office.delivers()
    assert len(office.heard(asha)) == AT_ONCE + 1


async def test_messages_that_a_busy_machine_made_late_do_not_leave_as_a_crowd(office: Office) -> None:
    people = [await office.hires(f"Owner {number}") for number in range(4)]
    for person in people:
        await office.puts("nudge", person.id, f"nudge:{person.id}:{office.policy.today(office.clock())}")
    office.clock.to(london("2026-03-02 10:00"))
    left = list[float]()

    async def render(item: Claimed, *, tx: Tx, now: object) -> Rendered | Drop:
        await asyncio.sleep(LAPSES + 0.15)  # all four slots pass by meanwhile
        return Rendered("asked", {"type": "AdaptiveCard", "version": "1.5", "body": []})

    class Watched(Cable):
        async def send(self, address: Address, message: Rendered) -> Target:
            left.append(seconds())
            return await super().send(address, message)

    await deliver(
        office.db,
        render,
        Watched(office.cable),
        office.clock,
        policy=office.policy,
        jitter=lambda: 0.0,
        tempo=Tempo(20, lambda: 0),
        lane=THE_REST,
    )
    assert [len(office.heard(person)) for person in people] == [1] * 4
    assert max(left) - min(left) > 0.1


async def test_stopping_finishes_what_is_on_the_wire_and_lets_go_of_what_has_no_turn_yet(office: Office) -> None:
    people = [await office.hires(f"Owner {number}") for number in range(3)]
    for person in people:
        await office.puts("decided", person.id, f"to {person.id}")
    office.cable.hold_up()
    tempo = Tempo(0.2, lambda: 0)
    clockwork = Clockwork(
        office.db,
        office.render,
        office.cable,
        office.clock,
        policy=office.policy,
        jitter=lambda: 0.0,
        pulse=Pulse(plan=RARELY, deliver=RARELY, tidy=RARELY),
        tempo=tempo,
    )
    await clockwork.start()
    async with asyncio.timeout(5):
        await office.cable.waiting.acquire()
        stopping = asyncio.create_task(clockwork.stop())
        await asyncio.sleep(0)
        office.cable.let_go()
        await stopping
    assert [len(office.heard(person)) for person in people] == [1, 0, 0]
    assert [await office.tries(f"to {person.id}") for person in people] == [1, 0, 0]
