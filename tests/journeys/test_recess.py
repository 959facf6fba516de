"""Recess and the pre-election period pause what councillors are asked, and nobody else's questions."""

from __future__ import annotations

from tests.journeys.town import ADMIN, Town

ADELE, COUNCILLOR = "Adele Vance", "Cllr Rosa Ashdown"
POST = "Lead Member for Children"


async def with_a_councillor(town: Town) -> str:
    await town.hires(COUNCILLOR)
    await town.appoints(COUNCILLOR, POST, "Members")
    return await town.promises("Visit each children's home", POST, "2026-12-04")


async def test_a_councillor_is_asked_on_the_first_working_day_after_and_an_officer_as_ever(staffed: Town) -> None:
    ref = await with_a_councillor(staffed)
    said = await staffed.says(ADMIN, "recess 9 November - 29 November")
    assert "Added: recess, Monday 9 November to Sunday 29 November" in str(said.card)
    assert COUNCILLOR in str(said.card)
    await staffed.works("2026-11-19 09:30")
    officer, councillor = len(staffed.chat(ADELE)), len(staffed.chat(COUNCILLOR))
    await staffed.works("2026-11-20 09:30")
    await staffed.works("2026-11-27 09:30")
    assert len(staffed.chat(ADELE)) == officer + 1
    assert len(staffed.chat(COUNCILLOR)) == councillor
    await staffed.works("2026-11-30 09:30")
    assert len(staffed.chat(COUNCILLOR)) == councillor + 1
    assert "Visit each children's home" in staffed.sees(COUNCILLOR)
    assert (await staffed.pledge(ref)).asking.rung == "10"


async def test_the_day_that_a_councillor_is_promised_is_none_of_a_recess(staffed: Town) -> None:
    await with_a_councillor(staffed)
    await staffed.says(ADMIN, "recess 30 November - 2 December")
    await staffed.works("2026-11-20 09:30")
    answer = await staffed.presses(COUNCILLOR, "On track")
    assert "Next question: Thursday 3 December" in str(answer.card)
    await staffed.works("2026-12-02 09:30")
    before = len(staffed.chat(COUNCILLOR))
    await staffed.works("2026-12-03 09:30")
    assert len(staffed.chat(COUNCILLOR)) == before + 1


async def test_a_period_is_removed_by_its_button_or_by_words_and_history_keeps_both(staffed: Town) -> None:
    await staffed.says(ADMIN, "recess 20 July - 4 September")
    await staffed.says(ADMIN, "pre-election 24 March - 7 May")
    removed = await staffed.presses(ADMIN, "Remove this recess")
    assert "Removed: recess, Tuesday 20 July 2027 to Saturday 4 September 2027" in str(removed.card)
    said = await staffed.says(ADMIN, "pre-election remove 24 March")
    assert "Removed: pre-election period, Wednesday 24 March 2027" in str(said.card)
    assert "Taken back" in (await staffed.says(ADMIN, "undo")).text
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "policy history"))
    assert "**Pre-election period**: Wednesday 24 March 2027 to Friday 7 May 2027" in seen
    assert seen.count("Added: pre-election period") == 2
    assert seen.count("Removed: recess") == 1


async def test_days_that_cannot_be_are_asked_for_again_as_they_were_typed(staffed: Town) -> None:
    again = str((await staffed.says(ADMIN, "recess 4 September - 20 July 2027")).card)
    assert "comes before" in again or "more than 120 days" in again
    await staffed.says(ADMIN, "recess 20 July - 4 September")
    again = str((await staffed.says(ADMIN, "recess 1 September - 10 September")).card)
    assert "There is a recess from Tuesday 20 July 2027 to Saturday 4 September 2027 already" in again
    assert "1 September" in again
    assert "First day" in str((await staffed.says(ADMIN, "recess")).card)


async def test_a_member_champion_of_a_theme_is_a_councillor_and_an_officer_champion_is_not(staffed: Town) -> None:
    await with_a_councillor(staffed)
    await staffed.says(ADMIN, 'plan add "Improvement Plan"')
    await staffed.says(ADMIN, 'theme add 1 "Housing" to "Improvement Plan"')
    await staffed.says(ADMIN, "champion Housing member Megan Bowen")
    await staffed.says(ADMIN, "champion Housing officer Adele Vance")
    async with staffed.db.read() as tx:
        known = await tx.councillors.on(staffed.council.policy.today(staffed.clock()))
        names = {(await tx.people.get(each)).name for each in known}
    assert names == {COUNCILLOR, "Megan Bowen"}
