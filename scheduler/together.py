"""Do once for many what each of them asks for by itself: that keeps a busy machine from getting busier."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Ask = TypeVar("Ask")
Answer = TypeVar("Answer")


class Together(Generic[Ask, Answer]):
    """Calls `see_to` with all who ask while it is at work for others; whoever comes alone is seen to at once.

    It gives an answer for each, in their order; an exception among them is raised to the one whom it concerns, and one
    that `see_to` raises itself to all of them.
    """

    def __init__(self, see_to: Callable[[Sequence[Ask]], Awaitable[Sequence[Answer | BaseException]]]) -> None:
        self._see_to = see_to
        self._waiting = list[tuple[Ask, asyncio.Future[Answer]]]()
        self._task: asyncio.Task[None] | None = None

    async def ask(self, what: Ask) -> Answer:
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((what, answer))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._see_to_all())
        return await answer

    async def _see_to_all(self) -> None:
        while self._waiting:
            waiting, self._waiting = self._waiting, []
            try:
                found = await self._see_to([what for what, _ in waiting])
            except Exception as error:
                found = [error] * len(waiting)
            for (_, answer), each in zip(waiting, found, strict=True):
                _tell(answer, each)


def _tell(answer: asyncio.Future[Answer], what: Answer | BaseException) -> None:
    if answer.done():  # whoever asked was cancelled
        return
    if isinstance(what, BaseException):
        answer.set_exception(what)
    else:
        answer.set_result(what)
