"""The status that words begin with, as people type it."""

from __future__ import annotations

from pledges.pledge import OPEN, Status

SAID = sorted((*OPEN, Status.DONE), key=lambda s: -len(s.value))
ALSO = {"stuck": Status.BLOCKED, "ok": Status.ON_TRACK, "late": Status.OFF_TRACK}


def status_in(words: str) -> tuple[Status | None, str]:
    """The status that words begin with, and the note behind it."""
    for name, status in [*((s.value, s) for s in SAID), *ALSO.items()]:
        if words.casefold() == name or words.casefold().startswith((name + " ", name + ",", name + ":", name + ".")):
            return status, words[len(name) :].lstrip(" ,:;.–-").strip()
    return None, words
