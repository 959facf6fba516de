"""The director's weekly note: the figures of the digest, in private, with what waits for a decision."""

from __future__ import annotations

import pytest

from bot.clock import moment_of
from pledges.pledge import Status
from tests.journeys.test_last_call import room_of
from tests.journeys.town import ADMIN, LONDON, Town, words_of

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
POST, DIRECTOR = "Assistant Director, Safeguarding", "Strategic Director, Children's Services"
NOTE = "Your Monday note"


@pytest.fixture
async def directed(staffed: Town) -> Town:
    await staffed.says(MEGAN, "weekly note on")
    return staffed


def today(town: Town, name: str) -> list[str]:
    """When somebody was written to today."""
    sent = [message.sent.astimezone(LONDON) for message in town.chat(name)]
    return [f"{at:%H:%M}" for at in sent if at.date() == town.clock().astimezone(LONDON).date()]


async def test_the_note_says_what_the_digest_says_at_its_hour(directed: Town) -> None:
    room = await room_of(directed, "Children's Services")
    await directed.works("2026-11-20 09:30")
    for at in ("12-07 09:30", "12-07 10:59"):
        await directed.works(f"2026-{at}")
        assert today(directed, MEGAN) == []
    await directed.works("2026-12-07 11:00")
    assert today(directed, MEGAN) == ["11:00"]
    digest, note = directed.teams.seen_in(room)[-1], directed.chat(MEGAN)[-1]
    assert note.summary == f"{NOTE}. {digest.summary}"
    assert "As at Monday 7 December 2026, 11:00." in directed.sees(MEGAN)
    async with directed.db.read() as tx:
        [linked] = await tx.channels.linked()
        posted = await tx.digests.get(linked.id, linked.directorate.id, "2026-W50")
        assert await tx.notes.figures(linked.directorate.id, "2026-W50") == posted
    await directed.works("2026-12-07 12:00")
    assert today(directed, MEGAN) == ["11:00"]


async def test_what_waits_is_decided_on_the_note_which_stays_with_the_rest_of_the_day(directed: Town) -> None:
    await directed.works("2026-11-20 09:30")
    directed.clock.to(moment_of("2026-11-20 17:30", LONDON))
    await directed.presses(ADELE, "New date", directed.chat(ADELE)[-1])
    given = {"date.CP-1": "2026-12-18", "why.CP-1": "HR is away"}
    await directed.presses(ADELE, "Ask for this date", directed.chat(ADELE)[-1], given=given)
    await directed.promises("Publish the leaflet", DIRECTOR, "2026-12-07")
    await directed.works("2026-11-23 09:30")
    assert today(directed, MEGAN) == []
    await directed.works("2026-11-23 11:00")
    assert today(directed, MEGAN) == ["11:00"]
    seen = directed.sees(MEGAN)
    for words in (NOTE, "Publish the leaflet", "Waiting for your decision (1)", "asks for Friday 18 December"):
        assert words in seen
    assert "1 waits for your decision." in directed.chat(MEGAN)[-1].summary
    answer = await directed.presses(MEGAN, "Agree")
    pledge = await directed.pledge("CP-1")
    assert pledge.extension is None
    assert str(pledge.deadline.due) == "2026-12-18"
    assert "Waiting for your decision" not in words_of(answer.card)
    assert "Publish the leaflet" in words_of(answer.card)
    await directed.works()
    assert directed.chat(MEGAN)[-1].card == answer.card


async def test_a_directorate_without_a_channel_gives_its_director_the_note_and_says_what_changed(
    directed: Town,
) -> None:
    await directed.works("2026-12-04 10:00")
    await directed.works("2026-12-07 11:00")
    assert f"{NOTE}: Children's Services" in directed.sees(MEGAN)
    assert "1 newly late" in directed.sees(MEGAN)
    await directed.works("2026-12-14 11:00")
    assert "0 newly late, 1 still late, 0 done of 1; last week 1 late." in directed.sees(MEGAN)


