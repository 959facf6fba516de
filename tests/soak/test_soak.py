"""The short form of the soak: the sending process is killed three times while a hundred nudges go out."""

from __future__ import annotations

from pathlib import Path

from tests.soak.__main__ import SHORT
from tests.soak.soak import soak


async def test_killed_again_and_again_nothing_is_lost_and_only_what_was_on_the_wire_is_sent_twice(
    database_url: str, tmp_path: Path
) -> None:
    told: list[str] = []
    figures = await soak(database_url, SHORT, tmp_path, told.append)
    assert (figures.lost, figures.unexplained) == (0, 0), figures
    assert figures.arrived == figures.nudges + figures.twice
    assert figures.twice <= figures.doubtful
    assert figures.doubtful, "a kill that meets nothing on the wire shows nothing"
    assert len(told) == 1 + SHORT.kills
