"""The process that is killed: the program's own parts, planning and delivering, until its input ends.

Settings come from the environment, as for the program itself. It ends in good order when its input is closed, and so
does not outlive whoever started it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import random
import sys
from datetime import timedelta

from bot.clock import utc_now
from bot.main import wire
from bot.settings import Settings
from scheduler.clockwork import Clockwork, Pulse
from scheduler.tempo import Tempo


async def run(ahead: timedelta, pulse: Pulse) -> None:
    settings = Settings.read(os.environ)
    house = wire(settings, lambda: utc_now() + ahead)
    clockwork = Clockwork(
        house.db,
        house.render,
        house.teams,
        house.clock,
        policy=house.policy,
        jitter=random.random,
        pulse=pulse,
        tempo=Tempo(settings.connector_rate, house.teams.owed),
    )
    async with house.teams:
        await clockwork.start()
        await end_of_input()
        await clockwork.stop()
    await house.db.close()


async def end_of_input() -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--ahead", type=float, required=True, help="seconds by which its clock is ahead of the real one"
    )
    parser.add_argument("--lease", type=float, required=True, help="seconds")
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--every", type=float, required=True, help="seconds between its ticks")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    often = timedelta(seconds=options.every)
    pulse = Pulse(deliver=often, lease=timedelta(seconds=options.lease), batch=options.batch)
    asyncio.run(run(timedelta(seconds=options.ahead), pulse))


if __name__ == "__main__":
    main()
