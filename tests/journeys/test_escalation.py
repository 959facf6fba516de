"""A silent owner: told first, then the post above is asked whom to ask, then the director; an answer stops it."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest

from bot.clock import moment_of
from bot.rehearsal.teams_world import Message
from dialogs.chasing import rows_of
from pledges.pledge import Publication
from scheduler.plan import plan
from tests.journeys.town import ADMIN, LONDON, Town

ADELE, MEGAN, BRYN, OWEN = "Adele Vance", "Megan Bowen", "Bryn Rees", "Owen Hart"
CHILDREN = "Children's Services"
OWNERS, ABOVE = "Assistant Director, Safeguarding", "Head of Service, Children"


async def place(town: Town, title: str, above: str, deputy: str = "") -> None:
    """Have a post report to another."""
    async with town.db.begin() as tx:
        post, over = await tx.people.post(title), await tx.people.post(above)
        other = await tx.people.post(deputy) if deputy else None
        assert post
        assert over
        await tx.people.place(post.id, "", over.id, other.id if other else None)


@pytest.fixture
async def silent(staffed: Town) -> Town:
    """Adele reports to Bryn, who reports to the director, Megan. Escalation is on; CP-1 was due on 4 December."""
    await staffed.hires(BRYN, OWEN)
    await staffed.appoints(BRYN, ABOVE, CHILDREN)
    await place(staffed, OWNERS, ABOVE)
    await place(staffed, ABOVE, "Strategic Director, Children's Services")
    await staffed.says(ADMIN, f"escalation on {CHILDREN}")
    return staffed


async def goes_by(town: Town, first: str, last: str) -> None:
    """Every working day from one to another, in the morning."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        if day.weekday() < 5:
            await town.works(f"{day} 09:31")
        day += timedelta(days=1)


async def log(town: Town) -> list[tuple[str, str, str]]:
    async with town.db.read() as tx:
        found = [one async for one in tx.chase.all()]
    rows = rows_of(found, town.council.policy.zone, town.council.policy.today(town.clock()))
    return [(row["Asked on"], row["Of whom"], row["About"].partition(", for")[0]) for row in rows]


def card(town: Town, name: str, begins: str) -> Message:
    return next(m for m in reversed(town.chat(name)) if begins in town.sees(name, m))


async def test_nobody_above_is_asked_in_the_first_four_weeks_after_going_live(silent: Town) -> None:
    await silent.says(ADMIN, f"not live {CHILDREN}")
    await goes_by(silent, "2026-12-04", "2026-12-07")
    await silent.says(ADMIN, f"go live {CHILDREN}")
    await silent.presses(ADMIN, "Go live")
    await goes_by(silent, "2026-12-07", "2027-01-08")
    steps = [(day, about) for day, _, about in await log(silent)]
    assert steps[0] == ("2026-12-07", "is it still right?")
    assert min(day for day, about in steps if "somebody else" in about or "whom to ask" in about) >= "2027-01-04"
    assert max(day for day, about in steps if "whom to ask" in about) == "2027-01-07"


async def test_a_silent_owner_through_all_steps_as_the_chase_log_tells_it(silent: Town) -> None:
    await goes_by(silent, "2026-12-04", "2027-01-08")
    weekly = "weekly, past its date"
    assert await log(silent) == [
        ("2026-12-04", ADELE, "on the day"),
        ("2026-12-10", ADELE, weekly),
        ("2026-12-17", ADELE, weekly),
        ("2026-12-23", ADELE, "told that somebody else will be asked"),
        ("2026-12-24", ADELE, weekly),
        ("2026-12-24", BRYN, "whom to ask instead, as the post it reports to"),
        ("2026-12-31", ADELE, weekly),
        ("2026-12-31", MEGAN, "whom to ask instead, as the director"),
        ("2027-01-07", ADELE, weekly),
        ("2027-01-07", "the admins", "told that there was no answer"),
    ]
    history = silent.sees(ADMIN, await silent.says(ADMIN, "history CP-1"))
    told = "Assistant Director, Safeguarding is told that the Head of Service, Children will be asked on 24 December"
    assert told in history
    assert "the Strategic Director, Children's Services is asked whom to ask about it" in history


async def to_the_senior(town: Town) -> None:
    """Until the post above has been asked, on 24 December."""
    await goes_by(town, "2026-12-07", "2026-12-24")


