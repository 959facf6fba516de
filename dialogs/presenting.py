"""Cards as people see them: drawn from the register as it is now, for whoever may see what they would show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from dialogs import bundles, forms
from dialogs.changing import NONCE, PART, redraw_for_everyone
from dialogs.own_rhythm import own
from dialogs.pieces import nonce_of
from dialogs.registry import Council, Draw, Look, Redraw, Registry, Response, Scene, Turn, Who
from dialogs.turn import Place, Reply, Say, Show
from pledges.errors import NotForYou
from pledges.messages import Drop, Recipient, Rendered
from pledges.pledge import may_read
from storage.db import Tx
from storage.outbox import Claimed


async def show(turn: Turn, registry: Registry, response: Response) -> Reply:
    """The reply, with cards drawn inside the same transaction, after the change that they show.

    A press in a part of a message brings the whole message back, with that part drawn anew.
    """
    if not isinstance(response, Redraw | Draw | forms.Ask):
        return response
    nonce = nonce_of(turn.given("nonce"), turn.inbound.verb, digest_of(turn.inbound.data) or turn.inbound.id)
    if isinstance(response, forms.Ask):
        return Show(forms.draw(response, nonce, picker=turn.inbound.place is Place.PERSONAL))
    await _check_reader(turn, registry, response)
    facts = {"message": f"turn:{turn.inbound.id}"} | dict(response.facts)
    shown = response.shown if isinstance(response, Draw) else {}
    look = Look(now=turn.now, council=turn.council, facts=facts, nonce=nonce, shown=shown)
    scene = Scene(tx=turn.tx, to=_reader(turn), look=look)
    drawn = await registry.draw(response.kind, scene)
    whole = await bundles.whole_of(registry, scene, turn.inbound.message, response.kind)
    if isinstance(response, Redraw):
        part = {PART: whole.anew.key} if whole.anew else {}
        await redraw_for_everyone(turn, response.kind, nonce, facts | part)
        await whole.keep(turn.tx, response.kind, facts)
    return Say(drawn.reason) if isinstance(drawn, Drop) else Show(await whole.with_(drawn))


async def render(item: Claimed, *, registry: Registry, council: Council, tx: Tx, now: datetime) -> Rendered | Drop:
    """Draw a message of the outbox from the register as it is now; a redrawn one with the marks that its press gave.

    What is redrawn as a part of a message is drawn with the others.
    """
    facts = {"message": item.key} | dict(item.facts)
    nonce, key = facts.pop(NONCE, nonce_of(item.key)), facts.pop(PART, "")
    policy = await tx.rules.policy(council.policy)
    if isinstance(item.to, int):
        policy = await own(tx, policy, item.to, policy.today(now))
    council = replace(council, policy=policy)
    scene = Scene(tx=tx, to=item.to, look=Look(now=now, council=council, facts=facts, nonce=nonce))
    drawn = await registry.draw(item.kind, scene)
    if item.target is None or isinstance(drawn, Drop):
        return drawn
    whole = await bundles.whole_of(registry, scene, item.target.message, item.kind, key)
    return await whole.with_(drawn)


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
