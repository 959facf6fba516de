"""A quarter of somebody who answers: how many days bring a message about their three pledges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from statistics import mean

import pytest

from pledges.answering import answer
from pledges.messages import PersonId
from pledges.nudging import Question, ask, question_for
from pledges.pledge import Deadline, Pledge, Status, When
from pledges.policy import Policy
from tests.pledges.test_nudging import ADELE

POLICY, BEGINS, WEEKS = Policy(), date(2026, 10, 5), 13
ME = PersonId(1)
SIX_WEEKLY = (date(2026, 9, 24), date(2026, 11, 5), date(2026, 12, 17), date(2027, 2, 4))
QUARTERLY = (date(2026, 9, 3), date(2026, 12, 3), date(2027, 3, 4))


def pledges_of(dues: Iterable[date | None], papers: tuple[date, ...]) -> list[Pledge]:
    return [
        Pledge(
            number=number,
            title="A plan for school",
            owners=(ADELE,),
            deadline=Deadline(due=due, original=due, kind=When.DATE if due else When.NONE),
            papers=papers,
        )
        for number, due in enumerate(dues, 1)
    ]


def spoken(pledge: Pledge, today: date) -> Pledge:
    """Answered on the day: on track, and done when the date is near."""
    due = pledge.deadline.due
    status = Status.DONE if due and POLICY.days.back(due, 2) <= today else Status.ON_TRACK
    return replace(answer(pledge, ME, status, today), status=status)


def message_days(dues: Sequence[date | None], papers: tuple[date, ...]) -> list[date]:
    """The days of the quarter on which somebody who answers each question on its day gets a message."""
    pledges, days = pledges_of(dues, papers), list[date]()
    for today in (BEGINS + timedelta(days=n) for n in range(7 * WEEKS)):
        for place, pledge in enumerate(pledges):
            question = question_for(pledge, ME, POLICY, today)
            if question and question.on <= today:
                pledges[place] = spoken(ask(pledge, question, today), today)
                days.append(today)
    return sorted(set(days))


@pytest.mark.parametrize(("papers", "average"), [(SIX_WEEKLY, 5.2), (QUARTERLY, 4.8)])
def test_three_pledges_bring_about_five_messages_in_a_quarter_to_somebody_who_answers(
    papers: tuple[date, ...], average: float
) -> None:
    """All three due in the quarter is the most there can be: then it is five on average, and never more than seven."""
    dues = [BEGINS + timedelta(days=n) for n in range(3, 7 * WEEKS, 11)]
    counts = [len(message_days(three, papers)) for three in product(dues, dues[::2], [*dues[::3], None])]
    assert mean(counts) <= average
    assert max(counts) <= 7


def test_the_panel_and_two_dates_bring_five() -> None:
    days = message_days([BEGINS + timedelta(days=40), BEGINS + timedelta(days=75), None], QUARTERLY)
    assert len(days) <= 5


def test_an_answer_of_four_weeks_before_a_rung_is_enough_until_two_days_before() -> None:
    pledge = pledges_of([date(2026, 11, 20)], SIX_WEEKLY)[0]
    panel = date(2026, 10, 22)  # ten working days before the papers of 5 November
    question = _asked(pledge, panel)
    assert question is not None
    assert (question.rung, question.on) == ("panel", panel)
    later = _asked(spoken(ask(pledge, question, panel), panel), panel + timedelta(days=1))
    assert later is not None
    assert (later.rung, later.on) == ("2", date(2026, 11, 18))


def _asked(pledge: Pledge, today: date) -> Question | None:
    return question_for(pledge, ME, POLICY, today)
