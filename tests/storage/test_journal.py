"""The journal: what a turn changed is noted as it happens, kept for a day, and gone back over word by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pledges.holding import Holding, Manner
from pledges.messages import PersonId
from pledges.pledge import Asking, Status
from storage.db import Database
from storage.journal import Pressed, Steps, steps_of
from storage.trail import Inverse, Saved
from tests.make import NOW, TODAY, a_message, a_pledge, a_post, an_update, in_register, someone

STEPS = Steps(
    saved=(
        Saved(
            number=7, since=0, links=9, seal="a" * 64, was=Asking(), became=Asking(rung="10", asked_on=TODAY), asks=None
        ),
    ),
    messages=("new:CP-7:1",),
    settled=(3, 4),
    inverses=(Inverse(name="meeting", facts='{"after": "…"}', tables=("meetings",)),),
    beyond=("switches",),
    instead="Type “resume”.",
    pressed=Pressed(kind="nudge", facts=(("message", "nudge:1"), ("said", "")), address="a", message="m"),
)


async def test_a_turn_is_read_as_it_was_noted_and_only_the_last_of_that_person(db: Database) -> None:
    asha, bryn = await someone(db), await someone(db)
    async with db.begin() as tx:
        await tx.journal.put(asha.id, "due", Steps(), NOW)
        await tx.journal.put(asha.id, "reassign", STEPS, NOW)
        await tx.journal.put(bryn.id, "close", Steps(), NOW)
        last = await tx.journal.last(asha.id)
        assert last
        assert (last.what, last.at, last.steps, last.undone_at) == ("reassign", NOW, STEPS, None)
        await tx.journal.mark_undone(last.id, NOW)
        again = await tx.journal.last(asha.id)
        assert again
        assert again.undone_at == NOW
        assert await tx.journal.last(PersonId(999)) is None


async def test_turns_are_forgotten_after_a_moment(db: Database) -> None:
    asha = await someone(db)
    async with db.begin() as tx:
        await tx.journal.put(asha.id, "due", STEPS, NOW)
        await tx.journal.put(asha.id, "close", STEPS, NOW + timedelta(hours=2))
        assert await tx.journal.tidy(NOW + timedelta(hours=1)) == 1
        last = await tx.journal.last(asha.id)
        assert last
        assert last.what == "close"


async def test_a_trail_follows_what_is_saved_put_and_settled(db: Database) -> None:
    asha = await someone(db)
    pledge = await in_register(db, answers=asha.id)
    async with db.begin() as tx:
        await tx.asks.put(pledge.number, asha.id, "10", None, "nudge:1", TODAY)
        tx.trail.begin()
        late = await tx.register.save(pledge, replace(pledge, status=Status.AT_RISK), door="card", by=asha.id, now=NOW)
        await tx.asks.answered(pledge.number, NOW)
        await tx.outbox.put(a_message(asha.id, key="told:1"), NOW)
        await tx.outbox.put(a_message(asha.id, key="told:1"), NOW)
        steps = steps_of(tx.trail)
    [saved] = steps.saved
    assert (saved.number, saved.links - saved.since, saved.entered) == (late.number, 1, False)
    assert (steps.messages, len(steps.settled), steps.beyond) == (("told:1",), 1, ())


async def test_a_trail_names_the_tables_that_nothing_takes_back(db: Database) -> None:
    asha = await someone(db)
    post = await a_post(db, "Head of Housing")
    async with db.begin() as tx:
        tx.trail.begin()
        await tx.switches.set("paused", "yes", by=asha.id, now=NOW)
        await tx.people.hand_over(post.id, Holding(person=asha.id, since=TODAY), by=asha.id, now=NOW)
        assert tx.trail.beyond == {"switches", "holdings"}
        tx.trail.inverses.append(Inverse(name="holdings", facts="", tables=("holdings",)))
        assert tx.trail.beyond == {"switches"}
        tx.trail.begin()
        assert not tx.trail.beyond
        pledge = await tx.register.add(a_pledge(), door="test", by=None, now=NOW)
        await tx.register.note_asking(pledge, NOW)
        assert tx.trail.beyond == {"asking"}


async def test_words_are_gone_back_over_and_the_next_one_follows_the_one_that_stands(db: Database) -> None:
    asha = await someone(db)
    pledge = await in_register(db, answers=asha.id)
    words = [
        an_update(by=asha.id, note=note, at=NOW + timedelta(hours=n)) for n, note in enumerate(("one", "two", "three"))
    ]
    async with db.begin() as tx:
        stood = pledge
        for word in words:
            stood = await tx.register.save(stood, replace(stood, last=word), door="card", by=asha.id, now=word.at)
        back = await tx.register.go_back(stood, replace(stood, last=words[0]), door="undo", by=asha.id, now=NOW)
        assert (await tx.register.get(pledge.ref)).last == words[0]
        assert [u.note for u in await tx.register.updates(pledge.ref)] == ["one"]
        again = await tx.register.save(back, replace(back, last=words[2]), door="card", by=asha.id, now=NOW)
        assert [u.note for u in await tx.register.updates(pledge.ref)] == ["three", "one"]
        nothing = await tx.register.go_back(again, replace(again, last=None), door="undo", by=asha.id, now=NOW)
        assert await tx.register.updates(pledge.ref) == []
        assert (await tx.register.get(pledge.ref)) == nothing
        assert await tx.history.verify(pledge.ref) is None
        assert (await tx.history.as_at(pledge.ref)).pledge.last is None
        with pytest.raises(LookupError, match="no such word"):
            await tx.register.go_back(nothing, replace(nothing, last=an_update()), door="undo", by=asha.id, now=NOW)


async def test_a_holding_is_put_back_only_as_the_hand_over_left_it(db: Database) -> None:
    asha = await someone(db)
    post = await a_post(db, "Head of Housing", asha)
    vacant = Holding(person=None, since=TODAY, manner=Manner.VACANT)
    async with db.begin() as tx:
        before = await tx.people.hand_over(post.id, vacant, by=asha.id, now=NOW)
        after = await tx.holdings.of(post.id)
        assert await tx.people.hold_again(post.id, before, after, by=asha.id, now=NOW)
        assert await tx.holdings.of(post.id) == before
        assert not await tx.people.hold_again(post.id, before, after, by=asha.id, now=NOW)
