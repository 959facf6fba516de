"""England's bank holidays, the proclaimed ones included, as far as the package `holidays` knows them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

_BEFORE, _AFTER = 5, 10
_ASKED = """
import sys
from holidays import country_holidays
first, last = map(int, sys.argv[1:])
for day, name in country_holidays("GB", subdiv="ENG", years=range(first, last + 1)).items():
    print(day, name)
"""


def around(year: int) -> Mapping[date, str]:
    """The bank holidays of the years in which deadlines may lie, seen from `year`, each with its name."""
    return england(year - _BEFORE, year + _AFTER)


@lru_cache(maxsize=8)
def england(first: int, last: int) -> Mapping[date, str]:
    """The bank holidays of these years, both included. The first call takes some tenths of a second.

    The package loads every country of the world, so it is asked in a process of its own: 14 MB that would stay here.
    """
    asked = [sys.executable, "-c", _ASKED, str(first), str(last)]
    told = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603 - two numbers of ours
    days = (line.split(" ", 1) for line in told.splitlines())
    return MappingProxyType({date.fromisoformat(day): name for day, name in days})