async def test_the_owner_is_told_and_an_answer_stops_it(silent: Town) -> None:
    await goes_by(silent, "2026-12-07", "2026-12-22")
    why = silent.sees(ADMIN, await silent.says(ADMIN, "why CP-1"))
    assert "Next: on Wednesday 23 December its owner is told that the Head of Service, Children will be asked" in why
    await silent.works("2026-12-23 09:31")
    seen = silent.sees(ADELE)
    assert "On Thursday 24 December I will ask the Head of Service, Children who should answer for it" in seen
    answer = await silent.presses(ADELE, "On track")
    assert "recorded as" in str(answer.card)
    await goes_by(silent, "2026-12-24", "2027-01-12")
    assert [row for row in await log(silent) if row[1] in (BRYN, MEGAN)] == []
    await goes_by(silent, "2027-01-13", "2027-01-14")
    told = ["told that somebody else will be asked", "weekly, past its date"]
    assert [row[2] for row in await log(silent) if row[1] == ADELE][-2:] == told
    assert (await log(silent))[-1][:2] == ("2027-01-14", BRYN)


async def test_an_answer_of_the_owner_is_seen_on_the_seniors_card(silent: Town) -> None:
    await to_the_senior(silent)
    asked = card(silent, BRYN, "Who should I ask")
    seen = silent.sees(BRYN, asked)
    assert "Who should I ask about CP-1?" in seen
    assert "With Adele Vance, Assistant Director, Safeguarding" in seen
    assert "Asked, and delivered, on 7, 10 and 17 December." in seen
    assert "Told on Wednesday 23 December that you would be asked." in seen
    await silent.says(ADELE, "CP-1 at risk, HR has a vacancy")
    await silent.works("2026-12-24 10:31")
    assert silent.sees(BRYN, asked) == (
        "Thank you: there is nothing left to ask you\nCP-1 · Build a training programme\n✓ Answered: at risk."
    )
    assert "Nobody above an owner" in silent.sees(ADMIN, await silent.says(ADMIN, "list escalated"))


async def test_an_answer_that_is_taken_back_has_the_question_stand_again(silent: Town) -> None:
    await to_the_senior(silent)
    asked = card(silent, BRYN, "Who should I ask")
    await silent.says(ADELE, "CP-1 at risk, HR has a vacancy")
    await silent.works("2026-12-24 09:35")
    assert "Answered: at risk" in silent.sees(BRYN, asked)
    await silent.says(ADELE, "undo")
    await silent.works("2026-12-24 09:36")
    assert "Who should I ask about CP-1?" in silent.sees(BRYN, asked)
    listed = silent.sees(ADMIN, await silent.says(ADMIN, "list escalated"))
    assert "Bryn Rees, Head of Service, Children, was asked on Thursday 24 December whom to ask" in listed
    await goes_by(silent, "2026-12-25", "2026-12-31")
    assert ("2026-12-31", MEGAN, "whom to ask instead, as the director") in await log(silent)


async def test_asked_again_the_owner_has_as_long_as_before(silent: Town) -> None:
    await to_the_senior(silent)
    answer = await silent.presses(BRYN, "Ask again", card(silent, BRYN, "Who should I ask"))
    assert "✓ Adele Vance, Assistant Director, Safeguarding is asked again." in str(answer.card)
    await goes_by(silent, "2026-12-25", "2027-01-14")
    after = [row for row in await log(silent) if row[0] > "2026-12-24"]
    assert after == [
        ("2026-12-31", ADELE, "weekly, past its date"),
        ("2027-01-07", ADELE, "weekly, past its date"),
        ("2027-01-13", ADELE, "told that somebody else will be asked"),
        ("2027-01-14", ADELE, "weekly, past its date"),
        ("2027-01-14", BRYN, "whom to ask instead, as the post it reports to"),
    ]
    history = silent.sees(ADMIN, await silent.says(ADMIN, "history CP-1"))
    assert "Bryn Rees, who was asked whom to ask: Adele Vance, Assistant Director, Safeguarding is asked" in history


