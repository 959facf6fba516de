"""merge, unmerge: two pledges that are one promise become one, and two again. It shows both and asks first."""

from __future__ import annotations

import re

from dialogs import finding, merging
from dialogs.forms import Ask, Field
from dialogs.registry import Command, Draw, Response, Turn, Who
from dialogs.turn import Say
from pledges.calendar import counted
from pledges.errors import MergedInto, NotUnderstood, UnknownPledge

JOINT = re.compile(r"^(?:in\s?to|with|and|in|to)\b\s*", re.IGNORECASE)
UNMERGE = Ask(
    command="unmerge",
    title="Which pledge is to stand alone again?",
    send="Unmerge it",
    fields=(Field(name="ref", label="The reference that was merged, such as CP-7"),),
)


async def run(turn: Turn) -> Response:
    other, rest = finding.reference(turn.words or turn.given("other"))
    kept, more = finding.reference(JOINT.sub("", rest) or turn.given("kept"))
    if not (other and kept) or more:
        return _form(other, kept)
    try:
        await merging.pair(turn, kept, other)
    except (NotUnderstood, MergedInto, UnknownPledge) as error:
        return _form(other, kept, str(error))
    return Draw("merge", {"ref": kept, "other": other})


async def run_unmerge(turn: Turn) -> Response:
    ref, _ = finding.reference(turn.words or turn.given("ref"))
    if not ref:
        return UNMERGE
    both, done = await merging.unmerge(turn, ref)
    kept, other = both.kept, both.other
    since = [said for said in await turn.tx.register.updates(kept.ref) if said.at >= done.at]
    stays = f" What was said since ({counted(len(since), 'update')}) stays with {kept.ref}." if since else ""
    return Say(f"{other.ref} and {kept.ref} are two again, each with its own sources and owners.{stays}")


def _form(other: str, kept: str, trouble: str = "") -> Ask:
    fields = (
        Field(name="other", label="Which pledge goes into another? (such as CP-7)", value=other),
        Field(name="kept", label="Which one is kept? (such as CP-3)", value=kept),
    )
    return Ask(command="merge", title="Merge two pledges", send="Show both", fields=fields, trouble=trouble)


COMMANDS = (
    Command(
        name="merge",
        help="Make one of two pledges that are the same promise; shows both and asks first",
        example="merge CP-7 into CP-3",
        run=run,
        who=Who.ADMINS,
        private=True,
    ),
    Command(
        name="unmerge",
        help="Make two of a merged pledge again, as they were",
        example="unmerge CP-7",
        run=run_unmerge,
        who=Who.ADMINS,
        private=True,
    ),
)
