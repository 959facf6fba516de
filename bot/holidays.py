"""England's bank holidays, the proclaimed ones included, as far as the package `holidays` knows them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

_BEFORE, _AFTER = 5, 10


def around(year: int) -> frozenset[date]:
    """The bank holidays of the years in which deadlines may lie, seen from `year`."""
    return england(year - _BEFORE, year + _AFTER)


@lru_cache(maxsize=8)
def england(first: int, last: int) -> frozenset[date]:
    """The bank holidays of these years, both included. The first call takes a tenth of a second."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=range(first, last + 1)))
