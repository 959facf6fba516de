"""The seam to Teams, as it must be whatever SDK is behind it: the message extension."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person, Room
from dialogs.turn import Dialog, Found, Happened, Hit, Place, Say, Show, Silent
from tests.bot.invokes import LINK, WORDS, a_message, dialog_of, found_in, picks, searches, sends, words_of
from tests.bot.stand import CARD, Bot


async def test_a_message_that_is_picked_arrives_in_plain_words_with_whose_it_is_when_and_where(
    fake: FakeTeams, bot: Bot, maya: Person
) -> None:
    await picks(fake, maya, a_message())
    heard = bot.heard[-1]
    assert (heard.happened, heard.verb, heard.speaker.aad_id) == (Happened.MESSAGE_PICKED, "makePledge", maya.aad_id)
    assert heard.picked
    assert (heard.picked.words, heard.picked.by, heard.picked.link) == (WORDS, "Jonas Abara", LINK)
    assert heard.picked.at == datetime(2026, 10, 30, 16, 5, 0, 123000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("plain", "plain"),
        ("<p>One</p><p>two</p>", "One two"),
        ("<ul><li>one</li><li>two</li></ul>", "one two"),
        ('<at id="0">Maya</at> will do it', "Maya will do it"),
        ("<style>p {color: red}</style><script>alert(1)</script>Words", "Words"),
        ("1 &lt; 2 and <b>unclosed", "1 < 2 and unclosed"),
        ('<attachment id="x"></attachment>', ""),
        (None, ""),
    ],
)
async def test_marks_of_a_message_are_left_out(
    fake: FakeTeams, bot: Bot, maya: Person, html: str | None, words: str
) -> None:
    await picks(fake, maya, a_message(body={"contentType": "html", "content": html}))
    assert bot.heard[-1].picked
    assert bot.heard[-1].picked.words == words


@pytest.mark.parametrize(
    "but",
    [
        {"from": None},
        {"from": {"user": None, "application": {"displayName": "A flow"}}},
        {"createdDateTime": "yesterday", "linkToMessage": None},
        {"createdDateTime": None},
        {"body": None},
        {"body": {"content": None}},
    ],
)
async def test_what_teams_does_not_tell_of_a_message_is_empty(
    fake: FakeTeams, bot: Bot, maya: Person, but: dict[str, Any]
) -> None:
    answer = await picks(fake, maya, a_message(**but))
    assert (answer.status, bot.heard[-1].happened) == (200, Happened.MESSAGE_PICKED)


async def test_without_a_message_nothing_is_picked_and_it_is_still_answered(
    fake: FakeTeams, bot: Bot, maya: Person
) -> None:
    answer = await picks(fake, maya, None, command=None)
    assert (answer.status, bot.heard[-1].picked, bot.heard[-1].verb) == (200, None, "")


async def test_an_action_is_answered_with_a_dialog(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    bot.answers(Dialog("Make this a pledge", CARD))
    shown = dialog_of(await picks(fake, maya, a_message()))
    assert (shown["title"], shown["height"], shown["width"]) == ("Make this a pledge", "medium", "medium")
    assert shown["card"] == {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD.card}


async def test_a_dialog_that_is_sent_arrives_with_what_was_filled_in(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    await sends(fake, maya, {"title": "A contact", "msteams": {"type": "task/submit"}})
    heard = bot.heard[-1]
    assert (heard.happened, heard.verb, heard.data) == (Happened.DIALOG_SENT, "makePledge", {"title": "A contact"})


async def test_a_dialog_may_be_answered_with_words_or_another_or_be_closed(
    fake: FakeTeams, bot: Bot, maya: Person
) -> None:
    bot.answers(Say("CP-42 is with you."))
    assert words_of(await sends(fake, maya, {})) == "CP-42 is with you."
    bot.answers(Dialog("Again", CARD))
    assert dialog_of(await sends(fake, maya, {}))["title"] == "Again"
    bot.answers(Silent())
    closed = await sends(fake, maya, None)
    assert (closed.status, closed.body) == (200, {})


async def test_a_search_arrives_with_its_words_and_which_part_is_wanted(
    fake: FakeTeams, bot: Bot, maya: Person
) -> None:
    await searches(fake, maya, "  care \n leavers ", skip=25, count=10)
    heard = bot.heard[-1]
    assert (heard.happened, heard.verb, heard.text) == (Happened.SEARCHED, "findPledge", "care leavers")
    assert (heard.skip, heard.most) == (25, 10)


async def test_the_search_before_anything_is_typed_has_no_words(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    await searches(fake, maya, None)
    assert bot.heard[-1].text == ""


async def test_a_search_is_answered_with_cards_and_what_the_list_says_of_each(
    fake: FakeTeams, bot: Bot, maya: Person
) -> None:
    bot.answers(Found((Hit("CP-42", "on track", CARD),)))
    [found] = found_in(await searches(fake, maya, "42"))
    assert (found["contentType"], found["content"]) == ("application/vnd.microsoft.card.adaptive", CARD.card)
    assert found["preview"] == {
        "contentType": "application/vnd.microsoft.card.thumbnail",
        "content": {"title": "CP-42", "text": "on track"},
    }


async def test_a_search_may_be_answered_with_words(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    bot.answers(Say("Nothing has these words."))
    assert words_of(await searches(fake, maya, "xyz")) == "Nothing has these words."


async def test_a_channel_is_named_where_it_was_asked_from_one(
    fake: FakeTeams, bot: Bot, maya: Person, room: Room
) -> None:
    await picks(fake, maya, a_message(), room=room)
    await picks(fake, maya, a_message())
    assert [heard.place for heard in bot.heard] == [Place.CHANNEL, Place.PERSONAL]


@pytest.mark.parametrize("reply", [Show(CARD), Silent()])
async def test_a_reply_that_has_no_place_in_the_extension_closes_it(
    fake: FakeTeams, bot: Bot, maya: Person, reply: Show | Silent
) -> None:
    bot.answers(reply)
    answer = await picks(fake, maya, a_message())
    assert (answer.status, answer.body) == (200, {})


async def test_a_fault_of_ours_is_told_in_the_dialog_and_in_the_search(fake: FakeTeams, bot: Bot, maya: Person) -> None:
    bot.breaks(RuntimeError("the words of a person"))
    for answer in (await picks(fake, maya, a_message()), await searches(fake, maya, "care")):
        assert "went wrong" in words_of(answer)


@pytest.mark.parametrize("name", ["fetchTask", "submitAction", "query"])
@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        [],
        {"commandId": 7},
        {"commandId": "makePledge", "data": "text"},
        {"commandId": "findPledge", "parameters": 7},
        {"commandId": "findPledge", "queryOptions": {"skip": -1}},
        {"commandId": "makePledge", "messagePayload": "text"},
    ],
)
async def test_an_invoke_that_says_nothing_is_refused(
    fake: FakeTeams, bot: Bot, maya: Person, name: str, value: Any
) -> None:
    invoke = {"type": "invoke", "name": f"composeExtension/{name}", "value": value}
    answer = await fake.posts(fake.activity(maya) | invoke)
    assert (answer.status, bot.heard) == (400, [])
