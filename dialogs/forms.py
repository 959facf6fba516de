"""What a command still needs, asked for by a form shown in place; sending it runs the command with what was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from microsoft_teams.cards import CardElement

from dialogs import pieces
from pledges.messages import Rendered

VERB = "form"


class Input(StrEnum):
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"


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
    """Answer a command with its form. `trouble` says what was wrong with what was given before."""

    command: str
    title: str
    fields: tuple[Field, ...]
    send: str
    trouble: str = ""


def draw(ask: Ask, nonce: str) -> Rendered:
    """The form as a card."""
    return pieces.card(
        ask.title,
        pieces.title(ask.title),
        *([pieces.warning(pieces.plain(ask.trouble))] if ask.trouble else []),
        *(_input(field) for field in ask.fields),
        pieces.buttons(pieces.sends(ask.send, VERB, nonce, command=ask.command)),
    )


def _input(field: Field) -> CardElement:
    if field.input is Input.CHOICE:
        return pieces.choice_input(field.name, field.label, field.choices, value=field.value)
    lines = field.input is Input.TEXT
    return pieces.text_input(field.name, field.label, value=field.value, required=field.required, lines=lines)
