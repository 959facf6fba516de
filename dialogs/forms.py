"""What a command still needs, asked for by a form shown in place; sending it runs the command with what was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from microsoft_teams.cards import CardElement

from dialogs import pieces
from pledges.errors import UserError, WhichOne
from pledges.messages import Rendered

VERB = "form"


class Input(StrEnum):
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a form asks for. `value` is what is known already; `choices` are pairs, as shown and as meant."""

    name: str
    label: str
    value: str = ""
    input: Input = Input.LINE
    required: bool = True
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Answer a command with its form. `trouble` says what was wrong with what was given before.

    `keep` goes along unseen and comes back as if it had been filled in. `near` are names to choose from by a button
    instead of what was given for the field `about`.
    """

    command: str
    title: str
    fields: tuple[Field, ...]
    send: str
    trouble: str = ""
    keep: Mapping[str, str] = field(default_factory=dict)
    near: tuple[str, ...] = ()
    about: str = ""


def again(ask: Ask, error: UserError | None) -> Ask:
    """The form with what was wrong, and the names to choose from where that was not clear."""
    if isinstance(error, WhichOne) and error.about in {asked.name for asked in ask.fields}:
        return replace(ask, trouble=str(error), near=error.near, about=error.about)
    return replace(ask, trouble=str(error)) if error else ask


def draw(ask: Ask, nonce: str, *, picker: bool = False) -> Rendered:
    """The form as a card. With `picker` people can be searched for in the council's directory: in a 1:1 chat only."""
    return pieces.card(
        ask.title,
        pieces.title(ask.title),
        *([pieces.warning(pieces.plain(ask.trouble))] if ask.trouble else []),
        *_near(ask, nonce),
        *(element for asked in ask.fields for element in _inputs(asked, picker=picker)),
        pieces.buttons(pieces.sends(ask.send, VERB, nonce, command=ask.command, **ask.keep)),
    )


def _near(ask: Ask, nonce: str) -> list[CardElement]:
    """A button for each name; it sends the form with everything else as it was typed."""
    if not ask.near:
        return []
    sent = {"command": ask.command} | dict(ask.keep)
    chosen = [pieces.sends(name, VERB, nonce, **sent, **{f"chosen.{ask.about}": name}) for name in ask.near]
    return [pieces.buttons(*chosen)]


def _inputs(asked: Field, *, picker: bool) -> list[CardElement]:
    if asked.input is Input.CHOICE:
        return [pieces.choice_input(asked.name, asked.label, asked.choices, value=asked.value)]
    picked = asked.input is Input.PERSON and picker
    lines, required = asked.input is Input.TEXT, asked.required and not picked
    typed = pieces.text_input(asked.name, asked.label, value=asked.value, required=required, lines=lines)
    return [typed, pieces.person_input(f"picked.{asked.name}", "Or search for a person")] if picked else [typed]
