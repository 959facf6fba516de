"""Installing, typing, being given something: what a person meets who has never seen the bot."""

from __future__ import annotations

from tests.journeys.town import ADMIN, Town, words_of

ADELE, MEGAN = "Adele Vance", "Megan Bowen"
SAFEGUARDING = "Assistant Director, Safeguarding"


async def test_installing_brings_one_welcome_that_says_who_what_and_how_often(town: Town) -> None:
    await town.hires(ADELE, install=False)
    await town.appoints(ADELE, SAFEGUARDING, "Children's Services")
    await town.promises("Build a training programme", SAFEGUARDING, "2026-12-04")
    await town.teams.installs(town.people[ADELE])
    assert len(town.chat(ADELE)) == 1
    seen = town.sees(ADELE)
    assert "Lynne Robbins, Corporate Parenting Officer" in seen
    assert "1 pledge**, the first for Friday 4 December" in seen
    assert "The first question comes on **Friday 20 November**" in seen
    assert "Never describe a child" in seen


async def test_somebody_who_installs_later_is_welcomed_and_asked_then(town: Town) -> None:
    await town.hires(ADELE, install=False)
    await town.appoints(ADELE, SAFEGUARDING, "Children's Services")
    await town.promises("Build a training programme", SAFEGUARDING, "2026-12-04")
    await town.works("2026-11-20 10:00")
    assert town.chat(ADELE) == []
    await town.teams.installs(town.people[ADELE])
    await town.works("2026-11-20 10:05")
    assert [m.summary[:5] for m in town.chat(ADELE)] == ["Hello", "CP-1:"]


async def test_the_welcome_opens_my_list_and_what_is_held_on_me(staffed: Town) -> None:
    welcome = staffed.chat(ADELE)[0]
    assert "Your pledges: 1 open" in str((await staffed.presses(ADELE, "See mine", welcome)).card)
    welcome.answers.clear()
    held = await staffed.presses(ADELE, "What you hold on me", welcome)
    assert staffed.people[ADELE].upn in str(held.card)


async def test_thats_wrong_reaches_the_admins(staffed: Town) -> None:
    await staffed.presses(ADELE, "That's wrong")
    answer = await staffed.presses(ADELE, "Tell the admins", given={"wrong": "I left that team in June"})
    assert "the admins have been told" in str(answer.card)
    await staffed.works()
    assert "I left that team in June" in staffed.sees(ADMIN)


async def test_an_assigned_pledge_is_heard_of_at_once_and_taken_on(staffed: Town) -> None:
    said = await staffed.says(ADMIN, "assign Publish the leaflet to Adele Vance by 18 December")
    assert said.text.startswith(
        "CP-2 “Publish the leaflet” is with Assistant Director, Safeguarding. Due Friday 18 December."
    )
    await staffed.works()
    assert "New for you: 1 pledge" in staffed.sees(ADELE)
    answer = await staffed.presses(ADELE, "Mine")
    assert "CP-2 is yours" in str(answer.card)
    assert "Next question: Friday 4 December" in str(answer.card)
    assert (await staffed.pledge("CP-2")).asking.accepted


async def test_an_assignment_that_lacks_something_is_asked_for_by_a_form(staffed: Town) -> None:
    form = await staffed.says(ADMIN, "assign Publish the leaflet")
    assert "Assign a pledge" in staffed.sees(ADMIN, form)
    again = await staffed.presses(
        ADMIN, "Assign it", form, given={"title": "Publish the leaflet", "to": "Adele", "by": "31 February"}
    )
    assert "31 February" in words_of(again.card)
    done = await staffed.presses(
        ADMIN, "Assign it", form, given={"title": "Publish the leaflet", "to": "Adele Vance", "by": "31 January"}
    )
    assert "CP-2" in done.text


async def test_nudging_waits_for_what_is_new_at_most_five_working_days(staffed: Town) -> None:
    await staffed.says(ADMIN, "assign Publish the leaflet to Megan Bowen by 5 November")
    await staffed.works("2026-11-02 10:00")
    told = len(staffed.chat(MEGAN))
    for day in ("2026-11-03", "2026-11-05", "2026-11-06"):
        await staffed.works(f"{day} 10:00")
    assert len(staffed.chat(MEGAN)) == told
    await staffed.works("2026-11-09 10:00")
    assert len(staffed.chat(MEGAN)) == told + 1


