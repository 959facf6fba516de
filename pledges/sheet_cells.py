"""How single cells of the register's sheet are written and read.

A reader gives the cell back as the sheet itself would write it. It raises a UserError with the sentence that says
what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from enum import StrEnum

from pledges import guard
from pledges.calendar import listed
from pledges.deadlines import read_day
from pledges.errors import NotUnderstood
from pledges.links import to_message
from pledges.pledge import Owner, OwnerKind

BAR = " | "
REF = re.compile(r"(?:cp)?[\s–-]*0*([1-9]\d{0,8})", re.IGNORECASE)
GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
TBC = frozenset({"", "tbc", "tba", "to be confirmed", "n/a", "none", "-"})
_BETWEEN = re.compile(r"(?:(?<=\s)|^)\|(?=\s|$)")
_KIND = re.compile(r"(post|body|person)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_WITH_TIME = re.compile(r"(.+?)(?:,? at |,? |T)(\d{1,2})(:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
NOBODY_YET = Owner(kind=OwnerKind.TBC, title="to be confirmed")


def join(parts: Iterable[str]) -> str:
    """Several values in one cell, with a bar between them. A bar of their own is doubled."""
    return BAR.join(part.replace("|", "||") for part in parts)


def split(cell: str) -> tuple[str, ...]:
    """The values that `join` put together; none in an empty cell."""
    return tuple(part.strip().replace("||", "|") for part in _BETWEEN.split(cell)) if cell.strip() else ()


def each(read: Callable[[str], str]) -> Callable[[str], str]:
    """Read every value of a cell by itself."""
    return lambda cell: join(map(read, split(cell)))


def folded(words: str) -> str:
    """Words without regard to case and spacing."""
    return " ".join(words.split()).casefold()


def line(cell: str) -> str:
    """Words on one line, guarded."""
    return " ".join(guard.check(cell).split())


def minute(cell: str) -> str:
    """Where in a paper it stands: words, guarded, or a link to the message that it was made of."""
    return to_message(cell.strip()) or guard.check(cell)


def reference(cell: str) -> str:
    """A reference as CP-42, also from "cp 42" and "42"."""
    if found := REF.fullmatch(cell.strip()):
        return f"CP-{found[1]}"
    raise NotUnderstood("A reference is CP- and a number, such as CP-42. Leave it empty for a new pledge.")


def one_of(words: type[StrEnum]) -> Callable[[str], str]:
    """Read one of these words, in any case."""

    def read(cell: str) -> str:
        if folded(cell) in (known := {folded(word): word.value for word in words}):
            return known[folded(cell)]
        raise NotUnderstood(f"It can be {listed(known.values()).replace(' and ', ' or ')}.")

    return read


def day(cell: str) -> str:
    """A day as 2026-12-04; empty for none. A midnight that a spreadsheet has added to it is dropped."""
    return "" if folded(cell) in TBC else read_day(cell.strip().removesuffix(" 00:00:00")).isoformat()


def upn(cell: str) -> str:
    """A user principal name, in small letters."""
    name = cell.strip().lower()
    if not re.fullmatch(r"[^\s@]{1,128}@[^\s@]{1,127}", name):
        raise NotUnderstood("A user principal name looks like an e-mail address, such as a.person@example.gov.uk.")
    return name


def aad_id(cell: str) -> str:
    """An object id of the directory, in small letters where it is one."""
    if not re.fullmatch(r"[\w.:-]{1,64}", cell.strip()):
        raise NotUnderstood("An object id looks like 00000000-0000-4000-8000-000000000000.")
    return cell.strip().lower() if GUID.fullmatch(cell.strip()) else cell.strip()


def moment(cell: str) -> str:
    """A day, or a moment to the second in UTC; a time without an offset is taken as UTC."""
    if folded(cell) in TBC:
        return ""
    return moment_cell(_moment(cell.strip()))


def moment_cell(at: datetime) -> str:
    """A moment as the sheet writes it: a midnight is a day."""
    utc = at.astimezone(UTC).replace(microsecond=0)
    return utc.date().isoformat() if utc.time() == time() else utc.isoformat().replace("+00:00", "Z")


def moment_of(cell: str) -> datetime:
    """The moment of a cell that was read."""
    at = datetime.fromisoformat(cell)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _moment(words: str) -> datetime:
    found = _WITH_TIME.fullmatch(words)
    if not found:
        return datetime.combine(read_day(words), time(), UTC)
    on, hour, rest, offset = found.groups()
    try:
        return datetime.fromisoformat(f"{read_day(on)}T{hour:0>2}{rest}{offset or 'Z'}")
    except ValueError:
        raise NotUnderstood(f"There is no time {hour}{rest}.") from None


def owner(cell: str) -> str:
    """An owner as a sheet names one; empty for nobody yet."""
    return owner_cell(owner_of(line(cell)))


def owner_of(cell: str) -> Owner:
    """The owner that a cell names: a post by its title, “body: …” or “person: …”; nobody yet when it is empty."""
    if folded(cell) in TBC:
        return NOBODY_YET
    found = _KIND.fullmatch(cell)
    kind, title = (OwnerKind(found[1].lower()), found[2]) if found else (OwnerKind.POST, cell)
    if not title:
        raise NotUnderstood(f"It can be a post's title, “body: …” or “person: …”, with a name behind “{cell}”.")
    return Owner(kind=kind, title=title)


def owner_cell(named: Owner) -> str:
    """An owner in a cell. A post whose title could be taken for something else says that it is a post."""
    if named.kind is OwnerKind.TBC:
        return ""
    unclear = named.kind is not OwnerKind.POST or _KIND.fullmatch(named.title) or folded(named.title) in TBC
    return f"{named.kind.value}: {named.title}" if unclear else named.title
