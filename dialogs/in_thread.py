"""What is said in a channel about a pledge: a question is answered there, a report is asked about in private.

What somebody reports in a channel cannot be guarded before others read it, and it is no place for a "not mine": it is
recorded when they confirm it in their own chat.
"""

from __future__ import annotations

import re

from dialogs import hearing
from dialogs.changing import answer as ask
from dialogs.finding import reference
from dialogs.registry import Command, Draw, Response, Turn
from dialogs.turn import Say
from pledges.errors import PersonalDetails, UserError

KIND = "in channel"
_ASKED = re.compile(
    r"(?:show|what about|how about|how is|how's|where is|what is|status of)?\s*(cp[\s-]*\d+)\s*\??", re.I
)
_UPDATE = re.compile(r"update\s+", re.IGNORECASE)
ASKED = (
    "I have asked you in our own chat: what is written in a channel is recorded only when you confirm it there, so "
    "that I can look at it first."
)
NO_CHAT = (
    "I take updates in our own chat only, and we have none yet: find me under Apps in Teams, open a chat with me and "
    "type it there. Nothing is recorded."
)


def is_offered(command: Command) -> bool:
    """Whether a command is offered in channels: one that speaks of a channel from elsewhere is for the 1:1 chat."""
    return not command.private and (command.channel or command.elsewhere is None)


class DeleteIt(UserError):
    """What was written in a channel holds personal details, and stands there."""

    def __init__(self, found: PersonalDetails) -> None:
        super().__init__(
            f"That looks as if it holds personal details ({'; '.join(found.masked)}), so I have kept nothing of it. "
            "Please delete your message here, and tell me about the work in our own chat."
        )


async def answer(turn: Turn, found: tuple[Command, str] | None) -> Response | None:
    """The answer to a question about one pledge, or to a report; None for whatever else was said.

    `found` is the command that the text begins with, if it does so with one.
    """
    text = turn.inbound.text.strip()
    if asked := _ASKED.fullmatch(text):
        return Draw(KIND, {"pledge": reference(asked[1])[0]})
    if found and not found[0].spoken:
        return None
    return await _reported(turn, _UPDATE.sub("", text, count=1))


async def _reported(turn: Turn, text: str) -> Response | None:
    try:
        facts = await hearing.to_confirm(turn, text)
    except PersonalDetails as error:
        raise DeleteIt(error) from error
    if facts is None:
        return None
    if await turn.tx.people.address(turn.person.id) is None:
        return Say(NO_CHAT)
    await ask(turn, hearing.KIND, turn.person.id, f"{KIND}:{turn.inbound.id}", **facts)
    return Say(ASKED)
