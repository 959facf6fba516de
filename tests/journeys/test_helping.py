"""A joint pledge counts once, where it is led; the others see what they help with."""

from __future__ import annotations

import pytest

from bot.rehearsal.teams_world import Room
from pledges.pledge import Owner, OwnerKind, Status
from tests.journeys.town import ADMIN, Town, words_of

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
SAFEGUARDING, HOUSING = "Assistant Director, Safeguarding", "Head of Housing"


@pytest.fixture
async def joint(staffed: Town) -> Town:
    """CP-2, led by Adele in Children's Services and helped by Isaiah in Housing, who leads CP-3 there."""
    await staffed.hires(ISAIAH, install=False)
    await staffed.appoints(ISAIAH, HOUSING, "Housing", director=True)
    async with staffed.db.read() as tx:
        lead, helps = await tx.people.post(SAFEGUARDING), await tx.people.post(HOUSING)
    assert lead
    assert helps
    owners = (
        Owner(kind=OwnerKind.POST, title=lead.title, post=lead.id),
        Owner(kind=OwnerKind.POST, title=helps.title, post=helps.id, lead=False),
    )
    await staffed.promises("Find homes for care leavers", SAFEGUARDING, "2026-12-11", owners=owners)
    await staffed.promises("Waive the deposit", HOUSING, "2026-12-18")
    return staffed


async def digest_of(town: Town, directorate: str) -> str:
    room: Room = town.teams.opens_channel(directorate, team="Corporate Parenting")
    await town.teams.installs(town.people[ADMIN], to=room)
    await town.presses(ADMIN, "Link it", await town.says(ADMIN, f"link {directorate}", to=room))
    await town.works()
    await town.works("2026-12-07 11:00")
    return words_of(town.teams.seen_in(room)[-1].card)


async def test_a_joint_pledge_counts_once_in_the_leads_directorate(joint: Town) -> None:
    led = await digest_of(joint, "Children's Services")
    assert "0 done of 2" in led
    assert "Helping with" not in led


async def test_the_digest_of_the_other_directorate_shows_what_it_helps_with(joint: Town) -> None:
    seen = await digest_of(joint, "Housing")
    assert "0 done of 1" in seen
    assert "Helping with, counted where it is led (1)" in seen
    assert "CP-2 **Find homes for care leavers**" in seen
    assert f"{SAFEGUARDING} · due" in seen
    assert ISAIAH not in seen


async def test_mine_and_list_mine_mark_what_others_lead(joint: Town) -> None:
    await joint.teams.installs(joint.people[ISAIAH])
    seen = joint.sees(ISAIAH, await joint.says(ISAIAH, "mine"))
    assert "Your pledges: 2 open" in seen
    assert "You help with 1 of them: others lead it." in seen
    assert "Helping with · Due Friday 11 December" in seen
    assert f"You help with this. {SAFEGUARDING} leads it." in seen
    listed = joint.sees(ISAIAH, await joint.says(ISAIAH, "list mine"))
    assert f"Helping with: {SAFEGUARDING} leads it" in listed
    assert "Helping with" not in joint.sees(ADELE, await joint.says(ADELE, "mine"))


async def test_the_welcome_tells_what_you_lead_from_what_you_help_with(joint: Town) -> None:
    await joint.teams.installs(joint.people[ISAIAH])
    assert "You lead **1 pledge** and help with **1** that others lead" in joint.sees(ISAIAH, joint.chat(ISAIAH)[0])


async def test_what_is_helped_with_stands_on_a_list(joint: Town) -> None:
    await joint.teams.installs(joint.people[ISAIAH])
    for who in (ISAIAH, ADMIN):
        seen = joint.sees(who, await joint.says(who, "list helping"))
        assert "1 helped with" in seen
        assert "Find homes for care leavers" in seen
        assert f"Helping: {HOUSING}" in seen
    assert "Nothing that others lead is helped with here." in joint.sees(MEGAN, await joint.says(MEGAN, "list helping"))


async def test_mine_says_what_another_has_said_a_moment_before(joint: Town) -> None:
    await joint.teams.installs(joint.people[ISAIAH])
    card = await joint.says(ISAIAH, "mine")
    await joint.says(ADELE, "update CP-2 at risk")
    answer = await joint.presses(ISAIAH, "On track", card)
    assert f"The {SAFEGUARDING} answered at 10.00: at risk. Yours is recorded after it." in str(answer.card)


async def test_an_answer_that_names_nothing_is_about_the_only_one_they_lead(joint: Town) -> None:
    await joint.teams.installs(joint.people[ISAIAH])
    await joint.says(ISAIAH, "at risk, the fund is spent")
    async with joint.db.read() as tx:
        led, helped = await tx.register.get("CP-3"), await tx.register.get("CP-2")
    assert (led.status, helped.status) == (Status.AT_RISK, Status.NOT_STARTED)
