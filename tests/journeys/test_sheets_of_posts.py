"""Who holds which post, edited in bulk by a sheet."""

from __future__ import annotations

import pytest

from pledges.people import Post
from tests.journeys.sheets import Rows, doing, edited, row, taken_out
from tests.journeys.town import ADMIN, Town

DIRECTOR = "Strategic Director, Children's Services"
SAFEGUARDING = "Assistant Director, Safeguarding"


async def post(town: Town, title: str) -> Post:
    async with town.db.read() as tx:
        found = await tx.people.post(title)
    assert found
    return found


def new(lines: Rows, **cells: str) -> None:
    lines.append(dict.fromkeys(lines[0], "") | {name.replace("_", " "): cell for name, cell in cells.items()})


async def test_the_sheet_of_owners_says_who_holds_each_post_and_where_it_stands(staffed: Town) -> None:
    await staffed.says(ADMIN, f'hand over "{SAFEGUARDING}" to Megan Bowen acting from today')
    await staffed.works("2026-11-02 10:10")
    lines = [dict(cells) for _, cells in (await taken_out(staffed, "owners")).rows]
    line = row(lines, "Post", SAFEGUARDING)
    assert (line["Holder"], line["How"], line["Directorate"]) == ("Megan Bowen", "acting", "Children's Services")
    assert line["Holder UPN"] == "megan.bowen@council.example"


async def test_posts_change_hands_by_the_sheet_and_who_leaves_and_comes_hears_of_it(staffed: Town) -> None:
    card = await edited(staffed, "owners", doing("Post", SAFEGUARDING, {"Holder": "Megan Bowen"}))
    assert "Holder: Adele Vance → **Megan Bowen**" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "apply sheet", card)
    assert "✓ Applied: 0 new, 1 changed." in staffed.sees(ADMIN, card)
    await staffed.works("2026-11-02 10:00")
    held = await post(staffed, SAFEGUARDING)
    assert held.holder is not None
    assert held.holder.name == "Megan Bowen"
    assert "Build a training programme" in staffed.sees("Megan Bowen")
    assert "Megan Bowen" in staffed.sees("Adele Vance")


async def test_a_holder_comes_on_the_day_that_the_sheet_gives(staffed: Town) -> None:
    change = {"Holder": "Megan Bowen", "How": "acting", "From": "1 December 2026"}
    card = await edited(staffed, "owners", doing("Post", SAFEGUARDING, change))
    assert "Megan Bowen from 2026-12-01" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "apply sheet", card)
    for at, who in (("2026-11-30 10:00", "Adele Vance"), ("2026-12-01 10:00", "Megan Bowen")):
        await staffed.works(at)
        holder = (await post(staffed, SAFEGUARDING)).holder
        assert holder is not None
        assert holder.name == who


async def test_new_posts_find_their_place_among_each_other(staffed: Town) -> None:
    def two(lines: Rows) -> None:
        new(lines, Post="Team Manager, Leaving Care", Reports_to="Head of Leaving Care", Holder="vacant")
        new(
            lines,
            Post="Head of Leaving Care",
            Directorate="Children's Services",
            Service="Leaving Care",
            Reports_to=SAFEGUARDING,
            Deputy="Team Manager, Leaving Care",
            Holder="Sanjay Rao",
            Holder_UPN="sanjay.rao@council.example",
        )

    card = await edited(staffed, "owners", two)
    await staffed.presses(ADMIN, "apply sheet", card)
    assert "2 new (Team Manager, Leaving Care and Head of Leaving Care)" in staffed.sees(ADMIN, card)
    await staffed.works("2026-11-02 10:00")
    manager, head = await post(staffed, "Team Manager, Leaving Care"), await post(staffed, "Head of Leaving Care")
    above = await post(staffed, SAFEGUARDING)
    assert (manager.reports_to, head.reports_to, head.deputy) == (head.id, above.id, manager.id)
    assert (manager.holder, head.holder and head.holder.upn) == (None, "sanjay.rao@council.example")
    assert head.service == "Leaving Care"


