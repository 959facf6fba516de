"""Posts change hands: what the post leads goes along on the day, and everybody hears what they must."""

from __future__ import annotations

from pledges.pledge import Owner, OwnerKind
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
SAFEGUARDING = "Assistant Director, Safeguarding"
NOBODY_YET = Owner(kind=OwnerKind.TBC, title="to be confirmed", words="Health – TBC")


async def test_a_post_is_handed_over_on_its_day_and_not_before(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    said = await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Isaiah Langer from 16 November')
    assert said.text == (
        "Isaiah Langer will be Assistant Director, Safeguarding from Monday 16 November. "
        "Open pledges that go along: 1. Isaiah Langer gets a card to take them on, and whoever leaves hears of it."
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
        dropped = [row.outcome for row in await tx.deliveries.listed(("dropped",)) if row.kind == "nudge"]
    assert dropped == ["handed over"]


async def test_somebody_acts_for_a_while_and_the_post_comes_back_by_itself(staffed: Town) -> None:
    said = await staffed.says(
        ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen acting from 9 November until 13 November'
    )
    assert "Megan Bowen will be acting Assistant Director, Safeguarding from Monday 9 November until" in said.text
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
    assert "Megan Bowen will be interim Assistant Director, Safeguarding from Monday 9 November." in done.text
    assert "I don't know a post “Chief Gardener”" in staffed.sees(
        ADMIN, await staffed.says(ADMIN, "hand over Chief Gardener to Megan Bowen")
    )


async def test_only_an_admin_hands_over(staffed: Town) -> None:
    assert "Only an admin can" in (await staffed.says(ADELE, f'hand over "{SAFEGUARDING}" to Megan Bowen')).text
    assert "Only an admin can" in (await staffed.says(ADELE, f'vacate "{SAFEGUARDING}"')).text


async def test_a_vacant_post_is_listed_and_nobody_is_asked_until_it_is_filled(staffed: Town) -> None:
    assert "Every post that leads an open pledge is held" in staffed.sees(
        ADMIN, await staffed.says(ADMIN, "list vacant")
    )
    said = await staffed.says(ADMIN, f'vacate "{SAFEGUARDING}" from 16 November')
    assert "Assistant Director, Safeguarding will be vacant from Monday 16 November." in said.text
    await staffed.works("2026-11-16 10:00")
    assert "has nobody at the moment, and the admins know" in staffed.sees(ADELE)
    assert "CP-1 **Build a training programme**" in staffed.sees(ADMIN, await staffed.says(ADMIN, "list vacant"))
    heard = len(staffed.chat(ADELE))
    await staffed.works("2026-11-20 10:00")
    assert len(staffed.chat(ADELE)) == heard
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen')
    await staffed.works("2026-11-20 10:01")
    assert "You are now Assistant Director, Safeguarding" in staffed.sees(MEGAN)
    assert "Every post that leads an open pledge is held" in staffed.sees(
        ADMIN, await staffed.says(ADMIN, "list vacant")
    )


async def test_monday_brings_the_admins_one_card_with_what_nobody_can_be_asked_about(staffed: Town) -> None:
    await staffed.promises("Lead on the theme Health", SAFEGUARDING, None, owners=(NOBODY_YET,))
    await staffed.says(ADMIN, f'vacate "{SAFEGUARDING}"')
    await staffed.works("2026-11-06 10:00")
    heard = len(staffed.chat(ADMIN))
    await staffed.works("2026-11-09 09:29")
    assert len(staffed.chat(ADMIN)) == heard
    for minute in ("09:30", "09:31", "12:00"):
        await staffed.works(f"2026-11-09 {minute}")
    assert len(staffed.chat(ADMIN)) == heard + 1
    seen = staffed.sees(ADMIN)
    assert "Owner to be confirmed (1)" in seen
    assert "Lead on the theme Health" in seen
    assert "Nobody holds the post (1)" in seen
    assert "Build a training programme" in seen
    await staffed.works("2026-11-10 10:00")
    await staffed.works("2026-11-16 09:30")
    assert len(staffed.chat(ADMIN)) == heard + 2


async def test_a_week_in_which_nothing_is_to_be_seen_to_brings_no_card(staffed: Town) -> None:
    heard = len(staffed.chat(ADMIN))
    await staffed.works("2026-11-09 10:00")
    assert len(staffed.chat(ADMIN)) == heard


async def test_history_says_in_which_post_each_change_was_made_and_who_held_it_when(staffed: Town) -> None:
    await staffed.says(ADELE, "update CP-1 at risk waiting for HR")
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen acting from 3 November')
    await staffed.works("2026-11-03 10:00")
    await staffed.says(MEGAN, "update CP-1 on track")
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "history CP-1"))
    assert "Adele Vance (Assistant Director, Safeguarding), by command" in seen
    assert "Megan Bowen (acting Assistant Director, Safeguarding), by command" in seen
    assert (
        "Assistant Director, Safeguarding: Adele Vance until Monday 2 November 2026; "
        "acting Megan Bowen from Tuesday 3 November 2026"
    ) in seen


