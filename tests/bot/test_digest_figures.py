"""The digests of some weeks: six directorates, a bank holiday, a night in which the clocks change, and restarts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.rehearsal.council import PARTS
from bot.rehearsal.digest_figures import judged, lines
from bot.rehearsal.digest_judge import Told
from bot.rehearsal.mondays import EMPTY, QUIET, Mondays, begun
from bot.rehearsal.stage import settings_of
from bot.rehearsal.weeks import Size

BEFORE_EASTER = datetime(2027, 3, 22, 8, tzinfo=ZoneInfo("Europe/London"))
SMALL = Size(weeks=3, owners=12, pledges=36)


async def test_each_digest_is_posted_once_and_every_figure_and_row_is_as_it_is_counted_from_history(
    database_url: str, tmp_path: Path
) -> None:
    settings = replace(settings_of(tmp_path), database_url=database_url, connector_rate=1000.0)
    async with begun(settings, BEFORE_EASTER, SMALL, seed=2, short=True) as mondays:
        async for _ in mondays.days():
            pass
        verdict = await judged(mondays, 2, 0.0)
        assert verdict.faults == []
        assert len(verdict.told) == SMALL.weeks * len(PARTS)
        assert verdict.starts > SMALL.weeks
        _much_was_told(verdict.told)
        await _what_is_wrong_is_found(mondays)
    assert any(line.endswith("counted a second time, 0 differences") for line in lines(verdict))


def _much_was_told(told: Sequence[Told]) -> None:
    """There was something of each kind, but for the directorate that has nothing and the one that is quiet."""
    kinds = {kind for each in told for kind, count in each.figures.items() if count}
    assert kinds >= {"newly", "still", "waiting", "asked", "unreached", "forecast", "soon", "done", "unowned", "total"}
    assert not any(any(each.figures.values()) for each in told if each.directorate == EMPTY)
    assert all({k for k, n in each.figures.items() if n} == {"total"} for each in told if each.directorate == QUIET)


async def _what_is_wrong_is_found(mondays: Mondays) -> None:
    """A post with another figure in it, one that is there twice, and one that is not there."""
    messages = mondays.weeks.teams.world.messages
    post = next(each for each in messages if " newly late" in each.summary)
    post.activity["summary"] = post.summary.replace(" newly late", "0 newly late")
    assert any("0 newly late" in fault for fault in (await judged(mondays, 2, 0.0)).faults)
    messages.append(replace(post))
    assert any("it was posted twice" in fault for fault in (await judged(mondays, 2, 0.0)).faults)
    messages[:] = [each for each in messages if each.id != post.id]
    assert any("nothing was posted" in fault for fault in (await judged(mondays, 2, 0.0)).faults)
