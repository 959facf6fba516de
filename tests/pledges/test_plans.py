"""Which theme is meant, who champions it, when a plan lapses and what its next term is."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pledges.calendar import ONE_DAY
from pledges.messages import PersonId
from pledges.plans import (
    Championing,
    Plan,
    PlanId,
    Role,
    Stage,
    Stated,
    Theme,
    ThemeId,
    champion_on,
    in_turn,
    lapse_notice,
    meant,
    next_term,
)

FIRST = date(2026, 1, 1)
THEME = ThemeId(1)
days = st.dates(date(2025, 1, 1), date(2030, 12, 31))
championings = st.lists(
    st.builds(
        Championing,
        theme=st.just(THEME),
        role=st.sampled_from(Role),
        person=st.sampled_from([None, PersonId(1), PersonId(2)]),
        since=st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    ),
    max_size=8,
)


def a_plan(number: int = 1, **but: object) -> Plan:
    return Plan(id=PlanId(number), name=f"Plan {number}", **but)  # type: ignore[arg-type]


def a_theme(plan: int) -> Theme:
    return Theme(id=ThemeId(plan), plan=PlanId(plan), number=1, name="Housing")


def chosen(*plans: Plan, on: date = FIRST) -> Theme | None:
    return meant([a_theme(p.id) for p in plans], {p.id: p for p in plans}, on)


def test_the_theme_of_the_plan_that_counts_is_meant() -> None:
    old = a_plan(1, starts=date(2024, 1, 1), ends=date(2025, 12, 31))
    assert chosen(old, a_plan(2, starts=FIRST)) == a_theme(2)
    assert chosen(old, a_plan(2, starts=FIRST), on=date(2025, 6, 1)) == a_theme(1)


def test_where_none_counts_the_newest_is_meant_and_a_plan_that_was_succeeded_last() -> None:
    ended = [a_plan(n, starts=date(2020 + n, 1, 1), ends=date(2020 + n, 12, 31)) for n in (1, 2)]
    assert chosen(*ended) == a_theme(2)
    assert chosen(a_plan(1, successor=PlanId(9)), ended[1]) == a_theme(2)
    assert chosen(a_plan(1, successor=PlanId(9))) == a_theme(1)


def test_two_plans_with_an_equal_claim_leave_it_to_a_person() -> None:
    assert chosen(a_plan(1), a_plan(2)) is None
    assert chosen() is None


@given(championings, st.sampled_from(Role), st.dates(date(2025, 12, 1), date(2026, 4, 1)))
def test_on_every_day_the_turns_name_whoever_champions(championed: list[Championing], role: Role, day: date) -> None:
    there = [c.person for c, until in in_turn(championed, role) if c.since <= day <= (until or date.max)]
    assert len(there) <= 1
    assert next(iter(there), None) == champion_on(championed, role, day)


@given(championings, st.sampled_from(Role))
def test_a_new_champion_changes_no_day_before_and_not_the_other_role(championed: list[Championing], role: Role) -> None:
    since = date(2026, 2, 1)
    after = [*championed, Championing(theme=THEME, role=role, person=PersonId(3), since=since)]
    other = next(r for r in Role if r is not role)
    for n in range(90):
        day = FIRST + timedelta(days=n)
        assert champion_on(after, other, day) == champion_on(championed, other, day)
        if day < since:
            assert champion_on(after, role, day) == champion_on(championed, role, day)
    assert champion_on(after, role, since) == PersonId(3)


@given(days)
def test_a_plan_is_heard_of_twelve_weeks_before_four_weeks_before_and_after_its_end(ends: date) -> None:
    plan, mondays = a_plan(ends=ends), [ends - timedelta(days=ends.weekday(), weeks=w) for w in range(-6, 20)]
    heard = {m: lapse_notice(plan, m, busy=False) for m in mondays}
    before = [m for m, notice in heard.items() if notice.startswith("lapses")]
    assert [(ends - m).days // 7 for m in before] == [4, 12]
    assert sum(notice.startswith("lapsed") for notice in heard.values()) == 1
    late = [m for m in mondays if m > ends]
    assert all(lapse_notice(plan, m, busy=True).startswith("lapsed") for m in late)


def test_a_plan_without_an_end_or_with_a_successor_is_not_heard_of() -> None:
    assert lapse_notice(a_plan(), FIRST, busy=True) == ""
    assert lapse_notice(a_plan(ends=date(2025, 1, 1), successor=PlanId(2)), FIRST, busy=True) == ""


@given(days, st.integers(0, 1500))
def test_the_next_term_begins_the_day_after_and_is_as_long(starts: date, length: int) -> None:
    ends = starts + timedelta(days=length)
    term = next_term(a_plan(starts=starts, ends=ends))
    assert term is not None
    assert term[0] == ends + ONE_DAY
    assert abs((term[1] - term[0]).days - length) <= 2  # a leap day more or less


def test_a_year_is_followed_by_a_year() -> None:
    year = a_plan(starts=date(2023, 4, 1), ends=date(2024, 3, 31))
    assert next_term(year) == (date(2024, 4, 1), date(2025, 3, 31))
    assert next_term(a_plan(starts=FIRST)) is None


def test_a_plan_stands_where_it_has_come_furthest() -> None:
    assert a_plan().stage is Stage.DRAFT
    signed = (Stated(stage=Stage.SIGNED_OFF, words="CPP"), Stated(stage=Stage.CONSULTED, words="Board"))
    assert a_plan(stated=signed).stage is Stage.SIGNED_OFF
    assert a_plan(version=2).called == "Plan 1, version 2"
