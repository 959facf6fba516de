"""undo: take back what you yourself did last, within ten minutes. History keeps both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dialogs.changing import status_words
from dialogs.registry import Command, Response, Turn
from dialogs.taking_back import Back, take_back
from dialogs.turn import Say
from pledges.calendar import counted, listed, said_short
from pledges.pledge import Pledge, Status
from pledges.telling import FIELDS
from storage.journal import Turned

NAME = "undo"
WITHIN = timedelta(minutes=10)
SHOWN = 5
MOST = 200  # pledges that can be taken back while somebody waits
NOTHING = "There is nothing to take back: you have changed nothing in the last 10 minutes."


async def run(turn: Turn) -> Response:
    entry = await turn.tx.journal.last(turn.person.id)
    if entry is None or entry.at < turn.now - timedelta(days=1):
        return Say(NOTHING)
    if refused := _refused(turn, entry):
        return Say(refused)
    backs, sentences = await take_back(turn, entry)
    told = [_sentence(turn, back) for back in backs[:SHOWN]]
    more = len(backs) - SHOWN
    rest = [f"And {counted(more, 'more pledge')}, as before."] if more > 0 else []
    return Say(" ".join([f"Taken back: “{entry.what}”.", *sentences, *told, *rest]))


def _refused(turn: Turn, entry: Turned) -> str:
    """Why somebody's last turn is not taken back; empty where it is."""
    what, at = f"“{entry.what}”", f"{entry.at.astimezone(turn.council.policy.zone):%H:%M}"
    if entry.what == NAME or entry.undone_at:
        return "You have taken your last change back already. To have it after all, make it again."
    if entry.at < turn.now - WITHIN:
        return f"Your last change was {what} at {at}. I take back what is at most 10 minutes old, so it stands."
    if len(entry.steps.saved) > MOST:
        return f"{what} at {at} changed {len(entry.steps.saved):,} pledges at once. I take back {MOST} at most."
    if entry.steps.beyond:
        instead = entry.steps.instead or "Type “help” for the command that sets it otherwise."
        return f"I can't take back {what} of {at}. {instead}"
    return ""


def _sentence(turn: Turn, back: Back) -> str:
    """What is so again, as: CP-42 is due Friday 31 January again."""
    before, after = back.before, back.after
    if after.merged_into is not None and before.merged_into is None:
        return f"{after.ref} is {status_words(after)} again."
    if after.status is Status.WITHDRAWN and before.status is not Status.WITHDRAWN:
        return f"{after.ref} is withdrawn; its number stays."
    parts = [part for part in (_due(turn, before, after), _owner(before, after), _word(before, after)) if part]
    parts += _waits(turn, before, after)
    again = f" is {listed(parts)} again" if parts else ""
    return f"{after.ref}{again}." if again else f"{after.ref} is as it was{_others(before, after)}."


def _due(turn: Turn, before: Pledge, after: Pledge) -> str:
    if before.deadline == after.deadline:
        return ""
    due = after.deadline.due
    return f"due {said_short(due, turn.today)}" if due else "without a day"


def _owner(before: Pledge, after: Pledge) -> str:
    titles = [[(o.title, o.lead) for o in p.owners] for p in (before, after)]
    return f"with {after.lead.title}" if titles[0] != titles[1] else ""


def _word(before: Pledge, after: Pledge) -> str:
    return status_words(after) if (before.status, before.last) != (after.status, after.last) else ""


def _waits(turn: Turn, before: Pledge, after: Pledge) -> Sequence[str]:
    if before.extension == after.extension:
        return []
    if after.extension is None:
        return ["without a new date asked for"]
    return [f"waiting for a decision about {said_short(after.extension.wanted, turn.today)}"]


def _others(before: Pledge, after: Pledge) -> str:
    """The names of all other fields that went back."""
    names = [f.name for f in FIELDS if f.tell(before) != f.tell(after)]
    return f": {listed(names)}" if names else ""


COMMAND = Command(
    name=NAME,
    help="Take back what you did last, within 10 minutes",
    example="undo",
    run=run,
    private=True,
    menu=9,
)
