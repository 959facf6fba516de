"""Housekeeping: old messages are forgotten, what they asked is kept, and a new rhythm is taken up once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from pledges.calendar import WorkingDays
from pledges.policy import Policy
from scheduler.tidy import rhythm_of, take_up, tidy
from tests.scheduler.office import Office, london

HOLIDAYS = frozenset({date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25)})


async def test_messages_settled_ninety_days_ago_are_forgotten_and_their_questions_kept(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2026, 3, 27))
    await office.works_at("2026-03-13 10:00", "2026-03-27 10:00")
    key = f"nudge:{asha.id}:2026-03-13"
    office.clock.to(london("2026-03-13 10:00") + timedelta(days=90))
    await tidy(office.db, office.clock())
    assert key in await office.states()
    office.clock.forward(minutes=1)
    await tidy(office.db, office.clock())
    assert list(await office.states()) == [f"nudge:{asha.id}:2026-03-27"]
    async with office.db.read() as tx:
        [ask] = await tx.asks.of_message(key)
    assert ask.reached_at


async def test_what_waits_is_never_forgotten(office: Office) -> None:
    asha = await office.hires("Asha Verrall", installed=False)
    await office.puts("decided", asha.id, "a")
    office.clock.forward(days=400)
    await tidy(office.db, office.clock())
    assert (await office.states())["a"][0] == "held"


async def test_a_rhythm_is_taken_up_when_it_is_another_and_only_then(office: Office) -> None:
    asha = await office.hires("Asha Verrall")
    await office.promises(asha, date(2026, 3, 27))
    assert await take_up(office.db, office.policy, office.clock()), "the first start"
    assert not await take_up(office.db, office.policy, office.clock())
    await office.restarts(ladder=(19, 0))
    assert await take_up(office.db, office.policy, office.clock())
    async with office.db.read() as tx:
        assert [p.ref for p in await tx.register.due(date(2026, 3, 2))] == ["CP-1"]


@pytest.mark.parametrize(
    "change",
    [
        {"ladder": (5, 0)},
        {"late_weekday": 1},
        {"new_waits": 3},
        {"zone": ZoneInfo("Europe/Paris")},
        {"days": WorkingDays(HOLIDAYS)},
    ],
)
def test_what_moves_the_day_of_a_question_makes_another_rhythm(change: dict[str, object]) -> None:
    assert rhythm_of(replace(Policy(), **change)) != rhythm_of(Policy())  # type: ignore[arg-type]


def test_the_hours_of_the_day_move_no_question() -> None:
    assert rhythm_of(Policy(nudge_at=time(8), digest_at=time(9))) == rhythm_of(Policy())


def test_the_same_holidays_make_the_same_rhythm_in_whatever_order_they_lie() -> None:
    backwards = frozenset(sorted(HOLIDAYS, reverse=True))
    assert rhythm_of(Policy(days=WorkingDays(backwards))) == rhythm_of(Policy(days=WorkingDays(HOLIDAYS)))
