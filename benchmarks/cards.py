"""Cards, built and written as JSON, beside dictionaries that say the same: python -m benchmarks.cards."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from time import process_time
from typing import Any

from benchmarks import machine
from benchmarks.table import Row
from dialogs import samples
from dialogs.cards import digest, nudge
from pledges.digest import Digest, summarise
from pledges.messages import Rendered

TIMES = 200
ROWS = 20


def week() -> Digest:
    """A digest with twenty rows, half of them late."""
    late = [replace(samples.LATE, number=100 + n) for n in range(ROWS // 2)]
    soon = [_due(samples.SOON, 200 + n, samples.NOW.date() + timedelta(days=n + 1)) for n in range(ROWS // 2)]
    return summarise([*late, *soon], samples.look().policy, samples.NOW, None)


def main() -> None:
    look, told = samples.look(), week()
    cards: Mapping[str, Callable[[], Rendered]] = {
        "a nudge": lambda: nudge.draw([nudge.Row(samples.SOON)], look),
        "a digest of 20 rows": lambda: digest.draw("Children's Services", told, look),
    }
    print(json.dumps({name: _beside(draw) for name, draw in cards.items()}))


def measured() -> list[Row]:
    found = json.loads(machine.done("benchmarks.cards"))
    return [
        Row(what=name, figure=f"{ours:,.0f} us", beside=f"{ours / plain:.1f} x a dictionary ({plain:,.0f} us)")
        for name, (ours, plain) in found.items()
    ]


def _due(pledge: Any, number: int, day: date) -> Any:
    return replace(pledge, number=number, deadline=replace(pledge.deadline, due=day))


def _beside(draw: Callable[[], Rendered]) -> tuple[float, float]:
    """The us of a card and of its dictionary, which is built anew each time from a literal, in turns."""
    literal = eval(f"lambda: {draw().card!r}")
    ours = [_took(lambda: json.dumps(draw().card)) for _ in range(3)]
    plain = [_took(lambda: json.dumps(literal())) for _ in range(3)]
    return machine.median(ours), machine.median(plain)


def _took(work: Callable[[], object]) -> float:
    work()
    begun = process_time()
    for _ in range(TIMES):
        work()
    return (process_time() - begun) / TIMES * 1e6


if __name__ == "__main__":
    main()