async def test_a_senior_gives_it_to_somebody_else(silent: Town) -> None:
    await to_the_senior(silent)
    asked = card(silent, BRYN, "Who should I ask")
    unclear = await silent.presses(BRYN, "Give it to them", asked, given={"who.CP-1": "Owen Hert"})
    assert "Owen Hart" in str(unclear.card)
    given = await silent.presses(BRYN, "Give it to them", asked, given={"who.CP-1": "Owen Hart"})
    assert "✓ It goes to Owen Hart." in str(given.card)
    assert (await silent.pledge("CP-1")).lead.title == OWEN
    await silent.works("2026-12-28 09:31")
    assert "Build a training programme" in silent.sees(OWEN)
    assert "CP-1" in silent.sees(ADELE)
    await goes_by(silent, "2026-12-29", "2027-01-07")
    assert not [row for row in await log(silent) if row[1] == MEGAN]


async def test_a_senior_answers_in_the_owners_place(silent: Town) -> None:
    await to_the_senior(silent)
    asked = card(silent, BRYN, "Who should I ask")
    await silent.presses(BRYN, "At risk", asked, given={"say.CP-1": "The trainer has left"})
    pledge = await silent.pledge("CP-1")
    assert pledge.last
    assert (pledge.last.status.value, pledge.last.note) == ("at risk", "The trainer has left")
    assert pledge.lead.title == OWNERS
    assert "✓ Answered by Bryn Rees: at risk." in silent.sees(BRYN, asked)
    assert "Taken back" in (await silent.says(BRYN, "undo")).text
    assert (await silent.pledge("CP-1")).last is None


async def test_nobody_but_whoever_was_asked_replies(silent: Town) -> None:
    await to_the_senior(silent)
    refused = await silent.presses(OWEN, "Ask again", card(silent, BRYN, "Who should I ask"))
    assert "nothing was changed" in str(refused.card) + refused.text


async def test_what_is_held_is_asked_of_nobody_above(silent: Town) -> None:
    await goes_by(silent, "2026-12-07", "2026-12-23")
    said = await silent.says(ADMIN, "hold CP-1 because the post is being filled")
    assert said.text == "CP-1 is held: nobody above its owner is asked. “hold CP-1 off” lets it go."
    await goes_by(silent, "2026-12-24", "2027-01-07")
    assert not [row for row in await log(silent) if row[1] in (BRYN, MEGAN)]
    for command in ("why CP-1", "chase CP-1"):
        seen = silent.sees(ADMIN, await silent.says(ADMIN, command))
        assert "Nobody above its owner is asked: held back by Lynne Robbins on Wednesday 23 December 2026" in seen
    assert "held back: the post is being filled" in silent.sees(ADMIN, await silent.says(ADMIN, "history CP-1"))
    await silent.says(ADMIN, "hold CP-1 off")
    assert "CP-1 is held again." in (await silent.says(ADMIN, "undo")).text


async def test_switched_off_midway_nobody_is_asked_and_switched_on_it_begins_anew(silent: Town) -> None:
    await to_the_senior(silent)
    assert "only owners are asked" in (await silent.says(ADMIN, f"escalation off {CHILDREN}")).text
    await goes_by(silent, "2026-12-25", "2027-01-07")
    assert not [row for row in await log(silent) if row[1] == MEGAN]
    await silent.says(ADMIN, f"escalation on {CHILDREN}")
    await silent.works("2027-01-13 09:31")
    assert (await log(silent))[-1] == ("2027-01-13", ADELE, "told that somebody else will be asked")


async def test_admins_alone_switch_it_see_it_and_take_it_back(silent: Town) -> None:
    state = silent.sees(ADMIN, await silent.says(ADMIN, "escalation"))
    assert "Escalation is on for 1 of 1 directorate" in state
    assert "Only an admin can" in (await silent.says(ADELE, "escalation off Children's Services")).text
    await silent.presses(ADMIN, "Switch off")
    assert "Escalation is on for Children's Services again." in (await silent.says(ADMIN, "undo")).text


async def test_an_away_senior_is_asked_through_their_cover_and_without_one_it_waits(silent: Town) -> None:
    await silent.says(BRYN, "away 21 December - 4 January, cover Owen Hart")
    await to_the_senior(silent)
    assert "Asked in the place of Bryn Rees, Head of Service, Children" in silent.sees(
        OWEN, card(silent, OWEN, "Who should I ask")
    )
    await silent.says(MEGAN, "away 28 December - 8 January")
    await goes_by(silent, "2026-12-25", "2027-01-14")
    steps = [row for row in await log(silent) if row[1] in (BRYN, MEGAN)]
    assert [(day, who) for day, who, _ in steps] == [("2026-12-24", BRYN), ("2027-01-14", MEGAN)]


