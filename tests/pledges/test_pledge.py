"""How an answer changes a pledge, who may give one, and what is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pledges.changing import Answer, ask_for_date, close, record, reopen
from pledges.errors import AlreadyClosed, NotForYou, NotYours
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId, Standing
from pledges.pledge import Asking, Deadline, Extension, Owner, OwnerKind, Pledge, Publication, Status, is_late, may_read
from pledges.policy import Policy

POLICY = Policy()
NOW = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
OWNER, HELPER, DIRECTOR, ADMIN, PASSER_BY = (PersonId(n) for n in range(1, 6))
CHILDREN = Directorate(DirectorateId(1), "Children's Services")
PLEDGE = Pledge(
    number=7,
    title="Agree a package",
    directorate=CHILDREN,
    owners=(
        Owner(kind=OwnerKind.POST, title="Assistant Director", answers=OWNER),
        Owner(kind=OwnerKind.POST, title="Head of HR", answers=HELPER, lead=False),
    ),
    deadline=Deadline(due=date(2026, 11, 27), original=date(2026, 11, 27)),
)
REACHED = replace(PLEDGE, asking=Asking(reached_on=date(2026, 11, 25)))


def standing(person: PersonId) -> Standing:
    directs = frozenset({CHILDREN.id}) if person == DIRECTOR else frozenset()
    return Standing(person=person, admin=person == ADMIN, directs=directs)


@pytest.mark.parametrize("person", [OWNER, HELPER, ADMIN])
def test_owners_helpers_and_admins_answer(person: PersonId) -> None:
    after = record(PLEDGE, Answer(Status.AT_RISK, "no budget"), standing(person), POLICY, NOW)
    assert (after.status, after.last and after.last.note) == (Status.AT_RISK, "no budget")


@pytest.mark.parametrize("person", [DIRECTOR, PASSER_BY])
def test_nobody_else_answers(person: PersonId) -> None:
    with pytest.raises(NotYours, match="CP-7 belongs to Assistant Director"):
        record(PLEDGE, Answer(Status.DONE), standing(person), POLICY, NOW)


def test_an_owners_answer_shows_that_the_owner_was_reached_and_an_admins_does_not() -> None:
    by_owner = record(PLEDGE, Answer(Status.ON_TRACK), standing(OWNER), POLICY, NOW)
    by_admin = record(PLEDGE, Answer(Status.ON_TRACK), standing(ADMIN), POLICY, NOW)
    assert (by_owner.asking.reached_on, by_admin.asking.reached_on) == (date(2026, 12, 2), None)


def test_what_is_closed_is_not_answered_and_only_an_admin_closes_and_reopens() -> None:
    closed = close(PLEDGE, standing(ADMIN), NOW)
    with pytest.raises(AlreadyClosed):
        record(closed, Answer(Status.ON_TRACK), standing(OWNER), POLICY, NOW)
    with pytest.raises(AlreadyClosed):
        close(closed, standing(ADMIN), NOW)
    with pytest.raises(NotForYou):
        close(PLEDGE, standing(OWNER), NOW)
    again = reopen(closed, standing(ADMIN), POLICY, NOW)
    assert (again.open, again.reopened_on, again.asking.reached_on) == (True, date(2026, 12, 2), None)


@pytest.mark.parametrize(
    ("change", "late"),
    [
        ({}, True),
        ({"asking": Asking(reached_on=date(2026, 12, 1))}, True),
        ({"asking": Asking(reached_on=date(2026, 12, 2))}, False),  # reached today only
        ({"asking": Asking()}, False),  # never reached
        ({"status": Status.DONE}, False),
        ({"extension": Extension(wanted=date(2027, 1, 8), reason="HR", by=OWNER, at=NOW)}, False),
        ({"deadline": Deadline(due=date(2026, 12, 2))}, False),  # the day itself
        ({"deadline": Deadline(due=date(2026, 12, 1))}, True),
        ({"deadline": Deadline()}, False),
    ],
)
def test_late_is_past_the_date_open_undecided_and_reached_a_working_day_before(
    change: dict[str, object], late: bool
) -> None:
    assert is_late(replace(REACHED, **change), POLICY, date(2026, 12, 2)) is late  # type: ignore[arg-type]


def test_reached_on_friday_is_late_on_monday_and_not_over_the_weekend() -> None:
    friday = replace(PLEDGE, asking=Asking(reached_on=date(2026, 12, 4)))
    assert not is_late(friday, POLICY, date(2026, 12, 6))
    assert is_late(friday, POLICY, date(2026, 12, 7))


def test_a_new_date_asked_for_waits_and_done_ends_the_waiting() -> None:
    waiting = ask_for_date(PLEDGE, date(2027, 1, 8), "HR", standing(OWNER), NOW)
    assert waiting.extension is not None
    assert record(waiting, Answer(Status.DONE), standing(OWNER), POLICY, NOW).extension is None
    assert record(waiting, Answer(Status.AT_RISK), standing(OWNER), POLICY, NOW).extension is not None


@pytest.mark.parametrize(
    ("publication", "readers"),
    [
        (Publication.PUBLIC, {OWNER, HELPER, DIRECTOR, ADMIN, PASSER_BY}),
        (Publication.INTERNAL, {OWNER, HELPER, DIRECTOR, ADMIN}),
        (Publication.RESTRICTED, {OWNER, HELPER, DIRECTOR, ADMIN}),
    ],
)
def test_who_may_read_follows_from_the_class_and_the_role(publication: Publication, readers: set[PersonId]) -> None:
    found = replace(PLEDGE, publication=publication)
    everybody = (OWNER, HELPER, DIRECTOR, ADMIN, PASSER_BY)
    assert {p for p in everybody if may_read(standing(p), found)} == readers