async def test_a_director_stays_the_director_when_the_row_changes(staffed: Town) -> None:
    card = await edited(staffed, "owners", doing("Post", DIRECTOR, {"Directorate": "Children and Families"}))
    await staffed.presses(ADMIN, "apply sheet", card)
    async with staffed.db.read() as tx:
        assert await tx.people.is_director((await post(staffed, DIRECTOR)).id)


async def test_a_post_is_vacant_when_the_sheet_says_so_and_kept_when_it_says_nothing(staffed: Town) -> None:
    def edit(lines: Rows) -> None:
        row(lines, "Post", SAFEGUARDING)["Holder"] = "TBC"
        row(lines, "Post", DIRECTOR)["Holder"] = ""

    card = await edited(staffed, "owners", edit)
    await staffed.presses(ADMIN, "apply sheet", card)
    await staffed.works("2026-11-02 10:00")
    assert (await post(staffed, SAFEGUARDING)).holder is None
    assert (await post(staffed, DIRECTOR)).holder is not None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"Holder": "Sam Smith", "Holder UPN": ""}, "Holder says “Sam Smith”, whom I don't know"),
        ({"Reports to": "Strategic Director, Childrens Service"}, "Near it: Strategic Director, Children's Services"),
        ({"Reports to": SAFEGUARDING}, "Reports to names the post itself"),
        ({"How": "for a while"}, "How says “for a while”"),
        ({"From": "32 May"}, "From says “32 May”"),
        ({"Post": ""}, "Post is empty"),
        ({"Holder UPN": "megan"}, "Holder UPN says “megan”"),
    ],
)
async def test_a_row_that_cannot_be_is_refused_with_a_sentence(
    staffed: Town, change: dict[str, str], said: str
) -> None:
    card = await edited(staffed, "owners", doing("Post", SAFEGUARDING, change))
    assert said in staffed.sees(ADMIN, card)
    assert "1 refused" in staffed.sees(ADMIN, card)


async def test_posts_that_would_stand_above_each_other_are_refused(staffed: Town) -> None:
    def ring(lines: Rows) -> None:
        row(lines, "Post", SAFEGUARDING)["Reports to"] = DIRECTOR
        row(lines, "Post", DIRECTOR)["Reports to"] = SAFEGUARDING

    assert "would stand above itself" in staffed.sees(ADMIN, await edited(staffed, "owners", ring))


async def test_a_post_that_stands_twice_is_taken_once(staffed: Town) -> None:
    def twice(lines: Rows) -> None:
        new(lines, Post=SAFEGUARDING.upper(), Holder="Megan Bowen")

    assert "This post stands in line" in staffed.sees(ADMIN, await edited(staffed, "owners", twice))


async def test_a_post_handed_over_meanwhile_is_left_alone(staffed: Town) -> None:
    card = await edited(staffed, "owners", doing("Post", SAFEGUARDING, {"Service": "Safeguarding"}))
    await staffed.says(ADMIN, f'vacate "{SAFEGUARDING}"')
    await staffed.works("2026-11-02 10:00")
    await staffed.presses(ADMIN, "apply sheet", card)
    assert "was changed by somebody else after you were shown this" in staffed.sees(ADMIN, card)
    assert (await post(staffed, SAFEGUARDING)).service == ""


async def test_columns_that_are_not_ours_are_named_and_not_read(staffed: Town) -> None:
    def more(lines: Rows) -> None:
        for line in lines:
            line["Service"] = "Care"

    table = await taken_out(staffed, "posts")
    assert "Mark" in table.header
    shown = staffed.sees(ADMIN, await edited(staffed, "posts", more))
    assert "Service: (empty) → **Care**" in shown
    assert "Not read" not in shown


async def test_a_hand_over_by_the_sheet_is_taken_back_by_undo(staffed: Town) -> None:
    card = await edited(staffed, "owners", doing("Post", SAFEGUARDING, {"Holder": "Megan Bowen"}))
    await staffed.presses(ADMIN, "apply sheet", card)
    told = staffed.sees(ADMIN, await staffed.says(ADMIN, "undo"))
    await staffed.works("2026-11-02 10:00")
    holder = (await post(staffed, SAFEGUARDING)).holder
    assert holder is not None
    assert holder.name == "Adele Vance", told
