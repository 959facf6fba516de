"""Not reached is a state: who, why and since when; and the app comes to whoever owns something."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.rehearsal.teams_graph import CATALOGUE_ID
from bot.teams import Teams
from bot.teams.graph import Graph
from pledges.errors import NotAuthorised, Throttled
from pledges.messages import Installation
from scheduler.installing import install
from tests.bot.stand import teams_for
from tests.journeys.town import ADMIN, Town

ADELE = "Adele Vance"


@pytest.fixture
async def unmet(town: Town) -> Town:
    """Adele answers for a pledge for 4 December and has not installed the bot."""
    await town.hires(ADELE, install=False)
    await town.appoints(ADELE, "Head of Housing", "Housing")
    await town.promises("Report on homes", "Head of Housing", "2026-12-04")
    return town


@pytest.fixture
async def door(town: Town) -> AsyncIterator[Teams]:
    """A bot that knows the id of its app in the council's catalogue."""
    known = {"graph_url": f"{town.teams.url}/graph", "teams_app_id": CATALOGUE_ID}
    async with teams_for(town.teams, town.clock, **known) as teams:
        yield teams


@pytest.fixture
def graph(door: Teams) -> Graph:
    assert door.graph
    return door.graph


async def passes(town: Town, graph: Graph, at: str) -> None:
    """What the clockwork does at a moment, installing included."""
    await town.works(at)
    await install(town.db, graph, town.clock, town.council.policy, town.council.admins)
    await town.works()


async def listed(town: Town) -> str:
    return town.sees(ADMIN, await town.says(ADMIN, "list not reached"))


async def test_the_app_is_installed_for_an_owner_who_then_hears_what_waited(unmet: Town, graph: Graph) -> None:
    await passes(unmet, graph, "2026-11-20 09:31")
    assert unmet.teams.graph.asked == [unmet.people[ADELE].aad_id]
    assert sum("Report on homes" in unmet.sees(ADELE, m) for m in unmet.chat(ADELE) if "going" in m.summary) == 1
    assert "Everybody who answers" in await listed(unmet)
    await passes(unmet, graph, "2026-11-23 09:31")
    assert len(unmet.teams.graph.asked) == 1


async def test_whoever_is_reached_at_last_hears_what_is_outstanding_once(unmet: Town) -> None:
    for day in ("2026-11-20", "2026-11-23", "2026-12-02", "2026-12-04", "2026-12-10"):
        await unmet.works(f"{day} 09:31")
    assert unmet.chat(ADELE) == []
    await unmet.teams.installs(unmet.people[ADELE])
    for minute in ("10:00", "10:01", "15:00"):
        await unmet.works(f"2026-12-11 {minute}")
    questions = [m for m in unmet.chat(ADELE) if "How is it going?" in m.summary or "could do with" in m.summary]
    assert len(questions) == 1


async def test_it_is_tried_once_a_day_for_each_and_nobody_else(unmet: Town, graph: Graph) -> None:
    unmet.teams.graph.refuses(404, "NotFound")
    await unmet.hires("Isaiah Langer", install=False)  # answers for nothing
    await unmet.appoints("Isaiah Langer", "Head of Learning", "Housing")
    for minute in ("09:31", "09:32", "16:00"):
        await passes(unmet, graph, f"2026-11-20 {minute}")
    assert len(unmet.teams.graph.asked) == 1
    await passes(unmet, graph, "2026-11-21 10:00")  # a Saturday
    await passes(unmet, graph, "2026-11-23 10:00")
    assert len(unmet.teams.graph.asked) == 2
    assert "Microsoft Graph knows no such person or app: have they left?" in await listed(unmet)


async def test_nobody_is_given_it_while_all_is_paused(unmet: Town, graph: Graph) -> None:
    await unmet.says(ADMIN, "pause all")
    await passes(unmet, graph, "2026-11-20 10:00")
    assert unmet.teams.graph.asked == []


