"""The office that most tests of the scheduler work in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.db import Database
from tests.clock import Clock
from tests.scheduler.cable import Cable
from tests.scheduler.office import Office, a_teams, way_out


@pytest.fixture
async def office(db: Database, clock: Clock) -> AsyncIterator[Office]:
    async with a_teams(clock) as teams, way_out(teams, clock) as transport:
        yield Office(db=db, clock=clock, teams=teams, cable=Cable(transport))
