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
from pledges.pledge import Owner, Pledge, Source, When

START = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that became something else. Texts are what people wrote or read; they may be erased one day."""

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
    """What a reader of the history is told, field by field, in a fixed order."""
    old, new = (_told(before) if before else {}), _told(after)
    return [
        Change(field=name, before=old.get(name, ""), after=new[name]) for name in new if old.get(name, "") != new[name]
    ]


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


def _told(pledge: Pledge) -> dict[str, str]:
    deadline, extension, last = pledge.deadline, pledge.extension, pledge.last
    return {
        "title": pledge.title,
        "kind": pledge.kind.value,
        "theme": pledge.theme,
        "priority": pledge.priority,
        "class": pledge.publication.value,
        "directorate": pledge.directorate.name if pledge.directorate else "",
        "service": pledge.service,
        "owners": "; ".join(_owner(o) for o in pledge.owners),
        "sources": "; ".join(_source(s) for s in pledge.sources),
        "deadline as written": deadline.words,
        "deadline": deadline.due.isoformat() if deadline.due else "",
        "kind of deadline": deadline.kind.value if deadline.kind is not When.DATE else "",
        "not before": deadline.starts.isoformat() if deadline.starts else "",
        "new date asked for": f"{extension.wanted.isoformat()}: {extension.reason}" if extension else "",
        "status": pledge.status.value,
        "merged into": "" if pledge.merged_into is None else f"CP-{pledge.merged_into}",
        "note": f"{last.at.isoformat()} {last.note}" if last and last.note else "",
    }


def _owner(owner: Owner) -> str:
    words = f" (“{owner.words}”)" if owner.words and owner.words != owner.title else ""
    return f"{'lead' if owner.lead else 'supporting'} {owner.title}{words}"


def _source(source: Source) -> str:
    return ", ".join(filter(None, (source.document, source.committee, str(source.held_on or ""), source.minute)))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
