"""Plans: themes in their order, champions, how far a plan has come, what takes its place, and when it lapses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pledges.plans import ThemeId
from pledges.pledge import Publication, Status
from tests.journeys.town import ADMIN, Town

ADELE, MEGAN, ISAIAH = "Adele Vance", "Megan Bowen", "Isaiah Langer"
SAFEGUARDING = "Assistant Director, Safeguarding"
SEVEN = ("Recruit", "Retain", "Practice", "Voice", "Housing", "Health", "Schools")
TWELVE = ("Workforce", "Leadership", "Practice", "Voice", "Homes", "Health", "Education", *"ABCDE")


async def asks(town: Town, text: str) -> str:
    """What an admin sees in answer."""
    message = await town.says(ADMIN, text)
    return town.sees(ADMIN, message)


async def plan_of(town: Town, name: str, *themes: str, days: str = "") -> None:
    await asks(town, f'plan add "{name}" {days}')
    for number, theme in enumerate(themes, 1):
        await asks(town, f'theme add {number} "{theme}" to "{name}"')


async def test_champion_model_both_champions_see_the_theme_and_one_is_accountable(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    await plan_of(staffed, "Improvement Plan", "Housing", "Health")
    await staffed.promises("Keep homes in repair", SAFEGUARDING, "2026-11-20", publication=Publication.PUBLIC)
    await asks(staffed, 'place CP-1 under "Housing"')
    await asks(staffed, 'place CP-2 under "Housing"')
    assert "Member champion: **Megan Bowen**, since Monday 2 November – is accountable." in await asks(
        staffed, "champion Housing member Megan Bowen"
    )
    seen = await asks(staffed, "champion Housing officer Isaiah Langer")
    assert "Officer champion: **Isaiah Langer**, since Monday 2 November – supports." in seen

    await staffed.works("2026-11-02 10:00")
    assert "You are now its officer champion" in staffed.sees(ISAIAH)
    mine = staffed.sees(ISAIAH, await staffed.says(ISAIAH, "theme Housing"))
    assert "Keep homes in repair" in mine
    assert "Build a training programme" not in mine
    assert "And 1 that you may not read." in mine
    assert "Build a training programme" in staffed.sees(MEGAN, await staffed.says(MEGAN, "theme housing"))

    seen = await asks(staffed, "champion Housing member Cllr Ashdown from 9 November")
    assert "Member champion: **Megan Bowen**" in seen
    assert "Member champion from Monday 9 November: Cllr Ashdown" in seen
    await staffed.works("2026-11-09 10:00")
    seen = await asks(staffed, "theme Housing")
    assert "Member champion: **Cllr Ashdown**, since Monday 9 November – is accountable." in seen
    assert "Member champion from Monday 2 November to Sunday 8 November: Megan Bowen" in seen


async def test_a_champion_whose_name_is_nearly_right_is_asked_about_and_not_entered(staffed: Town) -> None:
    await plan_of(staffed, "Improvement Plan", "Housing")
    form = await staffed.says(ADMIN, "champion Housing member Meghan Bowen from 9 November")
    assert "Who is “Meghan Bowen”? I know: Megan Bowen." in staffed.sees(ADMIN, form)
    given = {"theme": "Housing", "role": "member", "who": "Meghan Bowen", "since": "9 November"}
    chosen = await staffed.presses(ADMIN, "Megan Bowen", form, given=given)
    assert "Member champion from Monday 9 November: Megan Bowen" in str(chosen.card)
    async with staffed.db.read() as tx:
        assert "Meghan Bowen" not in [person.name for person in await tx.people.everyone()]


async def test_what_is_late_under_a_theme_is_said_first(staffed: Town) -> None:
    await plan_of(staffed, "Improvement Plan", "Housing")
    await staffed.promises("Keep homes in repair", SAFEGUARDING, "2026-11-10", theme="housing")
    await staffed.works("2026-11-09 10:00")
    await staffed.works("2026-11-12 10:00")
    seen = await asks(staffed, "theme Housing")
    assert "1 open pledge, 1 late." in seen
    assert f"{SAFEGUARDING} · Late: was due Tuesday 10 November" in seen
    assert "1 open, 1 late, 0 done" in await asks(staffed, "plan Improvement Plan")


async def test_improvement_plan_with_twelve_priorities_takes_in_the_pledges_that_name_them(staffed: Town) -> None:
    for theme in ("Health", " HEALTH ", "Schools"):
        await staffed.promises(f"See to {theme}", SAFEGUARDING, "2026-12-10", theme=theme)
    await plan_of(staffed, "Improvement Plan", *TWELVE)
    opened = await asks(staffed, "plan Improvement Plan")
    assert [line for line in opened.splitlines() if line.startswith("**")][:2] == [
        "**1. Workforce**",
        "**2. Leadership**",
    ]
    assert "**6. Health**\n2 open, 0 late, 0 done" in opened
    assert (await staffed.pledge("CP-3")).theme.strip() == "HEALTH"
    await staffed.promises("One more", SAFEGUARDING, "2026-12-10", theme="health")
    assert "3 open" in await asks(staffed, "plan Improvement Plan")
    assert "Improvement Plan: 6. Health" in await asks(staffed, "show CP-5")


async def test_seven_priorities_are_carried_into_a_plan_of_twelve_and_none_is_blank(staffed: Town) -> None:
    await plan_of(staffed, "Seven Priorities", *SEVEN)
    for theme in SEVEN:
        await staffed.promises(f"See to {theme}", SAFEGUARDING, "2026-12-10", theme=theme)
    await staffed.promises("See to homes in the new way", SAFEGUARDING, "2026-12-10")
    await plan_of(staffed, "Improvement Plan", *TWELVE)
    assert "Practice in Improvement Plan; Practice in Seven" in await asks(staffed, "theme Practice")
    await asks(staffed, "champion Practice in Seven Priorities member Cllr Ashdown")
    seen = await asks(staffed, 'plan "Seven Priorities" succeeded by "Improvement Plan"')
    assert "14 lines still unmapped." in seen
    assert "Finish" not in seen.splitlines()

    old, new = await numbers_of(staffed, "Seven Priorities"), await numbers_of(staffed, "Improvement Plan")
    for theme, to in zip(SEVEN[:6], TWELVE[:6], strict=True):
        await decides(staffed, f"t{old[theme]}", to=f"t{new[to]}")
    assert "2 lines still unmapped." in staffed.sees(ADMIN)
    assert "1 line still unmapped." in await decides(staffed, f"t{old['Schools']}", to="closed")
    assert "Please choose a theme" in await decides(staffed, "p8")
    assert "CP-8 cannot stand in its own place" in await decides(staffed, "p8", by="CP-8")
    assert "I can't find CP-99" in await decides(staffed, "p8", by="CP-99")
    seen = await decides(staffed, "p8", by="CP-9")
    assert "**Every line is mapped.**" in seen
    assert "Unmapped" not in seen
    assert seen.count("Carried over to") == 6
    await staffed.presses(ADMIN, "Finish")
    await staffed.works()

    assert "✓ Finished" in staffed.sees(ADMIN)
    carried, gone = await staffed.pledge("CP-6"), await staffed.pledge("CP-8")
    assert (carried.status, carried.theme) == (Status.NOT_STARTED, "Homes")
    assert (gone.status, gone.last and gone.last.note) == (Status.CARRIED_OVER, "Replaced by CP-9 in Improvement Plan")
    assert "Seven Priorities: 5. Housing → Improvement Plan: 5. Homes" in await asks(staffed, "history CP-6")
    assert "Cllr Ashdown" in await asks(staffed, 'theme "Practice"')
    assert "Improvement Plan** has taken its place" in await asks(staffed, "plan Seven Priorities")


async def numbers_of(town: Town, name: str) -> dict[str, ThemeId]:
    """The themes of a plan, by name."""
    async with town.db.read() as tx:
        plan = next(p for p in await tx.plans.all() if p.name == name)
        return {theme.name: theme.id for theme in await tx.plans.themes(plan.id)}


async def decides(town: Town, line: str, *, to: str = "", by: str = "") -> str:
    """Open the form of a line and fill it in; what the card says then."""
    card = town.chat(ADMIN)[-1].card_for(town.people[ADMIN])
    for button in buttons(card):
        if button["data"].get("line") == line and button["title"] == "Map":
            button["title"] = "the line"
            await town.presses(ADMIN, "the line")
    await town.presses(ADMIN, "Keep it", given={f"to.{line}": to, f"by.{line}": by})
    return town.sees(ADMIN)


def buttons(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if part.get("type") == "Action.Execute":
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from buttons(each)


async def test_a_strategy_goes_from_draft_to_consulted_to_signed_off_each_at_a_meeting(staffed: Town) -> None:
    seen = await asks(staffed, 'plan add "Sufficiency Strategy" from 1 January 2026 to 31 December 2026')
    assert "Strategy · from Thursday 1 January 2026 to Thursday 31 December 2026" in seen
    assert "Draft: not consulted on and not signed off yet." in seen
    seen = await asks(staffed, 'plan "Sufficiency Strategy" consulted at CPP 18 January 2026')
    assert "Consulted: CPP, Sunday 18 January 2026." in seen
    assert "Not signed off yet." in seen
    form = await staffed.presses(ADMIN, "Sign off …")
    assert "Signed off at which meeting" in str(form.card)
    given = {"name": "Sufficiency Strategy", "clause": "signed off", "rest": "31 February"}
    again = await staffed.presses(ADMIN, "Note it", given=given)
    assert "is no day" in str(again.card)
    done = await staffed.presses(ADMIN, "Note it", given=given | {"rest": "Corporate Parenting Panel, 28 October"})
    assert "Signed off: Corporate Parenting Panel, Wednesday 28 October 2026." in str(done.card)
    assert "still to come" in await asks(staffed, 'plan "Sufficiency Strategy" signed off on 3 November 2026')
    seen = await asks(staffed, 'plan "Sufficiency Strategy" until 31 January 2027')
    assert "Last day moved from Thursday 31 December 2026 to Sunday 31 January 2027" in seen


async def test_a_one_year_strategy_warns_before_it_lapses_and_rolls_forward_with_what_is_open(staffed: Town) -> None:
    await asks(staffed, 'plan add "Corporate Parenting Strategy"')
    days = "from 1 February 2026 to 31 January 2027 under Corporate Parenting Strategy"
    await plan_of(staffed, "Sufficiency Strategy", "Homes near by", days=days)
    await asks(staffed, "place CP-1 under Homes near by")
    assert "Its parts: Sufficiency Strategy" in await asks(staffed, "plan Corporate Parenting Strategy")
    heard = {}
    for monday in ("2026-11-02", "2026-11-09", "2026-12-07", "2026-12-28", "2027-02-01", "2027-02-08"):
        before = len(staffed.chat(ADMIN))
        await staffed.works(f"{monday} 10:00")
        heard[monday] = "\n".join(staffed.sees(ADMIN, m) for m in staffed.chat(ADMIN)[before:])
    assert "**Sufficiency Strategy** lapses in 12 weeks, on Sunday 31 January 2027" in heard["2026-11-02"]
    assert "lapse" not in heard["2026-11-09"] + heard["2026-12-07"]
    assert "lapses in 4 weeks" in heard["2026-12-28"]
    assert "**Sufficiency Strategy** lapsed on Sunday 31 January 2027" in heard["2027-02-01"]
    assert "lapsed" in heard["2027-02-08"]

    seen = await asks(staffed, "plan Sufficiency Strategy roll forward")
    assert "1 open pledge will be carried over" in seen
    done = await staffed.presses(ADMIN, "Finish")
    assert "✓ Finished" in str(done.card)
    seen = await asks(staffed, "plan Sufficiency Strategy")
    assert "Sufficiency Strategy, version 2" in seen
    assert "from Monday 1 February 2027 to Monday 31 January 2028" in seen
    assert "**1. Homes near by**\n1 open" in seen
    assert "Sufficiency Strategy, version 2: 1. Homes near by" in await asks(staffed, "history CP-1")
    before = len(staffed.chat(ADMIN))
    await staffed.works("2027-02-15 10:00")
    assert not any("lapse" in staffed.sees(ADMIN, m) for m in staffed.chat(ADMIN)[before:])


async def test_an_area_of_a_strategy_holds_what_is_known_done_and_still_to_do(staffed: Town) -> None:
    await plan_of(staffed, "Sufficiency Strategy", "Homes near by")
    form = await staffed.says(ADMIN, "theme write Homes near by")
    given = {"theme": "Homes near by", "known": "Four in ten live outside.", "done": "", "to_do": "Tom Smith, aged 9"}
    stopped = await staffed.presses(ADMIN, "Keep it", form, given=given)
    assert "personal details" in str(stopped.card)
    kept = await staffed.presses(ADMIN, "Keep it", form, given=given | {"to_do": "Agree a plan."})
    assert "Four in ten live outside." in str(kept.card)
    assert "Still to do" in str(kept.card)
    assert "What was done" not in str(kept.card)


async def test_every_directorate_and_service_without_a_pledge_is_named(staffed: Town) -> None:
    await staffed.hires(ISAIAH)
    await staffed.appoints(ISAIAH, "Director of Place", "Place", director=True)
    place = await staffed.directorate("Place")
    await staffed.promises("Mend the roof", "Director of Place", "2026-12-10", service="Repairs")
    await staffed.promises("Paint the door", "Director of Place", "2026-12-10", service="Estates", directorate=place)
    await asks(staffed, "close CP-3")
    await staffed.directorate("Resources")
    seen = await asks(staffed, "gaps")
    assert "**Resources**" in seen
    assert "**Place: Estates**" in seen
    assert "Repairs" not in seen
    assert "Children" not in seen
    theirs = staffed.sees(ISAIAH, await staffed.says(ISAIAH, "gaps"))
    assert "**Place: Estates**" in theirs
    assert "Resources" not in theirs
    assert "Only a director or an admin" in (await staffed.says(ADELE, "gaps")).text


async def test_a_priority_is_set_shown_and_refused_when_it_is_none(staffed: Town) -> None:
    assert (await staffed.says(ADMIN, "priority CP-1 Statutory")).text == "CP-1: priority statutory."
    assert "statutory" in await asks(staffed, "show CP-1")
    assert "is no priority" in await asks(staffed, "priority CP-1 very urgent")
    assert "It was statutory." in (await staffed.says(ADMIN, "priority CP-1 this quarter")).text
    assert "already; nothing was changed" in (await staffed.says(ADMIN, "priority CP-1 this quarter")).text
    assert "**priority**: statutory → this quarter" in await asks(staffed, "history CP-1")
    assert "an admin" in (await staffed.says(ADELE, "priority CP-1 later")).text


async def test_names_that_are_not_known_are_answered_with_the_nearest(staffed: Town) -> None:
    assert "I know none yet" in await asks(staffed, "plan Nothing")
    assert "No plan is entered yet" in await asks(staffed, "plans")
    await plan_of(staffed, "Improvement Plan", "Housing", "Health")
    await asks(staffed, 'plan add "Plan for children under five"')
    assert "Draft" in await asks(staffed, "plan plan for Children under five")
    assert "I know: Improvement Plan" in await asks(staffed, "plan Sufficiency")
    assert "I don't know a theme “Parks”" in await asks(staffed, "theme Parks")
    assert "already" in await asks(staffed, 'plan add "improvement  plan"')
    assert "has 1. Housing already" in await asks(staffed, 'theme add 1 "Schools" to "Improvement Plan"')
    assert "comes before the first" in await asks(staffed, 'plan add "Other" from 1 May 2027 to 1 April 2027')
    assert "cannot take its own place" in await asks(staffed, "plan Improvement Plan succeeded by Improvement Plan")
    assert "an admin" in (await staffed.says(ADELE, "plans")).text


async def test_what_was_entered_about_plans_by_mistake_is_taken_back(staffed: Town) -> None:
    async def undone() -> str:
        return (await staffed.says(ADMIN, "undo")).text

    await asks(staffed, "plan add Wrong Plan")
    assert "I don't know a plan Wrong Plan any more." in await undone()
    await staffed.promises("Keep homes in repair", SAFEGUARDING, "2026-12-10", theme="Housing")
    await plan_of(staffed, "Improvement Plan", "Health")
    await asks(staffed, 'theme add 2 "Housing" to "Improvement Plan"')
    assert "2. Housing is in use by now" in await undone()
    await asks(staffed, "place CP-2 under Health")
    assert "CP-2 is as it was" in await undone()
    assert "Improvement Plan: 2. Housing" in await asks(staffed, "show CP-2")
    assert (await staffed.pledge("CP-2")).theme == "Housing"
    await asks(staffed, "champion Health member Megan Bowen")
    await asks(staffed, "champion Health member Adele Vance")
    assert "The member champion is who it was before." in await undone()
    seen = await asks(staffed, "theme Health")
    assert "Member champion: **Megan Bowen**" in seen
    assert "Adele" not in seen
    await asks(staffed, 'plan "Improvement Plan" consulted at CPP 18 January')
    assert "what is noted last counts" in await undone()


async def test_priorities_are_listed_the_most_urgent_first_and_what_is_unplaced_is_placed(staffed: Town) -> None:
    for title, priority in (("Publish", "later"), ("Report", "Statutory"), ("Ask", "Priority 4"), ("Plan", "")):
        await staffed.promises(title, SAFEGUARDING, "2026-12-10", priority=priority)
    seen = await asks(staffed, "list priority")
    assert seen.startswith("3 with a priority")
    assert sorted(("Report", "Publish", "Ask"), key=seen.index) == ["Report", "Publish", "Ask"]
    assert "Statutory" in seen
    await plan_of(staffed, "Improvement Plan", "Housing")
    assert (await asks(staffed, "list no theme")).startswith("5 under no theme")
    form = await staffed.presses(ADMIN, "Place")
    assert "Where does CP-1 stand?" in str(form.card)
    await staffed.presses(ADMIN, "Place it", given={"ref": "CP-1", "theme": "housing"})
    assert (await asks(staffed, "list no theme")).startswith("4 under no theme")
