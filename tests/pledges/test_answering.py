"""Who is asked about a pledge, and who still has to answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pledges import answering
from pledges.calendar import ONE_DAY
from pledges.changing import Answer, give, record, reopen, set_date
from pledges.messages import PersonId
from pledges.nudging import ask, next_question, question_for
from pledges.people import Standing
from pledges.pledge import Asking, Deadline, Owner, OwnerKind, Pledge, Share, Status, Update, may_update
from pledges.policy import Policy

POLICY = Policy()
ASHA, BEL, CAI, DEPUTY, ADMIN = (PersonId(n) for n in range(1, 6))
HOUSING = Owner(kind=OwnerKind.POST, title="Head of Housing", answers=ASHA)
SCHOOL = Owner(kind=OwnerKind.POST, title="Virtual School Head", answers=BEL, lead=False)
HEALTH = Owner(kind=OwnerKind.POST, title="Designated Nurse", answers=CAI, lead=False)
PANEL = Owner(kind=OwnerKind.BODY, title="The Panel", lead=False)
DUE = date(2026, 12, 4)
RUNG = date(2026, 11, 20)  # ten working days before


def pledge(*owners: Owner, each: bool = True, **but: object) -> Pledge:
    made = Pledge(number=1, title="A plan", owners=owners, each=each, deadline=Deadline(due=DUE, original=DUE))
    return replace(made, **but)  # type: ignore[arg-type]


def says(found: Pledge, who: PersonId, on: date, status: Status = Status.ON_TRACK, *, admin: bool = False) -> Pledge:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    return record(found, Answer(status), Standing(person=who, admin=admin), POLICY, at)


def asked_all(found: Pledge, on: date) -> Pledge:
    """The pledge after everybody who is to be asked by a day was asked."""
    for person in answering.asked(found):
        question = question_for(found, person, POLICY, on)
        if question and question.on <= on:
            found = ask(found, question, on, person)
    return found


def titles(owners: tuple[Owner, ...]) -> list[str]:
    return [owner.title for owner in owners]


def test_everybody_who_answers_for_an_owner_is_asked_the_lead_first() -> None:
    assert answering.asked(pledge(SCHOOL, HOUSING, PANEL, HEALTH)) == (ASHA, BEL, CAI)
    assert answering.asked(pledge(HOUSING, replace(SCHOOL, answers=ASHA))) == (ASHA,)
    assert answering.asked(pledge(replace(HOUSING, beside=(DEPUTY,)), SCHOOL)) == (ASHA, DEPUTY, BEL)


def test_nobody_is_asked_while_nobody_answers_for_the_lead() -> None:
    vacant = pledge(replace(HOUSING, answers=None), SCHOOL)
    assert answering.asked(vacant) == ()
    assert next_question(vacant, POLICY, RUNG) is None
    assert answering.is_still_asked(vacant, BEL)
    assert not answering.is_still_asked(vacant, ASHA)


def test_a_deputy_may_answer_at_any_time_and_is_asked_only_in_the_holders_place() -> None:
    held = pledge(replace(HOUSING, deputy=DEPUTY))
    assert answering.asked(held) == (ASHA,)
    assert may_update(Standing(person=DEPUTY), held)
    vacant = pledge(replace(HOUSING, answers=DEPUTY, deputy=DEPUTY))
    assert answering.asked(vacant) == (DEPUTY,)
    assert vacant.lead.stands_in
    assert not held.lead.stands_in


def test_one_answer_is_everybodys_where_one_is_enough() -> None:
    found = says(asked_all(pledge(HOUSING, SCHOOL, each=False), RUNG), BEL, RUNG)
    assert answering.waiting(found) == ()
    days = [q.on for p in (ASHA, BEL) if (q := question_for(found, p, POLICY, RUNG))]
    assert days == [date(2026, 12, 2)] * 2


def test_where_each_must_answer_only_their_own_answer_skips_a_rung() -> None:
    found = says(asked_all(pledge(HOUSING, SCHOOL), RUNG), BEL, date(2026, 11, 30))
    assert titles(answering.waiting(found)) == ["Head of Housing"]
    asha, bel = (question_for(found, p, POLICY, date(2026, 11, 30)) for p in (ASHA, BEL))
    assert asha
    assert bel
    assert (asha.on, bel.on) == (date(2026, 12, 2), date(2026, 12, 2))
    later = says(asked_all(found, date(2026, 12, 2)), BEL, date(2026, 12, 2))
    assert titles(answering.waiting(later)) == ["Head of Housing"]
    asha, bel = (question_for(later, p, POLICY, date(2026, 12, 2)) for p in (ASHA, BEL))
    assert asha
    assert bel
    assert (asha.on, bel.on) == (DUE, date(2026, 12, 10))


def test_all_have_answered_when_each_has_since_they_were_asked() -> None:
    found = asked_all(pledge(HOUSING, SCHOOL, HEALTH), RUNG)
    for person in (CAI, ASHA, BEL):
        found = says(found, person, RUNG + ONE_DAY)
    assert answering.waiting(found) == ()
    again = asked_all(found, date(2026, 12, 2))
    assert titles(answering.waiting(again)) == ["Head of Housing", "Virtual School Head", "Designated Nurse"]


def test_an_admins_word_is_no_owners_answer_where_each_must_answer() -> None:
    found = says(asked_all(pledge(HOUSING, SCHOOL), RUNG), ADMIN, RUNG, Status.AT_RISK, admin=True)
    assert found.status is Status.AT_RISK
    assert titles(answering.waiting(found)) == ["Head of Housing", "Virtual School Head"]


def test_of_joint_holders_either_answers_for_their_post() -> None:
    found = says(pledge(replace(HOUSING, beside=(DEPUTY,)), SCHOOL), DEPUTY, RUNG)
    assert titles(answering.waiting(found)) == ["Virtual School Head"]


def test_done_is_done_when_each_has_said_so() -> None:
    found = says(pledge(HOUSING, SCHOOL, status=Status.AT_RISK), BEL, RUNG, Status.DONE)
    assert found.status is Status.AT_RISK
    assert found.last
    assert found.last.status is Status.DONE
    assert says(found, ASHA, RUNG, Status.DONE).status is Status.DONE
    assert says(found, ASHA, RUNG, Status.ON_TRACK).status is Status.ON_TRACK
    assert says(pledge(HOUSING, SCHOOL, each=False), BEL, RUNG, Status.DONE).status is Status.DONE


def test_whoever_has_said_done_is_asked_no_more_and_the_others_are() -> None:
    found = says(pledge(HOUSING, SCHOOL), BEL, RUNG, Status.DONE)
    assert question_for(found, BEL, POLICY, DUE + timedelta(days=30)) is None
    assert question_for(found, ASHA, POLICY, DUE + timedelta(days=30)) is not None
    later = set_date(found, Deadline(due=DUE + timedelta(days=60)))
    assert question_for(later, BEL, POLICY, DUE) is not None


def test_a_new_date_a_new_lead_and_opening_again_ask_everybody_anew() -> None:
    found = says(asked_all(pledge(HOUSING, SCHOOL), RUNG), BEL, RUNG)
    assert found.shares
    assert set_date(found, Deadline(due=DUE + timedelta(days=60))).shares == ()
    assert give(found, replace(HOUSING, title="Head of Health"), RUNG).shares == ()
    assert reopen(found, Standing(person=ADMIN, admin=True), POLICY, datetime(2026, 12, 1, tzinfo=UTC)).shares == ()


def test_what_was_answered_stays_answered_when_the_rule_changes() -> None:
    found = says(asked_all(pledge(HOUSING, SCHOOL, each=False), RUNG), BEL, RUNG)
    each = answering.set_each(found, each=True)
    assert titles(answering.waiting(each)) == ["Head of Housing"]
    one = answering.set_each(each, each=False)
    assert one.asking.answered_on == RUNG
    assert answering.set_each(one, each=False) is one


def test_what_another_said_first_is_told_on_the_same_day_only() -> None:
    at = datetime(2026, 11, 20, 10, 2, tzinfo=UTC)
    mine = Update(at=at + timedelta(minutes=1), by=ASHA, status=Status.ON_TRACK)
    theirs = Update(at=at, by=BEL, status=Status.AT_RISK)
    assert answering.said_before([mine, theirs], ASHA, POLICY) == theirs
    assert answering.said_before([mine, replace(theirs, at=at - ONE_DAY)], ASHA, POLICY) is None
    assert answering.said_before([mine, replace(theirs, by=ASHA)], ASHA, POLICY) is None
    assert answering.said_before([theirs, mine], ASHA, POLICY) is None
    assert answering.said_before([mine], ASHA, POLICY) is None


@given(st.lists(st.tuples(st.sampled_from([ASHA, BEL, CAI]), st.integers(0, 40)), max_size=12), st.booleans())
def test_nobody_is_asked_twice_on_a_day_nor_before_somebody_is_to_be(
    told: list[tuple[PersonId, int]], each: bool
) -> None:
    found = pledge(HOUSING, SCHOOL, HEALTH, each=each)
    for who, after in sorted(told, key=lambda one: one[1]):
        day = RUNG + timedelta(days=after)
        found = asked_all(found, day)
        assert all(q.on > day for p in answering.asked(found) if (q := question_for(found, p, POLICY, day)))
        found = says(found, who, day)
        first = next_question(found, POLICY, day)
        days = [q.on for p in answering.asked(found) if (q := question_for(found, p, POLICY, day))]
        assert (first.on if first else None) == min(days, default=None)


def test_a_pledge_with_one_owner_is_asked_about_alike_whoever_must_answer() -> None:
    alone = pledge(HOUSING, asking=Asking(asked_on=RUNG, answered_on=RUNG, rung="10"))
    assert next_question(alone, POLICY, RUNG) == next_question(replace(alone, each=False), POLICY, RUNG)
    shared = replace(alone, shares=(Share(person=BEL, answered_on=DUE),))
    assert next_question(shared, POLICY, RUNG) == next_question(alone, POLICY, RUNG)
