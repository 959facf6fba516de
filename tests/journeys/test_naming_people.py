"""Whom somebody means: found by name or picked in Teams; asked which, by buttons, where that is not clear."""

from __future__ import annotations

from typing import Any

from bot.rehearsal.teams_world import Message
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
SAFEGUARDING = "Assistant Director, Safeguarding"


def picker(card: Any) -> dict[str, Any] | None:
    found = [part for part in card["body"] if part["type"] == "Input.ChoiceSet"]
    return found[0] if found else None


async def two_megans(town: Town) -> None:
    async with town.db.begin() as tx:
        await tx.people.add(MEGAN, "megan.bowen2@council.example", None)


async def test_of_two_people_of_one_name_it_is_asked_which_and_what_was_typed_is_kept(staffed: Town) -> None:
    await two_megans(staffed)
    form = await staffed.says(ADMIN, "assign Publish the leaflet to Megan Bowen by 31 January")
    seen = staffed.sees(ADMIN, form)
    assert "Who is “Megan Bowen”?" in seen
    assert "Publish the leaflet" in seen
    given = {"title": "Publish the leaflet", "to": MEGAN, "by": "31 January"}
    done = await staffed.presses(ADMIN, "Megan Bowen (megan.bowen2@council.example)", form, given=given)
    assert "CP-2 “Publish the leaflet” is with Megan Bowen. Due Sunday 31 January 2027." in done.text
    async with staffed.db.read() as tx:
        other = await tx.people.find(upn="megan.bowen2@council.example")
    assert other
    assert (await staffed.pledge("CP-2")).lead.answers == other.id
    again = await staffed.presses(ADMIN, "Megan Bowen (megan.bowen2@council.example)", form, given=given)
    assert "I have that already" in again.text


async def test_the_same_is_asked_when_a_pledge_is_given_on_and_when_a_post_is_handed_over(staffed: Town) -> None:
    await two_megans(staffed)
    which = "Megan Bowen (megan.bowen2@council.example)"
    form = await staffed.says(ADMIN, "reassign CP-1 to Megan Bowen")
    done = await staffed.presses(ADMIN, which, form, given={"ref": "CP-1", "to": MEGAN})
    assert "CP-1 is now with Megan Bowen." in done.text
    form = await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen from 9 November')
    given = {"post": SAFEGUARDING, "to": MEGAN, "how": "", "since": "9 November", "until": ""}
    done = await staffed.presses(ADMIN, which, form, given=given)
    assert f"Megan Bowen will be {SAFEGUARDING} from Monday 9 November." in done.text


async def test_a_post_that_is_nearly_named_is_handed_over_only_when_it_is_confirmed(staffed: Town) -> None:
    form = await staffed.says(ADMIN, "hand over Assistant Director Safegarding to Megan Bowen")
    assert f"Did you mean “{SAFEGUARDING}”?" in staffed.sees(ADMIN, form)
    async with staffed.db.read() as tx:
        post = await tx.people.post(SAFEGUARDING)
    assert post
    assert post.holder
    assert post.holder.name == ADELE
    given = {"post": "Assistant Director Safegarding", "to": MEGAN, "how": "", "since": "", "until": ""}
    done = await staffed.presses(ADMIN, SAFEGUARDING, form, given=given)
    assert f"Megan Bowen is {SAFEGUARDING} from today." in done.text


async def picking_form(town: Town) -> Message:
    form = await town.says(ADMIN, "assign Publish the leaflet")
    searched = picker(form.card)
    assert searched
    assert searched["id"] == "picked.to"
    assert searched["choices"] == []
    assert searched["choices.data"] == {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    return form


async def test_a_person_is_picked_from_the_councils_directory(staffed: Town) -> None:
    form = await picking_form(staffed)
    given = {"title": "Publish the leaflet", "to": "", "by": "31 January"}
    picked = {"picked.to": staffed.people[ADELE].aad_id or ""}
    done = await staffed.presses(ADMIN, "Assign it", form, given=given | picked)
    assert f"CP-2 “Publish the leaflet” is with {SAFEGUARDING}." in done.text


async def test_somebody_picked_who_is_new_needs_a_name_since_teams_tells_only_an_id(staffed: Town) -> None:
    form = await picking_form(staffed)
    given = {"title": "Publish the leaflet", "to": "", "by": "31 January", "picked.to": "aad-of-a-newcomer"}
    again = await staffed.presses(ADMIN, "Assign it", form, given=given)
    assert "I haven't met the person you picked, and Teams doesn't tell me their name." in str(again.card)
    done = await staffed.presses(ADMIN, "Assign it", form, given=given | {"to": "Joni Sherman"})
    assert "is with Joni Sherman." in done.text
    async with staffed.db.read() as tx:
        joni = await tx.people.find(aad_id="aad-of-a-newcomer")
    assert joni
    assert joni.name == "Joni Sherman"


async def test_a_name_typed_beside_somebody_else_who_was_picked_is_asked_about(staffed: Town) -> None:
    form = await picking_form(staffed)
    given = {"title": "Publish the leaflet", "to": MEGAN, "by": "31 January"}
    again = await staffed.presses(
        ADMIN, "Assign it", form, given=given | {"picked.to": staffed.people[ADELE].aad_id or ""}
    )
    assert "You typed “Megan Bowen” and picked Adele Vance." in str(again.card)


async def test_in_a_channel_there_is_no_search_for_people(staffed: Town) -> None:
    room = staffed.teams.opens_channel("General", team="Children's Services")
    await staffed.teams.installs(staffed.people[ADMIN], to=room)
    form = await staffed.says(ADMIN, "assign Publish the leaflet", to=room)
    assert form.card
    assert picker(form.card) is None
