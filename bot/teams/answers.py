"""Giving a Reply back: in the answer to the request for a press, into the conversation for the rest."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.teams.outbound import Outbound
from dialogs.turn import Dialog, Found, HandOver, Happened, Inbound, Offer, Reply, Say, Shelf, Show, Silent
from pledges.errors import CardGone, DeliveryError, Refused, Throttled, Unreachable
from pledges.messages import Target

Respond = Callable[[Inbound], Awaitable[Reply]]
_CARD = "application/vnd.microsoft.card.adaptive"
_WORDS = "application/vnd.microsoft.activity.message"
_SORRY = Say(
    "Something went wrong on my side, and I can't say whether that was recorded. Please try again in a few minutes."
)
_NO_FILE = "The file could not be put into your OneDrive. Please type the command again in a few minutes."
_NOT_HERE = "I can't do that here. Type “help” in our chat to see what I can do."
_BELOW = "The file is below: accept it, and it goes into your OneDrive."
_LONG_WAIT = 10.0  # seconds; beyond it an answer is no longer one
_log = logging.getLogger(__name__)


async def reply_to(inbound: Inbound, respond: Respond) -> Reply:
    """Ask for the reply. Whatever is raised, the person gets a sentence and the log gets the turn and the place."""
    try:
        return await respond(inbound)
    except Exception as error:
        # Neither the message nor the chain of the error is logged: they may hold what a person wrote.
        where = "".join(traceback.format_tb(error.__traceback__))
        _log.error("turn %s failed with %s\n%s", inbound.id, type(error).__name__, where)
        return _SORRY


def executed(reply: Reply) -> dict[str, Any]:
    """The body that answers Action.Execute. Teams takes an empty answer for a failure, so silence has a word."""
    if isinstance(reply, Show):
        return {"statusCode": 200, "type": _CARD, "value": reply.message.card}
    words = reply.text if isinstance(reply, Say) else _BELOW if isinstance(reply, Offer) else "Noted."
    return {"statusCode": 200, "type": _WORDS, "value": words}


def unsupported(invoke: str) -> dict[str, Any] | None:
    """The body that answers an invoke this bot has no use for; None where Teams has no place for a sentence."""
    if invoke.startswith("task/") or invoke == "composeExtension/fetchTask":
        return {"task": {"type": "message", "value": _NOT_HERE}}
    if invoke.startswith("composeExtension/"):
        return {"composeExtension": {"type": "message", "text": _NOT_HERE}}
    return None


class Answers:
    """Posts replies. A failure in passing is tried again after each of `pauses` (seconds), then logged."""

    def __init__(self, outbound: Outbound, pauses: Sequence[float]) -> None:
        self._outbound, self._pauses = outbound, pauses

    async def post(self, inbound: Inbound, reply: Reply) -> None:
        """Say or show the reply in the conversation, or in the place of the card that was pressed."""
        try:
            await self._persist(lambda: self._once(inbound, reply))
        except DeliveryError as error:
            _log.warning("the reply of turn %s was not delivered: %s", inbound.id, error)

    async def _persist(self, attempt: Callable[[], Awaitable[None]]) -> None:
        for pause in self._pauses:
            try:
                return await attempt()
            except Throttled as error:
                told = error.retry_after.total_seconds() if error.retry_after else pause
                if told > _LONG_WAIT:
                    raise
                await asyncio.sleep(max(pause, told))
            except Unreachable:
                await asyncio.sleep(pause)
        return await attempt()

    async def _once(self, inbound: Inbound, reply: Reply) -> None:
        match reply:
            case Silent():
                return
            case Say(text):
                await self._outbound.say(inbound.address, text)
            case Offer():
                await self._outbound.offer(inbound.address, reply)
            case HandOver() if inbound.shelf:
                await self._hand_over(inbound, inbound.shelf, reply)
            case Show() if inbound.happened is Happened.PRESSED and inbound.message:
                await self._redraw(inbound, reply, Target(inbound.address, inbound.message))
            case Show(message):
                await self._outbound.show(inbound.address, message)
            case HandOver() | Dialog() | Found():
                raise Refused("that is no answer to what happened")

    async def _hand_over(self, inbound: Inbound, shelf: Shelf, file: HandOver) -> None:
        """The person waits for the file, so they are told when it does not come."""
        try:
            await self._outbound.hand_over(Target(inbound.address, inbound.message or ""), shelf, file)
        except CardGone:
            return
        except DeliveryError as error:
            _log.warning("the file of turn %s was not delivered: %s", inbound.id, error)
            await self._outbound.say(inbound.address, _NO_FILE)

    async def _redraw(self, inbound: Inbound, reply: Show, target: Target) -> None:
        try:
            await self._outbound.redraw(target, reply.message)
        except CardGone:
            await self._outbound.show(inbound.address, reply.message)
