"""Listening to what is said to the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

Statement = tuple[str, Any]


@contextmanager
def overheard() -> Iterator[list[Statement]]:
    """Every statement with its parameters, as any driver gets it, apart from those that begin and end transactions."""
    heard: list[Statement] = []

    def listen(_conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if not statement.startswith("BEGIN"):
            heard.append((statement, parameters))

    sa.event.listen(sa.Engine, "before_cursor_execute", listen)
    yield heard
    sa.event.remove(sa.Engine, "before_cursor_execute", listen)
