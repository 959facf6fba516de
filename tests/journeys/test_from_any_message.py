"""From any message: a pledge is made, or proposed, out of what somebody wrote; and found, to be shown in a chat."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.rehearsal.teams import Answer
from pledges.people import Person
from pledges.pledge import Publication
from tests.bot.invokes import LINK, WORDS, a_message, dialog_of, filled, found_in, picks, searches, sends, words_of
from tests.journeys.sheets import edited
from tests.journeys.town import ADMIN, Town
from tests.journeys.town import words_of as card_words

GIVEN = {"to": "Adele Vance", "by": "31 January"}


async def picked(town: Town, who: str, content: str = f"<p>{WORDS}</p>", **but: Any) -> Answer:
    return await picks(town.teams, town.people[who], a_message(content, **but))


async def sent(town: Town, who: str, form: Answer, **but: str) -> Answer:
    return await sends(town.teams, town.people[who], filled(form, **but))


async def count(town: Town) -> int:
    async with town.db.read() as tx:
        return len([pledge async for pledge in tx.register.all()])


def shown(answer: Answer) -> str:
    return card_words(dialog_of(answer)["card"]["content"])


async def test_an_admin_makes_a_pledge_of_a_message_with_the_message_as_its_source(staffed: Town) -> None:
    form = await picked(staffed, ADMIN)
    assert WORDS in shown(form)
    assert "A message from Jonas Abara, Friday 30 October" in shown(form)
    made = words_of(await sent(staffed, ADMIN, form, title="A contact in Housing for every care leaver", **GIVEN))
    assert "CP-2 “A contact in Housing for every care leaver” is with Assistant Director, Safeguarding" in made
    pledge = await staffed.pledge("CP-2")
    [source] = pledge.sources
    assert (source.document, source.held_on, source.minute) == ("Teams message", date(2026, 10, 30), LINK)
    assert source.words == f"Jonas Abara wrote: {WORDS}"
    assert pledge.deadline.due == date(2027, 1, 31)
    assert "message" in card_words((await staffed.says(ADMIN, "history CP-2")).card)


async def test_the_owner_hears_of_it_and_can_open_the_message(staffed: Town) -> None:
    await sent(staffed, ADMIN, await picked(staffed, ADMIN), **GIVEN)
    await staffed.works("2026-11-02 10:40")
    assert f"[Open the message]({LINK})" in staffed.sees("Adele Vance")
    assert LINK not in staffed.sees("Adele Vance").replace(f"({LINK})", ""), "the link stands nowhere else"


async def test_what_is_amiss_is_said_in_the_same_form_with_all_that_was_typed(staffed: Town) -> None:
    form = await picked(staffed, ADMIN)
    wrong = await sent(staffed, ADMIN, form, title="A contact", to="Nobody At All", by="31 January")
    assert "Nobody At All" in shown(wrong)
    assert "I don't know anybody called “Nobody At All”" in shown(wrong)
    assert filled(wrong)["by"] == "31 January"
    assert await count(staffed) == 1
    undated = await sent(staffed, ADMIN, wrong, to="Adele Vance", by="when it suits")
    assert "when it suits" in shown(undated)
    assert "CP-2" in words_of(await sent(staffed, ADMIN, undated, by="31 January"))


@pytest.mark.parametrize(
    ("missing", "said"), [("title", "write what is promised"), ("to", "who leads it"), ("by", "by when")]
)
async def test_a_field_left_empty_is_asked_for(staffed: Town, missing: str, said: str) -> None:
    form = await picked(staffed, ADMIN)
    assert said in shown(await sent(staffed, ADMIN, form, **(GIVEN | {missing: ""})))


async def test_a_childs_details_are_not_copied_and_not_kept(staffed: Town) -> None:
    form = await picked(staffed, ADMIN, "<p>Jayden, born 3 May 2012, needs a new placement</p>")
    assert "looks as if it holds personal details" in shown(form)
    assert "Jayden" not in str(form.body)
    again = await sent(staffed, ADMIN, form, title="Jayden, born 3 May 2012, is to be moved", **GIVEN)
    assert "personal details" in shown(again)
    assert filled(again)["title"] == "Jayden, born 3 May 2012, is to be moved", "it is theirs to mend"
    assert await count(staffed) == 1


async def test_what_may_be_in_the_register_already_is_said_once_before_it_is_made(staffed: Town) -> None:
    form = await picked(staffed, ADMIN)
    asked = await sent(staffed, ADMIN, form, title="Build the training programmes", **GIVEN)
    assert "It may be in the register already: CP-1 “Build a training programme”" in shown(asked)
    assert await count(staffed) == 1
    assert "CP-2" in words_of(await sent(staffed, ADMIN, asked))


async def test_a_form_sent_twice_makes_one_pledge(staffed: Town) -> None:
    form = await picked(staffed, ADMIN)
    first, second = [await sent(staffed, ADMIN, form, **GIVEN) for _ in range(2)]
    assert "CP-2" in words_of(first)
    assert "nothing was made twice" in words_of(second)
    assert await count(staffed) == 2


async def test_a_long_message_makes_a_title_of_whole_words_and_is_quoted(staffed: Town) -> None:
    form = await picked(staffed, ADMIN, "<p>" + "promise " * 100 + "</p>")
    title = filled(form)["title"]
    assert len(title) <= 200
    assert title.endswith("promise …")


async def test_a_message_that_cannot_be_read_opens_an_empty_form(staffed: Town) -> None:
    for form in (await picks(staffed.teams, staffed.people[ADMIN], None), await picked(staffed, ADMIN, "")):
        assert "couldn't read that message" in shown(form)
        assert "What is promised?" in shown(form)


async def test_a_link_to_elsewhere_is_not_kept(staffed: Town) -> None:
    form = await picked(staffed, ADMIN, linkToMessage="https://example.com/l/message/1")
    await sent(staffed, ADMIN, form, **GIVEN)
    assert (await staffed.pledge("CP-2")).sources[0].minute == ""


async def test_others_propose_and_an_admin_makes_it(staffed: Town) -> None:
    form = await picked(staffed, "Megan Bowen")
    assert "Propose it" in shown(form)
    thanks = words_of(await sent(staffed, "Megan Bowen", form, to="Adele Vance", by=""))
    assert thanks == "Thank you: 1 admin can make it a pledge now. You hear from me when it is decided."
    assert await count(staffed) == 1, "nothing is in the register before an admin says so"
    await staffed.works("2026-11-02 10:40")
    card = staffed.chat(ADMIN)[-1]
    assert "Megan Bowen proposes a pledge" in staffed.sees(ADMIN, card)
    assert not [m for m in staffed.chat("Adele Vance") if "contact" in m.summary], "nobody is nudged before"

    filled_in = {"title": "A contact in Housing", "owner": "Adele Vance", "due": ""}
    await staffed.presses(ADMIN, "Make it", card, given=filled_in)
    assert "Please say by when" in staffed.sees(ADMIN, card)
    await staffed.presses(ADMIN, "Make it", card, given=filled_in | {"due": "31 January"})
    assert "✓ CP-2 was made of it." in staffed.sees(ADMIN, card)
    await staffed.works("2026-11-02 10:50")
    assert "What you proposed is CP-2 now, with Assistant Director, Safeguarding" in staffed.sees("Megan Bowen")
    assert "A contact in Housing" in staffed.sees("Adele Vance")


async def test_a_proposal_can_be_left_and_whoever_made_it_is_told(staffed: Town) -> None:
    await sent(staffed, "Megan Bowen", await picked(staffed, "Megan Bowen"))
    await staffed.works("2026-11-02 10:40")
    await staffed.presses(ADMIN, "Leave it")
    await staffed.works("2026-11-02 10:50")
    assert "What you proposed is not made a pledge" in staffed.sees("Megan Bowen")
    assert await count(staffed) == 1


async def test_a_proposal_is_decided_once_whoever_presses_first(staffed: Town) -> None:
    await staffed.says(ADMIN, "admin Adele Vance")
    await sent(staffed, "Megan Bowen", await picked(staffed, "Megan Bowen"), **GIVEN)
    await staffed.works("2026-11-02 10:40")
    mine, theirs = staffed.chat(ADMIN)[-1], staffed.chat("Adele Vance")[-1]
    await staffed.presses(ADMIN, "Leave it", mine)
    given = {"title": "A contact", "owner": "Adele Vance", "due": "31 January"}
    await staffed.presses("Adele Vance", "Make it", theirs, given=given)
    assert "It was left: nothing was made." in staffed.sees("Adele Vance", theirs)
    assert await count(staffed) == 1


async def test_a_proposal_sent_twice_is_put_to_the_admins_once(staffed: Town) -> None:
    form = await picked(staffed, "Megan Bowen")
    for _ in range(2):
        await sent(staffed, "Megan Bowen", form)
    await staffed.works("2026-11-02 10:40")
    assert len([m for m in staffed.chat(ADMIN) if "proposes a pledge" in m.summary]) == 1


async def test_somebody_the_register_has_never_met_may_propose(staffed: Town) -> None:
    await staffed.hires("Rosa Whitcombe", install=False)
    form = await picked(staffed, "Rosa Whitcombe")
    assert "Thank you" in words_of(await sent(staffed, "Rosa Whitcombe", form))
    await staffed.works("2026-11-02 10:40")
    assert "Rosa Whitcombe proposes a pledge" in staffed.sees(ADMIN)


async def test_whoever_only_looks_is_not_kept_and_nothing_is_learnt_from_where_they_are(staffed: Town) -> None:
    await staffed.hires("Rosa Whitcombe", install=False)
    await picked(staffed, "Rosa Whitcombe")
    await searches(staffed.teams, staffed.people["Rosa Whitcombe"], "training")
    await picked(staffed, "Adele Vance")
    async with staffed.db.read() as tx:
        everyone: list[Person] = await tx.people.everyone()
    assert "Rosa Whitcombe" not in [person.name for person in everyone]
    await staffed.works("2026-11-02 10:40")
    await staffed.promises("Another", "Assistant Director, Safeguarding", "2026-11-16")
    await staffed.works("2026-11-03 10:40")
    assert "Another" in staffed.sees("Adele Vance"), "the address is still that of the chat with the bot"


async def test_it_works_in_a_channel_that_the_bot_is_not_in(staffed: Town) -> None:
    room = staffed.teams.opens_channel("Housing", team="Housing")
    person = staffed.people[ADMIN]
    form = await picks(staffed.teams, person, a_message(), room=room)
    answer = await sends(staffed.teams, person, filled(form, **GIVEN), room=room)
    assert "CP-2" in words_of(answer)
    assert staffed.teams.seen_in(room) == []
    async with staffed.db.read() as tx:
        assert await tx.channels.linked() == []


@pytest.mark.parametrize("command", ["somethingOld", "", None])
async def test_an_action_or_search_that_is_unknown_is_said_so(staffed: Town, command: str | None) -> None:
    person = staffed.people[ADMIN]
    assert "can't do that from here" in words_of(await picks(staffed.teams, person, a_message(), command=command))
    assert "can't do that from here" in words_of(await sends(staffed.teams, person, {}, command=command))
    assert "can't do that from here" in words_of(await searches(staffed.teams, person, "care", command=command))


async def test_a_pledge_is_found_by_its_words_or_reference_and_shown_without_names(staffed: Town) -> None:
    for words in ("training programme", "PROGRAMME build", "CP-1", "cp 1"):
        [found] = found_in(await searches(staffed.teams, staffed.people["Adele Vance"], words))
        assert found["preview"]["content"]["title"] == "CP-1 Build a training programme"
        told = card_words(found["content"])
        assert "Assistant Director, Safeguarding" in told
        assert "Adele" not in told


async def test_before_anything_is_typed_ones_own_are_shown(staffed: Town) -> None:
    assert len(found_in(await searches(staffed.teams, staffed.people["Adele Vance"], None))) == 1
    assert "Type a few words" in words_of(await searches(staffed.teams, staffed.people[ADMIN], None))


async def test_only_what_a_person_may_read_is_found(staffed: Town) -> None:
    await staffed.hires("Jonas Abara")
    await staffed.promises(
        "A public training day", "Assistant Director, Safeguarding", None, publication=Publication.PUBLIC
    )
    everything = found_in(await searches(staffed.teams, staffed.people[ADMIN], "training"))
    public = found_in(await searches(staffed.teams, staffed.people["Jonas Abara"], "training"))
    assert (len(everything), len(public)) == (2, 1)
    nothing = words_of(await searches(staffed.teams, staffed.people["Jonas Abara"], "programme"))
    assert "No pledge that you may read has these words" in nothing


async def test_what_is_not_for_publication_is_put_into_a_chat_by_its_reference_alone(staffed: Town) -> None:
    await staffed.promises(
        "A matter of one home", "Assistant Director, Safeguarding", None, publication=Publication.RESTRICTED
    )
    [found] = found_in(await searches(staffed.teams, staffed.people[ADMIN], "matter home"))
    assert "one home" not in card_words(found["content"])
    assert "CP-2 is not for publication" in card_words(found["content"])


async def test_results_come_by_the_page_until_there_are_no_more(staffed: Town) -> None:
    for number in range(30):
        await staffed.promises(f"Visit number {number}", "Assistant Director, Safeguarding", None)
    person = staffed.people[ADMIN]
    pages = [found_in(await searches(staffed.teams, person, "visit", skip=skip)) for skip in (0, 25)]
    assert [len(page) for page in pages] == [25, 5]
    titles = {found["preview"]["content"]["title"] for page in pages for found in page}
    assert len(titles) == 30
    assert words_of(await searches(staffed.teams, person, "visit", skip=30)) == "That is all there is."


async def test_words_typed_in_part_or_with_a_slip_find_it_and_signs_do_no_harm(staffed: Town) -> None:
    person = staffed.people["Adele Vance"]
    for words in ("train", "trainning programme", "programme 100%", "training (programme)"):
        assert len(found_in(await searches(staffed.teams, person, words))) == 1
    assert "No pledge" in words_of(await searches(staffed.teams, person, "% _"))


async def test_a_pledge_made_of_a_message_goes_through_the_sheet_unchanged(staffed: Town) -> None:
    await sent(staffed, ADMIN, await picked(staffed, ADMIN), **GIVEN)
    assert "no difference" in (await edited(staffed, "pledges", lambda lines: None)).text