async def test_joint_holders_of_a_post_are_both_asked_and_either_may_answer(staffed: Town) -> None:
    said = await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen jointly from 9 November')
    assert "jointly with whoever holds it" in said.text
    await staffed.works("2026-11-09 10:00")
    seen = staffed.sees(MEGAN)
    assert "You are now Assistant Director, Safeguarding" in seen
    assert "You hold it jointly with Adele Vance." in seen
    assert "Your pledges: 1 open" in staffed.sees(ADELE, await staffed.says(ADELE, "mine"))
    await staffed.works("2026-11-20 09:30")
    adeles, megans = staffed.chat(ADELE)[-1], staffed.chat(MEGAN)[-1]
    assert adeles.summary.startswith("CP-1: Build a training programme")
    assert megans.summary.startswith("CP-1: Build a training programme")
    await staffed.presses(MEGAN, "At risk")
    await staffed.works()
    assert "Answered by **Megan Bowen (Assistant Director, Safeguarding)**." in staffed.sees(ADELE, adeles)
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "history CP-1"))
    assert "Megan Bowen jointly from Monday 9 November 2026" in seen


async def test_who_holds_a_post_jointly_no_more_hears_so_and_is_asked_no_more(staffed: Town) -> None:
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen jointly from 9 November until 20 November')
    await staffed.works("2026-11-20 09:30")
    nudge = staffed.chat(MEGAN)[-1]
    await staffed.works("2026-11-23 09:30")
    assert "You no longer answer for Assistant Director, Safeguarding" in staffed.sees(MEGAN)
    assert "is now with **Adele Vance, Assistant Director, Safeguarding**" in staffed.sees(MEGAN, nudge)
    assert "CP-1 belongs to" in (await staffed.says(MEGAN, "update CP-1 on track")).text


async def test_a_post_is_entered_with_all_that_stands_about_it_in_one_line(staffed: Town) -> None:
    boss = "Strategic Director, Children's Services"
    said = await staffed.says(
        ADMIN, f'post "Head of Fostering" in Fostering Foundation, service Fostering, reports to {boss}'
    )
    assert said.text.endswith("I did not know Fostering Foundation before and have entered it.")
    async with staffed.db.read() as tx:
        entered, above = await tx.people.post("Head of Fostering"), await tx.people.post(boss)
    assert entered is not None
    assert above is not None
    assert (entered.service, entered.reports_to) == ("Fostering", above.id)
    again = await staffed.says(ADMIN, 'post "Head of Service Improvement" in Fostering Foundation')
    assert again.text.startswith(
        "I have entered the post Head of Service Improvement, Fostering Foundation. Nobody holds it"
    )


async def test_row_2_a_theme_without_a_holder_stands_on_the_list_until_it_is_filled(staffed: Town) -> None:
    await staffed.promises("Lead on the theme Health", SAFEGUARDING, "2026-11-27", owners=(NOBODY_YET,))
    await staffed.works("2026-11-13 10:00")
    assert "Health" not in "".join(m.summary for who in (ADELE, MEGAN) for m in staffed.chat(who))
    listed = staffed.sees(ADMIN, await staffed.says(ADMIN, "list tbc"))
    assert "CP-2 **Lead on the theme Health**" in listed
    assert "to be confirmed (“Health – TBC”)" in listed
    await staffed.hires("Cllr Dunmore")
    await staffed.says(ADMIN, "reassign CP-2 to Cllr Dunmore")
    await staffed.works("2026-11-13 10:05")
    assert "New for you: 1 pledge. CP-2 Lead on the theme Health" in staffed.chat("Cllr Dunmore")[-1].summary
    assert "Every open pledge has an owner" in staffed.sees(ADMIN, await staffed.says(ADMIN, "list tbc"))


