"""A file is offered, accepted, and put where Teams wants it."""

from __future__ import annotations

import logging

import pytest

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Message, Person
from dialogs.turn import HandOver, Happened, Offer, Say
from pledges.messages import Address
from tests.bot.stand import Bot, asked

OFFER = Offer(name="pledges.csv", size=9, about="The register", facts={"file": "export"})
CONTENT = b"Reference"


@pytest.fixture
async def offered(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> Message:
    bot.answers(OFFER)
    await fake.says(maya, "export")
    bot.answers(HandOver("pledges.csv", CONTENT))
    return fake.seen_by(maya)[-1]


async def test_an_offer_says_the_name_the_size_and_what_it_is(offered: Message) -> None:
    consent = offered.activity["attachments"][0]
    assert consent["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
    assert (consent["name"], consent["content"]["sizeInBytes"]) == ("pledges.csv", 9)


async def test_an_accepted_file_is_uploaded_and_takes_the_place_of_the_question(
    fake: FakeTeams, bot: Bot, maya: Person, offered: Message
) -> None:
    answer = await fake.answers_offer(maya, offered)
    assert answer.status == 200
    assert fake.onedrive.files == {"pledges.csv": CONTENT}
    assert [
        m.activity["attachments"][0]["contentType"] for m in fake.seen_by(maya) if m.activity.get("attachments")
    ] == ["application/vnd.microsoft.teams.card.file.info"]
    heard = bot.heard[-1]
    assert (heard.happened, heard.data) == (Happened.FILE_ACCEPTED, {"file": "export"})


async def test_our_token_does_not_go_with_the_file(fake: FakeTeams, maya: Person, offered: Message) -> None:
    await fake.answers_offer(maya, offered)
    assert fake.onedrive.tokens == []


async def test_a_declined_file_is_told_and_nothing_is_uploaded(
    fake: FakeTeams, bot: Bot, maya: Person, offered: Message
) -> None:
    bot.answers(Say("All right."))
    await fake.answers_offer(maya, offered, accepts=False)
    assert (bot.heard[-1].happened, fake.onedrive.files) == (Happened.FILE_DECLINED, {})


async def test_a_file_that_cannot_be_stored_is_said_so(
    fake: FakeTeams, maya: Person, offered: Message, caplog: pytest.LogCaptureFixture
) -> None:
    fake.onedrive.is_full()
    with caplog.at_level(logging.DEBUG):
        await fake.answers_offer(maya, offered)
    assert "could not be put into your OneDrive" in fake.seen_by(maya)[-1].text
    assert fake.url + "/onedrive" not in caplog.text


@pytest.mark.parametrize(
    "url", ["https://example.com/files", "http://evil.sharepoint.com/files", "ftp://a.sharepoint.com/f", "nonsense"]
)
async def test_a_file_goes_to_nobody_elses_server(
    fake: FakeTeams, bot: Bot, maya: Person, offered: Message, url: str
) -> None:
    value = {
        "type": "fileUpload",
        "action": "accept",
        "context": {"file": "export"},
        "uploadInfo": {"uploadUrl": url, "contentUrl": url, "uniqueId": "1", "fileType": "csv"},
    }
    invoke = {"type": "invoke", "name": "fileConsent/invoke", "value": value, "replyToId": offered.id}
    answer = await fake.posts(fake.activity(maya) | invoke)
    assert answer.status == 200
    assert "could not be put into your OneDrive" in fake.seen_by(maya)[-1].text


async def test_a_consent_that_says_nothing_is_refused(fake: FakeTeams, bot: Bot, maya: Person, chat: Address) -> None:
    answer = await fake.posts(fake.activity(maya) | {"type": "invoke", "name": "fileConsent/invoke", "value": "yes"})
    assert answer.status == 400


async def test_a_file_is_offered_in_answer_to_a_button_too(
    fake: FakeTeams, bot: Bot, maya: Person, chat: Address
) -> None:
    card = await asked(fake, bot, chat)
    bot.answers(OFFER)
    answer = await fake.presses(maya, card, "On track")
    assert "The file is below" in answer.text
    consent = fake.seen_by(maya)[-1].activity["attachments"][0]
    assert consent["contentType"] == "application/vnd.microsoft.teams.card.file.consent"
