"""The council's figures: what the database counts is what a recount pledge by pledge finds."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pledges.corporate import Corporate, Stage, Tally
from pledges.digest import summarise
from pledges.exceptions import RULES, Measure, broken, measured
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId
from pledges.plans import Championing, Role
from pledges.pledge import (
    OPEN,
    Asking,
    Deadline,
    Extension,
    Owner,
    OwnerKind,
    Pledge,
    Publication,
    Status,
    Update,
    is_late,
    is_past,
)
from pledges.policy import Policy
from storage.db import Database, Tx
from tests.make import NOW, TODAY, a_channel, a_directorate, a_pledge, a_post, someone

POLICY = Policy()
WEEK = "2026-W10"
SERVICES = ("", "Fostering", "Leaving care", "Youth hub")
ENTERED = NOW - timedelta(days=200)
DAY = timedelta(days=1)


def any_pledge(some: random.Random, owners: list[tuple[Owner, ...]], homes: list[Directorate | None]) -> Pledge:
    """A pledge of any sort, around the limits of the rules."""
    due = some.choice([None, TODAY, *(TODAY + timedelta(days=some.randint(-120, 25)) for _ in range(4))])
    status, said = (
        some.choice(list(Status)),
        some.choice([None, *(NOW - timedelta(days=d) for d in (2, 27, 28, 90, 91))]),
    )
    asked = NOW - timedelta(days=some.choice([1, 14, 15, 40]))
    wanted = Extension(wanted=date(2026, 9, 1), reason="HR", by=PersonId(1), at=asked)
    return a_pledge(
        status=status,
        publication=some.choice(list(Publication)),
        owners=some.choice(owners),
        directorate=some.choice(homes),
        service=some.choice(SERVICES),
        deadline=Deadline(due=due, original=due, extensions=some.choice([0, 0, 1, 2, 3, 5])),
        extension=wanted if status in OPEN and some.random() < 0.2 else None,
        asking=Asking(reached_on=some.choice([None, TODAY, TODAY - timedelta(days=3), TODAY - timedelta(days=9)])),
        impact=some.choice(["", "Three children moved nearer"]),
        last=Update(at=said, by=None, status=status) if said else None,
    )


@pytest.fixture
async def council(db: Database) -> list[Pledge]:
    """Pledges in a directorate that is asked as ever, in one that went live on Friday, in one that is not, in none."""
    asha = await someone(db)
    homes = [await a_directorate(db, name) for name in ("Housing", "Children", "Place")]
    async with db.begin() as tx:
        friday = NOW - timedelta(days=3)
        await tx.live.put(homes[1].id, friday.date(), POLICY, by=asha.id, now=friday)
        await tx.live.stop(homes[2].id, POLICY, by=asha.id, now=NOW)
    held, empty = await a_post(db, "Head of Housing", asha), await a_post(db, "Head of Place")
    owners = [
        (Owner(kind=OwnerKind.POST, title=held.title, post=held.id, answers=asha.id),),
        (Owner(kind=OwnerKind.POST, title=empty.title, post=empty.id),),
        (Owner(kind=OwnerKind.PERSON, title=asha.name, answers=asha.id),),
        (
            Owner(kind=OwnerKind.POST, title=held.title, post=held.id, answers=asha.id),
            Owner(kind=OwnerKind.POST, title=empty.title, post=empty.id, lead=False),
        ),
        (Owner(kind=OwnerKind.TBC, title="to be confirmed"),),
        (),
    ]
    some = random.Random(7)
    new = [any_pledge(some, owners, [*homes, None]) for _ in range(300)]
    async with db.begin() as tx:
        await tx.register.add_all(new[:200], door="test", by=None, now=ENTERED)
        await tx.register.add_all(new[200:], door="test", by=None, now=NOW - timedelta(days=30))
        return [pledge async for pledge in tx.register.all()]


def called_late(pledge: Pledge) -> bool:
    """Late, but for those of Children, which went live on Friday, and of Place, which is not live."""
    return is_late(pledge, POLICY, TODAY) and (pledge.directorate is None or pledge.directorate.name == "Housing")


def recounted(pledges: Iterable[Pledge]) -> Tally:
    pledges = list(pledges)
    ahead = [p for p in pledges if p.open and not p.extension and p.deadline.due and p.deadline.due >= TODAY]
    bad = (Status.OFF_TRACK, Status.BLOCKED)
    soon = (p for p in ahead if p.status not in bad and p.deadline.due and p.deadline.due <= TODAY + timedelta(days=14))
    past = (p for p in pledges if is_past(p, TODAY) and p.extension is None and not called_late(p))
    since = NOW - timedelta(days=7)
    done = (p for p in pledges if p.status in (Status.DONE, Status.CLOSED) and p.last and p.last.at >= since)
    return Tally(
        open=sum(p.open for p in pledges),
        late=sum(map(called_late, pledges)),
        waiting=sum(p.open and p.extension is not None for p in pledges),
        forecast=sum(p.status in bad for p in ahead),
        past=sum(1 for _ in past),
        soon=sum(1 for _ in soon),
        done=sum(1 for _ in done),
    )


def of_rules(pledges: Iterable[Pledge]) -> Mapping[str, Counter[str]]:
    """What breaks each rule, by the name of the directorate."""
    found: dict[str, Counter[str]] = {rule.name: Counter() for rule in RULES}
    for pledge in pledges:
        entered = POLICY.today(ENTERED if pledge.number <= 200 else NOW - timedelta(days=30))
        finished = None if pledge.open else POLICY.today(pledge.last.at) if pledge.last else entered
        for rule in broken(measured(pledge, POLICY, TODAY, entered=entered, finished=finished)):
            found[rule.name][pledge.directorate.name if pledge.directorate else "In no directorate"] += 1
    return found


async def summed_up(db: Database) -> Corporate:
    channel = await a_channel(db)
    async with db.read() as tx:
        return await tx.corporate.summed_up(channel, WEEK, POLICY, NOW)


async def test_every_figure_is_what_a_recount_finds(db: Database, council: list[Pledge]) -> None:
    digest = await summed_up(db)
    assert [place.name for place in digest.places] == ["Children", "Housing", "Place", "In no directorate"]
    assert [place.stage for place in digest.places] == [Stage.STARTING, Stage.LIVE, Stage.WAITS, Stage.LIVE]
    for place in digest.places:
        theirs = [p for p in council if (p.directorate.id if p.directorate else None) == place.id]
        assert place.tally == recounted(theirs), place.name
    assert digest.total == recounted(council)
    assert dict(digest.statuses) == {status: sum(p.status is status for p in council) for status in OPEN}
    expected = {name: dict(counts) for name, counts in of_rules(council).items() if counts}
    assert {each.rule: dict(each.places) for each in digest.exceptions} == expected
    assert len(expected) == len(RULES)
    assert {each.rule: each.count for each in digest.exceptions} == {n: sum(c.values()) for n, c in expected.items()}


async def test_a_directorate_stands_there_as_its_own_digest_says(db: Database, council: list[Pledge]) -> None:
    housing = next(place for place in (await summed_up(db)).places if place.name == "Housing")
    async with db.read() as tx:
        led = await tx.register.of_directorate(DirectorateId(housing.id or 0), NOW - timedelta(days=7))
    counts = summarise(led, POLICY, NOW, None).counts
    assert housing.tally == Tally(
        open=counts.total,
        late=counts.late,
        waiting=counts.waiting,
        forecast=counts.forecast,
        past=counts.asked + counts.unreached,
        soon=counts.soon,
        done=counts.done,
    )


async def test_what_was_done_weeks_ago_is_not_done_again_when_it_is_closed(db: Database) -> None:
    done = Update(at=NOW - timedelta(days=14), by=None, status=Status.DONE)
    async with db.begin() as tx:
        for fresh in (False, True):
            was = await tx.register.add(a_pledge(), door="test", by=None, now=ENTERED)
            was = was if fresh else await put(tx, was, done)
            await put(tx, was, replace(done, at=NOW - DAY, status=Status.CLOSED))
    assert (await summed_up(db)).total.done == 1


async def put(tx: Tx, was: Pledge, said: Update) -> Pledge:
    return await tx.register.save(was, replace(was, status=said.status, last=said), door="test", by=None, now=said.at)


async def test_exceptions_by_name_are_the_worst_and_none_of_what_is_not_for_publication(
    db: Database, council: list[Pledge]
) -> None:
    digest = await summed_up(db)
    known = {p.ref: p for p in council}
    late = next(each for each in digest.exceptions if each.rule == RULES[0].name)
    shown = [p for p in council if p.publication is not Publication.RESTRICTED]
    assert any(called_late(p) for p in council if p not in shown)
    days = sorted(((TODAY - p.deadline.due).days for p in shown if called_late(p) and p.deadline.due), reverse=True)
    assert [item.value for item in late.items] == [each for each in days if each > 90][:5]
    items = [item for each in digest.exceptions for item in each.items]
    assert all(known[item.ref] in shown for item in items)
    assert not any(item.owner.startswith("Person") for item in items)


async def test_services_and_directorates_without_a_word_or_without_a_pledge_are_named(db: Database) -> None:
    homes = {name: await a_directorate(db, name) for name in ("Adults", "Housing", "Public Health")}
    await a_post(db, "Head of Repairs", directorate="Housing")
    async with db.begin() as tx:
        post = await tx.people.post("Head of Repairs")
        assert post
        await tx.people.place(post.id, "Repairs", None, None)
        for home, service, days, status in (
            ("Housing", "Lettings", 10, Status.ON_TRACK),
            ("Housing", "Advice", 91, Status.ON_TRACK),
            ("Housing", "Wardens", 91, Status.ON_TRACK),
            ("Housing", "Wardens", 30, Status.CLOSED),
            ("Adults", "Carers", 100, Status.ON_TRACK),
        ):
            said = Update(at=NOW - timedelta(days=days), by=None, status=status)
            new = a_pledge(directorate=homes[home], service=service, status=status, last=said)
            await tx.register.add(new, door="test", by=None, now=ENTERED)
    digest = await summed_up(db)
    assert digest.empty == ("Public Health", "Repairs (Housing)")
    assert digest.silent == ("Adults", "Advice (Housing)")


async def test_themes_are_told_with_their_champions_in_office_and_a_joint_pledge_counts_once(db: Database) -> None:
    officer, member = await someone(db, name="Megan Bowen"), await someone(db, name="Cllr Rosa Ashdown")
    head = await a_post(db, "Head of Housing", officer)
    other = await a_post(db, "Head of Place", await someone(db))
    async with db.begin() as tx:
        plan = await tx.plans.add("Improvement Plan", starts=TODAY, ends=TODAY)
        gone = await tx.plans.add("Old Plan", ends=TODAY - DAY)
        assert plan
        assert gone
        theme = await tx.plans.put_theme(plan.id, 1, "Housing")
        await tx.plans.put_theme(gone.id, 1, "Forgotten")
        assert theme
        for role, who in ((Role.MEMBER, member), (Role.OFFICER, officer)):
            new = Championing(theme=theme.id, role=role, person=who.id, since=TODAY)
            await tx.plans.champion(new, officer.id, NOW)
        lead = Owner(kind=OwnerKind.POST, title=head.title, post=head.id, answers=officer.id)
        joint = replace(lead, title=other.title, post=other.id, lead=False)
        asking = Asking(reached_on=TODAY - timedelta(days=9))
        for due in (TODAY - DAY, TODAY + DAY):
            deadline = Deadline(due=due, original=due)
            pledge = a_pledge(owners=(lead, joint), theme="Housing", deadline=deadline, asking=asking)
            await tx.register.add(pledge, door="test", by=None, now=ENTERED)
    digest = await summed_up(db)
    [told] = digest.themes
    assert (told.name, told.plan, told.open, told.late) == ("1. Housing", "Improvement Plan", 2, 1)
    assert (told.member, told.officer) == ("Cllr Rosa Ashdown", "Head of Housing")
    assert digest.total.open == 2


async def test_a_week_is_kept_once_and_the_next_knows_what_it_said(db: Database, council: list[Pledge]) -> None:
    channel = await a_channel(db)
    first = await summed_up(db)
    later = NOW + timedelta(days=7)
    async with db.begin() as tx:
        assert await tx.corporate.put(channel, WEEK, first, NOW)
        assert not await tx.corporate.put(channel, WEEK, replace(first, total=Tally()), NOW)
    async with db.read() as tx:
        assert await tx.corporate.get(channel, WEEK) == first
        assert await tx.corporate.before(channel, WEEK) is None
        second = await tx.corporate.summed_up(channel, "2026-W11", POLICY, later)
    assert second.before == first.total
    assert [point.week for point in second.trend] == [WEEK, "2026-W11"]
    assert {p.name: p.before for p in second.places} == {p.name: p.tally for p in first.places}


async def test_linking_takes_nothing_from_others_and_is_undone_by_unlinking(db: Database) -> None:
    channel, asha = await a_channel(db), await someone(db)

    async def linked(tx: Tx) -> list[str]:
        return [str(each.id) for each in await tx.corporate.linked()]

    async with db.begin() as tx:
        await tx.corporate.link(channel, by=asha.id, on=TODAY)
        await tx.corporate.link(channel, by=asha.id, on=TODAY + DAY)
        assert await linked(tx) == [channel]
        found = await tx.corporate.channel(channel)
        assert found
        assert found.linked_on == TODAY
        assert await tx.corporate.unlink(channel)
        assert not await tx.corporate.unlink(channel)
        assert await linked(tx) == []


def test_every_measure_has_a_rule() -> None:
    assert {rule.measure for rule in RULES} == set(Measure)
