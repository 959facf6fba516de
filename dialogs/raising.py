"""The form that links what young people raised to a pledge, wherever it is opened from."""

from __future__ import annotations

from dialogs.forms import Ask, Field

LINK, UNLINK = "raised link", "raised unlink"


def link_form(command: str, number: str = "", ref: str = "", trouble: str = "") -> Ask:
    """With what is known already; `trouble` says what was wrong with it."""
    fields = (
        Field(name="number", label="Which number? (“raised” shows them)", value=number),
        Field(name="ref", label="Which pledge, such as CP-42?", value=ref),
    )
    title = "Which pledge answers it?" if command == LINK else "Which pledge does not answer it after all?"
    return Ask(command=command, title=title, send="Note it", fields=fields, trouble=trouble)
