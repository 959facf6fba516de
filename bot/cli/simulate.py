"""Play weeks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal

if TYPE_CHECKING:
    from bot.rehearsal.story import Day, Figures
    from bot.settings import Settings
    from documents.table import Table

app = typer.Typer()


@app.command()
def simulate(
    begin: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day.")],
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=104, metavar="N", help="How many weeks to play.")],
    sheet: Annotated[
        Path | None, typer.Option("--register", metavar="FILE", help="A sheet to play with, instead of the sample.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Plain lines, without colours.")] = False,
) -> None:
    """Play weeks with invented owners, who answer on cards, are silent or late, and tell the story day by day.

    The program is the real one; its clock, its Teams and its people are invented, its register is a copy.

    For example:
      pledgekeeper simulate --from 2023-11-27 --weeks 4
      pledgekeeper simulate --from 2026-12-07 --weeks 8 --register tracker.xlsx --plain
    """
    import asyncio
    import os
    import tempfile
    from dataclasses import replace
    from logging import ERROR

    from bot import logs
    from bot.opening import migrated
    from bot.rehearsal.stage import SAMPLE, forbidden_in_production, sample, settings_of

    forbidden_in_production(os.environ, "The simulation")
    logs.set_up(readable=True, level=ERROR)
    with tempfile.TemporaryDirectory(prefix="pledgekeeper-") as folder:
        settings = replace(settings_of(Path(folder)), connector_rate=1000.0)
        migrated(settings)
        table = sample(sheet or SAMPLE)
        asyncio.run(_play(settings, begin.replace(hour=8, tzinfo=settings.timezone), weeks, table, plain=plain))


async def _play(settings: Settings, begin: datetime, weeks: int, table: Table, *, plain: bool) -> None:
    from bot.rehearsal.clock import Standing
    from bot.rehearsal.stage import fill
    from bot.rehearsal.story import manners, staged
    from bot.running import stoppable

    report = await fill(settings, begin, table)
    terminal.say(f"The register: {report.summary}.")
    for warning in report.warnings:
        terminal.say(f"  {warning}")
    for result in report.refused:
        terminal.say(f"  Line {result.line} is not played: {result.why}")
    with stoppable():
        async with staged(settings, Standing(begin)) as story:
            for line in manners(story.actors):
                terminal.say(line + ".")
            async for day in story.days(weeks):
                _tell(day, plain=plain)
            _sum_up(await story.end(), plain=plain)


def _tell(day: Day, *, plain: bool) -> None:
    from pledges.calendar import said

    typer.secho(f"\n{said(day.day)}", bold=not plain)
    for at, sentence in day.told:
        terminal.say(f"  {at:%H:%M}  {sentence}")


def _sum_up(figures: Figures, *, plain: bool) -> None:
    from pledges.calendar import counted

    typer.secho("\nIn figures", bold=not plain)
    terminal.say(f"  {counted(figures.messages, 'message')} sent, {counted(figures.digests, 'digest')} among them")
    terminal.say(f"  {counted(figures.asked, 'question')} asked, {figures.answered:,} answered")
    terminal.say(f"  {counted(figures.late, 'pledge')} late at the end")
