"""The chain of changes of one pledge: over ids and a digest of each text, so that erased texts leave it whole.

Every text is digested with a salt of its own that lies beside it and is erased with it: without the salt nobody can
guess the words from the digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pledges.messages import PersonId
from pledges.pledge import Pledge
from pledges.telling import FIELDS

START = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that became something else. The texts may be erased one day; telling.words_of puts them into words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A link of the chain. `door` is the way the change came in: card, command, import, clock."""

    pledge: int
    sequence: int
    at: datetime
    by: PersonId | None
    door: str
    field: str
    text_digest: str
    previous: str


def changes(before: Pledge | None, after: Pledge) -> list[Change]:
    """What history is told, field by field, in the order of telling.FIELDS: texts that lose nothing."""
    told = [(f.name, f.tell(before) if before else "", f.tell(after)) for f in FIELDS]
    return [Change(field=name, before=old, after=new) for name, old, new in told if old != new]


def digest_text(salt: str, change: Change) -> str:
    """The digest that stands in the chain for a change's words."""
    return _sha(json.dumps([salt, change.before, change.after], ensure_ascii=False))


def seal(entry: Entry) -> str:
    """The hash of a link, which the next one carries as `previous`."""
    plain: dict[str, Any] = asdict(entry) | {"at": entry.at.isoformat()}
    return _sha(json.dumps(plain, sort_keys=True, ensure_ascii=False))


def first_broken(chain: Iterable[tuple[Entry, str]]) -> int | None:
    """The sequence number of the first link that does not hold; None when the whole chain does."""
    previous = START
    for entry, sealed in chain:
        if entry.previous != previous or seal(entry) != sealed:
            return entry.sequence
        previous = sealed
    return None


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
