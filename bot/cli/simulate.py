"""Play weeks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal

if TYPE_CHECKING:
    from bot.rehearsal.digest_figures import Verdict
    from bot.rehearsal.figures import Figures as Measured
    from bot.rehearsal.story import Day, Figures
    from bot.rehearsal.weeks import Size
    from bot.settings import Settings
    from documents.table import Table

    Told = tuple[Measured | Verdict, Iterable[str]]

EASTER = datetime.fromisoformat(
    "2027-03-01"
)  # eight weeks from here have two bank holidays, and the night in which the clocks change

app = typer.Typer()


@app.command()
def simulate(
    begin: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day.")
    ] = EASTER,
    weeks: Annotated[int, typer.Option("--weeks", min=1, max=104, metavar="N", help="How many weeks to play.")] = 8,
    sheet: Annotated[
        Path | None, typer.Option("--register", metavar="FILE", help="A sheet to play with, instead of the sample.")
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Plain lines, without colours.")] = False,
    figures: Annotated[
        bool, typer.Option("--figures", help="Play a whole invented council, and print only what can be counted.")
    ] = False,
    digests: Annotated[
        bool, typer.Option("--digests", help="The same, with channels, to count each figure of each digest once more.")
    ] = False,
    owners: Annotated[
        int, typer.Option("--owners", min=10, metavar="N", help="For --figures and --digests: how many owners.")
    ] = 200,
    pledges: Annotated[
        int, typer.Option("--pledges", min=1, metavar="N", help="For --figures and --digests: how many pledges.")
    ] = 2000,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="For both: other people, other habits.")] = 1,
    database: Annotated[
        str, typer.Option("--database", metavar="URL", help="For both: an empty database, instead of a file.")
    ] = "",
    as_json: terminal.AsJson = False,
) -> None:
    """Play weeks with invented owners, who answer on cards, are silent or late, and tell the story day by day.

    The program is the real one; its clock, its Teams and its people are invented, its register is a copy.

    With --figures hundreds of owners answer, wait, put off, hand back and go away by habits of their own, and the
    program is restarted every day. What reached them is held against policy, which is written down a second time for
    that: which questions had to be asked and were not, and which were asked and must not be. The exit code is 1 when
    there is one of either.

    With --digests six directorates have channels. What was posted there is held against a second count, made from the
    history and the log of what was asked; the exit code is 1 when a figure, a row or a size is not as it should be.

    For example:
      pledgekeeper simulate --from 2023-11-27 --weeks 4
      pledgekeeper simulate --from 2026-12-07 --weeks 8 --register tracker.xlsx --plain
      pledgekeeper simulate --figures --seed 7
      pledgekeeper simulate --digests --owners 36 --pledges 300
    """
    import asyncio
    import os
    import tempfile
    from dataclasses import replace
    from logging import ERROR

    from bot import logs
    from bot.opening import migrated
    from bot.rehearsal.stage import SAMPLE, forbidden_in_production, must_be_new, sample, settings_of
    from bot.rehearsal.weeks import Size

    forbidden_in_production(os.environ, "The simulation")
    logs.set_up(readable=True, level=ERROR)
    with tempfile.TemporaryDirectory(prefix="pledgekeeper-") as folder:
        own = settings_of(Path(folder))
        settings = replace(own, connector_rate=1000.0, database_url=database or own.database_url)
        if database:
            asyncio.run(must_be_new(settings))
        migrated(settings)
        first = begin.replace(hour=8, tzinfo=settings.timezone)
        if figures or digests:
            size = Size(weeks=weeks, owners=owners, pledges=pledges)
            raise typer.Exit(_judge(settings, first, size, seed, digests=digests, as_json=as_json))
        asyncio.run(_play(settings, first, weeks, sample(sheet or SAMPLE), plain=plain))


async def _measure(settings: Settings, begin: datetime, size: Size, seed: int, *, shown: bool) -> Told:
    from bot.rehearsal.figures import figures, lines
    from bot.running import stoppable

    with stoppable(), terminal.progress("Days", 7 * size.weeks, shown=shown) as advance:
        told = await figures(settings, begin, size, seed, advance)
        return told, lines(told)


async def _count_again(settings: Settings, begin: datetime, size: Size, seed: int, *, shown: bool) -> Told:
    from bot.rehearsal.digest_figures import digests, lines
    from bot.running import stoppable

    with stoppable(), terminal.progress("Days", 7 * size.weeks, shown=shown) as advance:
        told = await digests(settings, begin, size, seed, advance=advance)
        return told, lines(told)


def _judge(settings: Settings, begin: datetime, size: Size, seed: int, *, digests: bool, as_json: bool) -> int:
    """Play, and print the figures; return the exit code."""
    import asyncio

    judge = _count_again if digests else _measure
    told, lines = asyncio.run(judge(settings, begin, size, seed, shown=not as_json))
    if as_json:
        terminal.as_json(told)
    for line in () if as_json else lines:
        terminal.say(line)
    return 0 if told.well else 1


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
