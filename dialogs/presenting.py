"""Cards as people see them: drawn from the register as it is now, for whoever may see what they would show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from dialogs import forms
from dialogs.changing import NONCE, redraw_for_everyone
from dialogs.pieces import nonce_of
from dialogs.registry import Council, Draw, Look, Redraw, Registry, Response, Scene, Turn, Who
from dialogs.turn import Place, Reply, Say, Show
from pledges.errors import NotForYou
from pledges.habits import by_habit
from pledges.messages import Drop, Recipient, Rendered
from pledges.pledge import may_read
from storage.db import Tx
from storage.outbox import Claimed


async def show(turn: Turn, registry: Registry, response: Response) -> Reply:
    """The reply, with cards drawn inside the same transaction, after the change that they show."""
    if not isinstance(response, Redraw | Draw | forms.Ask):
        return response
    nonce = nonce_of(turn.given("nonce"), turn.inbound.verb, digest_of(turn.inbound.data) or turn.inbound.id)
    if isinstance(response, forms.Ask):
        return Show(forms.draw(response, nonce, picker=turn.inbound.place is Place.PERSONAL))
    await _check_reader(turn, registry, response)
    facts = {"message": f"turn:{turn.inbound.id}"} | dict(response.facts)
    shown = response.shown if isinstance(response, Draw) else {}
    look = Look(now=turn.now, council=turn.council, facts=facts, nonce=nonce, shown=shown)
    drawn = await registry.draw(response.kind, Scene(tx=turn.tx, to=_reader(turn), look=look))
    if isinstance(response, Redraw):
        await redraw_for_everyone(turn, response.kind, nonce, facts)
    return Say(drawn.reason) if isinstance(drawn, Drop) else Show(drawn)


async def render(item: Claimed, *, registry: Registry, council: Council, tx: Tx, now: datetime) -> Rendered | Drop:
    """Draw a message of the outbox from the register as it is now; a redrawn one with the marks that its press gave."""
    facts = {"message": item.key} | dict(item.facts)
    nonce = facts.pop(NONCE, nonce_of(item.key))
    policy = await tx.rules.policy(council.policy)
    if isinstance(item.to, int):
        policy = by_habit(policy, await tx.habits.of(item.to))
    council = replace(council, policy=policy)
    look = Look(now=now, council=council, facts=facts, nonce=nonce)
    return await registry.draw(item.kind, Scene(tx=tx, to=item.to, look=look))


def digest_of(data: Mapping[str, object]) -> str:
    """What a press says, as one mark: the same inputs give the same mark. Empty for no inputs at all."""
    return nonce_of(json.dumps(data, sort_keys=True, default=str)) if data else ""


async def _check_reader(turn: Turn, registry: Registry, response: Redraw | Draw) -> None:
    """Whoever presses a card may see what it would show now: an old card, or an altered press, opens nothing."""
    kind = registry.cards.get(response.kind)
    if kind and kind.who is Who.ADMINS and not turn.standing.admin:
        raise NotForYou("see that", "an admin")
    if ref := response.facts.get("ref"):
        pledge = await turn.tx.register.get(ref)
        if not may_read(turn.standing, pledge):
            raise NotForYou(f"read {pledge.ref}", "its owner, the director and the admins")


def _reader(turn: Turn) -> Recipient:
    return turn.inbound.channel.id if turn.inbound.channel else turn.person.id
