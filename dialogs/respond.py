"""An Inbound comes in, a Reply goes out. People always get an answer; what went wrong is logged, never shown.

One turn is one transaction: what it changes, the press it is known by, and the messages that follow from it are kept
together or not at all.
"""

from __future__ import annotations

import difflib
import logging
import re
from dataclasses import dataclass, replace

from dialogs import arriving, beforehand, channel_news, dropping, extending, forms, in_thread, journalling, presenting
from dialogs.finding import reference
from dialogs.hearing import hear
from dialogs.own_rhythm import own
from dialogs.presenting import digest_of
from dialogs.questions import facts_of
from dialogs.registry import Button, Command, Council, Draw, Registry, Response, Turn, Who, may_use
from dialogs.turn import ELSEWHERE, Happened, Inbound, Place, Reply, Say, Silent
from pledges.difference import Dropped
from pledges.errors import NotForYou, NotYours, OldCard, OnlyInPrivate, OtherCouncil, UnknownCommand, UserError
from pledges.messages import Member, Transport
from pledges.people import Person
from pledges.review import Read
from storage.db import Database

log = logging.getLogger(__name__)
_REF_FIRST = re.compile(r"cp[\s-]*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receptionist:
    """Takes every turn in. Hand its `respond` to bot.teams."""

    registry: Registry
    db: Database
    council: Council
    transport: Transport

    async def respond(self, inbound: Inbound) -> Reply:
        """Answer a turn; raises nothing."""
        try:
            return await self._answer(inbound)
        except UserError as error:
            log.info("turn refused", extra={"turn": inbound.id, "error": type(error).__name__})
            await self._note_refusal(inbound, error)
            return Say(str(error))
        except Exception:
            log.exception("turn failed", extra={"turn": inbound.id})
            return Say(
                f"Something went wrong on my side and nothing was saved. Please try again; if it happens twice, tell "
                f"{self.council.contact} and quote {inbound.id[-8:]}."
            )

    async def _answer(self, inbound: Inbound) -> Reply:
        if self.council.tenant and inbound.tenant != self.council.tenant:
            raise OtherCouncil
        if channel_news.is_news(inbound):
            return await channel_news.take(self.db, inbound)
        person = await beforehand.who(inbound, self.db, self.transport)
        if inbound.happened in ELSEWHERE:
            return await extending.answer(inbound, person, self.db, self.council)
        readers, dropped = await self._readers(inbound), await self._dropped(inbound, person)
        async with self.db.begin() as tx:
            standing = await tx.people.standing(person, self.council.admins, self.council.policy.today(inbound.now))
            policy = await tx.rules.policy(self.council.policy)
            turn = Turn(
                inbound=inbound,
                person=person,
                standing=standing,
                tx=tx,
                council=replace(self.council, policy=await own(tx, policy, person.id, policy.today(inbound.now))),
                readers=readers,
                dropped=dropped,
            )
            if inbound.happened is Happened.REMOVED:
                return await arriving.removed(turn)
            await arriving.remember(turn)
            return await self._noted(turn)

    async def _noted(self, turn: Turn) -> Reply:
        """Answer, and note what that changed."""
        turn.tx.trail.begin()
        reply = await presenting.show(turn, self.registry, await self._handle(turn))
        await journalling.note(turn, self.registry, _as_command(turn.inbound.text))
        return reply

    async def _handle(self, turn: Turn) -> Response:
        match turn.inbound.happened:
            case Happened.INSTALLED:
                return await arriving.installed(turn)
            case Happened.PRESSED:
                return await self._pressed(turn)
            case Happened.FILE_ACCEPTED:
                return await self._accepted(turn)
            case Happened.FILE_DROPPED if turn.dropped:
                return await dropping.keep(turn, turn.dropped)
            case Happened.FILE_DECLINED:
                return Say("All right: no file was made.")
            case _:
                return await self._said(turn)

    async def _readers(self, inbound: Inbound) -> tuple[Member, ...]:
        """Who can read the channel, for the command that wants to know; asked outside any transaction."""
        command = self._typed_or_sent(inbound)
        if command and command.wants_readers and inbound.channel:
            return tuple(await self.transport.members(inbound.channel.address))
        if command and command.elsewhere and not inbound.channel:
            return await beforehand.readers(inbound, command.elsewhere, self.db, self.transport)
        return ()

    def _typed_or_sent(self, inbound: Inbound) -> Command | None:
        """The command of a turn: typed, or sent by its form."""
        if inbound.happened is Happened.SAID:
            found = self.registry.command(inbound.text)
            return found[0] if found else None
        named = inbound.data.get("command") if inbound.verb == forms.VERB else None
        return self.registry.commands.get(named) if isinstance(named, str) else None

    async def _dropped(self, inbound: Inbound, person: Person) -> Dropped | Read | None:
        """The sheet or the paper that was dropped, fetched and read outside any transaction."""
        if inbound.happened is not Happened.FILE_DROPPED:
            return None
        async with self.db.read() as tx:
            standing = await tx.people.standing(person, self.council.admins, self.council.policy.today(inbound.now))
        return await dropping.Reader(db=self.db, transport=self.transport).read(inbound, standing)

    async def _pressed(self, turn: Turn) -> Response:
        if turn.inbound.verb == forms.VERB:
            return await self._sent_form(turn)
        button = self.registry.buttons.get(turn.inbound.verb)
        if button is None:
            raise OldCard
        if button.reads or await _is_first(turn, button):
            return await button.press(turn)
        if turn.given("card"):
            ref = {"said": turn.given("ref")} if turn.given("ref") else {}
            return Draw(turn.given("card"), facts_of(turn.inbound.data) | ref)
        return Say("I have that already; nothing was changed.")

    async def _accepted(self, turn: Turn) -> Response:
        """Make the file that was offered, once: Teams may tell twice that it was accepted."""
        file = self.registry.files.get(turn.given("file"))
        if file is None:
            raise OldCard
        if file.who is Who.ADMINS and not turn.standing.admin:
            raise NotForYou("have this file", "an admin")
        first = await turn.tx.presses.first(turn.given("offer"), turn.person.id, "file", file.name, turn.now)
        return await file.make(turn) if first else Silent()

    async def _said(self, turn: Turn) -> Response:
        text = turn.inbound.text
        found = self.registry.command(_as_command(text) or "help")
        if turn.inbound.place is Place.CHANNEL and (said := await in_thread.answer(turn, found)):
            return said
        if _may_be_an_answer(turn.inbound, found) and (heard := await hear(turn, text)):
            return heard
        if found is None:
            raise UnknownCommand(turn.inbound.text[:40], self._near(turn.inbound.text))
        command, words = found
        return await _run(command, replace(turn, words=words))

    async def _sent_form(self, turn: Turn) -> Response:
        command = self.registry.commands.get(turn.given("command"))
        if command is None:
            raise OldCard
        first = await turn.tx.presses.first(
            turn.given("nonce"), turn.person.id, forms.VERB, digest_of(turn.inbound.data), turn.now
        )
        return await _run(command, turn) if first else Say("I have that already; nothing was changed.")

    def _near(self, text: str) -> str:
        known = [c for c in self.registry.commands.values() if c.told]
        names = [name for c in known for name in (c.name, *c.also)]
        first = " ".join(text.casefold().split()[:2])
        near = difflib.get_close_matches(first, names, 1, 0.6) or difflib.get_close_matches(
            first.split(" ")[0], names, 1
        )
        return near[0] if near else ""

    async def _note_refusal(self, inbound: Inbound, error: UserError) -> None:
        if isinstance(error, NotYours | NotForYou | OtherCouncil):
            async with self.db.begin() as tx:
                who = inbound.speaker.aad_id or inbound.speaker.teams_id
                await tx.refusals.put(type(error).__name__, who, inbound.now)


def _may_be_an_answer(inbound: Inbound, found: tuple[Command, str] | None) -> bool:
    """Whether words in the chat with one person are first read as an answer, and as a command only after that."""
    if inbound.place is not Place.PERSONAL:
        return False
    return found is None or bool(_REF_FIRST.match(inbound.text)) or (found[0].spoken and not reference(found[1])[0])


def _as_command(text: str) -> str:
    """“CP-42” alone asks to see it; “CP-42 on track” says how it is going."""
    if not _REF_FIRST.match(text.strip()):
        return text
    return f"update {text}" if reference(text)[1] else f"show {text}"


async def _run(command: Command, turn: Turn) -> Response:
    if not may_use(turn.standing, command.who):
        raise NotForYou(f"use “{command.name}”", command.who.value)
    if command.private and turn.inbound.place is not Place.PERSONAL:
        raise OnlyInPrivate(command.name)
    return await command.run(turn)


async def _is_first(turn: Turn, button: Button) -> bool:
    digest = digest_of(turn.inbound.data)
    return await turn.tx.presses.first(turn.given("nonce"), turn.person.id, button.verb, digest, turn.now)
