"""The town that the journeys take place in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.db import Database
from tests.clock import Clock
from tests.journeys.town import Town, a_town

CHILDREN = "Children's Services"


@pytest.fixture
async def town(db: Database, clock: Clock) -> AsyncIterator[Town]:
    async with a_town(db, clock) as town:
        yield town


@pytest.fixture
async def staffed(town: Town) -> Town:
    """Children's Services with a director, Megan, and an Assistant Director, Adele, with one pledge for 4 December."""
    await town.hires("Megan Bowen", "Adele Vance")
    await town.appoints("Megan Bowen", "Strategic Director, Children's Services", CHILDREN, director=True)
    await town.appoints("Adele Vance", "Assistant Director, Safeguarding", CHILDREN)
    await town.promises("Build a training programme", "Assistant Director, Safeguarding", "2026-12-04")
    return town
