"""A row of a stranger's tracker beside the register: what it would add or change, if somebody says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pledges.pledge import OPEN, Pledge
from pledges.sheet import Outcome, What, column_of
from pledges.sheet_cells import folded
from pledges.tracker_mapping import Cells
from pledges.tracker_roles import Role, roles_of
from pledges.tracker_rows import Row

_NOT_OURS = frozenset({Role.TEXT, Role.OWNER, Role.DUE})


def is_the_registers(header: Cells) -> bool:
    """Whether a header is that of the register's own sheet.

    It has the title or the reference, and no column of another name for the action, its owner or its deadline.
    """
    columns = {name: column_of(name) for name in header if name.strip()}
    others = [role for name, column in columns.items() if column is None for role in roles_of(name)]
    return bool({"Title", "Reference"} & set(columns.values())) and not _NOT_OURS & set(others)


class Register:
    """The pledges of the register, to be found by the words of a tracker."""

    def __init__(self, pledges: Iterable[Pledge]) -> None:
        self._by_words: dict[str, Pledge] = {}
        for pledge in pledges:
            words = [pledge.title, *(source.words for source in pledge.sources)]
            for each in filter(None, map(folded, words)):
                self._by_words.setdefault(each, pledge)

    def outcome(self, row: Row) -> Outcome:
        """New, changed, unchanged or refused; a change is proposed, and no answer of an owner is written over by it."""
        if row.refused:
            return Outcome(What.REFUSED, why=row.why)
        pledge = self._by_words.get(folded(row.text))
        if pledge is None:
            return Outcome(What.NEW, why=row.why)
        changed = _changed(row, pledge)
        why = f"{pledge.ref} has another {' and '.join(changed)}." if changed else f"It is {pledge.ref}."
        return Outcome(What.CHANGED if changed else What.UNCHANGED, fields=tuple(changed), why=why)


def _changed(row: Row, pledge: Pledge) -> list[str]:
    """What a row says otherwise; what it does not say is no change."""
    return [
        *(["deadline"] if row.due and row.due != pledge.deadline.due else []),
        *(["owner"] if row.owners and not _same(row.owners, pledge) else []),
        *(["status"] if row.closed and pledge.status in OPEN else []),
    ]


def _same(owners: Sequence[str], pledge: Pledge) -> bool:
    """Whether all that the row names are among the owners; the register may know more of them."""
    known = {folded(words) for owner in pledge.owners for words in (owner.title, owner.words)}
    whole = folded(" / ".join(owners))
    return whole in known or all(folded(owner) in known for owner in owners)
