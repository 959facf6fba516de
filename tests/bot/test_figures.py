"""The figures: a small council plays two weeks with restarts, and everybody hears what policy has them hear."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.__main__ import main
from bot.rehearsal import diary
from bot.rehearsal.figures import lines, measured
from bot.rehearsal.oracle import judge
from bot.rehearsal.policy_words import Calendar
from bot.rehearsal.stage import settings_of
from bot.rehearsal.weeks import Size, Weeks, staged
from storage.migrate import upgrade

BEFORE_EASTER = datetime(2027, 3, 22, 8, tzinfo=ZoneInfo("Europe/London"))  # and the night the clocks change
SMALL = Size(weeks=2, owners=20, pledges=150)


async def played(url: str, folder: Path) -> Weeks:
    settings = replace(settings_of(folder), database_url=url)
    async with staged(settings, BEFORE_EASTER, SMALL, seed=3) as weeks:
        async for _ in weeks.days():
            pass
    return weeks


async def test_two_weeks_over_easter_ask_what_policy_demands_once_and_nothing_it_forbids(
    database_url: str, tmp_path: Path
) -> None:
    weeks = await played(database_url, tmp_path)
    told = measured(weeks, 3, 0.0)
    assert told.missing == []
    assert told.forbidden == []
    assert told.asked >= told.demanded > 100  # what comes up after the morning may be asked the same day
    assert told.message_days == told.messages
    assert told.starts > 14
    assert f"asks demanded: {told.demanded}, missing: 0, forbidden: 0" in lines(told)
    kinds = {type(entry) for entry in weeks.deeds.entries}
    assert kinds >= {diary.Answered, diary.Wished, diary.PutOff, diary.WentAway, diary.Suits, diary.Decided}
    _left_out_and_doubled_are_found(weeks)


def _left_out_and_doubled_are_found(weeks: Weeks) -> None:
    """The same weeks with one question less, and with one twice: the judge is not one that lets everything pass."""
    entries, calendar = weeks.deeds.entries, Calendar(weeks.policy.days.holidays, 2026, 2028)
    last = max(n for n, entry in enumerate(entries) if isinstance(entry, diary.Asked))
    less = judge(weeks.council.promises, [*entries[:last], *entries[last + 1 :]], calendar, weeks.council.papers)
    assert [each.ref for each in less.missing] == [getattr(entries[last], "ref", "")]
    twice = judge(weeks.council.promises, [*entries[: last + 1], *entries[last:]], calendar, weeks.council.papers)
    assert [each.why for each in twice.forbidden] == ["twice on one day"]


def test_the_command_prints_the_figures_for_programs_too(
    bare_database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    small = ["--weeks", "1", "--owners", "10", "--pledges", "20", "--from", "2026-12-21"]
    with pytest.raises(SystemExit) as end:
        main(["simulate", "--figures", *small, "--json", "--database", bare_database_url])
    printed = json.loads(capsys.readouterr().out)
    assert end.value.code == 0
    assert (printed["missing"], printed["forbidden"]) == ([], [])
    assert printed["owner_week"]["max"] <= 5
    assert printed["size"] == {"weeks": 1, "owners": 10, "pledges": 20}


def test_a_database_that_is_in_use_is_left_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'register.db'}"
    upgrade(url)
    with pytest.raises(SystemExit) as end:
        main(["simulate", "--figures", "--database", url])
    assert end.value.code == 1
    assert "That database is in use." in capsys.readouterr().err
