"""The office that most tests of the scheduler work in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.clock import Clock
from tests.scheduler.office import Office, opened


@pytest.fixture
async def office(database_url: str, clock: Clock) -> AsyncIterator[Office]:
    async with opened(database_url, clock) as office:
        yield office