async def test_a_director_of_two_directorates_gets_one_note_and_a_quiet_week_is_a_line(directed: Town) -> None:
    await directed.appoints(MEGAN, "Strategic Director, Place", "Place", director=True)
    await directed.says(MEGAN, "weekly note on")
    await directed.promises("Plant trees", "Strategic Director, Place", "2027-06-30")
    await directed.works("2026-12-04 10:00")
    before = len(directed.chat(MEGAN))
    await directed.works("2026-12-07 11:00")
    assert len(directed.chat(MEGAN)) == before + 1
    seen = directed.sees(MEGAN)
    assert "**Place** · Nothing is late and nothing is due soon; 1 pledge open." in seen
    assert "Children's Services" in seen


async def test_the_cover_reads_it_for_a_director_who_is_away_and_the_deputy_where_there_is_none(directed: Town) -> None:
    await directed.hires(ISAIAH, "Lee Gu")
    await directed.appoints("Lee Gu", "Business Manager", "Children's Services")
    await directed.says(ADMIN, f'post "{DIRECTOR}" deputy Lee Gu')
    await directed.says(MEGAN, f"away 5-8 December, cover {ISAIAH}")
    await directed.says(MEGAN, "away 12-15 December")
    heard = len(directed.chat(MEGAN))
    await directed.works("2026-12-07 11:00")
    assert NOTE in directed.sees(ISAIAH)
    assert "You read it in the place of Megan Bowen." in directed.sees(ISAIAH)
    await directed.works("2026-12-14 11:00")
    assert NOTE in directed.sees("Lee Gu")
    assert len(directed.chat(MEGAN)) == heard


async def test_who_wants_no_note_gets_none_and_who_is_off_reads_it_the_morning_after(directed: Town) -> None:
    assert "no weekly note" in (await directed.says(MEGAN, "weekly note off")).text
    before = len(directed.chat(MEGAN))
    await directed.works("2026-11-09 11:00")
    assert len(directed.chat(MEGAN)) == before
    await directed.says(MEGAN, "weekly note on")
    await directed.says(MEGAN, "off Mondays")
    before = len(directed.chat(MEGAN))
    await directed.works("2026-11-16 11:00")
    assert len(directed.chat(MEGAN)) == before
    await directed.works("2026-11-17 09:30")
    assert "As at Monday 16 November 2026, 11:00." in directed.sees(MEGAN)
    assert (await directed.pledge("CP-1")).status is Status.NOT_STARTED


async def test_the_note_comes_with_the_directorates_own_digest_and_not_while_it_is_paused(directed: Town) -> None:
    await room_of(directed, "Children's Services")
    await directed.says(ADMIN, "digest Children's Services on Tuesdays at 10am")
    await directed.works("2026-11-09 11:00")
    await directed.works("2026-11-10 09:30")
    assert today(directed, MEGAN) == []
    await directed.works("2026-11-10 10:00")
    assert today(directed, MEGAN) == ["10:00"]
    assert "Your Tuesday note" in directed.sees(MEGAN)
    await directed.says(ADMIN, "digest pause Children's Services until 20 November")
    await directed.works("2026-11-17 10:00")
    assert "The digest of Children's Services is paused" in directed.sees(MEGAN)
    assert "Your Tuesday note" not in directed.sees(MEGAN)


async def test_the_note_leads_to_the_directors_desk(directed: Town) -> None:
    await directed.works("2026-12-04 10:00")
    await directed.works("2026-12-07 11:00")
    before = len(directed.chat(MEGAN))
    await directed.presses(MEGAN, "Open your desk")
    await directed.works()
    [desk] = directed.chat(MEGAN)[before:]
    assert "Build a training programme" in directed.sees(MEGAN, desk)


async def test_a_directorate_that_waits_to_go_live_gives_no_note(directed: Town) -> None:
    await directed.says(ADMIN, "not live Children's Services")
    before = len(directed.chat(MEGAN))
    await directed.works("2026-11-09 11:00")
    assert len(directed.chat(MEGAN)) == before
