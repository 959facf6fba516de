"""Admins read and change the rhythm; what they set holds from the next turn and the next tick on."""

from __future__ import annotations

from typing import Any

from tests.journeys.town import ADMIN, Town

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
LADDER = "Working days before a date"


def filled(card: Any) -> dict[str, str]:
    """What stands in the fields of a form."""
    return {part["id"]: part.get("value", "") for part in card["body"] if part["type"].startswith("Input")}


async def sets(town: Town, name: str = ADMIN, **values: str) -> str:
    """Open the form on the card, change some fields, send it; return what is said back."""
    await town.says(name, "policy")
    form = await town.presses(name, "Change")
    answer = await town.presses(name, "Save", given=filled(form.card) | values)
    return str(answer.card)


async def test_the_card_says_in_plain_words_when_people_are_asked(staffed: Town) -> None:
    seen = (await staffed.says(ADELE, "policy")).card
    assert "10 and 2 working days before, and on the day" in str(seen)
    assert "each Thursday, all in one card" in str(seen)
    assert "09:30 to 17:00 on working days" in str(seen)
    assert "'Change'" not in str(seen)
    assert "'Change'" in str((await staffed.says(ADMIN, "policy")).card)


async def test_what_an_admin_sets_holds_from_the_next_tick_on(staffed: Town) -> None:
    await staffed.works("2026-11-02 10:00")
    said = await sets(staffed, ladder="20, 1")
    assert f"{LADDER}: 10, 2, 0 → 20, 1" in said
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-11-06 09:30")  # 20 working days before 4 December
    assert len(staffed.chat(ADELE)) == before + 1
    answer = await staffed.presses(ADELE, "On track")
    assert "Next question: Thursday 3 December" in str(answer.card)


async def test_hours_that_are_set_are_kept_to(staffed: Town) -> None:
    await sets(staffed, nudge_at="11:00", digest_at="11:30")
    await staffed.works("2026-11-20 09:45")
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-11-20 10:59")
    assert len(staffed.chat(ADELE)) == before
    await staffed.works("2026-11-20 11:00")
    assert len(staffed.chat(ADELE)) == before + 1


async def test_wrong_input_is_said_and_what_was_typed_stays(staffed: Town) -> None:
    await staffed.says(ADMIN, "policy")
    form = await staffed.presses(ADMIN, "Change")
    given = filled(form.card) | {"ladder": "ten", "snooze_days": "7"}
    again = await staffed.presses(ADMIN, "Save", given=given)
    assert "such as 10, 2, 0" in str(again.card)
    assert filled(again.card)["ladder"] == "ten"
    assert filled(again.card)["snooze_days"] == "7"
    again = await staffed.presses(ADMIN, "Save", given=filled(again.card) | {"ladder": "10, 2, 0", "digest_at": "9am"})
    assert "come before the morning's questions" in str(again.card)
    done = await staffed.presses(ADMIN, "Save", given=filled(again.card) | {"digest_at": "2pm"})
    assert "Time of the digest: 11:00 → 14:00" in str(done.card)
    assert "Working days that a question can be put off: 10 → 7" in str(done.card)


async def test_the_history_tells_who_when_and_from_what_to_what_and_undo_takes_it_back(staffed: Town) -> None:
    await sets(staffed, late_weekday="Tuesday")
    seen = str((await staffed.says(ADMIN, "policy history")).card)
    assert "Weekday for what is late: Thursday → Tuesday" in seen
    assert f"{ADMIN}, Monday 2 November" in seen
    assert "Taken back: “policy”" in (await staffed.says(ADMIN, "undo")).text
    seen = str((await staffed.says(ADELE, "policy history")).card)
    assert "Weekday for what is late: Tuesday → Thursday" in seen
    assert "each Thursday" in seen


async def test_two_admins_who_have_the_form_open_keep_what_each_of_them_changed(staffed: Town) -> None:
    await staffed.says(ADMIN, f"admin {MEGAN}")
    await staffed.says(ADMIN, "policy")
    first = await staffed.presses(ADMIN, "Change")
    await staffed.says(MEGAN, "policy")
    second = await staffed.presses(MEGAN, "Change")
    await staffed.presses(ADMIN, "Save", given=filled(first.card) | {"snoozes": "1"})
    await staffed.presses(MEGAN, "Save", given=filled(second.card) | {"snooze_days": "5"})
    async with staffed.db.read() as tx:
        policy = await tx.rules.policy()
    assert (policy.snoozes, policy.snooze_days) == (1, 5)


async def test_only_an_admin_changes_it(staffed: Town) -> None:
    answer = await staffed.says(ADELE, "recess 20 July - 4 September")
    assert "Only an admin" in answer.text
