"""Likely duplicates, merged in bulk by a sheet that says yes."""

from __future__ import annotations

import pytest

from tests.journeys.sheets import Rows, doing, edited, taken_out
from tests.journeys.town import ADMIN, Town

SAFEGUARDING = "Assistant Director, Safeguarding"
TAX = "Council tax exemption for care leavers"


@pytest.fixture
async def doubled(staffed: Town) -> Town:
    """Two pledges twice, and one that is alone."""
    for title in (TAX, "Free bus passes for foster carers", TAX, "Free bus passes for all foster carers"):
        await staffed.promises(title, SAFEGUARDING, "2027-01-29")
    return staffed


def yes(lines: Rows) -> None:
    for line in lines:
        line["Merge"] = "yes"


async def test_likely_duplicates_stand_in_the_sheet_two_by_two(doubled: Town) -> None:
    lines = [dict(cells) for _, cells in (await taken_out(doubled, "merges")).rows]
    assert [(line["Goes in"], line["Kept"]) for line in lines] == [("CP-4", "CP-2"), ("CP-5", "CP-3")]
    assert lines[0]["Kept title"] == TAX


async def test_rows_that_say_yes_are_merged_and_the_others_are_left(doubled: Town) -> None:
    card = await edited(doubled, "duplicates", doing("Goes in", "CP-4", {"Merge": "Yes"}))
    shown = doubled.sees(ADMIN, card)
    assert "0 new, 1 changed, 1 unchanged, 0 refused" in shown
    assert f"Goes into: (empty) → **CP-2 {TAX}**" in shown
    await doubled.presses(ADMIN, "apply sheet", card)
    assert "✓ Applied: 0 new, 1 changed." in doubled.sees(ADMIN, card)
    merged, other = await doubled.pledge("CP-4"), await doubled.pledge("CP-5")
    assert (merged.merged_into, other.merged_into) == (2, None)
    assert len((await doubled.pledge("CP-2")).sources) >= 1


async def test_many_are_merged_at_once_and_one_that_was_merged_meanwhile_is_said(doubled: Town) -> None:
    card = await edited(doubled, "merges", yes)
    asked = await doubled.says(ADMIN, "merge CP-4 into CP-2")
    await doubled.presses(ADMIN, "merge", asked)
    await doubled.presses(ADMIN, "apply sheet", card)
    shown = doubled.sees(ADMIN, card)
    assert "1 changed" in shown
    assert "CP-4" in shown
    assert (await doubled.pledge("CP-5")).merged_into == 3


async def test_a_pledge_renamed_meanwhile_is_not_merged(doubled: Town) -> None:
    card = await edited(doubled, "merges", doing("Goes in", "CP-4", {"Merge": "x"}))
    renamed = await edited(doubled, "pledges", doing("Reference", "CP-4", {"Title": "Something else"}), name="b.csv")
    await doubled.presses(ADMIN, "apply sheet", renamed)
    await doubled.presses(ADMIN, "apply sheet", card)
    assert "took its place" in doubled.sees(ADMIN, card), "one sheet waits at a time"
    assert (await doubled.pledge("CP-4")).merged_into is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Merge": "perhaps"}, "Merge says “perhaps”"),
        ({"Merge": "yes", "Kept": "CP-99"}, "I can't find CP-99"),
        ({"Merge": "yes", "Kept": ""}, "Kept"),
        ({"Merge": "yes", "Kept": "CP-4"}, "can't be merged into itself"),
        ({"Merge": "yes", "Mark": "m0"}, "was changed in the register after this sheet was taken out"),
    ],
)
async def test_a_row_that_cannot_be_is_refused_with_a_sentence(
    doubled: Town, change: dict[str, str], said: str
) -> None:
    shown = doubled.sees(ADMIN, await edited(doubled, "merges", doing("Goes in", "CP-4", change)))
    assert said in shown
    assert "1 refused" in shown


async def test_a_pledge_in_two_rows_that_say_yes_is_merged_once(doubled: Town) -> None:
    def chain(lines: Rows) -> None:
        yes(lines)
        lines[1] |= {"Kept": "CP-2", "Mark": ""}

    shown = doubled.sees(ADMIN, await edited(doubled, "merges", chain))
    assert "CP-2 stands in another row that says yes" in shown
