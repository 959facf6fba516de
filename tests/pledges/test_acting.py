"""What may be done from a director's desk, and how a pledge stands on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pledges.acting import Owner, Seat, not_asked, stands
from pledges.deciding import may_decide
from pledges.live import Live
from pledges.messages import PersonId
from pledges.people import Directorate, DirectorateId, Standing
from pledges.pledge import Asking, Deadline, Extension, Pledge, Publication, Status
from pledges.policy import Policy
from tests.make import NOW, TODAY, a_pledge, an_update

POLICY = Policy()
HOUSING, PLACE = Directorate(DirectorateId(1), "Housing"), Directorate(DirectorateId(2), "Place")
MEGAN, ANN, ADELE = PersonId(1), PersonId(2), PersonId(3)
OWN = Seat(
    directorate=HOUSING, post="Director of Housing", director=MEGAN, director_name="Megan", person=MEGAN, name="Megan"
)
FOR_HER = replace(OWN, person=ANN, name="Ann")
YESTERDAY = TODAY - timedelta(days=1)
WISH = Extension(wanted=date(2026, 5, 1), reason="more time", by=ADELE, at=NOW)


def theirs(**but: Any) -> Pledge:
    usual: dict[str, Any] = {"directorate": HOUSING, "answers": ADELE, "due": YESTERDAY}
    return a_pledge(**usual | but)


def asked(pledge: Pledge, seat: Seat = OWN, **but: Any) -> str:
    usual: dict[str, Any] = {"name": "Adele", "person": ADELE}
    return not_asked(pledge, Owner(**usual | but), seat, POLICY, TODAY)


def test_an_owner_who_was_left_alone_so_far_is_asked() -> None:
    assert asked(theirs(last=an_update(at=NOW - timedelta(days=3)))) == ""


@pytest.mark.parametrize(
    ("pledge", "owner", "why"),
    [
        (theirs(status=Status.DONE), {}, "is done, so there is nothing to ask about"),
        (theirs(extension=WISH), {}, "has asked for a new date and waits for the decision"),
        (theirs(live=Live(waits=True)), {}, "Housing is not live yet"),
        (theirs(last=an_update()), {}, "Adele has answered today"),
        (theirs(asking=Asking(answered_on=TODAY)), {}, "Adele has answered today"),
        (theirs(), {"asked": True}, "Adele was asked about it today"),
        (theirs(), {"away": "Adele is away until Friday: the question waits."}, "away until Friday"),
        (theirs(), {"by_hand": True}, "the admins write to them"),
        (theirs(), {"person": MEGAN}, "is yours"),
    ],
)
def test_why_an_owner_is_not_asked_is_said_in_a_sentence(pledge: Pledge, owner: dict[str, Any], why: str) -> None:
    assert why in asked(pledge, **owner)


def test_nobody_can_be_asked_where_nobody_answers() -> None:
    assert "Nobody answers" in not_asked(theirs(), None, OWN, POLICY, TODAY)


def test_who_acts_for_a_director_decides_as_the_director_would_and_never_about_their_own() -> None:
    waits, nothing = theirs(extension=WISH), Standing(person=ANN)
    assert may_decide(FOR_HER.standing(nothing, waits), waits)
    for other in (
        theirs(extension=WISH, answers=MEGAN),
        theirs(extension=WISH, directorate=PLACE),
        theirs(extension=WISH, publication=Publication.RESTRICTED),
        replace(waits, deadline=replace(waits.deadline, by_panel=True)),
    ):
        assert not may_decide(FOR_HER.standing(nothing, other), other)


def test_what_is_not_for_publication_stays_on_the_directors_own_desk() -> None:
    secret = theirs(publication=Publication.RESTRICTED)
    assert OWN.sees(secret)
    assert not FOR_HER.sees(secret)


def test_how_a_pledge_stands_is_said_in_the_words_of_the_digest() -> None:
    reached = Asking(reached_on=TODAY - timedelta(days=7))
    soon = Deadline(due=TODAY + timedelta(days=3))
    assert stands(theirs(asking=reached), POLICY, TODAY) == "late"
    assert stands(theirs(), POLICY, TODAY) == "past its date, not yet called late"
    assert stands(theirs(extension=WISH, asking=reached), POLICY, TODAY) == "waiting for a decision"
    assert stands(theirs(deadline=soon, status=Status.BLOCKED), POLICY, TODAY) == "will not make it"
    assert stands(theirs(deadline=soon), POLICY, TODAY) == "due soon"
    assert stands(theirs(due=date(2027, 1, 1)), POLICY, TODAY) == ""
    assert stands(theirs(status=Status.CLOSED), POLICY, TODAY) == "closed"
