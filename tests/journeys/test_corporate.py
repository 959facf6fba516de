"""Leadership's channel: linking it to the whole council, and what it gets."""

from __future__ import annotations

from bot.rehearsal.teams_world import Message, Room
from pledges.pledge import Publication
from tests.journeys.town import ADMIN, Town, words_of

ADELE, SAFEGUARDING = "Adele Vance", "Assistant Director, Safeguarding"
CHILDREN = "Children's Services"


async def opened(town: Town, name: str) -> Room:
    room = town.teams.opens_channel(name, team="Corporate Parenting")
    await town.teams.installs(town.people[ADMIN], to=room)
    return room


async def linked(town: Town, name: str = "Leadership", to: str = "corporate") -> Room:
    room = await opened(town, name)
    await town.presses(ADMIN, "Link it", await town.says(ADMIN, f"link {to}", to=room))
    await town.works()
    return room


def twin(message: Message) -> str:
    assert message.card
    return str(message.card["fallbackText"])


async def test_a_channel_says_who_will_read_the_whole_council_and_asks_before_it_is_linked(staffed: Town) -> None:
    room = await opened(staffed, "Leadership")
    form = await staffed.says(ADMIN, "link", to=room)
    gone_on = await staffed.presses(ADMIN, "Go on", form, given={"directorate": "The whole council"})
    assert "Post the digest of the whole council here?" in words_of(gone_on.card)
    assert "will read it" in words_of(gone_on.card)
    asked = await staffed.says(ADMIN, "link corporate", to=room)
    assert "Only an admin can link a channel" in (await staffed.presses(ADELE, "Link it", asked)).text
    assert "nothing was changed" in str((await staffed.presses(ADMIN, "No", asked)).card)
    async with staffed.db.read() as tx:
        assert await tx.corporate.linked() == []


async def test_a_directorate_called_corporate_something_is_still_meant_by_its_name(staffed: Town) -> None:
    await staffed.directorate("Corporate Services")
    room = await opened(staffed, "Leadership")
    asked = await staffed.says(ADMIN, "link corporate services", to=room)
    assert "Post the digest of Corporate Services here?" in staffed.sees(ADMIN, asked)


async def test_monday_brings_one_after_the_directorates_own_with_the_same_figures(staffed: Town) -> None:
    await staffed.promises("A secret matter", SAFEGUARDING, "2026-12-04", publication=Publication.RESTRICTED)
    own, leaders = await linked(staffed, CHILDREN, CHILDREN), await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    before = len(staffed.teams.seen_in(leaders))
    for moment in ("2026-12-07 10:59", "2026-12-07 11:00", "2026-12-07 11:01", "2026-12-08 11:00"):
        await staffed.works(moment)
    [digest] = staffed.teams.seen_in(leaders)[before:]
    assert digest.summary == "The whole council: 2 of 2 late; 0 done, 0 due soon."
    assert "2 newly late" in staffed.teams.seen_in(own)[-1].summary
    async with staffed.db.read() as tx:
        newest = [row.kind for row in await tx.deliveries.listed(["sent"]) if row.kind in ("corporate", "digest")]
    assert newest[:2] == ["corporate", "digest"]
    assert f"{CHILDREN} · 2 of 2 late" in twin(digest)
    assert "secret" not in str(digest.activity)
    assert ADELE not in str(digest.activity)


async def test_the_next_week_says_what_changed_and_shows_a_trend(staffed: Town) -> None:
    leaders = await linked(staffed)
    await staffed.works("2026-11-09 11:00")
    assert staffed.teams.seen_in(leaders)[-1].summary == (
        "The whole council: Nothing is late and nothing is due soon; 1 pledge open."
    )
    await staffed.works("2026-12-04 10:00")  # nobody was there on Monday, so that week comes late
    await staffed.works("2026-12-07 11:00")
    seen = twin(staffed.teams.seen_in(leaders)[-1])
    assert "Last week: 0 of 1 late, 0 done." in seen
    assert "1 more late than last week" in seen
    assert "9 November · 0 · 0\n30 November · 0 · 0\n7 December · 1 · 0" in seen


async def test_a_late_monday_says_so_and_an_extra_one_is_marked_and_takes_no_weeks_place(staffed: Town) -> None:
    leaders = await linked(staffed)
    extra = await staffed.says(ADELE, "digest now", to=leaders)
    assert "An extra one, asked for in this channel." in twin(extra)
    before = len(staffed.teams.seen_in(leaders))
    await staffed.works("2026-11-09 14:00")
    [digest] = staffed.teams.seen_in(leaders)[before:]
    assert "Posted late" in twin(digest)


async def test_a_channel_gets_one_digest_only_and_unlinking_stops_it(staffed: Town) -> None:
    room = await linked(staffed, CHILDREN, CHILDREN)
    asked = await staffed.says(ADMIN, "link corporate", to=room)
    assert f"takes the place of the digest of **{CHILDREN}**" in staffed.sees(ADMIN, asked)
    await staffed.presses(ADMIN, "Link it", asked)
    async with staffed.db.read() as tx:
        assert await tx.channels.linked() == []
    await staffed.presses(ADMIN, "Link it", await staffed.says(ADMIN, f"link {CHILDREN}", to=room))
    async with staffed.db.read() as tx:
        assert await tx.corporate.linked() == []
    await staffed.presses(ADMIN, "Link it", await staffed.says(ADMIN, "link corporate", to=room))
    assert "no longer gets the digest of the whole council" in (await staffed.says(ADMIN, "unlink", to=room)).text
    before = len(staffed.teams.seen_in(room))
    await staffed.works("2026-11-09 11:00")
    assert len(staffed.teams.seen_in(room)) == before


async def test_the_admins_hear_that_nobody_gets_the_councils_digest_when_its_channel_is_gone(staffed: Town) -> None:
    leaders = await linked(staffed)
    await staffed.works("2026-12-04 10:00")
    await staffed.teams.tells(staffed.people[ADMIN], leaders, "teamArchived")
    await staffed.works("2026-12-07 11:00")
    seen = words_of(next(m.card for m in staffed.chat(ADMIN) if "has lost its channel" in words_of(m.card)))
    assert "The digest of the whole council has lost its channel" in seen
    assert "its team was archived" in seen
    assert "nobody gets it" in seen
    await staffed.teams.tells(staffed.people[ADMIN], leaders, "teamUnarchived")
    await staffed.works("2026-12-08 10:00")
    assert "whole council" in staffed.teams.seen_in(leaders)[-1].summary
    assert any("The digest of the whole council has its channel back" in words_of(m.card) for m in staffed.chat(ADMIN))
