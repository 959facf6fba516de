"""A director acts on the digest: in private, with rights that are asked anew at every press."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.rehearsal.teams_world import Room
from dialogs.desk_acts import owner_of
from documents import rows
from pledges.pledge import Publication, Status
from tests.journeys.town import ADMIN, Town, words_of

ADELE, MEGAN, ANN = "Adele Vance", "Megan Bowen", "Ann Lee"
SAFEGUARDING, CHILDREN = "Assistant Director, Safeguarding", "Children's Services"
DIRECTOR = "Strategic Director, Children's Services"
MONDAY = "2026-12-07 11:00"


@pytest.fixture
async def late(staffed: Town) -> Town:
    """Monday 7 December: CP-1 is late since Friday, when Adele was asked about it; she has heard nothing today."""
    await staffed.works("2026-12-04 10:00")
    await staffed.works(MONDAY)
    return staffed


async def opened(town: Town, name: str = MEGAN, ref: str = "CP-1") -> None:
    """The desk with one pledge opened."""
    await town.says(name, "desk")
    await town.presses(name, "Open")
    assert ref in town.sees(name)


async def history(town: Town, ref: str = "CP-1") -> str:
    """Every change, as an admin reads it."""
    return town.sees(ADMIN, await town.says(ADMIN, f"history {ref}")).replace("*", "")


def cells(sheet: bytes) -> set[str]:
    return {cell for _, row in rows.parse(Path("a.xlsx"), sheet).rows for cell in row.values()}


async def linked(town: Town) -> Room:
    room = town.teams.opens_channel(CHILDREN, team="Corporate Parenting")
    await town.teams.installs(town.people[ADMIN], to=room)
    await town.presses(ADMIN, "Link it", await town.says(ADMIN, f"link {CHILDREN}", to=room))
    await town.works()
    return room


async def test_a_digest_that_all_can_see_brings_the_desk_only_to_whoever_may_act(staffed: Town) -> None:
    room = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await staffed.works(MONDAY)
    digest, posts = staffed.teams.seen_in(room)[-1], len(staffed.teams.seen_in(room))
    heard = {name: len(staffed.chat(name)) for name in (MEGAN, ADELE)}
    told = await staffed.presses(ADELE, "Act on these", digest)
    assert told.text == (
        f"Only the {DIRECTOR}, or somebody they have named, can act on this digest. Nothing was changed."
    )
    for _ in range(2):
        told = await staffed.presses(MEGAN, "Act on these", digest)
    assert told.text == "I have put it in your chat with me. Nothing has changed here, and nobody else sees it."
    await staffed.presses(ADELE, "Act on these", digest, submit=True)
    await staffed.works()
    assert (len(staffed.teams.seen_in(room)), digest.updates) == (posts, 0)
    assert len(staffed.chat(MEGAN)) == heard[MEGAN] + 1
    assert "Late (1)" in staffed.sees(MEGAN)
    assert "or somebody they have named" in staffed.sees(ADELE)  # an old client shows it in the chat


async def test_a_desk_is_typed_for_and_chosen_where_there_are_several(late: Town) -> None:
    assert (
        "Only a director, or somebody whom a director has named, can have a desk"
        in (await late.says(ADELE, "desk")).text
    )
    await late.appoints(MEGAN, "Interim Director of Place", "Place", director=True)
    form = await late.says(MEGAN, "my directorate")
    answer = await late.presses(MEGAN, "Show it", form, given={"directorate": "Place"})
    assert "Nothing waits for you here. 0 open pledges in all" in words_of(answer.card)
    assert "CP-1 **Build a training programme**" in late.sees(MEGAN, await late.says(MEGAN, f"desk {CHILDREN}"))


async def test_a_long_desk_is_turned_page_by_page_and_loses_none(late: Town) -> None:
    for number in range(2, 9):
        await late.promises(f"Promise {number}", SAFEGUARDING, "2027-02-26", status=Status.BLOCKED)
    await late.says(MEGAN, "desk")
    first = words_of((await late.presses(MEGAN, "Will not make it (7)")).card)
    on = words_of((await late.presses(MEGAN, "Next")).card)
    assert [f"CP-{n} " in first for n in range(2, 9)] == [True] * 6 + [False]
    assert "CP-8 **Promise 8**" in on
    assert "CP-2 " not in on
    assert "CP-2 " in words_of((await late.presses(MEGAN, "Back")).card)


async def test_an_owner_is_asked_once_a_day_and_answers_with_the_usual_buttons(late: Town) -> None:
    await opened(late)
    stale = late.chat(MEGAN)[-1]
    first = await late.presses(MEGAN, "Ask for an update")
    assert "✓ Adele Vance is asked for an update. They are told now." in words_of(first.card)
    await late.works()
    assert "Megan Bowen, Strategic Director, Children's Services** asks how CP-1 is going" in late.sees(ADELE)
    late.chat(MEGAN)[-1].answers.clear()
    assert "was asked about it today" in late.sees(MEGAN)
    await late.presses(ADELE, "Stuck")
    form = late.chat(ADELE)[-1]
    await late.presses(ADELE, "Record as blocked", form, given={"note.CP-1.words": "No trainer can be found"})
    assert (await late.pledge("CP-1")).status is Status.BLOCKED
    answer = await late.teams.presses(late.people[MEGAN], stale, "Back to the desk")
    assert "blocked – “No trainer can be found”" in words_of(answer.card)
    await opened(late)
    assert "Adele Vance has answered today" in late.sees(MEGAN)
    await late.works_next_morning()
    assert "You asked about CP-1: blocked. Build a training programme" in late.chat(MEGAN)[-1].summary
    told = await history(late)
    assert "director: Megan Bowen, Strategic Director, Children's Services asks for an update" in told
    assert "outside the rhythm, as the director asked" in late.sees(ADMIN, await late.says(ADMIN, "chase CP-1"))


async def test_whoever_had_the_message_of_the_day_hears_it_tomorrow_and_the_director_is_told_so(late: Town) -> None:
    await late.promises("Open a drop-in", SAFEGUARDING, "2027-01-29", status=Status.OFF_TRACK)
    await late.promises("Publish the leaflet", SAFEGUARDING, "2026-12-09")
    await late.works()
    await late.says(MEGAN, "desk")
    await late.presses(MEGAN, "Will not make it (1)")
    await late.presses(MEGAN, "Open")
    answer = await late.presses(MEGAN, "Ask for an update")
    assert "They hear it on Tuesday 8 December: they had today's message already." in words_of(answer.card)
    before = len(late.chat(ADELE))
    await late.works("2026-12-07 16:00")
    assert len(late.chat(ADELE)) == before
    await late.works("2026-12-08 09:30")
    assert len(late.chat(ADELE)) == before + 1
    assert "asks how CP-2 is going" in late.sees(ADELE)


async def test_nobody_is_asked_who_is_away(late: Town) -> None:
    await late.says(ADELE, "away 7-18 December")
    await opened(late)
    assert "Adele Vance is away until Friday 18 December: the question waits." in late.sees(MEGAN)
    assert "Ask for an update" not in late.sees(MEGAN)


async def test_a_councillor_is_not_asked_from_a_desk_in_recess(late: Town) -> None:
    await late.hires("Cllr Rosa Ashdown")
    await late.appoints("Cllr Rosa Ashdown", "Lead Member for Children", CHILDREN)
    ref = await late.promises("Visit each home", "Lead Member for Children", "2026-12-20")
    await late.says(ADMIN, "recess 7 December - 18 December")
    async with late.db.read() as tx:
        policy = await tx.rules.policy()
        owners = [await owner_of(tx, await tx.register.get(each), policy, date(2026, 12, 7)) for each in (ref, "CP-1")]
    assert [owner.away for owner in owners if owner] == [
        "Cllr Rosa Ashdown is a councillor, and councillors are not asked in the recess "
        "(Monday 7 December to Friday 18 December).",
        "",
    ]


async def test_an_ask_is_taken_back_until_it_is_answered(late: Town) -> None:
    await opened(late)
    await late.presses(MEGAN, "Ask for an update")
    assert "CP-1: “asked for an update” is taken back." in (await late.says(MEGAN, "undo")).text
    before = len(late.chat(ADELE))
    await late.works()
    assert len(late.chat(ADELE)) == before
    await opened(late)
    await late.presses(MEGAN, "Ask for an update")
    await late.works()
    await late.presses(ADELE, "Done")
    assert "has answered about CP-1 since" in (await late.says(MEGAN, "undo")).text


async def test_thanks_come_once_for_each_update(late: Town) -> None:
    await late.says(ADELE, "CP-1 done, the first course has run")
    await opened(late)
    stale = dict(late.chat(MEGAN)[-1].card_for(late.people[MEGAN]))
    answer = await late.presses(MEGAN, "Thank them")
    assert "✓ Adele Vance is thanked. They are told now." in words_of(answer.card)
    assert "Thank them" not in words_of(answer.card)
    await late.works()
    assert "says thank you for CP-1" in late.sees(ADELE)
    late.chat(MEGAN)[-1].answers[late.people[MEGAN].teams_id] = stale
    await late.presses(MEGAN, "Thank them")
    heard = len(late.chat(ADELE))
    await late.works("2026-12-09 10:00")
    assert len(late.chat(ADELE)) == heard


async def test_words_to_an_owner_are_guarded_kept_and_answered(late: Town) -> None:
    await opened(late)
    await late.presses(MEGAN, "Write to them")
    given = {"words.CP-1": "Has Kayleigh, aged 9, moved to 12 High Street?"}
    answer = await late.presses(MEGAN, "Send it", given=given)
    assert "looks as if it holds personal details" in words_of(answer.card)
    answer = await late.presses(MEGAN, "Send it", given={"words.CP-1": "Would it help if I spoke to HR?"})
    assert "✓ Adele Vance gets your words." in words_of(answer.card)
    await late.works()
    assert "“Would it help if I spoke to HR?”" in late.sees(ADELE)
    await late.presses(ADELE, "On track", late.chat(ADELE)[-1])
    assert (await late.pledge("CP-1")).status is Status.ON_TRACK
    told = await history(late)
    assert "writes to Adele Vance: “Would it help if I spoke to HR?”" in told
    assert "Kayleigh" not in told


async def test_a_director_decides_from_the_desk_and_only_once(late: Town) -> None:
    await late.says(ADELE, "CP-1 extend to 31 January because the trainer is ill")
    assert (await late.pledge("CP-1")).extension is not None
    await opened(late)
    stale = dict(late.chat(MEGAN)[-1].card_for(late.people[MEGAN]))
    answer = await late.presses(MEGAN, "Agree")
    assert "settled. Decided by Megan Bowen" in words_of(answer.card)
    late.chat(MEGAN)[-1].answers[late.people[MEGAN].teams_id] = stale
    await late.presses(MEGAN, "Say no")
    pledge = await late.pledge("CP-1")
    assert (pledge.extension, pledge.deadline.extensions) == (None, 1)


async def test_a_pledge_is_given_within_the_directorate_and_nowhere_else(late: Town) -> None:
    await late.hires("Isaiah Langer", "Joni Sherman")
    await late.appoints("Isaiah Langer", "Head of Review", CHILDREN)
    await late.appoints("Joni Sherman", "Head of Housing", "Housing")
    await opened(late)
    await late.presses(MEGAN, "Give to another")
    for elsewhere in ("elsewhere", "Head of Housing", "Joni Sherman"):
        answer = await late.presses(MEGAN, "Give it to them", given={"chosen.to.CP-1": elsewhere})
        assert "To another directorate an admin moves it: “reassign CP-1 to …”" in words_of(answer.card)
    answer = await late.presses(MEGAN, "Give it to them", given={"chosen.to.CP-1": "Head of Review"})
    assert "✓ CP-1 is now with Head of Review." in words_of(answer.card)
    assert (await late.pledge("CP-1")).lead.title == "Head of Review"
    assert "gives it to the Head of Review" in await history(late)
    assert "CP-1 is with Assistant Director, Safeguarding again" in (await late.says(MEGAN, "undo")).text


async def test_the_list_is_had_as_a_sheet_of_what_they_may_read(late: Town) -> None:
    await late.promises("A secret matter", SAFEGUARDING, "2026-12-18", publication=Publication.RESTRICTED)
    await late.hires(ANN)
    await late.says(MEGAN, f"acts for me {ANN}")
    for name, there in ((MEGAN, True), (ANN, False)):
        await late.says(name, "desk")
        assert "The file is below" in (await late.presses(name, "As a sheet")).text
        await late.teams.answers_offer(late.people[name], late.chat(name)[-1])
        (sheet,) = late.teams.onedrive.files.values()
        assert ("A secret matter" in cells(sheet)) is there
        assert "late" in cells(sheet)
        late.teams.onedrive.files.clear()
    await late.says(name, "desk")
    await late.presses(ANN, "As a sheet")
    await late.says(MEGAN, f"no longer acts {ANN}")
    await late.teams.answers_offer(late.people[ANN], late.chat(ANN)[-1])
    assert late.teams.onedrive.files == {}


async def test_somebody_named_acts_for_a_director_by_name_and_until_that_ends(late: Town) -> None:
    await late.promises("A secret matter", SAFEGUARDING, "2026-12-18", publication=Publication.RESTRICTED)
    await late.hires(ANN)
    assert "Only a director can let somebody act for them" in (await late.says(ADELE, f"acts for me {ANN}")).text
    assert "Ann Lee may now act for you in Children's Services" in (await late.says(MEGAN, f"acts for me {ANN}")).text
    await late.says(ADELE, "CP-1 extend to 31 January because the trainer is ill")
    await late.works_next_morning()
    assert "Megan Bowen lets you act for them" in late.sees(ANN)
    assert any("Megan Bowen lets Ann Lee act for them" in late.sees(ADMIN, m) for m in late.chat(ADMIN))
    assert "Ann Lee acts for Megan Bowen, in Children's Services" in (await late.says(ADMIN, "who acts")).text
    await opened(late, ANN)
    stale = dict(late.chat(ANN)[-1].card_for(late.people[ANN]))
    answer = await late.presses(ANN, "Agree")
    assert "Decided by Ann Lee for the Strategic Director, Children's Services" in words_of(answer.card)
    await late.presses(ANN, "Write to them")
    await late.presses(ANN, "Send it", given={"words.CP-1": "Thank you for the new date"})
    assert "director: Ann Lee for the Strategic Director, Children's Services writes to" in await history(late)
    seen = late.sees(ANN, await late.says(ANN, "desk"))
    assert "1 pledge not for publication is on the director's own desk only." in seen
    assert "secret" not in seen
    await late.says(MEGAN, f"no longer acts {ANN}")
    late.chat(ANN)[-1].answers[late.people[ANN].teams_id] = stale
    answer = await late.presses(ANN, "Write to them")
    assert f"Only the {DIRECTOR}, or somebody they have named, can" in answer.text


async def test_whoever_ceased_to_be_the_director_changes_nothing_by_an_old_desk(late: Town) -> None:
    await late.hires("Joni Sherman")
    await opened(late)
    await late.appoints("Joni Sherman", DIRECTOR, CHILDREN, director=True)
    before = await late.pledge("CP-1")
    answer = await late.presses(MEGAN, "Ask for an update")
    assert f"Only the {DIRECTOR}, or somebody they have named, can act on this digest" in answer.text
    assert await late.pledge("CP-1") == before
    await opened(late, "Joni Sherman")
