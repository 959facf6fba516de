"""One promise with several owners: each is asked in their own way, and everybody sees who said what."""

from __future__ import annotations

import asyncio

import pytest

from bot.rehearsal.teams_world import Message
from pledges.pledge import Owner, OwnerKind, Status
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN, CLLR = "Adele Vance", "Megan Bowen", "Cllr Ashdown"
SAFEGUARDING, DIRECTOR = "Assistant Director, Safeguarding", "Strategic Director, Children's Services"
CHAMPION = "Champion for Housing"


@pytest.fixture
async def joint(staffed: Town) -> Town:
    """CP-2, led by the Assistant Director, helped by the Strategic Director and a councillor without Teams."""
    await staffed.hires(CLLR, install=False)
    await staffed.appoints(CLLR, CHAMPION, "Corporate Parenting Panel")
    await staffed.says(ADMIN, f"by hand {CLLR}")
    owners = tuple(
        [await owner(staffed, title, lead=title == SAFEGUARDING) for title in (SAFEGUARDING, DIRECTOR, CHAMPION)]
    )
    await staffed.promises("Amend the checklist", SAFEGUARDING, "2026-12-11", owners=owners)
    return staffed


async def owner(town: Town, title: str, *, lead: bool = False) -> Owner:
    async with town.db.read() as tx:
        post = await tx.people.post(title)
    assert post
    return Owner(kind=OwnerKind.POST, title=title, lead=lead, post=post.id)


async def asked(town: Town, at: str = "2026-11-27 09:30") -> tuple[Message, Message, Message]:
    """What Adele, Megan and the admin are sent on the first rung for CP-2."""
    await town.works("2026-11-20 09:30")
    await town.says(ADELE, "update CP-1 done")
    await town.works(at)
    return town.chat(ADELE)[-1], town.chat(MEGAN)[-1], town.chat(ADMIN)[-1]


async def told(town: Town, ref: str = "CP-2") -> list[tuple[str, Status]]:
    async with town.db.read() as tx:
        updates = await tx.register.updates(ref)
        return [((await tx.people.get(u.by)).name, u.status) for u in updates if u.by]


async def test_a_joint_owner_with_lead_and_supporters_is_asked_each_by_their_own_route(joint: Town) -> None:
    adeles, megans, admins = await asked(joint)
    assert adeles.summary.startswith("CP-2: Amend the checklist")
    assert megans.summary.startswith("CP-2: Amend the checklist")
    assert f"You help with this. {SAFEGUARDING} leads it." in joint.sees(MEGAN, megans)
    assert f"Asked too: {DIRECTOR} and {CHAMPION}. One answer is enough." in joint.sees(ADELE, adeles)
    assert "To ask by hand: Cllr Ashdown" in joint.sees(ADMIN, admins)
    for _ in range(2):
        await joint.works()
    assert (joint.chat(ADELE)[-1], joint.chat(MEGAN)[-1]) == (adeles, megans)


async def test_one_answer_is_recorded_with_who_gave_it_and_is_enough_for_all(joint: Town) -> None:
    adeles, megans, admins = await asked(joint)
    await joint.presses(MEGAN, "At risk", megans)
    await joint.works()
    assert await told(joint) == [(MEGAN, Status.AT_RISK)]
    assert f"Answered by **Megan Bowen ({DIRECTOR})**." in joint.sees(ADELE, adeles)
    assert "✓ CP-2: recorded as **at risk**" in joint.sees(ADMIN, admins)
    heard = len(joint.chat(ADELE)), len(joint.chat(MEGAN)), len(joint.chat(ADMIN))
    await joint.works("2026-12-01 10:00")
    assert (len(joint.chat(ADELE)), len(joint.chat(MEGAN)), len(joint.chat(ADMIN))) == heard
    assert "Megan Bowen (Strategic Director, Children's Services), by card" in joint.sees(
        ADMIN, await joint.says(ADMIN, "history CP-2")
    )


