"""The digest as a director sees it, photographed for docs/digest.md: a rich week, a quiet one, a long one opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio

from bot.main import REGISTRY
from bot.rehearsal.people import GENERAL
from dialogs import samples
from dialogs.cards.digest import draw
from pledges.digest import Before, Counts, Week, summarise
from pledges.pledge import Pledge, Status
from tests.e2e.album import Album
from tests.e2e.client import Client

pytestmark = pytest.mark.asyncio(loop_scope="session")
SAMPLES = REGISTRY.cards["digest"].samples
LATE = """Agree who signs the pathway plans of those placed elsewhere | Head of Leaving Care | Legal have the draft
Offer each care leaver a bank account before they are 18 | Head of Leaving Care | Two banks have said yes
Tell the Panel how many reviews were held in time | Principal Reviewing Officer | The figures are being checked
Put the Pledge on the wall of every reception | Head of Communications | Printed; four buildings to go
Find a second dentist who takes new patients in care | Designated Nurse | Nobody near the coast has room
Write to each school about part-time timetables | Head of the Virtual School | Sent to 31 of 40
Ask young people what they think of the new leaflet | Participation Manager | The council meets on the 9th
Bring the fostering allowance in line with the national rate | Head of Fostering | In the budget papers
Train every duty manager in trauma-informed practice | Head of Residential Care | Third course is full
Report on the use of unregistered placements | Head of Commissioning | Waiting for the regulator
Give each social worker a list of summer activities | Participation Manager | Half the districts have answered
Replace the laptops that do not open the learning portal | Head of the Virtual School | Order placed
Set a date for the celebration evening | Head of Communications | The hall is booked, the speaker is not
Publish what became of last year’s complaints | Complaints Manager | Names have to be taken out first""".splitlines()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def channel(teams: Client) -> Client:
    await teams.open("General")
    return teams


def late(number: int, told: str) -> Pledge:
    """Past its date by a few days more than the one before it, its owner reached long ago."""
    title, post, note = told.split(" | ")
    due = date(2026, 11, 24) - timedelta(days=3 * number)
    return replace(
        samples.LATE,
        number=60 + number,
        title=title,
        owners=(replace(samples.LATE.lead, title=post),),
        deadline=replace(samples.LATE.deadline, due=due, original=due),
        last=samples.said((Status.AT_RISK, Status.OFF_TRACK)[number % 2], note, 20),
    )


def a_long_week() -> dict[str, Any]:
    """Fourteen late, three of them newly so; of the others seven are shown, and four with a press."""
    known = [late(number, told) for number, told in enumerate(LATE)]
    counts, old = Counts(total=14, newly_late=4, still_late=7, done=1), frozenset(p.ref for p in known[3:])
    weeks = [Week(week=f"2026-W{41 + n}", late=many, done=1, total=14) for n, many in enumerate((5, 5, 6, 6, 8, 7, 9))]
    last = Week(week="2026-W48", late=11, done=1, total=14)
    before = Before(counts=counts, late=old, as_at=samples.NOW - timedelta(days=7), trend=(*weeks, last))
    digest = summarise(known, samples.look().policy, samples.NOW, before)
    return dict(draw("Children's Services", digest, samples.look()).card)


def with_the_rest(part: Any) -> Any:
    """The card with the rest of each section shown, as a press on its button shows it."""
    if isinstance(part, dict):
        shown = {name: with_the_rest(inner) for name, inner in part.items()}
        return {n: v for n, v in shown.items() if n != "isVisible" or not str(part.get("id", "")).startswith("rest.")}
    return [with_the_rest(inner) for inner in part] if isinstance(part, list) else part


@pytest.mark.parametrize(("name", "sample"), [("digest-rich", "digest"), ("digest-quiet", "digest, quiet")])
async def test_a_week_is_photographed_in_a_channel(name: str, sample: str, channel: Client, album: Album) -> None:
    sent = dict(SAMPLES[sample]().card)
    shown, _ = await channel.receive(GENERAL, sent)
    await album.keep(name, shown, sent)


async def test_the_rest_of_a_long_week_is_shown_in_its_place(channel: Client, album: Album) -> None:
    sent = a_long_week()
    shown, _ = await channel.receive(GENERAL, sent)
    newest = LATE[3].partition(" | ")[0]
    assert newest not in await shown.at.inner_text()
    await shown.press("Show the other 4")
    await shown.shows(newest)
    await album.keep("digest-long", shown, with_the_rest(sent))
