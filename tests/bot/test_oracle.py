"""The second writing of policy agrees with what is right, and finds what was left out or asked against it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.rehearsal import diary
from bot.rehearsal.oracle import Verdict, judge
from bot.rehearsal.policy_words import Calendar

ADELE, MEGAN, NOBODY_HERE = 1, 2, 9
FIRST, LAST = date(2026, 11, 16), date(2026, 12, 18)
DUE = date(2026, 12, 4)
BANK_HOLIDAY = date(2026, 12, 14)
CALENDAR = Calendar(frozenset({BANK_HOLIDAY}), 2026, 2027)
RIGHT = ("2026-11-20", "2026-12-02", "2026-12-04", "2026-12-10", "2026-12-17")
MORNING = "09:30"


def at(day: str | date, time: str = MORNING) -> datetime:
    """A moment of London's winter, in UTC."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=UTC)


def asked(day: str, time: str = MORNING, reader: int = ADELE, ref: str = "CP-1", message: str = "") -> diary.Asked:
    return diary.Asked(at=at(day, time), reader=reader, ref=ref, message=message or f"{day} {reader}")


def told(questions: Iterable[diary.Entry], *deeds: diary.Entry, **but: Any) -> Verdict:
    """What is judged of a month with one pledge, in which the clockwork had its turn every morning."""
    ticks = [diary.Tick(at=at(FIRST + timedelta(days=n))) for n in range((LAST - FIRST).days + 1)]
    met = [diary.Met(at=at(FIRST, "08:00"), person=person) for person in (ADELE, MEGAN)]
    usual: dict[str, Any] = {"ref": "CP-1", "lead": ADELE, "due": DUE}
    promises = [diary.Promise(**usual | but)]
    entries: list[diary.Entry]
    entries = sorted([*met, *deeds, *ticks, *questions], key=lambda e: (e.at, isinstance(e, diary.Asked)))
    return judge(promises, entries, CALENDAR)


def found(verdict: Verdict) -> list[tuple[str, str]]:
    return [(f"{each.day}", each.why) for each in (*verdict.missing, *verdict.forbidden)]


def test_a_silent_month_as_policy_has_it_is_right() -> None:
    verdict = told(map(asked, RIGHT))
    assert found(verdict) == []
    assert verdict.demanded == len(RIGHT)


@pytest.mark.parametrize("left_out", RIGHT)
def test_a_question_left_out_is_found_once(left_out: str) -> None:
    verdict = told(asked(day) for day in RIGHT if day != left_out)
    assert [f"{each.day}" for each in verdict.missing] == [left_out]
    assert verdict.forbidden == []


@pytest.mark.parametrize("doubled", RIGHT)
def test_a_question_asked_twice_is_found_once(doubled: str) -> None:
    verdict = told([*map(asked, RIGHT), asked(doubled, "09:31", message="another")])
    assert [(f"{each.day}", each.why) for each in verdict.forbidden] == [(doubled, "twice on one day")]
    assert verdict.missing == []


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (asked("2026-12-05"), "at a weekend"),
        (asked("2026-12-14"), "on a bank holiday"),
        (asked("2026-12-03", "17:00"), "outside working hours"),
        (asked("2026-12-03", "09:29"), "outside working hours"),
        (asked("2026-11-23"), "for the same rung again"),
        (asked("2026-12-11"), "for the same rung again"),
        (asked("2026-11-18"), "not due"),
        (asked("2026-12-03", reader=MEGAN), "of somebody whose it is not"),
    ],
)
def test_one_question_too_many_is_found_with_why(question: diary.Asked, why: str) -> None:
    verdict = told([*map(asked, RIGHT), question])
    assert (f"{question.at.date()}", why) in found(verdict)


def answered(day: str, **but: Any) -> diary.Answered:
    usual: dict[str, Any] = {"at": at(day, "10:00"), "ref": "CP-1", "by": ADELE, "owner": ADELE}
    return diary.Answered(**usual | but)