async def test_a_missing_permission_is_told_to_the_admins_once_a_week_and_ends_the_round(
    unmet: Town, graph: Graph
) -> None:
    await unmet.hires("Isaiah Langer", install=False)
    await unmet.appoints("Isaiah Langer", "Head of Learning", "Housing")
    await unmet.promises("Publish the leaflet", "Head of Learning", "2026-12-04")
    unmet.teams.graph.refuses(403)
    for day in ("2026-11-24", "2026-11-25"):
        await passes(unmet, graph, f"{day} 10:00")
    told = [m for m in unmet.chat(ADMIN) if "TeamsAppInstallation.ReadWriteSelfForUser.All" in m.summary]
    assert len(told) == 1
    assert len(unmet.teams.graph.asked) == 2
    assert "does not let me install myself" in await listed(unmet)


async def test_graph_says_that_it_is_there_already_or_asks_to_wait(town: Town, graph: Graph) -> None:
    lynne = town.people[ADMIN]
    assert await graph.install(lynne.aad_id) is Installation.THERE
    assert await graph.install("nobody@council.example") is Installation.UNKNOWN
    town.teams.graph.refuses(429, "TooManyRequests")
    with pytest.raises(Throttled):
        await graph.install(lynne.aad_id)


async def test_a_token_that_graph_takes_no_more_is_renewed_once(town: Town, graph: Graph) -> None:
    assert await graph.install("nobody@council.example") is Installation.UNKNOWN
    town.teams.login.revokes_tokens()
    assert await graph.install("nobody@council.example") is Installation.UNKNOWN
    town.teams.login.revokes_tokens()
    town.teams.login.refuses()
    with pytest.raises(NotAuthorised):
        await graph.install("nobody@council.example")


async def test_without_the_apps_id_there_is_nothing_to_install_with(town: Town) -> None:
    assert town.bot.teams.graph is None


async def test_whoever_blocked_the_bot_is_on_the_list_with_why_and_since_when(staffed: Town) -> None:
    staffed.teams.blocks(staffed.people[ADELE])
    await staffed.works("2026-11-20 09:31")
    seen = await listed(staffed)
    assert "Adele Vance blocked the bot" in seen
    assert "since Friday 20 November" in seen


async def test_whoever_teams_took_no_message_for_is_on_the_list_until_one_arrives(staffed: Town) -> None:
    staffed.teams.fails_with(500, code="ServiceError")
    await staffed.works("2026-11-20 09:31")
    seen = await listed(staffed)
    assert "Adele Vance could not be written to: Teams answered 500 ServiceError, since Friday 20 November" in seen
    await staffed.works("2026-12-02 09:31")
    assert "Everybody who answers" in await listed(staffed)


async def test_a_guest_is_to_be_asked_by_hand(town: Town, graph: Graph) -> None:
    guest = town.teams.hires("Priya Nair", guest=True)
    town.people["Priya Nair"] = guest
    room = town.teams.opens_channel("General", team="Housing")
    await town.teams.installs(town.people[ADMIN], to=room)
    await town.teams.says(guest, "help", to=room)
    await town.appoints("Priya Nair", "Trust liaison", "Housing")
    await town.promises("Report on homes", "Trust liaison", "2026-12-04")
    await passes(town, graph, "2026-11-20 10:00")
    assert town.teams.graph.asked == []
    assert "Priya Nair is a guest, who can't install the bot: ask by hand" in await listed(town)


async def test_what_waited_for_somebody_counts_from_the_day_on_which_it_reached_them(town: Town) -> None:
    await town.hires("Adele Vance", install=False)
    await town.appoints("Adele Vance", "Head of Housing", "Housing")
    await town.promises("Report on homes", "Head of Housing", "2026-11-17")
    for day in ("2026-11-17", "2026-11-26"):
        await town.works(f"{day} 09:30")
    await town.teams.installs(town.people["Adele Vance"])
    await town.works("2026-12-01 11:00")
    assert "Report on homes" in town.sees("Adele Vance")
    heard = len(town.chat("Adele Vance"))
    await town.works("2026-12-03 09:30")
    assert len(town.chat("Adele Vance")) == heard
    await town.works("2026-12-10 09:30")
    assert len(town.chat("Adele Vance")) == heard + 1
