"""Steps of escalation and where it is switched on, as they are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pledges.escalation import Step
from pledges.people import Person
from pledges.pledge import Pledge
from storage.db import Database
from storage.escalating import Setting
from storage.escalations import Taken
from tests.make import DUE, NOW, TODAY, a_directorate, a_member, in_register, someone

LATER = DUE + timedelta(days=30)


def a_step(pledge: Pledge, owner: Person, **but: object) -> Taken:
    usual = Taken(
        pledge=pledge.number,
        for_due=DUE.isoformat(),
        since=TODAY,
        step=Step.WARNED,
        owner=owner.id,
        person=owner.id,
        post="Head of Housing",
        message="warned",
        put_on=TODAY,
    )
    return replace(usual, **but)  # type: ignore[arg-type]


async def test_a_step_is_noted_once_for_a_silence_and_anew_for_the_next(db: Database) -> None:
    owner = await someone(db)
    pledge = await in_register(db, answers=owner.id)
    async with db.begin() as tx:
        noted = [await tx.escalations.put(a_step(pledge, owner, message=key)) for key in ("one", "two")]
        anew = await tx.escalations.put(a_step(pledge, owner, since=TODAY + timedelta(days=14)))
    assert (noted, anew) == ([True, False], True)


async def test_what_arrived_counts_once_and_not_after_an_answer(db: Database) -> None:
    owner = await someone(db)
    pledge = await in_register(db, answers=owner.id)
    async with db.begin() as tx:
        await tx.escalations.put(a_step(pledge, owner))
        await tx.escalations.put(a_step(pledge, owner, step=Step.SENIOR, message="asked"))
        await tx.escalations.reached("warned", NOW)
        await tx.escalations.reached("warned", NOW + timedelta(days=1))
        settled = await tx.escalations.settle([pledge.number], NOW)
        await tx.escalations.reached("asked", NOW)
        steps = await tx.escalations.of([pledge.number])
        await tx.escalations.put_again([step.id for step in settled])
        again = await tx.escalations.of([pledge.number])
    assert [step.reached_at for step in steps] == [NOW, None]
    assert {step.settled_at for step in steps} == {NOW}
    assert {step.settled_at for step in again} == {None}


async def test_silence_is_looked_for_only_where_escalation_is_on(db: Database) -> None:
    owner, housing = await someone(db), await a_directorate(db, "Housing")
    pledge = await in_register(db, answers=owner.id, directorate=housing)
    found = []
    async with db.begin() as tx:
        for week in (14, 15):
            key, day = f"nudge:{week}", DUE + timedelta(weeks=week - 13)
            await tx.asks.put(pledge.number, owner.id, f"late:2026-W{week}", DUE, key, day)
            await tx.asks.reached(key, NOW)
        for is_on in (True, False):
            found.append(await tx.escalations.candidates(2, LATER))
            await tx.escalating.put(Setting(directorate=housing.id, is_on=is_on), None, NOW)
        found.append(await tx.escalations.candidates(2, LATER))
        await tx.escalating.put(Setting(directorate=housing.id, is_on=True), None, NOW)
        more = await tx.escalations.candidates(3, LATER)
        await tx.escalations.put(a_step(pledge, owner, put_on=LATER))
        taken = await tx.escalations.candidates(2, LATER)
    assert found == [[], [pledge.number], []]
    assert (more, taken) == ([], [])


async def test_the_newest_word_on_a_directorate_counts_and_leaves_the_rest_as_it_was(db: Database) -> None:
    admin, housing = await someone(db, name="Lynne Robbins"), await a_directorate(db, "Housing")
    async with db.begin() as tx:
        await tx.escalating.put(Setting(directorate=housing.id, is_on=True), admin.id, NOW)
        await tx.escalating.spare(housing.id, date(2026, 4, 6), None, NOW)
        now = await tx.escalating.of(housing.id)
    assert (now.is_on, now.not_before, now.by) == (True, date(2026, 4, 6), None)


async def test_the_steps_of_a_second_entry_come_along(db: Database) -> None:
    async with db.begin() as tx:
        twice = await tx.people.add("adele.vance@council.example", "adele.vance@council.example", None)
    pledge = await in_register(db, answers=twice.id)
    async with db.begin() as tx:
        await tx.escalations.put(a_step(pledge, twice))
        met = await tx.people.meet(a_member(name="Adele Vance", aad_id="adele", upn=None))
        await tx.people.meet(a_member(name="Adele Vance", aad_id="adele", upn="adele.vance@council.example"))
        [step] = await tx.escalations.of([pledge.number])
    assert (step.owner, step.name) == (met.id, "Adele Vance")
