"""How well a paper was read, by the labels that lie beside it: what was found, what was not wanted, who, and when.

A label `has` words that all stand in the proposal; `owners_too` and `due_too` are as good; an `optional` one is neither
missed nor wrong. `never` are words of what is no action, and `earlier` those of actions of earlier meetings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pledges.minutes import Minutes, Proposal


@dataclass
class Score:
    """`wrong` are proposals that no label asks for, `missed` the labels that none answers; the rest are told beside."""

    wanted: int = 0
    found: int = 0
    owners: int = 0
    dates: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    amiss: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.wanted)

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + len(self.wrong))

    def add(self, other: Score) -> None:
        self.wanted += other.wanted
        self.found += other.found
        self.owners += other.owners
        self.dates += other.dates
        self.wrong += other.wrong
        self.missed += other.missed
        self.amiss += other.amiss


def score(paper: str, read: Minutes, labels: dict[str, Any]) -> Score:
    """How the certain proposals of a paper stand to its labels."""
    told, certain = Score(), [each for each in read.actions if each.certain]
    for label in labels["actions"]:
        got = next((each for each in certain if _has(each.text, label["has"])), None)
        if not label.get("optional"):
            _count(told, paper, label, got)
    for each in certain:
        if not any(_has(each.text, label["has"]) for label in labels["actions"]):
            told.wrong.append(f"{paper}: {each.text[:90]}")
    for words in labels["earlier"]:
        if not any(_has(each.text, words) for each in read.earlier):
            told.amiss.append(f"{paper}: no earlier action {words}")
    return told


def _count(told: Score, paper: str, label: dict[str, Any], got: Proposal | None) -> None:
    told.wanted += 1
    if got is None:
        told.missed.append(f"{paper}: {label['has']}")
        return
    told.found += 1
    told.owners += _names(got.owners) in [_names(each) for each in _either(label, "owners")]
    due = got.due.isoformat() if got.due else None
    told.dates += due in _either(label, "due")
    if _names(got.owners) not in [_names(each) for each in _either(label, "owners")] or due not in _either(
        label, "due"
    ):
        told.amiss.append(
            f"{paper}: {got.text[:60]} {got.owners} {got.due_words} {due} {label['owners']} {label['due']}"
        )
    if label.get("reference", got.reference) not in got.reference:
        told.amiss.append(f"{paper}: {got.text[:60]}: reference {got.reference!r} for {label['reference']!r}")


def _either(label: dict[str, Any], name: str) -> Sequence[Any]:
    return [label[name], *([label[f"{name}_too"]] if f"{name}_too" in label else [])]


def _has(text: str, words: Iterable[str]) -> bool:
    plain = " ".join(text.replace("’", "'").split()).casefold()
    return all(word.replace("’", "'").casefold() in plain for word in words)


def _names(owners: Iterable[str]) -> set[str]:
    plain = (re.sub(r"^(?:the|cllr|councillor)\s+", "", owner.casefold()) for owner in owners)
    return {re.sub(r"[^a-z0-9 ]", "", each) for each in plain}
