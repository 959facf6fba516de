"""What a pass of planning found due."""

from __future__ import annotations

from dataclasses import dataclass

from pledges.messages import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A message that is due: to whom, under which key, about which pledges or week, and why, in words for an admin."""

    kind: str
    to: Recipient
    key: str
    about: tuple[str, ...]
    why: str
