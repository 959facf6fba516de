"""Moments and words mean the same on every database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Database
from storage.types import UtcDateTime, Word
from tests.make import NOW

DIALECTS: list[sa.Dialect] = [sqlite.dialect(), postgresql.dialect()]  # type: ignore[no-untyped-call]


class Weather(StrEnum):
    FAIR = "fair"
    WET = "wet"


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.integers(-720, 840), st.sampled_from(DIALECTS))
def test_a_moment_comes_back_as_the_same_moment_in_utc(local: datetime, offset: int, dialect: sa.Dialect) -> None:
    moment = local.replace(tzinfo=timezone(timedelta(minutes=offset)))
    kept = UtcDateTime().process_bind_param(moment, dialect)
    back = UtcDateTime().process_result_value(kept, dialect)
    assert back == moment
    assert back.tzinfo is UTC


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_moment_without_a_zone_is_refused(dialect: sa.Dialect) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 2, 9, 0), dialect)


async def test_a_moment_without_a_zone_reaches_no_table(db: Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="no time zone"):
        async with db.begin() as tx:
            await tx.switches.set("paused", "yes", by=None, now=NOW.replace(tzinfo=None))
    async with db.read() as tx:
        assert await tx.switches.get("paused") is None


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_word_is_kept_by_its_value(dialect: sa.Dialect) -> None:
    assert Word(Weather).process_bind_param(Weather.WET, dialect) == "wet"
    assert Word(Weather).process_result_value("wet", dialect) is Weather.WET


@pytest.mark.parametrize("dialect", DIALECTS)
def test_an_unknown_word_is_refused(dialect: sa.Dialect) -> None:
    with pytest.raises(ValueError, match="snow"):
        Word(Weather).process_bind_param("snow", dialect)  # type: ignore[arg-type]
