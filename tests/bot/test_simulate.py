"""The simulation: the real program plays weeks, and what it tells is what its people saw."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.__main__ import main
from bot.rehearsal.actors import Manner
from bot.rehearsal.clock import Standing
from bot.rehearsal.stage import fill, sample, settings_of
from bot.rehearsal.story import Day, Story, manners, staged
from tests.databases import Databases

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2023, 11, 27, 8, 0, tzinfo=LONDON)


@pytest.fixture
async def story(tmp_path: Path, databases: Databases) -> AsyncIterator[Story]:
    """Everybody in place on the day that the sample register is told from."""
    async with databases.fresh("sqlite", tmp_path) as url:
        settings = replace(settings_of(tmp_path), database_url=url, connector_rate=1000.0)
        await fill(settings, MONDAY, sample())
        async with staged(settings, Standing(MONDAY)) as story:
            yield story


async def told(story: Story, weeks: int) -> dict[date, list[str]]:
    """What happened, by day: the time and the sentence."""
    return {day.day: _lines(day) async for day in story.days(weeks)}


def _lines(day: Day) -> list[str]:
    return [f"{at:%H:%M} {sentence}" for at, sentence in day.told]


async def test_people_are_asked_in_the_morning_and_answer_as_is_their_manner(story: Story) -> None:
    days = await told(story, 3)
    monday, friday = days[date(2023, 11, 27)], days[date(2023, 12, 15)]
    assert "09:30 Alex Wilber is asked about CP-23, CP-15, CP-17, CP-50 and CP-24." in monday
    assert any(line.startswith("10:15 Alex Wilber answers: ") for line in monday)
    assert "09:30 Lynne Robbins is asked about CP-46." in monday
    assert any(line.startswith("14:30 Lynne Robbins answers: CP-33 ") for line in friday)
    everything = [line for lines in days.values() for line in lines]
    assert "09:30 Megan Bowen is asked about CP-3." in everything
    assert not [line for line in everything if "Megan Bowen answers" in line]


async def test_of_several_owners_one_answers_for_all(story: Story) -> None:
    days = await told(story, 1)
    monday = days[date(2023, 11, 27)]
    assert "09:30 Isaiah Langer is asked about CP-3 and CP-46." in monday
    assert "10:15 Isaiah Langer answers: CP-3 new date and CP-46 done." in monday
    assert not [line for lines in days.values() for line in lines if "Lynne Robbins answers: CP-46" in line]


async def test_channels_get_their_digests_after_the_morning(story: Story) -> None:
    monday = (await told(story, 1))[date(2023, 11, 27)]
    digests = [line for line in monday if "Channel" in line]
    assert len(digests) == 6
    assert all(line.startswith("11:00 ") for line in digests)


async def test_nothing_happens_on_a_weekend(story: Story) -> None:
    assert {day.weekday() for day in await told(story, 2)} <= set(range(5))


async def test_a_new_date_is_asked_for_and_agreed_to(story: Story) -> None:
    lines = [line for lines in (await told(story, 1)).values() for line in lines]
    assert any("Alex Wilber agrees: CP-3: Strategic Director, Children's Services" in line for line in lines)
    assert any("Isaiah Langer reads: CP-3: The new date is agreed." in line for line in lines)


async def test_who_installs_late_hears_from_then_on(story: Story) -> None:
    (late,) = [actor for actor in story.actors.values() if actor.joins]
    days = await told(story, 2)
    assert f"09:30 {late.person.name} installs Pledgekeeper." in days[date(2023, 12, 4)]
    before = [line for day, lines in days.items() if day < date(2023, 12, 4) for line in lines]
    assert not [line for line in before if late.person.name in line]


async def test_the_figures_are_those_of_the_story(story: Story) -> None:
    lines = [line for lines in (await told(story, 2)).values() for line in lines]
    figures = await story.end()
    assert figures.digests == len([line for line in lines if " Channel " in line]) == 12
    assert figures.asked >= figures.answered > 0
    assert figures.late > 0
    doing = (" answers: ", " agrees: ", " installs ")
    assert figures.messages == len([line for line in lines if not any(word in line for word in doing)])


async def test_every_manner_is_played_and_said(story: Story) -> None:
    said = list(manners(story.actors))
    assert [manner for manner in Manner if any(line.endswith(manner) for line in said)] == list(Manner)


def test_the_command_tells_the_same_story_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    stories = []
    for _ in range(2):
        with pytest.raises(SystemExit) as end:
            main(["simulate", "--from", "2023-11-27", "--weeks", "2", "--plain"])
        assert not end.value.code
        stories.append(capsys.readouterr().out)
    assert stories[0] == stories[1]
    assert "\nMonday 27 November 2023\n  09:30  " in stories[0]
    assert stories[0].splitlines()[-1].strip().endswith("late at the end")


def test_rows_that_are_refused_are_told_with_why(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    sheet = tmp_path / "tracker.csv"
    sheet.write_text("Title,Kind,RAG\nOne,promise,Green\nTwo,wish,Red\n")
    with pytest.raises(SystemExit):
        main(["simulate", "--from", "2023-11-27", "--weeks", "1", "--plain", "--register", str(sheet)])
    first, *then = capsys.readouterr().out.splitlines()
    assert first == "The register: 2 rows: 1 new, 0 changed, 0 unchanged, 1 refused."
    assert then[0] == "  Not read, because the sheet has no such column: “RAG”."
    assert then[1].startswith("  Line 3 is not played: Kind says “wish”. It can be promise")


def test_it_is_refused_in_production(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEDGEKEEPER_ENVIRONMENT", "production")
    with pytest.raises(SystemExit) as end:
        main(["simulate", "--from", "2023-11-27", "--weeks", "2"])
    assert end.value.code == 1
    assert capsys.readouterr().err == "The simulation travels in time, so it is refused in production.\n"


def test_a_day_that_is_none_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["simulate", "--from", "soon", "--weeks", "2"])
    assert end.value.code == 2
    assert "soon" in capsys.readouterr().err
