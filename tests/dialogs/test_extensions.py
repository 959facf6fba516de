"""What the message extension shows: its dialog, and the cards that a search puts into a chat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from dialogs import samples
from dialogs.assigning import Wanted
from dialogs.extending import actions, searches
from dialogs.extensions import find_pledge, make_pledge
from dialogs.extensions.make_pledge import Quote
from pledges.messages import Rendered
from pledges.pledge import Publication

QUOTE = Quote(words="we will give every care leaver a contact by spring", by="Megan Bowen", on="2026-11-27")
WANTED = Wanted("We will give every care leaver a contact by spring", "", "")
TODAY = samples.NOW.date()
LINE = "on track · Due Friday 4 December · Head of Housing"


def dialog(*, admin: bool, trouble: str = "") -> Rendered:
    return make_pledge.draw(WANTED, QUOTE, TODAY, admin=admin, trouble=trouble, sent={"nonce": "nonce"})


SAMPLES = {
    "of an admin": dialog(admin=True),
    "of somebody else": dialog(admin=False),
    "with something amiss": dialog(admin=True, trouble="Please say who leads it: a name, a post or a sign-in name."),
    "found": find_pledge.draw(samples.SOON, LINE),
    "found, not for publication": find_pledge.draw(replace(samples.SOON, publication=Publication.RESTRICTED), LINE),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_dialog_or_result_looks_as_it_did(name: str, snapshot: SnapshotAssertion) -> None:
    shown = SAMPLES[name]
    assert {"summary": shown.summary, "card": shown.card} == snapshot(extension_class=JSONSnapshotExtension)


def test_all_titles_and_helps_fit_the_menus_of_teams() -> None:
    told = [(each.title, each.help) for each in actions().values()]
    for title, help in [*told, *((each.title, each.help) for each in searches().values())]:
        assert len(title) <= 32
        assert 0 < len(help) <= 128
