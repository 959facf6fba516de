"""Whatever is typed and kept goes through the guard: not notes alone, but names, titles, owners and dates as well."""

from __future__ import annotations

from tests.journeys.town import ADMIN, Town

CHILD = "Jaiden, 14"


COMMANDS = (
    f"post {CHILD}",
    f"post Head of Care in {CHILD}",
    f"by hand {CHILD}",
    "meeting add Listening Group (amara@example.org) 9 December 2026",
    f"meeting add Listening Group 9 December 2026 theme {CHILD}",
    f"assign Publish the leaflet to the Chair, who visits {CHILD} by 31 January",
    f"assign Find a school for {CHILD} to Adele Vance by 31 January",
    f"assign Publish the leaflet to Adele Vance by in line with the review of {CHILD}",
    f"reassign CP-1 to Megan Bowen for {CHILD}",
    f"due CP-1 in line with the plan of {CHILD}",
    f"withdraw CP-1 because of {CHILD}",
    f"update CP-1 at risk, {CHILD} has moved",
    f"done CP-1 {CHILD} has moved",
    f"record for Adele Vance: CP-1 on track, {CHILD} has moved",
    "update CP-1 at risk the boy in Shipley ran away again",
    f"evidence CP-1 {CHILD} is at school again",
    f"impact CP-1 {CHILD} is at school again",
    f"extend CP-1 to 31 March because {CHILD} has moved",
    f"due CP-1 31 March minute 94 about {CHILD}",
    f"source CP-1 Notes about {CHILD}",
    f"source CP-1 Panel minutes, CPP, 27 October 2021, minute 94: “{CHILD} has moved”",
    f'recommendation "Adviser\'s letter" 1 Find a school for {CHILD}',
    f"raised add July 2021 theme Homes: “{CHILD} wants a dog” approved by Megan Bowen",
    f'plan add "Plan for {CHILD}" from 1 April 2027 to 31 March 2028',
    f'theme add 1 "Homes for {CHILD}" to "Improvement Plan"',
    f'plan "Improvement Plan" consulted at the home of {CHILD} 2 November 2026',
    f"champion Homes member {CHILD}",
    f"correct CP-1 {CHILD} has moved",
    f'transfer "Fostering" to "Trust of {CHILD}" from 1 April',
)


async def test_a_childs_details_are_given_back_at_every_door(staffed: Town) -> None:
    await staffed.says(ADMIN, 'post "Head of Fostering" in Children\'s Services, service Fostering')
    await staffed.says(ADMIN, 'plan add "Improvement Plan" from 1 April 2026 to 31 March 2028')
    await staffed.says(ADMIN, 'theme add 9 "Homes" to "Improvement Plan"')
    for command in COMMANDS:
        said = await staffed.says(ADMIN, command)
        assert "personal details" in staffed.sees(ADMIN, said), command
    async with staffed.db.read() as tx:
        assert [p.title async for p in tx.register.all()] == ["Build a training programme"]
        assert (await tx.register.get("CP-1")).version == 1
        assert len(await tx.people.posts()) == 3
        assert [plan.name for plan in await tx.plans.all()] == ["Improvement Plan"]
        assert not await tx.by_hand.people()
        assert not (await tx.meetings.diary()).committees


async def test_the_service_of_a_post_is_guarded_in_its_form_too(staffed: Town) -> None:
    form = await staffed.says(ADMIN, "post")
    again = await staffed.presses(ADMIN, "Keep it", form, given={"title": "Head of Care", "service": CHILD})
    assert "personal details" in str(again.card)
    async with staffed.db.read() as tx:
        assert await tx.people.post("Head of Care") is None


async def test_a_sign_in_name_is_no_detail(staffed: Town) -> None:
    said = await staffed.says(ADMIN, "reassign CP-1 to new.colleague@council.example.gov.uk")
    assert "CP-1 is now with new.colleague@council.example.gov.uk" in said.text
