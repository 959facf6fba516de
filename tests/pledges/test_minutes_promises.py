"""Promises in the running text: when they are sure, whose they are; and what decisions give nobody to do."""

from __future__ import annotations

from datetime import date

import pytest

from pledges.minutes import read_minutes
from pledges.minutes_sense import is_work
from pledges.minutes_who import who_in

HEAD = "Ashcombe Parenting Panel\nMinutes of the meeting held on 12 March 2025\nPresent: Bo Lee, Ann Roe\n\n1. Shed\n"
NOTED = "\nRESOLVED: That the report be noted.\n"


def told(body: str) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(each.text, each.owners, each.certain) for each in read_minutes(HEAD + body).actions]


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Ms Ode agreed to mend it.", "Ms Ode"),
        ("In reply, the Clerk undertook to paint it.", "Clerk"),
        ("Mr Cole confirmed that he would share the plan.", "Mr Cole"),
    ],
)
def test_an_express_promise_is_sure_where_only_decisions_are_marked(sentence: str, owner: str) -> None:
    assert told(sentence + NOTED) == [(sentence, (owner,), True)]
    assert told(sentence + "\n\nAction: JS to ring\n")[0] == (sentence, (owner,), False)


def test_she_is_who_spoke_before() -> None:
    body = "The Head of Sheds said that it leaked. She would send members a picture."
    assert told(body + NOTED) == [("She would send members a picture.", ("Head of Sheds",), True)]


def test_what_somebody_who_came_will_do_is_sure_and_what_will_happen_is_not() -> None:
    body = "Bo Lee will redraft the plan. Ann Roe will attend the fair. Winter Grants will open in May.\n"
    assert [sure for _, _, sure in told(body + "\nAction: JS to ring\n")] == [True, False, False, True]


def test_general_intentions_are_not_sure() -> None:
    assert told("The Head of Sheds would continue to look at sheds." + NOTED) == [
        ("The Head of Sheds would continue to look at sheds.", ("Head of Sheds",), False)
    ]


def test_when_a_panel_meets_again_is_no_promise() -> None:
    assert not told("The Panel would next meet on 14 May 2025.")


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("That the rota be redrawn by the Lead Officer by May", ("Lead Officer",)),
        ("That a note be written jointly by the Head of Care and the Clerk", ("Head of Care", "Clerk")),
        ("That the path be cleared by Bo Lee before Easter", ("Bo Lee",)),
        ("That the path be cleared by Easter Monday", ()),
        ("That the path be cleared by the May Board", ()),
    ],
)
def test_by_names_the_owner_of_what_is_to_be_done_and_not_the_day(sentence: str, owners: tuple[str, ...]) -> None:
    assert who_in(sentence).owners == owners


@pytest.mark.parametrize(
    "resolution",
    [
        "That the public be excluded on the grounds that private facts would be disclosed",
        "That the fee be upheld because the accounts should be balanced",
        "That the present charter be retained for another year",
    ],
)
def test_reasons_and_what_stays_as_it_is_give_nobody_work(resolution: str) -> None:
    assert not is_work(resolution)


def test_a_meeting_that_somebody_is_asked_to_attend_says_when() -> None:
    body = (
        "RESOLVED: That the Head of Sheds be asked to attend the May meeting of the Panel.\n\nNext meeting: 14 May 2025"
    )
    assert read_minutes(HEAD + body).actions[0].due == date(2025, 5, 14)
