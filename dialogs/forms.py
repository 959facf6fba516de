"""What a command still needs, asked for by a form shown in place; sending it runs the command with what was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    """Answer a command with its form. `trouble` says what was wrong with what was given before.

    `keep` goes along unseen and comes back as if it had been filled in.
    """

    command: str
    title: str
    fields: tuple[Field, ...]
    send: str
    trouble: str = ""
    keep: Mapping[str, str] = field(default_factory=dict)


def draw(ask: Ask, nonce: str) -> Rendered:
    """The form as a card."""
    return pieces.card(
        ask.title,
        pieces.title(ask.title),
        *([pieces.warning(pieces.plain(ask.trouble))] if ask.trouble else []),
        *(_input(each) for each in ask.fields),
        pieces.buttons(pieces.sends(ask.send, VERB, nonce, command=ask.command, **ask.keep)),
    )


def _input(asked: Field) -> CardElement:
    if asked.input is Input.CHOICE:
        return pieces.choice_input(asked.name, asked.label, asked.choices, value=asked.value)
    lines = asked.input is Input.TEXT
    return pieces.text_input(asked.name, asked.label, value=asked.value, required=asked.required, lines=lines)
