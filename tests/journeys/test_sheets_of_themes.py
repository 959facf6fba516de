"""Plans' themes, their texts and their champions, edited in bulk by a sheet."""

from __future__ import annotations

import pytest

from pledges.plans import Role, champion_on
from storage.placing import Place
from tests.journeys.sheets import Rows, doing, dropped, edited, row, taken_out, written
from tests.journeys.town import ADMIN, Town

PLAN = "Improvement Plan"


@pytest.fixture
async def planned(staffed: Town) -> Town:
    """A plan with two themes."""
    await staffed.says(ADMIN, f'plan add "{PLAN}" from 1 April 2026 to 31 March 2028')
    await staffed.says(ADMIN, f'theme add 1 "Housing" to "{PLAN}"')
    await staffed.says(ADMIN, f'theme add 2 "Health" to "{PLAN}"')
    return staffed


async def places(town: Town) -> dict[str, Place]:
    async with town.db.read() as tx:
        return {place.theme.name: place for place in await tx.plans.places()}


async def champion(town: Town, theme: str, role: Role) -> str:
    place = (await places(town))[theme]
    async with town.db.read() as tx:
        found = champion_on(await tx.plans.champions(place.theme.id), role, town.clock().date())
        return (await tx.people.get(found)).name if found else "nobody"


def new(lines: Rows, **cells: str) -> None:
    lines.append(dict.fromkeys(lines[0], "") | {name.replace("_", " "): cell for name, cell in cells.items()})


async def test_themes_are_written_championed_and_added_by_the_sheet(planned: Town) -> None:
    def edit(lines: Rows) -> None:
        row(lines, "Theme", "Housing").update(
            {"Known": "Forty wait for a home", "Member champion": "Cllr Ashdown", "Officer champion": "Megan Bowen"}
        )
        new(lines, Plan=PLAN, Number="3", Theme="Education", Still_to_do="Agree the offer")

    ref = await planned.promises("Agree an offer", "Assistant Director, Safeguarding", None, theme="education")
    card = await edited(planned, "themes", edit)
    shown = planned.sees(ADMIN, card)
    assert "1 new, 1 changed, 1 unchanged, 0 refused" in shown
    assert "Member champion: nobody → **Cllr Ashdown**" in shown
    await planned.presses(ADMIN, "apply sheet", card)
    assert "✓ Applied: 1 new (Education in Improvement Plan), 1 changed." in planned.sees(ADMIN, card)
    found = await places(planned)
    assert (found["Housing"].theme.known, found["Education"].theme.to_do) == (
        "Forty wait for a home",
        "Agree the offer",
    )
    assert await champion(planned, "Housing", Role.MEMBER) == "Cllr Ashdown"
    assert await champion(planned, "Housing", Role.OFFICER) == "Megan Bowen"
    async with planned.db.read() as tx:
        under = await tx.plans.place_of(int(ref.removeprefix("CP-")))
    assert under is not None
    assert under.theme.name == "Education"


async def test_a_champion_goes_when_the_sheet_says_nobody_and_stays_when_it_says_nothing(planned: Town) -> None:
    await planned.says(ADMIN, "champion Housing officer Megan Bowen")
    await planned.says(ADMIN, "champion Health officer Megan Bowen")

    def edit(lines: Rows) -> None:
        row(lines, "Theme", "Housing")["Officer champion"] = "TBC"
        row(lines, "Theme", "Health")["Officer champion"] = ""

    await planned.presses(ADMIN, "apply sheet", await edited(planned, "themes", edit))
    assert await champion(planned, "Housing", Role.OFFICER) == "nobody"
    assert await champion(planned, "Health", Role.OFFICER) == "Megan Bowen"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Plan": "Improvment Plan"}, "which is no plan. The nearest are: Improvement Plan"),
        ({"Number": "2"}, "Housing is 1, and keeps that"),
        ({"Number": "one"}, "Number says “one”"),
        ({"Theme": ""}, "Theme is empty"),
        ({"Theme": "Homes"}, "Number says 1, which is “Housing”"),
        ({"Officer champion": "Megan Bown"}, "Who is “Megan Bown”? I know: Megan Bowen"),
        ({"From": "32 May"}, "From says “32 May”"),
        ({"Known": "Jayden, born 3 May 2012"}, "personal details"),
    ],
)
async def test_a_row_that_cannot_be_is_refused_with_a_sentence(
    planned: Town, change: dict[str, str], said: str
) -> None:
    shown = planned.sees(ADMIN, await edited(planned, "themes", doing("Theme", "Housing", change)))
    assert said in shown
    assert "1 refused" in shown


async def test_a_theme_that_was_written_meanwhile_is_left_alone(planned: Town) -> None:
    card = await edited(planned, "themes", doing("Theme", "Housing", {"Known": "Forty wait"}))
    await planned.says(ADMIN, "champion Housing officer Megan Bowen")
    await planned.presses(ADMIN, "apply sheet", card)
    assert "was changed by somebody else after you were shown this" in planned.sees(ADMIN, card)
    assert (await places(planned))["Housing"].theme.known == ""


async def test_a_sheet_as_it_was_taken_out_says_that_nothing_differs(planned: Town) -> None:
    table = await taken_out(planned, "plans")
    lines = [dict(cells) for _, cells in table.rows]
    answer = await dropped(planned, "themes.csv", written("themes.csv", table.header, lines))
    assert "no difference" in answer.text


async def test_a_theme_that_stands_twice_is_taken_once(planned: Town) -> None:
    def twice(lines: Rows) -> None:
        new(lines, Plan=PLAN, Number="1", Theme="HOUSING", Known="Forty wait")

    assert "This theme stands in line" in planned.sees(ADMIN, await edited(planned, "themes", twice))