async def test_where_each_must_answer_the_questions_go_on_for_the_others_only(joint: Town) -> None:
    said = await joint.says(ADMIN, "each CP-2")
    assert f"Still to answer: {SAFEGUARDING}, {DIRECTOR} and {CHAMPION}." in said.text
    adeles, megans, _ = await asked(joint)
    answer = await joint.presses(MEGAN, "At risk", megans)
    assert f"Answered: {DIRECTOR}. Still to answer: {SAFEGUARDING} and {CHAMPION}." in str(answer.card)
    await joint.works()
    seen = joint.sees(ADELE, adeles)
    assert f"Each owner must answer. Answered: {DIRECTOR}. Still to answer: {SAFEGUARDING} and {CHAMPION}." in seen
    assert "On track" in seen
    heard = len(joint.chat(MEGAN))
    await joint.works("2026-12-09 09:30")
    assert joint.chat(ADELE)[-1] != adeles
    assert "To ask by hand: Cllr Ashdown" in joint.sees(ADMIN)
    await joint.presses(ADELE, "On track")
    await joint.says(ADMIN, "record for Cllr Ashdown: CP-2 on track, seen by the ward group (Panel 9 December)")
    assert len(joint.chat(MEGAN)) == heard + 1  # her answer is older than the rung of two days before
    assert await told(joint) == [(CLLR, Status.ON_TRACK), (ADELE, Status.ON_TRACK), (MEGAN, Status.AT_RISK)]


async def test_where_each_must_answer_it_is_done_when_each_has_said_so(joint: Town) -> None:
    await joint.says(ADMIN, "each CP-2")
    said = await joint.says(MEGAN, "update CP-2 done")
    assert "CP-2: recorded as done." in said.text
    assert "It is done when each of them has said so." in said.text
    assert (await joint.pledge("CP-2")).status is Status.NOT_STARTED
    await joint.says(ADELE, "update CP-2 done")
    await joint.says(ADMIN, "record for Cllr Ashdown: CP-2 done")
    assert (await joint.pledge("CP-2")).status is Status.DONE


async def test_what_one_of_several_said_is_taken_back_and_the_others_answers_stay(joint: Town) -> None:
    await joint.says(ADMIN, "each CP-2")
    await joint.says(ADELE, "update CP-2 on track")
    before = await joint.pledge("CP-2")
    await joint.says(MEGAN, "update CP-2 done")
    assert "Taken back" in (await joint.says(MEGAN, "undo")).text
    after = await joint.pledge("CP-2")
    assert (after.shares, after.asking, after.each) == (before.shares, before.asking, True)
    seen = joint.sees(ADMIN, await joint.says(ADMIN, "show CP-2"))
    assert f"Answered: {SAFEGUARDING}. Still to answer: {DIRECTOR} and {CHAMPION}." in seen


async def test_that_one_answer_is_enough_is_taken_back_with_what_each_had_said(joint: Town) -> None:
    await joint.says(ADMIN, "each CP-2")
    await joint.says(MEGAN, "update CP-2 at risk")
    before = await joint.pledge("CP-2")
    assert before.shares
    await joint.says(ADMIN, "one CP-2")
    assert (await joint.pledge("CP-2")).shares != before.shares
    assert "Taken back" in (await joint.says(ADMIN, "undo")).text
    after = await joint.pledge("CP-2")
    assert (after.shares, after.asking, after.each) == (before.shares, before.asking, True)


