"""What of a digest may stand where people from outside the council read it.

The counts stay true. What is not for publication has no row at all, since its owner and its date would say too much.
What is internal keeps its row, for its words come from the council's papers; what somebody wrote about it was written
for the council, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pledges.digest import KINDS
from pledges.figures import Digest, Line
from pledges.pledge import Publication


def for_public(digest: Digest) -> Digest:
    """The digest with the rows that anybody may read, and the references of no others.

    What is only helped with is counted by `helped`.
    """
    rows: dict[str, Any] = {kind: tuple(open_to_all(getattr(digest, kind))) for kind in KINDS}
    shown = {line.ref for lines in rows.values() for line in lines}
    late, finished = (tuple(ref for ref in told if ref in shown) for told in (digest.late, digest.finished))
    return replace(digest, outside=True, helped=len(digest.helping), late=late, finished=finished, **rows)


def open_to_all(lines: Iterable[Line]) -> list[Line]:
    """The rows that anybody may read, as anybody may read them."""
    shown = [line for line in lines if line.publication is not Publication.RESTRICTED]
    return [line if line.publication is Publication.PUBLIC else replace(line, note="") for line in shown]
