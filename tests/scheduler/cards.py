"""Cards that say in plain words what stands in the register: the tests of the scheduler read them."""

from __future__ import annotations

from pledges.messages import ChannelId, Drop, Facts, Rendered
from storage.db import Tx
from storage.outbox import Claimed


async def drawn(item: Claimed, tx: Tx) -> Rendered | Drop:
    """A nudge names what is still to be answered by whom it goes to, as the real one does."""
    match item.kind:
        case "nudge":
            asked = [ask.pledge for ask in await tx.asks.of_message(item.key) if ask.answered_at is None]
            pledges = await tx.register.of_numbers(asked)
            refs = [p.ref for p in pledges if p.open and p.lead.answers == item.to]
            return _card(f"How is it going with {', '.join(refs)}?") if refs else Drop("nothing left to ask")
        case "digest":
            return await _digest(item.facts, ChannelId(str(item.to)), tx)
        case _:
            return _card(f"{item.kind} {item.facts.get('what', item.facts.get('refs', ''))}".strip())


async def _digest(facts: Facts, channel: ChannelId, tx: Tx) -> Rendered | Drop:
    linked = await tx.channels.get(channel)
    assert linked
    kept = await tx.digests.get(channel, linked.directorate.id, facts["week"])
    assert kept
    late = ", late" if facts.get("late") else ""
    return _card(f"The week {facts['week']}{late}: {kept.counts.late} late of {kept.counts.total}")


def _card(text: str) -> Rendered:
    return Rendered(text, {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": text}]})
