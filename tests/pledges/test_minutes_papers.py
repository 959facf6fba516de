"""Whole papers in many house styles, with invented councils and people, against the labels beside them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from pledges.minutes import read_minutes
from tests.pledges.scoring import Score, score

PAPERS = Path(__file__).parent / "papers"
CORPUS = "PLEDGEKEEPER_CORPUS"

HANGS = 30  # seconds of a core: far above what it takes, far below what a slip in a pattern would take


def test_papers_of_many_styles_are_read_as_a_clerk_would() -> None:
    told = Score()
    for paper in sorted(PAPERS.glob("*.txt")):
        labels = json.loads(paper.with_suffix(".json").read_text())
        read = read_minutes(paper.read_text())
        told.add(score(paper.stem, read, labels))
        assert [_iso(read.page.held_on), _iso(read.page.next_meeting)] == [
            labels["meeting_date"],
            labels["next_meeting"],
        ]
        assert [each.line for each in read.actions] == sorted(each.line for each in read.actions)
    assert told.wanted >= 70
    assert told.recall >= 0.95, told.missed
    assert told.precision >= 0.95, told.wrong
    assert told.owners >= 0.92 * told.found, told.amiss
    assert told.dates >= 0.92 * told.found, told.amiss
    assert len(told.amiss) <= 0.08 * told.found, told.amiss


@pytest.mark.skipif(
    CORPUS not in os.environ, reason=f"{CORPUS} does not say where the real papers are: their figures are NOT checked"
)
def test_real_papers_are_read_as_they_are_labelled() -> None:
    corpus = Path(os.environ[CORPUS])
    told = Score()
    for name, labels in json.loads((corpus / "labels.json").read_text())["documents"].items():
        paper = corpus / "docs" / name
        if paper.exists():
            told.add(score(name, read_minutes(paper.read_text()), _ours(labels)))
    assert told.recall >= 0.95, told.missed
    assert told.precision >= 0.95, told.wrong
    assert told.owners >= 0.92 * told.found, told.amiss
    assert told.dates >= 0.95 * told.found, told.amiss


def _ours(labels: dict[str, Any]) -> dict[str, Any]:
    """The labels of the corpus in our words. What repeats another is one with it: either will do, the rest are free."""
    actions, groups = [], set[str]()
    for label in labels["actions"]:
        group = label.get("dup_group", "")
        due = label["due"]
        actions.append(
            {
                "has": label["text_contains"],
                "owners": label["owners"],
                "owners_too": label.get("owners_alt", label["owners"]),
                "due": due["resolved"],
                "due_too": due.get("resolved_range", [due["resolved"]])[-1],
                "optional": label["optional"] or group in groups,
            }
        )
        groups |= {group} - {""}
    return {"actions": actions, "earlier": []}


def test_two_hundred_pages_are_read_in_one_go() -> None:
    page = (PAPERS / "cabinet.txt").read_text() + (PAPERS / "health_board.txt").read_text()
    paper = page * (600_000 // len(page))
    begun = process_time()
    assert read_minutes(paper).actions
    assert process_time() - begun < HANGS


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