async def test_reassigning_tells_the_new_owner_and_the_former_one(staffed: Town) -> None:
    said = await staffed.says(ADMIN, "reassign CP-1 to Megan Bowen")
    assert "CP-1 is now with Strategic Director, Children's Services" in said.text
    await staffed.works()
    assert "New for you" in staffed.sees(MEGAN)
    assert "CP-1 is no longer yours" in staffed.sees(ADELE)


async def test_a_pledge_that_goes_to_and_fro_on_one_day_is_new_for_its_owner_each_time(staffed: Town) -> None:
    for name in (MEGAN, ADELE, MEGAN):
        await staffed.says(ADMIN, f"reassign CP-1 to {name}")
        await staffed.works()
    assert "New for you: 1 pledge" in staffed.sees(MEGAN)
    await staffed.works_next_morning()
    assert "New for you: 1 pledge" in staffed.sees(MEGAN)
    async with staffed.db.read() as tx:
        asked = [await tx.asks.of_message(f"new:CP-1:{version}") for version in (2, 3, 4)]
    assert [len(each) for each in asked] == [1, 1, 1]
    await staffed.presses(MEGAN, "Mine")
    assert (await staffed.pledge("CP-1")).asking.accepted


async def test_a_mentioned_person_is_found(staffed: Town) -> None:
    said = await staffed.says(ADMIN, "reassign CP-1 to @Megan Bowen", about=(MEGAN,))
    assert "CP-1 is now with Strategic Director, Children's Services" in said.text


async def test_the_plain_commands_change_the_register_and_say_what_comes_next(staffed: Town) -> None:
    assert (await staffed.says(ADELE, "update CP-1 at risk waiting for HR")).text == (
        "CP-1: recorded as at risk with your note. Next question: Wednesday 2 December."
    )
    assert "Your pledges: 1 open" in staffed.sees(ADELE, await staffed.says(ADELE, "mine"))
    shown = staffed.sees(ADELE, await staffed.says(ADELE, "show cp 1"))
    assert "waiting for HR" in shown
    assert "**Panel minutes**\nCorporate Parenting Panel · Wednesday 28 October 2026 · minute 94" in shown
    done = await staffed.says(ADELE, "done CP-1 the Panel agreed it")
    assert "recorded as **done, to be confirmed**" in staffed.sees(ADELE, done)
    assert "CP-1 is closed" in (await staffed.says(ADMIN, "close CP-1")).text
    assert "is closed, so nothing was changed" in (await staffed.says(ADELE, "done CP-1")).text
    assert "CP-1 is open again" in (await staffed.says(ADMIN, "reopen CP-1")).text
    assert "Due Friday 15 January" in (await staffed.says(ADMIN, "due CP-1 15 January 2027")).text
    assert "withdrawn" in (await staffed.says(ADMIN, "withdraw CP-1 entered twice")).text


async def test_an_owner_who_types_a_date_asks_for_it(staffed: Town) -> None:
    asked = await staffed.says(ADELE, "due CP-1 18 December")
    assert "Ask for this date" in staffed.sees(ADELE, asked)


async def test_unknown_words_are_met_with_a_guess_and_never_with_silence(staffed: Town) -> None:
    assert "Did you mean “mine”?" in (await staffed.says(ADELE, "mnie")).text
    assert "Type “help”" in (await staffed.says(ADELE, "flurb the grommet")).text
    assert "What I can do" in staffed.sees(ADELE, await staffed.says(ADELE, "help"))
    assert "I can't find CP-99" in (await staffed.says(ADELE, "show CP-99")).text


async def test_help_is_short_and_says_more_of_the_command_that_is_named(staffed: Town) -> None:
    told = staffed.sees(ADMIN, await staffed.says(ADMIN, "help"))
    assert told.count("\n**") < 72
    assert "meeting CPP today* · and **meeting add**, **meeting cancel**, **meeting move**" in told
    assert "You're welcome" not in told
    of_meetings = staffed.sees(ADMIN, await staffed.says(ADMIN, "help meeting"))
    assert of_meetings.startswith("How to use “meeting”\n**meeting** – The list of one meeting")
    assert "*meeting cancel CPP 5 December*" in of_meetings
    of_one = staffed.sees(ADELE, await staffed.says(ADELE, "help find"))
    assert of_one.endswith("*find training case studies*\nOr type: search, look for.")
    assert "Only an admin can use “merge”" in (await staffed.says(ADELE, "help merge")).text
    assert "mention me there" in staffed.sees(ADMIN, await staffed.says(ADMIN, "help link"))


