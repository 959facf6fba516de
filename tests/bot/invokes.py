"""Invokes of the message extension, as Teams documents them."""

from __future__ import annotations

from typing import Any

from bot.rehearsal.teams import Answer, FakeTeams
from bot.rehearsal.teams_world import Person, Room

LINK = "https://teams.microsoft.com/l/message/19:2edfcbbd@thread.v2/1796100000000?context=%7B%22contextType%22:%22chat%22%7D"
HTML = (
    "<div><div>We will give every care leaver&nbsp;a <strong>contact</strong> in Housing<br>"
    "by spring &amp; tell them.</div></div>"
)
WORDS = "We will give every care leaver a contact in Housing by spring & tell them."


def a_message(content: str = HTML, by: str = "Jonas Abara", **but: Any) -> dict[str, Any]:
    """The payload of a message: `content` is HTML, as Teams sends it."""
    user = {"userIdentityType": "aadUser", "id": "5e1d2c3b-0000-4000-8000-000000000001", "displayName": by}
    usual: dict[str, Any] = {
        "id": "1796100000000",
        "replyToId": None,
        "createdDateTime": "2026-10-30T16:05:00.123Z",
        "lastModifiedDateTime": None,
        "deleted": False,
        "summary": None,
        "importance": "normal",
        "locale": "en-gb",
        "linkToMessage": LINK,
        "from": {"device": None, "conversation": None, "user": user, "application": None},
        "body": {"contentType": "html", "content": content},
        "attachments": [],
        "mentions": [],
        "reactions": [],
    }
    return usual | but


def elsewhere(fake: FakeTeams, person: Person, room: Room | None = None) -> dict[str, Any]:
    """The frame of an invoke from a channel, or from a chat between people that the bot is not in."""
    frame = fake.activity(person, room)
    if room is None:
        frame["conversation"]["id"] = "19:one_another@unq.gbl.spaces"
    return frame


async def picks(
    fake: FakeTeams,
    person: Person,
    message: dict[str, Any] | None,
    *,
    command: Any = "makePledge",
    room: Room | None = None,
) -> Answer:
    """Choose an action in the menu of a message."""
    value = {
        "commandId": command,
        "commandContext": "message",
        "context": {"theme": "default"},
        "messagePayload": message,
    }
    named = {"type": "invoke", "name": "composeExtension/fetchTask", "value": value}
    return await fake.posts(elsewhere(fake, person, room) | named)


async def sends(
    fake: FakeTeams,
    person: Person,
    data: dict[str, Any] | None,
    *,
    command: Any = "makePledge",
    room: Room | None = None,
) -> Answer:
    """Press the button of the dialog."""
    value = {"commandId": command, "commandContext": "message", "context": {"theme": "default"}, "data": data}
    named = {"type": "invoke", "name": "composeExtension/submitAction", "value": value}
    return await fake.posts(elsewhere(fake, person, room) | named)


async def searches(
    fake: FakeTeams,
    person: Person,
    words: str | None,
    *,
    command: Any = "findPledge",
    skip: int = 0,
    count: int = 25,
    room: Room | None = None,
) -> Answer:
    """Type words into the search; None is the search that Teams makes before anything is typed."""
    parameter = {"name": "initialRun", "value": "true"} if words is None else {"name": "words", "value": words}
    options = {"skip": skip, "count": count}
    value = {"commandId": command, "parameters": [parameter], "queryOptions": options}
    named = {"type": "invoke", "name": "composeExtension/query", "value": value}
    return await fake.posts(elsewhere(fake, person, room) | named)


def dialog_of(answer: Answer) -> dict[str, Any]:
    """The dialog that an invoke was answered with."""
    task: dict[str, Any] = answer.body["task"]
    assert task["type"] == "continue", task
    return dict(task["value"])


def words_of(answer: Answer) -> str:
    """The sentence that an invoke was answered with."""
    told = answer.body.get("task") or answer.body["composeExtension"]
    assert told["type"] == "message", told
    return str(told.get("value") or told.get("text"))


def found_in(answer: Answer) -> list[dict[str, Any]]:
    """The results of a search."""
    assert answer.body["composeExtension"]["type"] == "result", answer.body
    return list(answer.body["composeExtension"]["attachments"])


def filled(answer: Answer, **but: str) -> dict[str, str]:
    """What the button of a dialog sends: its data, and the inputs as they stand or as they are filled in."""
    body = dialog_of(answer)["card"]["content"]["body"]
    inputs = {part["id"]: part.get("value", "") for part in body if part["type"].startswith("Input.")}
    [action] = [action for part in body if part["type"] == "ActionSet" for action in part["actions"]]
    assert action["type"] == "Action.Submit", "nothing else works in a dialog"
    return {**action["data"], **inputs, **but}
