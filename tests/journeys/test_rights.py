"""Who may read and press what: cards outlive the rights of those who hold them."""

from __future__ import annotations

from pledges.pledge import Publication
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN, STRANGER = "Adele Vance", "Megan Bowen", "Isaiah Langer"


async def test_a_stranger_reads_nothing_by_update_due_or_the_bare_reference(staffed: Town) -> None:
    secret = await staffed.promises(
        "A secret matter", "Assistant Director, Safeguarding", "2026-12-04", publication=Publication.RESTRICTED
    )
    await staffed.hires(STRANGER)
    for text in (f"update {secret}", f"due {secret}", f"show {secret}", f"why {secret}", f"history {secret}", secret):
        assert "secret" not in staffed.sees(STRANGER, await staffed.says(STRANGER, text))


async def test_a_bare_reference_shows_the_pledge_and_with_a_status_updates_it(staffed: Town) -> None:
    assert "Build a training programme" in staffed.sees(ADELE, await staffed.says(ADELE, "CP-1"))
    said = await staffed.says(ADELE, "cp-1 on track, draft is out")
    assert "recorded as **on track**" in staffed.sees(ADELE, said)


async def test_words_without_a_status_record_nothing_and_say_so(staffed: Town) -> None:
    said = await staffed.says(ADELE, "update CP-1 amber still waiting")
    assert "nothing was recorded" in said.text
    assert (await staffed.pledge("CP-1")).last is None


async def test_a_card_of_a_former_owner_opens_nothing_any_more(staffed: Town) -> None:
    shown = await staffed.says(ADELE, "show CP-1")
    await staffed.says(ADMIN, "reassign CP-1 to Megan Bowen")
    answer = await staffed.presses(ADELE, "New date", shown)
    assert "Only its owner, the director and the admins can read CP-1" in answer.text


async def test_what_was_given_away_holds_up_no_other_answer(staffed: Town) -> None:
    await staffed.promises("Publish the leaflet", "Assistant Director, Safeguarding", "2026-12-04")
    await staffed.works("2026-11-20 09:30")
    nudge = staffed.chat(ADELE)[-1]
    await staffed.says(ADMIN, "reassign CP-1 to Megan Bowen")
    await staffed.presses(ADELE, "No change for those not late", nudge)
    async with staffed.db.read() as tx:
        assert (len(await tx.register.updates("CP-1")), len(await tx.register.updates("CP-2"))) == (0, 1)


async def test_people_of_one_name_are_told_apart_by_their_sign_in_names(staffed: Town) -> None:
    async with staffed.db.begin() as tx:
        await tx.people.add(MEGAN, "m.bowen@council.example", None)
    form = await staffed.says(ADMIN, "reassign CP-1 to Megan Bowen")
    assert "m.bowen@council.example" in staffed.sees(ADMIN, form)


async def test_an_admins_rights_are_given_to_a_whole_name_only_and_taken_back(staffed: Town) -> None:
    assert "Adele Vance" in (await staffed.says(ADMIN, "admin Adele Vans")).text
    assert "Only an admin can" in (await staffed.says(ADELE, "pause all")).text
    await staffed.says(ADMIN, "admin Adele Vance")
    await staffed.says(ADMIN, "admin off Adele Vance")
    assert "Only an admin can" in (await staffed.says(ADELE, "pause all")).text


async def test_a_closed_pledge_gets_no_new_date(staffed: Town) -> None:
    await staffed.says(ADMIN, "close CP-1")
    assert "CP-1 is closed" in (await staffed.says(ADMIN, "due CP-1 31 January 2027")).text
