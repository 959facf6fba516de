"""The SDK: botbuilder's CloudAdapter runs the turn, with its doors replaced by ours.

The SDK's own authentication blocks the loop and answers 500 to strangers, and it builds two clients for each turn,
which takes longer than everything else together. Only this file knows it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)

from bot.teams import wire
from bot.teams.doorkeeper import Doorkeeper

_T = TypeVar("_T")


class Admission:
    """A request that was let in, and may be run."""

    def __init__(self, activity: Activity, result: AuthenticateRequestResult) -> None:
        self.activity, self.result = activity, result


class Adapter:
    """Lets activities in and runs them. Without a doorkeeper (no app id) everyone is let in."""

    def __init__(self, doorkeeper: Doorkeeper | None) -> None:
        self._authentication = _Authentication(doorkeeper)
        self._cloud = CloudAdapter(self._authentication)

    async def admit(self, header: str, activity: wire.Activity) -> Admission:
        """Let a request in by its Authorization header. Raise PermissionError when it is not Teams'."""
        written = _written(activity)
        return Admission(written, await self._authentication.authenticate_request(written, header))

    async def run(self, admitted: Admission, work: Callable[[], Awaitable[_T]]) -> _T:
        """Run one turn, and return what `work` returned.

        An invoke's answer does not go through the SDK, which would copy the card deeply: 0.2 ms for a common one.
        """
        done = list[_T]()

        async def turn(_: TurnContext) -> None:
            done.append(await work())

        await self._cloud.process_activity(admitted.result, admitted.activity, turn)
        return done[0]


class _Authentication(BotFrameworkAuthentication):
    def __init__(self, doorkeeper: Doorkeeper | None) -> None:
        self._doorkeeper = doorkeeper
        self._admitted = AuthenticateRequestResult()
        self._admitted.claims_identity = ClaimsIdentity({}, True)
        self._admitted.connector_factory = _NoClients()

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        if self._doorkeeper:
            await self._doorkeeper.admit(auth_header, service=activity.service_url, channel=activity.channel_id)
        return self._admitted

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        raise PermissionError("Teams does not stream")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        return self._admitted.connector_factory

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        return None  # nobody signs in through this bot


class _NoClients(ConnectorFactory):
    """The SDK insists on a client for each turn; nothing is sent through it, so one object does for all."""

    async def create(self, service_url: str, audience: str) -> object:
        return self


def _written(activity: wire.Activity) -> Activity:
    """Give the SDK its own model, of the parts it looks at; its reader would take 0.1 ms and raise on dates."""
    return Activity(
        type=activity.type,
        id=activity.id,
        name=activity.name,
        channel_id=activity.channel_id,
        service_url=activity.service_url,
        conversation=ConversationAccount(id=activity.conversation.id),
        recipient=ChannelAccount(id=activity.recipient.id),
        from_property=ChannelAccount(id=activity.sender.id if activity.sender else ""),
    )
