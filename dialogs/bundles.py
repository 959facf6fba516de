"""A message that stands in a chat with all its parts: when one is drawn anew the others stay, as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dialogs.pieces import nonce_of
from dialogs.registry import Registry, Scene
from pledges.bundle import together
from pledges.messages import Drop, Facts, Rendered
from storage.days import Part
from storage.db import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """The parts of a message in their order, and which of them is drawn anew; no parts where that one is alone."""

    registry: Registry
    scene: Scene
    parts: Sequence[Part] = ()
    anew: Part | None = None

    async def with_(self, drawn: Rendered) -> Rendered:
        """The whole message, with the part that was drawn anew in its place."""
        if self.anew is None:
            return drawn
        messages = [drawn if part == self.anew else await self._as_it_is(part) for part in self.parts]
        return together([message for message in messages if isinstance(message, Rendered)])

    async def _as_it_is(self, part: Part) -> Rendered | Drop:
        facts = {"message": part.key, "said": ""} | dict(part.facts)
        look = replace(self.scene.look, facts=facts, nonce=nonce_of(part.key), shown={})
        return await self.registry.draw(part.kind, replace(self.scene, look=look))

    async def keep(self, tx: Tx, kind: str, facts: Facts) -> None:
        """Keep what the part says from now on, for when another is drawn anew."""
        if self.anew:
            await tx.days.say_again(self.anew.key, kind, facts)


async def whole_of(registry: Registry, scene: Scene, message: str | None, kind: str, key: str = "") -> Whole:
    """The message in a personal chat of which a card of this kind, with the facts of the scene, is a part.

    `key` names that part where it is known.
    """
    parts = await scene.tx.days.standing(scene.to, message) if message and isinstance(scene.to, int) else []
    if len(parts) < 2:
        return Whole(registry=registry, scene=scene)
    anew = next((p for p in parts if p.key == key or _is(p, kind, scene.facts)), None)
    return Whole(registry=registry, scene=scene, parts=parts, anew=anew)


def _is(part: Part, kind: str, facts: Facts) -> bool:
    """Whether a card that was pressed is this part: by the message it stands in, or all else that it knows."""
    if facts.get("message") == part.facts.get("message", part.key):
        return True
    known = {name: value for name, value in part.facts.items() if name in facts}
    named = facts.get("message", "turn:").startswith("turn:")  # its buttons do not say which message they are in
    return named and part.kind == kind and all(facts[name] == value for name, value in known.items())
