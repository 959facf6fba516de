"""Every card of every kind: drawn from its samples, and held to what each Teams client can draw."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

import dialogs.answers
import dialogs.cards
import dialogs.commands
from dialogs import samples
from dialogs.cards.digest import draw
from dialogs.registry import Registry
from pledges.digest import summarise
from pledges.digest_pages import pages
from pledges.messages import Rendered
from pledges.policy import Policy
from pledges.twin import twin_of

REGISTRY = Registry(dialogs.cards, dialogs.commands, dialogs.answers)
SAMPLES = {name: sample for kind in REGISTRY.cards.values() for name, sample in kind.samples.items()}
DRAWN_BY_ALL = {
    "AdaptiveCard",
    "TextBlock",
    "Container",
    "ColumnSet",
    "Column",
    "FactSet",
    "ActionSet",
    "Input.Text",
    "Input.Date",
    "Input.ChoiceSet",
    "Action.Submit",
    "Action.ToggleVisibility",
}
REF = re.compile(r"CP-\d+")
BLAME = re.compile(
    r"\b(fail(ed|s|ure)? to|you (still |now )?(have|did) ?n[o’']t|neglect\w*|chas(ed?|ing) you|fault)\b",
    re.IGNORECASE,
)
MOST = 40_000  # characters: Teams counts them as UTF-16, and keeps 80 KB of its 100


def parts(of: Any) -> Iterator[dict[str, Any]]:
    """Every element of a card, but for what stands behind a fallback."""
    if isinstance(of, dict):
        if "type" in of:
            yield of
        for name, inner in of.items():
            if name not in ("fallback", "data"):
                yield from parts(inner)
    elif isinstance(of, list):
        for inner in of:
            yield from parts(inner)


@pytest.fixture(params=sorted(SAMPLES))
def drawn(request: pytest.FixtureRequest) -> Rendered:
    return SAMPLES[request.param]()


def test_a_card_looks_as_it_did(drawn: Rendered, snapshot: SnapshotAssertion) -> None:
    assert {"summary": drawn.summary, "card": drawn.card} == snapshot(extension_class=JSONSnapshotExtension)


def test_without_execute_a_card_holds_only_what_every_client_draws(drawn: Rendered) -> None:
    assert drawn.card["version"] == "1.2"
    assert {part["type"] for part in parts(drawn.card)} <= DRAWN_BY_ALL | {"Action.Execute"}


def test_each_button_falls_back_to_a_submit_that_says_the_same(drawn: Rendered) -> None:
    for action in (part for part in parts(drawn.card) if part["type"] == "Action.Execute"):
        fallback = action["fallback"]
        assert (fallback["type"], fallback["data"]) == ("Action.Submit", action["data"])
        assert action["data"]["verb"] == action["verb"]
        assert action["data"]["nonce"]


def test_each_button_has_somebody_to_answer_it(drawn: Rendered) -> None:
    verbs = {part["verb"] for part in parts(drawn.card) if part["type"] == "Action.Execute"}
    assert verbs <= {*REGISTRY.buttons, "form"}


def test_each_input_is_labelled_and_says_what_is_wrong(drawn: Rendered) -> None:
    for part in (part for part in parts(drawn.card) if part["type"].startswith("Input.")):
        assert part["label"]
        assert part["errorMessage"]


def test_all_words_wrap_and_what_is_opened_is_there(drawn: Rendered) -> None:
    found = list(parts(drawn.card))
    assert all(p.get("wrap") or len(p["text"]) < 12 for p in found if p["type"] == "TextBlock")
    ids = {p.get("id") for p in found}
    opened = {target for p in found if p["type"] == "Action.ToggleVisibility" for target in p["targetElements"]}
    assert opened <= ids


def test_names_of_elements_are_used_once(drawn: Rendered) -> None:
    ids = [p["id"] for p in parts(drawn.card) if "id" in p]
    assert len(ids) == len(set(ids))


def test_a_card_has_words_for_a_toast_and_is_small_enough(drawn: Rendered) -> None:
    assert 0 < len(drawn.summary) < 300
    assert len(json.dumps(drawn.card)) < MOST


def test_the_plain_twin_says_all_that_is_shown_and_the_figures_of_the_toast(drawn: Rendered) -> None:
    twin = drawn.card["fallbackText"]
    assert twin == twin_of(drawn.card["body"])
    assert 0 < len(twin) <= 4_002
    assert set(REF.findall(drawn.summary)) <= set(REF.findall(json.dumps(drawn.card["body"])))


def test_no_wording_blames(drawn: Rendered) -> None:
    assert not BLAME.search(drawn.summary + drawn.card["fallbackText"])


def test_no_sample_names_a_person_in_a_digest() -> None:
    assert "Wilber" not in json.dumps(SAMPLES["digest"]().card)


def test_a_digest_of_thousands_stays_small_with_true_counts_and_says_how_many_more() -> None:
    today = samples.look().today
    late = [
        replace(
            samples.LATE, number=n, deadline=replace(samples.LATE.deadline, due=today - timedelta(days=30 + n % 300))
        )
        for n in range(1, 5001)
    ]
    digest = summarise(late, Policy(), samples.NOW, None)
    drawn = [
        draw("Children's Services", digest, samples.look(facts={"page": str(page.number)})) for page in pages(digest)
    ]
    assert max(len(json.dumps(each.card)) for each in drawn) < MOST
    assert "5,000 still late" in drawn[0].summary
    shown = sum(json.dumps(each.card["body"]).count("days ago") for each in drawn)
    assert f"And {5000 - shown:,} more" in json.dumps(drawn[-1].card, ensure_ascii=False)
