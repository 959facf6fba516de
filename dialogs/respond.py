"""An Inbound comes in, a Reply goes out. People always get an answer; what went wrong is logged, never shown.

One turn is one transaction: what it changes, the press it is known by, and the messages that follow from it are kept
together or not at all.
"""

from __future__ import annotations

import difflib
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dialogs import arriving, forms
from dialogs.changing import NONCE, redraw_for_everyone
from dialogs.finding import reference
from dialogs.hearing import hear
from dialogs.pieces import nonce_of
from dialogs.questions import facts_of
from dialogs.registry import Button, Command, Council, Draw, Look, Redraw, Registry, Response, Scene, Turn, Who
from dialogs.turn import HandOver, Happened, Inbound, Offer, Place, Reply, Say, Show, Silent
from pledges.errors import NotForYou, NotYours, OldCard, OnlyInPrivate, OtherCouncil, UnknownCommand, UserError
from pledges.messages import Drop, Member, Recipient, Rendered, Transport
from pledges.people import Person
from pledges.pledge import may_read
from storage.db import Database, Tx
from storage.outbox import Claimed

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
        if inbound.happened in (Happened.CHANNEL_RENAMED, Happened.CHANNEL_GONE):
            return await self._channel_changed(inbound)
        person = await self._who(inbound)
        readers = await self._readers(inbound)
        async with self.db.begin() as tx:
            standing = await tx.people.standing(person, self.council.admins)
            turn = Turn(inbound=inbound, person=person, standing=standing, tx=tx, council=self.council, readers=readers)
            if inbound.happened is Happened.REMOVED:
                return await arriving.removed(turn)
            await arriving.remember(turn)
            return await self._shown(turn, await self._handle(turn))

    async def _handle(self, turn: Turn) -> Response:
        match turn.inbound.happened:
            case Happened.INSTALLED:
                return await arriving.installed(turn)
            case Happened.PRESSED:
                return await self._pressed(turn)
            case Happened.FILE_ACCEPTED:
                return await self._accepted(turn)
            case Happened.FILE_DECLINED:
                return Say("All right: no file was made.")
            case _:
                return await self._said(turn)

    async def _who(self, inbound: Inbound) -> Person:
        """The person who speaks. At first contact Teams is asked once for their UPN, outside any transaction."""
        speaker = inbound.speaker
        async with self.db.read() as tx:
            person = await tx.people.find(aad_id=speaker.aad_id, teams_id=speaker.teams_id)
        if person and person.upn and person.teams_id == speaker.teams_id:
            return person
        member = Member(speaker.teams_id, speaker.name, None, speaker.aad_id)
        if not person or not person.upn:
            member = await self.transport.member(inbound.address, speaker.teams_id)
        async with self.db.begin() as tx:
            return await tx.people.meet(member)

    async def _readers(self, inbound: Inbound) -> tuple[Member, ...]:
        """Who can read the channel, for the command that wants to know; asked outside any transaction."""
        found = self.registry.command(inbound.text) if inbound.happened is Happened.SAID and inbound.channel else None
        if not (found and found[0].wants_readers and inbound.channel):
            return ()
        return tuple(await self.transport.members(inbound.channel.address))

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
        names = [name for c in self.registry.commands.values() for name in (c.name, *c.also)]
        first = " ".join(text.casefold().split()[:2])
        near = difflib.get_close_matches(first, names, 1, 0.6) or difflib.get_close_matches(
            first.split(" ")[0], names, 1
        )
        return near[0] if near else ""

    async def _shown(self, turn: Turn, response: Response) -> Reply:
        """The reply, with cards drawn inside the same transaction, after the change that they show."""
        if isinstance(response, Say | Show | Silent | Offer | HandOver):
            return response
        nonce = nonce_of(turn.given("nonce"), turn.inbound.verb, digest_of(turn.inbound.data) or turn.inbound.id)
        if isinstance(response, forms.Ask):
            return Show(forms.draw(response, nonce))
        await self._check_reader(turn, response)
        facts = {"message": f"turn:{turn.inbound.id}"} | dict(response.facts)
        shown = response.shown if isinstance(response, Draw) else {}
        look = Look(now=turn.now, council=turn.council, facts=facts, nonce=nonce, shown=shown)
        drawn = await self.registry.draw(response.kind, Scene(tx=turn.tx, to=_reader(turn), look=look))
        if isinstance(response, Redraw):
            await redraw_for_everyone(turn, response.kind, nonce, facts)
        return Say(drawn.reason) if isinstance(drawn, Drop) else Show(drawn)

    async def _check_reader(self, turn: Turn, response: Redraw | Draw) -> None:
        """Whoever presses a card may see what it would show now: an old card, or an altered press, opens nothing."""
        kind = self.registry.cards.get(response.kind)
        if kind and kind.who is Who.ADMINS and not turn.standing.admin:
            raise NotForYou("see that", "an admin")
        if ref := response.facts.get("ref"):
            pledge = await turn.tx.register.get(ref)
            if not may_read(turn.standing, pledge):
                raise NotForYou(f"read {pledge.ref}", "its owner, the director and the admins")

    async def _channel_changed(self, inbound: Inbound) -> Reply:
        if inbound.channel is None:
            return Silent()
        async with self.db.begin() as tx:
            if inbound.happened is Happened.CHANNEL_GONE:
                await tx.channels.lost(inbound.channel.id)
            else:
                await tx.channels.rename(inbound.channel.id, inbound.channel.name)
        return Silent()

    async def _note_refusal(self, inbound: Inbound, error: UserError) -> None:
        if isinstance(error, NotYours | NotForYou | OtherCouncil):
            async with self.db.begin() as tx:
                who = inbound.speaker.aad_id or inbound.speaker.teams_id
                await tx.refusals.put(type(error).__name__, who, inbound.now)


async def render(item: Claimed, *, registry: Registry, council: Council, tx: Tx, now: datetime) -> Rendered | Drop:
    """Draw a message of the outbox from the register as it is now; a redrawn one with the marks that its press gave."""
    facts = {"message": item.key} | dict(item.facts)
    nonce = facts.pop(NONCE, nonce_of(item.key))
    look = Look(now=now, council=council, facts=facts, nonce=nonce)
    return await registry.draw(item.kind, Scene(tx=tx, to=item.to, look=look))


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
    if command.who is Who.ADMINS and not turn.standing.admin:
        raise NotForYou(f"use “{command.name}”", "an admin")
    if command.private and turn.inbound.place is not Place.PERSONAL:
        raise OnlyInPrivate(command.name)
    return await command.run(turn)


def digest_of(data: Mapping[str, object]) -> str:
    """What a press says, as one mark: the same inputs give the same mark. Empty for no inputs at all."""
    return nonce_of(json.dumps(data, sort_keys=True, default=str)) if data else ""


def _reader(turn: Turn) -> Recipient:
    return turn.inbound.channel.id if turn.inbound.channel else turn.person.id


async def _is_first(turn: Turn, button: Button) -> bool:
    digest = digest_of(turn.inbound.data)
    return await turn.tx.presses.first(turn.given("nonce"), turn.person.id, button.verb, digest, turn.now)
