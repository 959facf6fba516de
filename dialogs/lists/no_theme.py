"""list no theme: what is open and stands under no theme of a plan; an admin places it."""

from __future__ import annotations

from dialogs import finding
from dialogs.forms import Ask, Field
from dialogs.listings import Listing
from dialogs.registry import Button, Response, Turn, Who
from storage import listed


async def press_place(turn: Turn) -> Response:
    """The form of “place”, for this pledge."""
    ref, _ = finding.reference(turn.given("ref"))
    pledge = await turn.tx.register.get(ref)
    fields = (
        Field(name="ref", label="Its reference", value=ref),
        Field(name="theme", label="Under which theme?", value=pledge.theme),
    )
    return Ask(command="place", title=f"Where does {ref} stand?", send="Place it", fields=fields)


BUTTON = Button(verb="place it", press=press_place, reads=True)
LISTING = Listing(
    name="no theme",
    help="What is open and stands under no theme of a plan",
    what="under no theme",
    which=listed.under_no_theme,
    none="Every open pledge stands under a theme of a plan.",
    also=("unplaced", "without a theme"),
    who=Who.ADMINS,
    act=("Place", BUTTON.verb),
)
