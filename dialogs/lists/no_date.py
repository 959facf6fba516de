"""list no date: what is open and has no day, so that nobody is asked; an admin gives it one."""

from __future__ import annotations

from dialogs import dating, finding
from dialogs.forms import Ask, Field
from dialogs.listings import Listing
from dialogs.registry import Button, Response, Turn, Who
from storage import listed


async def press_when(turn: Turn) -> Response:
    """The form of “due”, for this pledge."""
    ref, _ = finding.reference(turn.given("ref"))
    fields = (Field(name="ref", label="Its reference", value=ref), Field(name="by", label=dating.BY_WHEN))
    return Ask(command="due", title=f"When is {ref} due?", send="Set it", fields=fields)


BUTTON = Button(verb="when", press=press_when, reads=True)
LISTING = Listing(
    name="no date",
    help="What is open and has no date, so that nobody is asked",
    what="without a date",
    which=listed.no_date,
    none="Every open pledge has a day, or is asked about in rounds.",
    note="Nobody is asked about these until they have a date.",
    also=("undated", "without a date"),
    alone=("no date",),
    who=Who.ADMINS,
    act=("When?", BUTTON.verb),
)
