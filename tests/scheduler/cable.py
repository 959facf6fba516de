"""The cable between the bot and Teams: a test can cut it, or hold messages up on it."""

from __future__ import annotations

import asyncio

from pledges.errors import Unreachable
from pledges.messages import Address, Member, Rendered, Target, Transport


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

    async def _pass(self) -> None:
        self.waiting.release()
        await self._open.wait()
        if not self._whole:
            raise Unreachable("the cable is cut")
