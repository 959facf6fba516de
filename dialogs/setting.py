"""Setting the rhythm: kept with who did so, and taken back by `undo`."""

from __future__ import annotations

from dialogs.inverses import ChangedSince
from dialogs.registry import Draw, Response, Turn
from pledges.errors import NotUnderstood
from pledges.policy import Policy
from pledges.rhythm import changes
from storage.trail import Inverse

RHYTHM = "rhythm"
MEANWHILE = "Somebody else has just changed the rhythm, so nothing was changed. Please look at it and try again."


async def keep(turn: Turn, wanted: Policy) -> Response:
    """Have a rhythm hold from now on, and show it with what that changed. Raises NotUnderstood."""
    kept = await turn.tx.rules.put(wanted, turn.person.id, turn.now)
    if kept is None:
        raise NotUnderstood(MEANWHILE)
    turn.tx.trail.inverses.append(Inverse(name=RHYTHM, facts=str(kept.version), tables=("rhythms",)))
    return Draw("policy", shown={"saved": "; ".join(changes(kept.was, kept.became, turn.today))})


async def take(turn: Turn, facts: str) -> str:
    """Take back what was set under a version; return what is so again. Raises ChangedSince."""
    version = int(facts)
    now = await turn.tx.rules.kept()
    if now.version != version:
        raise ChangedSince(f"The rhythm was set again since, by {now.by}.")
    if await turn.tx.rules.put_back(version - 1, turn.person.id, turn.now) is None:
        raise ChangedSince("The rhythm was set again since.")
    return "People are asked in the rhythm that there was before."
