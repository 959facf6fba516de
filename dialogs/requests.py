"""A new date that is asked for, put to whoever may decide."""

from __future__ import annotations

from dialogs.changing import tell, tell_admins
from dialogs.decision_cards import KIND, directors, facts_of, key_of
from dialogs.registry import Turn
from pledges.deciding import needs_minute, whose
from pledges.pledge import Pledge


async def put_to_decide(turn: Turn, pledge: Pledge) -> str:
    """Ask whoever decides about the date that was asked for; return who that is, in words."""
    asked = pledge.extension
    if asked is None:
        return ""
    asks = [] if needs_minute(pledge) else await directors(turn, pledge)
    for director in asks:
        await tell(turn, KIND, director.id, key_of(pledge.ref, asked, director.id), **facts_of(pledge.ref, asked))
    if not asks:
        key = f"{KIND}:{pledge.ref}:{asked.at.isoformat()}"
        await tell_admins(turn, KIND, key, **facts_of(pledge.ref, asked))
    return whose(pledge, directed=bool(asks))