async def test_row_25_a_supporting_owner_answers_and_the_leads_card_says_who_did(staffed: Town) -> None:
    said = await staffed.says(
        ADMIN, f"assign Amend the checklist to {SAFEGUARDING}/Megan Bowen and CPP Panel Members by 4 December"
    )
    assert f"is with {SAFEGUARDING}, helped by Megan Bowen and CPP Panel Members." in said.text
    owners = (await staffed.pledge("CP-2")).owners
    assert [o.title for o in owners] == [SAFEGUARDING, MEGAN, "CPP Panel Members"]
    assert owners[0].words == f"{SAFEGUARDING}/Megan Bowen and CPP Panel Members"
    await staffed.works()
    await staffed.presses(ADELE, "Mine")
    await staffed.works("2026-11-20 09:30")
    nudge = staffed.chat(ADELE)[-1]
    await staffed.says(MEGAN, "update CP-2 on track the Panel has seen the draft")
    await staffed.works()
    seen = staffed.sees(ADELE, nudge)
    assert "Answered by **Megan Bowen**." in seen
    assert "recorded as **on track**" in seen
    async with staffed.db.read() as tx:
        [heard] = await tx.register.updates("CP-2")
        told = await tx.people.get(heard.by) if heard.by else None
    assert told
    assert (told.name, heard.note) == (MEGAN, "the Panel has seen the draft")
    assert "Megan Bowen, by command" in staffed.sees(ADMIN, await staffed.says(ADMIN, "history CP-2"))


async def test_row_26_an_office_of_the_panel_keeps_its_pledge_when_its_holder_changes(staffed: Town) -> None:
    await staffed.hires("Cllr Ashdown", "Cllr Birkett")
    entered = await staffed.says(ADMIN, 'post "Deputy Chair" in Corporate Parenting Panel')
    assert "I have entered the post Deputy Chair, Corporate Parenting Panel. Nobody holds it" in entered.text
    await staffed.says(ADMIN, 'hand over "Deputy Chair" to Cllr Ashdown')
    await staffed.works("2026-11-02 10:00")
    assigned = await staffed.says(
        ADMIN, "assign Pursue a council-wide Participation Strategy to Deputy Chair by 4 December"
    )
    assert "is with Deputy Chair." in assigned.text
    await staffed.works_next_morning()
    assert "New for you" in staffed.sees("Cllr Ashdown")
    await staffed.presses("Cllr Ashdown", "Mine")
    await staffed.says(ADMIN, 'hand over "Deputy Chair" to Cllr Birkett from 16 November')
    await staffed.works("2026-11-16 10:00")
    assert "You are now Deputy Chair" in staffed.sees("Cllr Birkett")
    assert "You no longer answer for Deputy Chair" in staffed.sees("Cllr Ashdown")
    pledge = await staffed.pledge("CP-2")
    assert (pledge.lead.kind, pledge.lead.title) == (OwnerKind.POST, "Deputy Chair")
    seen = staffed.sees(ADMIN, await staffed.says(ADMIN, "history CP-2"))
    assert "Deputy Chair: Cllr Ashdown from Monday 2 November 2026 until Sunday 15 November 2026; Cllr Birkett" in seen


async def test_whoever_is_asked_by_hand_hears_of_a_post_from_an_admin_and_of_no_card_that_waits(staffed: Town) -> None:
    await staffed.hires("Cllr Ashdown", install=False)
    async with staffed.db.begin() as tx:
        await tx.people.add("Cllr Ashdown", None, None)
    await staffed.says(ADMIN, "by hand Cllr Ashdown")
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Cllr Ashdown')
    await staffed.works("2026-11-02 10:00")
    seen = staffed.sees(ADMIN)
    assert f"Cllr Ashdown, who is asked by hand, holds {SAFEGUARDING} from today." in seen
    assert "CP-1 “Build a training programme”" in seen
    async with staffed.db.read() as tx:
        assert await tx.deliveries.listed(("held",)) == []
    await staffed.works("2026-11-20 09:30")
    assert "To ask by hand: Cllr Ashdown" in staffed.sees(ADMIN)
