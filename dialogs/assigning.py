"""The form by which a pledge is made and given to somebody, wherever it is opened from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs import dating
from dialogs.forms import Ask, Field, Input, again
from pledges.errors import UserError

COMMAND = "assign"
RECOMMENDATION, ANEW = "recommendation", "anew"
KEPT = (RECOMMENDATION, ANEW)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done, by whom and until when, as it was typed. `kept` goes along from form to form."""

    title: str
    to: str
    by: str
    kept: Mapping[str, str] = field(default_factory=dict)


def form(wanted: Wanted, trouble: UserError | None = None) -> Ask:
    """The form with what is known already; `trouble` says what was wrong with it."""
    fields = (
        Field(name="title", label="What is to be done?", value=wanted.title),
        Field(name="to", label="Who leads it? (a name, a post or a sign-in name)", value=wanted.to, input=Input.PERSON),
        Field(name="by", label=dating.BY_WHEN, value=wanted.by),
    )
    kept = {name: value for name, value in wanted.kept.items() if value}
    return again(Ask(command=COMMAND, title="Assign a pledge", send="Assign it", fields=fields, keep=kept), trouble)