async def test_two_who_answer_at_once_are_both_recorded_and_the_second_is_told(joint: Town) -> None:
    adeles, megans, _ = await asked(joint, "2026-11-27 10:02")
    answers = await asyncio.gather(joint.presses(ADELE, "At risk", adeles), joint.presses(MEGAN, "On track", megans))
    [second, first] = await told(joint)
    assert {second, first} == {(ADELE, Status.AT_RISK), (MEGAN, Status.ON_TRACK)}
    post = SAFEGUARDING if first[0] == ADELE else DIRECTOR
    words = f"The {post} answered at 10.02: {first[1].value}. Yours is recorded after it."
    late, early = reversed(answers) if first[0] == ADELE else answers
    assert words in str(late.card)
    assert "is recorded after it" not in str(early.card)
    seen = joint.sees(ADMIN, await joint.says(ADMIN, "history CP-2"))
    assert seen.count("by card") >= 2
    assert "at risk" in seen
    assert "on track" in seen
    async with joint.db.read() as tx:
        assert await tx.history.verify("CP-2") is None
        heard = [t.became for t in await tx.history.of("CP-2") if t.field == "last word"]
    assert heard == [first[1].value, second[1].value]


async def test_an_answer_by_command_says_what_another_has_said_today(joint: Town) -> None:
    await joint.says(MEGAN, "update CP-2 at risk")
    said = await joint.says(ADELE, "update CP-2 on track")
    assert said.text.startswith(
        f"The {DIRECTOR} answered at 10.00: at risk. Yours is recorded after it. CP-2: recorded"
    )


async def test_who_must_answer_is_shown_set_and_taken_back_by_admins_only(joint: Town) -> None:
    assert "Only an admin can" in (await joint.says(ADELE, "each CP-2")).text
    assert "One is enough, whoever gives it" in joint.sees(ADMIN, await joint.says(ADMIN, "show CP-2"))
    await joint.says(ADMIN, "each CP-2")
    assert "That is so for CP-2 already" in (await joint.says(ADMIN, "each must answer CP-2")).text
    for command in ("show CP-2", "why CP-2"):
        assert "Each owner must answer." in joint.sees(ADMIN, await joint.says(ADMIN, command))
    assert "**answers**: nothing → each owner must answer" in joint.sees(ADMIN, await joint.says(ADMIN, "history CP-2"))
    said = await joint.says(ADMIN, "one CP-2")
    assert f"one answer is enough: {SAFEGUARDING}, {DIRECTOR} and {CHAMPION} are asked" in said.text
    assert not (await joint.pledge("CP-2")).each


async def test_for_a_pledge_with_one_owner_it_makes_no_difference_yet(joint: Town) -> None:
    said = await joint.says(ADMIN, "each CP-1")
    assert f"For now only {SAFEGUARDING} answers for it, so that makes no difference yet." in said.text
    form = await joint.says(ADMIN, "each")
    assert "Of which pledge must each owner answer?" in joint.sees(ADMIN, form)
    done = await joint.presses(ADMIN, "Each must answer", form, given={"ref": "CP-2"})
    assert "CP-2 “Amend the checklist”: Each owner must answer." in done.text


async def test_a_supporter_who_leaves_is_not_asked_any_more(joint: Town) -> None:
    _, megans, _ = await asked(joint)
    await joint.hires("Isaiah Langer")
    await joint.says(ADMIN, f'hand over "{DIRECTOR}" to Isaiah Langer')
    await joint.works("2026-11-27 09:45")
    assert f"is now with **Adele Vance, {SAFEGUARDING}**" in joint.sees(MEGAN, megans)
    assert "CP-2 belongs to" in (await joint.says(MEGAN, "update CP-2 on track")).text


async def test_every_admins_card_says_that_one_of_them_recorded_the_answer(joint: Town) -> None:
    await joint.hires("Joni Sherman")
    await joint.says(ADMIN, "admin Joni Sherman")
    await asked(joint)
    others = joint.chat("Joni Sherman")[-1]
    await joint.presses(ADMIN, "Sent")
    await joint.works()
    assert "✓ Sent: Cllr Ashdown counts as asked." in joint.sees("Joni Sherman", others)
    await joint.presses(ADMIN, "On track", given={"note.CP-2.words": "Visited", "at.CP-2": ""})
    await joint.works()
    assert "✓ CP-2: recorded as **on track**" in joint.sees("Joni Sherman", others)
