"""The way from the bot to the fake Teams, with a cable that a test can cut, or hold messages up on."""

from __future__ import annotations

import asyncio

from bot.rehearsal.teams import FakeTeams
from bot.rehearsal.teams_world import Person, Room
from bot.teams.address import Spot
from bot.teams.door import Teams
from dialogs.turn import Place
from pledges.errors import Unreachable
from pledges.messages import Address, Member, Rendered, Target, Transport
from tests.clock import Clock

APP, SECRET = "an-app-id", "a-secret"
NOWHERE = "teams.invalid"  # a host whose name nobody can look up


class Cable:
    """A Transport that passes everything on to another one while it is whole and open."""

    def __init__(self, behind: Transport) -> None:
        self._behind = behind
        self._whole = True
        self._open = asyncio.Event()
        self._open.set()
        self.waiting = asyncio.Semaphore(0)  # counts the messages that reached the cable

    def cut(self) -> None:
        self._whole = False

    def mend(self) -> None:
        self._whole = True

    def hold_up(self) -> None:
        self._open.clear()

    def let_go(self) -> None:
        self._open.set()

    async def send(self, address: Address, message: Rendered) -> Target:
        await self._pass()
        return await self._behind.send(address, message)

    async def reply(self, post: Target, message: Rendered) -> Target:
        await self._pass()
        return await self._behind.reply(post, message)

    async def say(self, address: Address, text: str) -> None:
        await self._pass()
        await self._behind.say(address, text)

    async def update(self, target: Target, message: Rendered) -> None:
        await self._pass()
        await self._behind.update(target, message)

    async def reopen(self, address: Address) -> Address:
        await self._pass()
        return await self._behind.reopen(address)

    async def member(self, address: Address, teams_id: str) -> Member:
        await self._pass()
        return await self._behind.member(address, teams_id)

    async def members(self, address: Address) -> list[Member]:
        await self._pass()
        return await self._behind.members(address)

    async def fetch(self, place: str, most: int) -> bytes:
        await self._pass()
        return await self._behind.fetch(place, most)

    async def _pass(self) -> None:
        self.waiting.release()
        await self._open.wait()
        if not self._whole:
            raise Unreachable("the cable is cut")


def address_in(teams: FakeTeams, of: Person | Room) -> Address:
    """Where a person's chat or a channel is, as the register keeps it."""
    if isinstance(of, Person):
        place, conversation, person = Place.PERSONAL, teams.world.chat_of(of), of.teams_id
    else:
        place, conversation, person = Place.CHANNEL, of.id, ""
    bot, url = teams.bot["id"], teams.service_url
    return Spot(url=url, conversation=conversation, tenant=teams.tenant, bot=bot, place=place, person=person).address()


def way_out(teams: FakeTeams, clock: Clock) -> Teams:
    """The real connector, to a fake Teams."""
    return Teams(
        app_id=APP,
        app_password=SECRET,
        app_type="SingleTenant",
        tenant_id=teams.tenant,
        service_url_hosts=frozenset({"127.0.0.1", NOWHERE}),
        openid_metadata_url=teams.openid_metadata_url,
        login_url=teams.login_url,
        connector_rate=100_000,
        clock=clock,
    )