async def test_only_admins_see_and_use_what_is_theirs(staffed: Town) -> None:
    for text in ("assign X to Adele Vance by 4 December", "close CP-1", "pause all", "admin Adele Vance"):
        assert "Only an admin can" in (await staffed.says(ADELE, text)).text
    assert "pause all" not in staffed.sees(ADELE, await staffed.says(ADELE, "help"))
    await staffed.says(ADMIN, "admin Adele Vance")
    assert "pause all" in staffed.sees(ADELE, await staffed.says(ADELE, "help"))
    async with staffed.db.read() as tx:
        assert len(await tx.refusals.newest()) == 4


async def test_names_and_titles_are_shown_as_they_are(staffed: Town) -> None:
    await staffed.says(ADMIN, "assign Agree **bold** [link](https://example.com) _terms_ to Adele Vance by 18 December")
    shown = await staffed.says(ADMIN, "show CP-2")
    assert "\\*\\*bold\\*\\* \\[link\\]" in staffed.sees(ADMIN, shown)


async def test_somebody_of_another_council_is_turned_away(staffed: Town) -> None:
    activity = staffed.teams.activity(staffed.people[ADELE]) | {"type": "message", "text": "mine"}
    activity["channelData"] = {"tenant": {"id": "another-tenant"}}
    before = len(staffed.teams.world.messages)
    await staffed.teams.posts(activity)
    assert "serves another organisation" in staffed.teams.world.messages[before].text


async def test_pause_stops_what_goes_out_and_resume_goes_on(staffed: Town) -> None:
    assert "Paused" in (await staffed.says(ADMIN, "pause all")).text
    before = len(staffed.chat(ADELE))
    await staffed.works("2026-11-20 10:00")
    assert len(staffed.chat(ADELE)) == before
    assert "recorded as on track" in (await staffed.says(ADELE, "update CP-1 on track")).text
    await staffed.says(ADMIN, "resume")
    await staffed.works("2026-12-02 10:00")
    assert "CP-1" in staffed.chat(ADELE)[-1].summary


async def test_what_is_past_its_date_can_be_listed_by_those_who_may_read_it(staffed: Town) -> None:
    await staffed.works("2026-12-04 10:00")
    await staffed.works("2026-12-07 10:00")
    assert "1 past their date" in staffed.sees(MEGAN, await staffed.says(MEGAN, "list overdue"))
    await staffed.hires("Isaiah Langer")
    assert "Nothing that you may read" in staffed.sees(
        "Isaiah Langer", await staffed.says("Isaiah Langer", "list overdue")
    )


async def test_who_cannot_be_reached_is_listed_for_the_admin(staffed: Town) -> None:
    assert "Everybody who answers" in staffed.sees(ADMIN, await staffed.says(ADMIN, "list not reached"))
    await staffed.teams.uninstalls(staffed.people[ADELE])
    assert "Adele Vance" in staffed.sees(ADMIN, await staffed.says(ADMIN, "list not reached"))


async def test_a_sign_in_name_that_is_new_is_kept_and_told_on_installing(staffed: Town) -> None:
    await staffed.hires("Patti Fernandez", install=False)
    upn = staffed.people["Patti Fernandez"].upn
    said = await staffed.says(ADMIN, f"assign Publish the leaflet to {upn} by 18 December")
    assert "they hear it as soon as they install me" in said.text
    await staffed.teams.installs(staffed.people["Patti Fernandez"])
    await staffed.works()
    assert "New for you: 1 pledge" in staffed.sees("Patti Fernandez")


async def test_the_history_of_a_pledge_says_who_changed_what_and_that_nobody_altered_it(staffed: Town) -> None:
    await staffed.says(ADELE, "update CP-1 at risk waiting for HR")
    seen = staffed.sees(MEGAN, await staffed.says(MEGAN, "history CP-1"))
    assert "**status**: not started → at risk" in seen
    assert "Adele Vance (Assistant Director, Safeguarding), by command" in seen
    assert "Nobody has altered this history" in seen


async def test_why_explains_the_date_and_the_questions(staffed: Town) -> None:
    seen = staffed.sees(ADELE, await staffed.says(ADELE, "why CP-1"))
    assert "As written: “as agreed”" in seen
    assert "Nobody has been asked about it yet" in seen
    assert "Next question: Friday 20 November" in seen
