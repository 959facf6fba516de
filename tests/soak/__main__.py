"""Kill the bot while it sends, then have it send at its pace, and print what arrived. On both databases."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.migrate import upgrade
from tests import postgres
from tests.databases import KINDS, Databases
from tests.soak.pacing import pacing
from tests.soak.soak import Load, soak

SHORT = Load(nudges=100, kills=3, rate=200, lease=2, slow=0.05)
ALLOWED = 50  # requests a second
SHORT_PACE = Load(nudges=60, rate=25, lease=60, batch=50)


def options() -> argparse.Namespace:
    usual = Load()
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--short", action="store_true", help="100 nudges and 3 kills, as in the tests")
    parser.add_argument("--nudges", type=int, default=usual.nudges)
    parser.add_argument("--kills", type=int, default=usual.kills)
    parser.add_argument("--rate", type=float, default=usual.rate, help="requests a second to Teams")
    parser.add_argument("--copies", type=int, default=usual.copies, help="processes that send while one is killed")
    parser.add_argument("--lease", type=float, default=usual.lease, help="seconds")
    parser.add_argument("--seed", type=int, default=usual.seed, help="of the moments at which it is killed")
    parser.add_argument("--story", choices=STORIES, help="one of the two; without it both are played")
    parser.add_argument("--people", type=int, default=5000, help="who are nudged each morning, for the pace")
    parser.add_argument("--mornings", type=int, default=4, help="so many with one process, then as many with four")
    parser.add_argument("--pace", type=float, default=25, help="requests a second, for the pace; Teams allows 50")
    parser.add_argument("--database", help="the URL of an empty database; without it a throwaway one of each kind")
    chosen = parser.parse_args()
    if chosen.database and not chosen.story:
        parser.error("a database that is empty takes one story: name it with --story")
    return chosen


def load_of(chosen: argparse.Namespace) -> Load:
    if chosen.short:
        return SHORT
    told = {name: getattr(chosen, name) for name in ("nudges", "kills", "copies", "rate", "lease", "seed")}
    return Load(**told)


@asynccontextmanager
async def databases(url: str | None, made: Databases, folder: Path) -> AsyncIterator[list[str]]:
    """The databases to run on, up to date and empty."""
    if url:
        await asyncio.to_thread(upgrade, url)
        yield [url]
        return
    async with made.fresh("sqlite", folder) as sqlite:
        if "postgres" not in KINDS:
            say("PostgreSQL is NOT tried: none is installed here, and TEST_POSTGRES names none.")
            yield [sqlite]
            return
        async with made.fresh("postgres", folder) as server:
            yield [sqlite, server]


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


async def run(chosen: argparse.Namespace, folder: Path) -> bool:
    good, made = True, Databases(folder)
    for story in STORIES if chosen.story is None else (chosen.story,):
        place = folder / story
        place.mkdir()
        async with databases(chosen.database, made, place) as urls:
            for url in urls:
                say(f"On {url.partition('+')[0]}:")
                good &= await STORIES[story](url, chosen, place)
    await made.remove_template()
    return good


async def kills(url: str, chosen: argparse.Namespace, folder: Path) -> bool:
    figures = await soak(url, load_of(chosen), folder, say)
    say(str(figures))
    return figures.good


async def pace(url: str, chosen: argparse.Namespace, folder: Path) -> bool:
    if chosen.short:  # too short for a measure, and there is always something else at work
        return all(morning.kept for morning in await pacing(url, SHORT_PACE, (1, 2), ALLOWED, folder, say))
    load = Load(nudges=chosen.people, rate=chosen.pace, lease=60, batch=50)
    copies = (1,) * chosen.mornings + (4,) * chosen.mornings
    return all(m.good for m in await pacing(url, load, copies, ALLOWED, folder, say))


STORIES = {"kills": kills, "pace": pace}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, postgres.run_alive(Path(folder)):
        good = asyncio.run(run(options(), Path(folder)))
    say("Nothing was lost, and nothing but what was in flight was sent twice." if good else "NOT as promised.")
    sys.exit(not good)


if __name__ == "__main__":
    main()