@pytest.mark.parametrize(
    ("deed", "question", "why"),
    [
        (answered("2026-11-20", done=True), "2026-12-02", "about what is done"),
        (answered("2026-12-02"), "2026-12-04", "so soon after an answer"),
        (diary.Wished(at=at("2026-11-20", "10:00"), ref="CP-1"), "2026-12-02", "while a new date waits for a decision"),
        (
            diary.PutOff(at=at("2026-11-20", "10:00"), ref="CP-1", until=date(2026, 12, 3)),
            "2026-12-02",
            "before the day until which it was put off",
        ),
        (
            diary.WentAway(at=at("2026-11-20"), person=ADELE, since=date(2026, 11, 30), until=date(2026, 12, 3)),
            "2026-12-02",
            "while away",
        ),
        (
            diary.Suits(at=at("2026-11-16", "08:30"), person=ADELE, off=frozenset({2})),
            "2026-12-02",
            "on a weekday that they do not work",
        ),
        (diary.HandedBack(at=at("2026-12-01", "10:00"), ref="CP-1"), "2026-12-02", "for the same rung again"),
    ],
)
def test_a_question_that_a_deed_forbids_is_found(deed: diary.Entry, question: str, why: str) -> None:
    before = [asked(day) for day in RIGHT if day < question]
    assert (question, why) in found(told([*before, asked(question)], deed))


def test_two_messages_with_questions_on_one_day_are_one_too_many() -> None:
    second = diary.Promise(ref="CP-2", lead=ADELE, due=DUE)
    entries: list[diary.Entry] = [
        diary.Met(at=at("2026-11-20", "08:00"), person=ADELE),
        diary.Tick(at=at("2026-11-20")),
        asked("2026-11-20"),
        asked("2026-11-20", ref="CP-2", message="another"),
    ]
    promises = [diary.Promise(ref="CP-1", lead=ADELE, due=DUE), second]
    verdict = judge(promises, entries, CALENDAR)
    assert [each.why for each in verdict.forbidden] == ["in a second message of the day"]


def test_a_cover_is_to_be_asked_in_ones_place_and_nobody_else() -> None:
    gone = diary.WentAway(
        at=at("2026-11-27"), person=ADELE, since=date(2026, 11, 30), until=date(2026, 12, 3), cover=MEGAN
    )
    by_cover = [asked(day, reader=MEGAN if day == "2026-12-02" else ADELE) for day in RIGHT]
    assert found(told(by_cover, gone)) == []
    assert ("2026-12-02", "while away") in found(told(map(asked, RIGHT), gone))


def test_while_a_cover_is_away_too_the_question_waits_for_whoever_is_back_first() -> None:
    gone = diary.WentAway(
        at=at("2026-11-27"), person=ADELE, since=date(2026, 11, 30), until=date(2026, 12, 2), cover=MEGAN
    )
    also = diary.WentAway(at=at("2026-11-27"), person=MEGAN, since=date(2026, 12, 2), until=date(2026, 12, 9))
    days = ["2026-12-03" if day == "2026-12-02" else day for day in RIGHT]
    assert found(told(map(asked, days), gone, also)) == []


def test_who_is_reached_at_last_has_to_hear_what_is_outstanding() -> None:
    promises = [diary.Promise(ref="CP-1", lead=NOBODY_HERE, due=DUE)]
    ticks = [diary.Tick(at=at(FIRST + timedelta(days=n))) for n in range(12)]
    met = diary.Met(at=at("2026-11-24", "08:00"), person=NOBODY_HERE)
    silent: list[diary.Entry] = sorted([*ticks, met], key=lambda e: e.at)
    [missing] = judge(promises, silent, CALENDAR).missing
    assert (missing.day, missing.reader) == (date(2026, 11, 24), NOBODY_HERE)


def test_who_is_reached_at_last_is_not_asked_about_what_somebody_else_has_put_off_meanwhile() -> None:
    promises = [diary.Promise(ref="CP-1", lead=NOBODY_HERE, others=(ADELE,), due=DUE)]
    ticks = [diary.Tick(at=at(FIRST + timedelta(days=n))) for n in range(12)]
    late = max(date(2026, 11, 24), FIRST)
    later = diary.PutOff(at=at("2026-11-23", "16:00"), ref="CP-1", until=late + timedelta(days=1))
    met = diary.Met(at=at("2026-11-24", "08:00"), person=NOBODY_HERE)
    silent: list[diary.Entry] = sorted([*ticks, later, met], key=lambda e: e.at)
    findings = [(each.day, each.reader) for each in judge(promises, silent, CALENDAR).missing]
    assert (late, NOBODY_HERE) not in findings
