"""Posts change hands: what the post leads goes along on the day, and everybody hears what they must."""

from __future__ import annotations

from tests.journeys.town import ADMIN, Town

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
SAFEGUARDING = "Assistant Director, Safeguarding"


async def test_a_post_is_handed_over_on_its_day_and_not_before(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    said = await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Isaiah Langer from 16 November')
    assert said.text == (
        "Isaiah Langer is Assistant Director, Safeguarding from Monday 16 November. Open pledges that go along: 1. "
        "Isaiah Langer gets a card to take them on, and whoever leaves hears of it."
    )
    await staffed.works("2026-11-15 18:00")
    assert "Your pledges: 1 open" in staffed.sees(ADELE, await staffed.says(ADELE, "mine"))
    await staffed.works("2026-11-16 00:01")
    assert "You have no open pledges" in staffed.sees(ADELE, await staffed.says(ADELE, "mine"))
    heard = len(staffed.chat(ISAIAH))
    await staffed.works("2026-11-16 09:29")
    assert len(staffed.chat(ISAIAH)) == heard
    await staffed.works("2026-11-16 09:30")
    seen = staffed.sees(ISAIAH)
    assert "You are now Assistant Director, Safeguarding" in seen
    assert "Adele Vance answered for this post before you" in seen
    assert "Build a training programme" in seen
    assert "You no longer answer for Assistant Director, Safeguarding" in staffed.sees(ADELE)
    for _ in range(2):
        await staffed.works()
    assert len(staffed.chat(ISAIAH)) == heard + 1


async def test_the_new_holder_accepts_and_is_asked_on_the_next_rung(staffed: Town) -> None:
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen from 16 November')
    await staffed.works("2026-11-16 10:00")
    answer = await staffed.presses(MEGAN, "Accept")
    assert "You have taken this on" in str(answer.card)
    assert (await staffed.pledge("CP-1")).asking.accepted
    await staffed.works("2026-11-20 10:00")
    assert staffed.chat(MEGAN)[-1].summary.startswith("CP-1: Build a training programme")


async def test_the_usual_answers_stand_on_the_hand_over_card(staffed: Town) -> None:
    await staffed.says(ADELE, "update CP-1 at risk waiting for HR")
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen')
    await staffed.works("2026-11-02 10:00")
    seen = staffed.sees(MEGAN)
    assert "Last word, Monday 2 November: **at risk** – “waiting for HR”" in seen
    assert "Next question: Friday 20 November" in seen
    answer = await staffed.presses(MEGAN, "On track")
    assert "recorded as **on track**" in str(answer.card)
    assert "You have taken this on" in str(answer.card)


async def test_the_leavers_open_card_says_whose_it_is_now_and_takes_no_answer(staffed: Town) -> None:
    await staffed.works("2026-11-20 09:30")
    nudge = staffed.chat(ADELE)[-1]
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen from today')
    stale = nudge.card
    await staffed.works("2026-11-20 09:45")
    assert nudge.updates == 1
    seen = staffed.sees(ADELE, nudge)
    assert "is now with **Megan Bowen, Assistant Director, Safeguarding**" in seen
    assert "On track" not in seen
    nudge.activity["attachments"][0]["content"] = stale
    refused = await staffed.presses(ADELE, "On track", nudge)
    assert "CP-1 belongs to Assistant Director, Safeguarding" in refused.text
    assert (await staffed.pledge("CP-1")).last is None


async def test_a_nudge_that_was_not_sent_is_dropped_and_the_question_put_to_the_new_holder(staffed: Town) -> None:
    await staffed.teams.uninstalls(staffed.people[ADELE])
    await staffed.works("2026-11-20 09:30")
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen')
    await staffed.works("2026-11-20 09:31")
    assert "You are now" in staffed.sees(MEGAN)
    before = len(staffed.chat(ADELE))
    await staffed.teams.installs(staffed.people[ADELE])
    await staffed.works("2026-11-20 09:32")
    assert [m.summary[:5] for m in staffed.chat(ADELE)[before:]] == ["Hello", "You n"]
    async with staffed.db.read() as tx:
        dropped = [row.outcome for row in await tx.outbox.listed(("dropped",)) if row.kind == "nudge"]
    assert dropped == ["handed over"]


async def test_somebody_acts_for_a_while_and_the_post_comes_back_by_itself(staffed: Town) -> None:
    said = await staffed.says(
        ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen acting from 9 November until 13 November'
    )
    assert "Megan Bowen is acting Assistant Director, Safeguarding from Monday 9 November until" in said.text
    assert "After that it is Adele Vance’s again." in said.text
    await staffed.works("2026-11-09 10:00")
    assert "You are now acting Assistant Director, Safeguarding" in staffed.sees(MEGAN)
    assert "It is yours until **Friday 13 November**" in staffed.sees(MEGAN)
    await staffed.says(MEGAN, "update CP-1 on track two sites visited")
    await staffed.works("2026-11-14 10:00")
    assert "Your pledges: 1 open" in staffed.sees(ADELE, await staffed.says(ADELE, "mine"))
    await staffed.works("2026-11-16 10:00")
    assert "You are now Assistant Director, Safeguarding" in staffed.sees(ADELE)
    assert "two sites visited" in staffed.sees(ADELE)


async def test_a_later_hand_over_says_which_plan_it_overrules(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen from 1 December')
    said = await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Isaiah Langer from 20 November')
    assert "What was planned (Megan Bowen from Tuesday 1 December) is off." in said.text


async def test_words_that_are_missing_are_asked_for_by_a_form(staffed: Town) -> None:
    form = await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}"')
    assert "Hand over a post" in staffed.sees(ADMIN, form)
    given = {"post": SAFEGUARDING, "to": "Megan Bowen", "how": "interim", "since": "31 February", "until": ""}
    again = await staffed.presses(ADMIN, "Hand it over", form, given=given)
    assert "There is no 31 February" in str(again.card)
    form.answers.clear()
    done = await staffed.presses(ADMIN, "Hand it over", form, given=given | {"since": "9 November"})
    assert "Megan Bowen is interim Assistant Director, Safeguarding from Monday 9 November." in done.text
    assert "I don't know a post “Chief Gardener”" in staffed.sees(
        ADMIN, await staffed.says(ADMIN, "hand over Chief Gardener to Megan Bowen")
    )


async def test_only_an_admin_hands_over(staffed: Town) -> None:
    assert "Only an admin can" in (await staffed.says(ADELE, f'hand over "{SAFEGUARDING}" to Megan Bowen')).text
    assert "Only an admin can" in (await staffed.says(ADELE, f'vacate "{SAFEGUARDING}"')).text
