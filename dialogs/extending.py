"""The message extension: what is asked from the menu of any message, and searched from any chat."""

from __future__ import annotations

from dialogs.registry import Council
from dialogs.turn import Inbound, Reply, Say
from pledges.people import Person
from storage.db import Database

NOT_HERE = "I can't do that from here. Open a chat with me and type “help” to see what I can do."


async def answer(inbound: Inbound, person: Person, db: Database, council: Council) -> Reply:
    """Answer an action or a search."""
    return Say(NOT_HERE)
