"""The short forms of the soak: a process that is killed while it sends, and the pace at which two send together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.soak.__main__ import ALLOWED, SHORT, SHORT_PACE
from tests.soak.pacing import pacing
from tests.soak.soak import soak


@pytest.mark.parametrize("copies", [1, 4])
async def test_killed_again_and_again_nothing_is_lost_and_only_what_was_on_the_wire_is_sent_twice(
    database_url: str, tmp_path: Path, copies: int
) -> None:
    told: list[str] = []
    load = replace(SHORT, copies=copies, lease=SHORT.lease * copies)  # it has to outlast the queue of all copies
    figures = await soak(database_url, load, tmp_path, told.append)
    assert (figures.lost, figures.unexplained) == (0, 0), figures
    assert figures.arrived == figures.nudges + figures.twice
    assert figures.twice <= figures.doubtful
    assert figures.doubtful, "a kill that meets nothing on the wire shows nothing"
    assert len(told) == 1 + SHORT.kills


async def test_however_many_processes_send_together_they_keep_one_pace_and_teams_refuses_nothing(
    database_url: str, tmp_path: Path
) -> None:
    [morning] = await pacing(database_url, SHORT_PACE, (2,), ALLOWED, tmp_path, lambda _: None)
    assert morning.kept, str(morning)
    assert len(morning.sent) == SHORT_PACE.nudges
    assert morning.busiest < ALLOWED
