"""Services move to another body on a day: the list first, then by itself, and right before and after."""

from __future__ import annotations

from tests.journeys.town import ADMIN, Town

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
CHILDREN, TRUST = "Children's Services", "Children's Trust"
SAFEGUARDING = "Assistant Director, Safeguarding"
MOVE = f'transfer "Fostering, Adoption" to "{TRUST}" from 1 April 2027'


async def asks(town: Town, text: str, who: str = ADMIN) -> str:
    message = await town.says(who, text)
    return town.sees(who, message)


async def with_services(town: Town) -> None:
    """CP-2 and CP-3 move; CP-1 has no service; CP-4 is of another one; CP-5 is finished."""
    for title, service in (
        ("Find foster carers", "Fostering"),
        ("Adopt in time", " adoption"),
        ("Open a home", "Residential"),
        ("Pay carers more", "Fostering"),
    ):
        await town.promises(title, SAFEGUARDING, "2027-04-20", service=service)
    await asks(town, "close CP-5")


async def test_transfer_of_services_to_the_trust_is_right_the_day_before_and_the_day_after(staffed: Town) -> None:
    await with_services(staffed)
    await staffed.appoints(ADELE, "Head of Fostering", CHILDREN)
    form = await staffed.says(ADMIN, "post")
    given = {"title": "Head of Fostering", "directorate": CHILDREN, "service": "Fostering", "reports": "", "deputy": ""}
    await staffed.presses(ADMIN, "Keep it", form, given=given)
    seen = await asks(staffed, MOVE)
    assert "2 open pledges, 1 post" in seen
    assert f"{TRUST} is new to me" in seen
    assert "CP-2" in seen
    assert "CP-4" not in seen
    await staffed.presses(ADMIN, "Move them")
    await staffed.works()
    assert "Moves on Thursday 1 April 2027, by itself." in staffed.sees(ADMIN)

    await staffed.works("2027-03-31 23:50")
    before = await asks(staffed, f"directorate {CHILDREN}")
    assert "4 open pledges" in before
    assert "It had no open pledge" in await asks(staffed, f"directorate {TRUST}")
    await staffed.works("2027-04-01 00:01")
    after = await asks(staffed, f"directorate {TRUST}")
    assert "2 open pledges" in after
    assert "Find foster carers" in after
    moved = await staffed.pledge("CP-2")
    assert moved.directorate
    assert moved.directorate.name == TRUST
    assert "Moved from Thursday 1 April 2027: 2 pledges and 1 post." in await asks(staffed, "transfers")
    assert "**directorate**: Children's Services → Children's Trust" in await asks(staffed, "history CP-2")

    await staffed.works("2027-04-02 10:00")
    await asks(staffed, "close CP-2")
    await staffed.works("2027-06-01 12:00")
    assert await asks(staffed, f"directorate {CHILDREN} as at 31 March 2027") == before
    assert await asks(staffed, f"directorate {TRUST} as at 1 April 2027") == after
    assert "It had no open pledge" in await asks(staffed, f"directorate {TRUST} as at 31 March 2027")


async def test_a_transfer_that_was_slept_through_counts_from_its_day_and_is_done_once(staffed: Town) -> None:
    await with_services(staffed)
    await asks(staffed, MOVE)
    await staffed.presses(ADMIN, "Move them")
    await staffed.works("2027-04-06 10:00")
    assert "Moved from Thursday 1 April 2027" in await asks(staffed, "transfers")
    version = (await staffed.pledge("CP-2")).version
    await staffed.works("2027-04-07 10:00")
    assert (await staffed.pledge("CP-2")).version == version
    assert "2 open pledges" in await asks(staffed, f"directorate {TRUST} as at 1 April 2027")
    assert "no open pledge" in await asks(staffed, f"directorate {TRUST} as at 31 March 2027")


async def test_a_transfer_is_taken_back_until_it_has_begun(staffed: Town) -> None:
    await with_services(staffed)
    await asks(staffed, MOVE)
    await staffed.presses(ADMIN, "Move them")
    taken = await staffed.presses(ADMIN, "Take it back")
    assert "Taken back: nothing moves on Thursday 1 April 2027." in str(taken.card)
    await staffed.works("2027-04-02 10:00")
    moved = await staffed.pledge("CP-2")
    assert moved.directorate
    assert moved.directorate.name == CHILDREN
    await asks(staffed, MOVE)
    await staffed.presses(ADMIN, "Move them")
    waiting = staffed.chat(ADMIN)[-1]
    stale = waiting.card_for(staffed.people[ADMIN])
    await staffed.works("2027-04-02 10:05")
    waiting.answers[staffed.people[ADMIN].teams_id] = stale
    late = await staffed.presses(ADMIN, "Take it back", waiting)
    assert "Moved from Thursday 1 April 2027" in str(late.card)


async def test_the_trusts_director_and_channel_see_what_came(staffed: Town) -> None:
    await with_services(staffed)
    await staffed.hires(ISAIAH)
    await staffed.appoints(ISAIAH, "Chief Executive of the Trust", TRUST, director=True)
    await asks(staffed, MOVE)
    await staffed.presses(ADMIN, "Move them")
    await staffed.works("2027-03-31 12:00")
    assert "Only its owner" in (await staffed.says(ISAIAH, "show CP-2")).text
    await staffed.works("2027-04-01 09:00")
    assert "Find foster carers" in await asks(staffed, "show CP-2", ISAIAH)
    assert "Only its owner" in (await staffed.says(MEGAN, "show CP-2")).text
    assert "2 open pledges" in await asks(staffed, f"directorate {TRUST}", ISAIAH)
    assert "Only a director or an admin" in (await staffed.says(ADELE, f"directorate {TRUST}")).text
    assert "Only an admin or the director" in (await staffed.says(MEGAN, f"directorate {TRUST}")).text


async def test_what_is_missing_or_not_known_is_asked_for(staffed: Town) -> None:
    assert "No service moves" in await asks(staffed, "transfers")
    await with_services(staffed)
    assert "Move services to another body" in await asks(staffed, "transfer Fostering")
    assert "I don't know a service “Parks”. I know:" in await asks(staffed, f"transfer Parks to {TRUST} from 1 April")
    await asks(staffed, MOVE)
    left = await staffed.presses(ADMIN, "Leave it")
    assert "nothing moves" in str(left.card)
    assert "an admin" in (await staffed.says(ADELE, MOVE)).text
    assert "still to come" in await asks(staffed, f"directorate {CHILDREN} as at 1 April 2028")