async def test_a_vacant_post_above_is_passed_over_and_nobody_is_asked_twice(silent: Town) -> None:
    await silent.says(ADMIN, f"vacate {ABOVE}")
    await goes_by(silent, "2026-12-07", "2027-01-07")
    steps = [row for row in await log(silent) if row[1] in (BRYN, MEGAN, "the admins")]
    assert [(day, who) for day, who, _ in steps] == [("2026-12-24", MEGAN), ("2026-12-31", "the admins")]


async def test_above_a_councillor_nobody_is_asked_and_the_admins_are_told_the_way_once(silent: Town) -> None:
    await silent.hires("Cllr Rhian Pugh")
    await silent.appoints("Cllr Rhian Pugh", "Lead Member for Children", CHILDREN)
    await place(silent, "Lead Member for Children", ABOVE)
    await silent.promises("Visit each home", "Lead Member for Children", "2026-12-04")
    await silent.presses(ADELE, "Done", (await silent.says(ADELE, "show CP-1")))
    await goes_by(silent, "2026-12-07", "2027-01-14")
    steps = [row for row in await log(silent) if row[1] in (BRYN, MEGAN, "the admins")]
    assert steps == [("2026-12-24", "the admins", "told that there was no answer")]
    told = silent.sees(ADMIN, card(silent, ADMIN, "No answer yet about CP-2"))
    assert "Nobody above is asked, because its owner is a councillor." in told
    assert "You may turn to the chair of the Panel, through democratic services." in told


async def test_for_a_partners_directorate_the_agreed_way_is_told(silent: Town) -> None:
    await silent.appoints(OWEN, "Inspector", "Police")
    await silent.appoints(MEGAN, "Superintendent", "Police", director=True)
    await silent.promises("Share what is known of missing children", "Inspector", "2026-12-04")
    said = await silent.says(ADMIN, "escalation on Police through the partnership manager")
    assert (
        "Nobody above its owners is asked: the admins are told, and may turn to the partnership manager." in said.text
    )
    await goes_by(silent, "2026-12-07", "2026-12-24")
    told = silent.sees(ADMIN, card(silent, ADMIN, "No answer yet about CP-2"))
    assert "You may turn to the partnership manager." in told


async def test_before_the_first_day_nobody_above_is_asked(silent: Town) -> None:
    directorate = await silent.directorate(CHILDREN)
    async with silent.db.begin() as tx:
        await tx.escalating.spare(directorate.id, date(2027, 1, 4), None, silent.clock())
    await goes_by(silent, "2026-12-07", "2027-01-07")
    steps = [row for row in await log(silent) if not row[2].startswith("weekly")]
    assert [(day, who) for day, who, _ in steps if who != ADELE or day > "2026-12-10"] == [
        ("2027-01-06", ADELE),
        ("2027-01-07", BRYN),
    ]


async def test_several_ticks_and_a_restart_between_change_nothing(silent: Town) -> None:
    await goes_by(silent, "2026-12-07", "2026-12-22")
    for at in ("2026-12-23 09:31", "2026-12-23 09:32", "2026-12-23 14:00", "2026-12-24 09:30", "2026-12-24 09:45"):
        await silent.works(at)
    asked = [m for m in silent.chat(BRYN) if "Who should I ask" in silent.sees(BRYN, m)]
    assert len(asked) == 1


async def test_a_warning_that_has_not_arrived_lets_nobody_else_be_asked(silent: Town) -> None:
    await goes_by(silent, "2026-12-07", "2026-12-22")
    silent.teams.blocks(silent.people[ADELE])
    await goes_by(silent, "2026-12-23", "2027-01-14")
    assert not [row for row in await log(silent) if row[1] in (BRYN, MEGAN)]


async def test_an_extension_that_is_asked_for_stops_it(silent: Town) -> None:
    await to_the_senior(silent)
    await silent.says(ADELE, "CP-1 need two more weeks, HR vacancy")
    await goes_by(silent, "2026-12-25", "2027-01-07")
    assert not [row for row in await log(silent) if "director" in row[2]]


