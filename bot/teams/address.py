"""What stands in an Address: everything needed to speak in one conversation again. Nobody else reads it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from dialogs.turn import Place
from pledges.errors import Refused
from pledges.messages import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A conversation. In a channel, `conversation` may name a thread; `person` is whom a personal chat is with."""

    url: str
    conversation: str
    tenant: str
    bot: str
    place: Place
    person: str = ""

    @property
    def without_thread(self) -> str:
        return self.conversation.partition(";messageid=")[0]

    def at(self, conversation: str) -> Spot:
        return replace(self, conversation=conversation)

    def address(self) -> Address:
        """Equal conversations give equal addresses."""
        return Address(json.dumps(asdict(self), sort_keys=True, separators=(",", ":")))


def find(address: Address) -> Spot:
    """Read an address that `Spot.address` wrote. Raise Refused for any other text."""
    try:
        parts = json.loads(address)
        return Spot(**{**parts, "place": Place(parts["place"])})
    except (ValueError, TypeError, KeyError):
        raise Refused("the address is not one this program wrote") from None