async def test_a_new_holder_of_the_owners_post_begins_with_nothing_behind_them(silent: Town) -> None:
    await to_the_senior(silent)
    asked = card(silent, BRYN, "Who should I ask")
    await silent.says(ADMIN, f"hand over {OWNERS} to Owen Hart from 28 December")
    await silent.works("2026-12-28 10:00")
    assert "✓ It is with Owen Hart, Assistant Director, Safeguarding now." in silent.sees(BRYN, asked)
    await goes_by(silent, "2026-12-29", "2027-01-07")
    assert not [row for row in await log(silent) if row[1] == MEGAN]


async def test_a_covers_card_says_too_what_became_of_it(silent: Town) -> None:
    await silent.says(BRYN, "away 21 December - 4 January, cover Owen Hart")
    await to_the_senior(silent)
    asked = card(silent, OWEN, "Who should I ask")
    await silent.says(ADMIN, f"escalation off {CHILDREN}")
    await silent.works("2026-12-24 11:00")
    assert "✓ Escalation was switched off." in silent.sees(OWEN, asked)


async def test_two_copies_of_the_program_take_each_step_once(silent: Town) -> None:
    await goes_by(silent, "2026-12-07", "2026-12-22")
    for at in ("2026-12-23 09:31", "2026-12-24 09:31"):
        silent.clock.to(moment_of(at, LONDON))
        told = (silent.db, silent.council.policy, silent.clock(), silent.council.admins)
        await asyncio.gather(plan(*told), plan(*told))
        await silent.works()
    steps = [row for row in await log(silent) if "asked" in row[2] or "whom" in row[2]]
    assert [(day, who) for day, who, _ in steps] == [("2026-12-23", ADELE), ("2026-12-24", BRYN)]
    assert len([m for m in silent.chat(BRYN) if "Who should I ask" in silent.sees(BRYN, m)]) == 1


async def test_one_card_a_week_asks_a_senior_about_all_that_waits(silent: Town) -> None:
    await silent.promises("Agree a package", OWNERS, "2026-12-03")
    await silent.promises("Publish the plan", OWNERS, "2026-12-02", publication=Publication.RESTRICTED)
    await to_the_senior(silent)
    [asked] = [m for m in silent.chat(BRYN) if "Who should I ask" in silent.sees(BRYN, m)]
    seen = silent.sees(BRYN, asked)
    assert "Who should I ask about these 3?" in seen
    assert ("Agree a package" in seen, "Publish the plan" in seen) == (True, False)
    assert "A pledge that is not for publication" in seen
    answer = await silent.presses(BRYN, "At risk", asked, given={"say.CP-1": "Two of three are trained"})
    assert "Who should I ask about CP-2 and CP-3?" in str(answer.card)


async def test_whoever_is_asked_by_hand_is_left_to_the_admins(silent: Town) -> None:
    await silent.says(ADMIN, f"by hand {ADELE}")
    for day in ("2026-12-10", "2026-12-17"):
        await silent.works(f"{day} 09:31")
        await silent.presses(ADMIN, "Sent", card(silent, ADMIN, "To ask by hand"))
    await goes_by(silent, "2026-12-18", "2026-12-24")
    told = silent.sees(ADMIN, card(silent, ADMIN, "No answer yet about CP-1"))
    assert "because its owner is asked by hand" in told
    assert not [row for row in await log(silent) if row[1] == BRYN]


async def test_a_new_date_on_the_pledge_ends_what_was_asked_about_the_old_one(silent: Town) -> None:
    await to_the_senior(silent)
    asked = card(silent, BRYN, "Who should I ask")
    await silent.says(ADMIN, "due CP-1 26 February 2027")
    await silent.works("2026-12-24 11:00")
    assert "✓ It is due on Friday 26 February 2027 now." in silent.sees(BRYN, asked)


async def test_the_word_to_the_owner_is_a_part_of_their_one_message_of_the_day(silent: Town) -> None:
    await silent.promises("Agree a package", OWNERS, "2026-12-25")
    await goes_by(silent, "2026-12-07", "2026-12-22")
    before = len(silent.chat(ADELE))
    await silent.works("2026-12-23 09:31")
    [message] = silent.chat(ADELE)[before:]
    seen = silent.sees(ADELE, message)
    assert "Agree a package" in seen
    assert "On Thursday 24 December I will ask the Head of Service, Children" in seen
    await silent.says(ADELE, "CP-1 on track, the trainer is back")
    await silent.works("2026-12-23 09:40")
    seen = silent.sees(ADELE, message)
    assert "Thank you: nobody else is asked" in seen
    assert "Agree a package" in seen
