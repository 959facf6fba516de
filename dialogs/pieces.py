"""The pieces that cards are made of: one look, one way to escape words, one way to make a button.

A card declares version 1.2, which every Teams client draws, phones too. Each button is an Action.Execute that falls
back to an Action.Submit with the same data, so that it works where Execute does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from microsoft_teams.cards import (
    ActionSet,
    AdaptiveCard,
    AssociatedInputs,
    CardElement,
    Choice,
    ChoiceSetInput,
    Column,
    ColumnSet,
    Container,
    DateInput,
    ExecuteAction,
    QueryData,
    SubmitAction,
    TextBlock,
    TextInput,
    ToggleVisibilityAction,
)

from pledges.messages import Rendered
from pledges.twin import twin_of

NOTE_LIMIT = 1000
PHONE = 300  # pixels that a card on a phone has for buttons
_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_LIST = re.compile(r"^(\s*\d*)([-+.)])(\s)", re.MULTILINE)

Pressed = ExecuteAction | ToggleVisibilityAction


def plain(text: str) -> str:
    """Words of a person, escaped so that Teams shows them as they are and makes nothing bold, linked or listed."""
    return _LIST.sub(r"\1\\\2\3", _MARKS.sub(r"\\\1", text))


def nonce_of(*parts: str) -> str:
    """A mark for the buttons of one drawing of one card; the same parts give the same mark."""
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def card(summary: str, *body: CardElement) -> Rendered:
    """A whole card; the summary is what a toast and a screen reader say first, its twin what a plain client shows."""
    drawn = AdaptiveCard(version="1.2", lang="en-GB", body=list(body), speak=summary)
    whole = _whole(drawn.model_dump(mode="json", by_alias=True, exclude_none=True))
    return Rendered(summary, whole | {"fallbackText": twin_of(whole["body"])})


def _whole(value: Any) -> Any:
    """Numbers as the schema means them: the models make 1000.0 of every 1000."""
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def title(text: str) -> TextBlock:
    """The card's first line, in anybody's words."""
    return TextBlock(text=plain(text), weight="Bolder", size="Large", wrap=True, style="heading")


def heading(text: str, count: int | None = None) -> TextBlock:
    """The head of a part of a card, with how many it holds."""
    shown = text if count is None else f"{text} ({count:,})"
    return TextBlock(text=shown, weight="Bolder", size="Medium", wrap=True, spacing="Medium", style="heading")


def words(text: str) -> TextBlock:
    """A sentence of our own, in which ** makes bold; people's words in it must have gone through `plain`."""
    return TextBlock(text=text, wrap=True, spacing="Small")


def quiet(text: str) -> TextBlock:
    """A line for those who look for it; as `words`, people's words in it must have gone through `plain`."""
    return TextBlock(text=text, wrap=True, is_subtle=True, size="Small", spacing="Small")


def warning(text: str) -> TextBlock:
    """A line that must not be missed. Its words say so too: colour never speaks alone."""
    return TextBlock(text=text, wrap=True, color="Attention", weight="Bolder", spacing="Small")


def button(label: str, verb: str, nonce: str, **data: str) -> ExecuteAction:
    """A button that asks the bot and leaves the card's fields alone, however they are filled."""
    return _asks(label, "none", {"verb": verb, "nonce": nonce, **data})


def sends(label: str, verb: str, nonce: str, **data: str) -> ExecuteAction:
    """A button that takes what is in the card's fields along."""
    return _asks(label, "auto", {"verb": verb, "nonce": nonce, **data})


def _asks(label: str, fields: AssociatedInputs, sent: dict[str, str]) -> ExecuteAction:
    """What is sent names its verb too, for the clients that fall back to a Submit."""
    submit = SubmitAction(title=label, data=sent, associated_inputs=fields)
    return ExecuteAction(title=label, verb=sent["verb"], data=sent, associated_inputs=fields, fallback=submit)


def submits(label: str, **data: str) -> ActionSet:
    """The button of a dialog, where an Execute does not work: it takes what is in the fields along."""
    return ActionSet(actions=[SubmitAction(title=label, data=data, associated_inputs="auto")], spacing="Small")


def link(label: str, url: str) -> TextBlock:
    """A line that opens a page; the address is ours to vouch for."""
    return TextBlock(text=f"[{plain(label)}]({url})", wrap=True, size="Small", spacing="Small")


def opens(label: str, *targets: str) -> ToggleVisibilityAction:
    """A button that opens and closes parts of the card, without asking anybody."""
    return ToggleVisibilityAction(title=label, target_elements=list(targets))


def buttons(*actions: Pressed) -> CardElement:
    """Buttons in rows that fit a phone, since not every client wraps them.

    They stand in the body and not under the card, because there the fallback of each one works.
    """
    rows: list[list[Pressed]] = [[]]
    for action in actions:
        if rows[-1] and sum(map(_width, rows[-1])) + _width(action) > PHONE:
            rows.append([])
        rows[-1].append(action)
    sets = [ActionSet(actions=[*row], spacing="Small") for row in rows]
    return sets[0] if len(sets) == 1 else Container(items=list(sets), spacing="Small")


def _width(action: Pressed) -> int:
    """About how many pixels a button takes, with the space beside it."""
    return 8 * len(action.title or "") + 34


def hidden(name: str, *items: CardElement) -> Container:
    """A part of the card that `opens` shows."""
    return Container(id=name, is_visible=False, items=list(items), spacing="Small")


def block(*items: CardElement, style: str | None = None, line: bool = False, tight: bool = False) -> Container:
    """Elements that belong together, under a line of their own if need be; `tight` where there are many."""
    spacing = ("Small" if tight else "Medium") if line else None
    return Container(items=list(items), style=style, separator=line, spacing=spacing)  # type: ignore[arg-type]


def text_input(name: str, label: str, *, value: str = "", required: bool = False, lines: bool = True) -> TextInput:
    """A field for words. Not every client checks what is required, so whoever takes the answer checks again."""
    error = f"Please fill in “{label}”." if required else f"At most {NOTE_LIMIT:,} characters, please."
    return TextInput(
        id=name,
        label=label,
        value=value or None,
        is_multiline=lines,
        max_length=NOTE_LIMIT,
        is_required=required or None,
        error_message=error,
    )


def date_input(name: str, label: str, *, value: str = "", earliest: str = "") -> DateInput:
    """A day, given and taken as 2026-12-04."""
    return DateInput(
        id=name,
        label=label,
        value=value or None,
        min=earliest or None,
        error_message="Please choose a day that is still to come.",
    )


def choice_input(name: str, label: str, choices: Sequence[tuple[str, str]], *, value: str = "") -> ChoiceSetInput:
    """One of several, each as shown and as meant. Where one is chosen already, none can be left out."""
    return ChoiceSetInput(
        id=name,
        label=label,
        choices=[Choice(title=shown, value=meant) for shown, meant in choices],
        value=value or None,
        is_required=None if value else True,
        error_message=f"Please choose “{label}”.",
    )


def person_input(name: str, label: str) -> ChoiceSetInput:
    """A search in the council's directory, which gives back an object id. Clients without it show no choices."""
    return ChoiceSetInput(
        id=name,
        label=label,
        choices=[],
        choices_data=QueryData(dataset="graph.microsoft.com/users"),
        placeholder="Name",
    )


def bar(parts: Sequence[tuple[int, str]]) -> ColumnSet:
    """One bar from columns, which every client draws; each part is a count and a container style."""
    blank = TextBlock(text=" ", size="Small")
    columns = [
        Column(width=count, style=style, min_height="12px", spacing="None", items=[blank])  # type: ignore[arg-type]
        for count, style in parts
        if count
    ]
    return ColumnSet(columns=columns, spacing="Small")


def figures(*shown: tuple[int, str, str | None]) -> ColumnSet:
    """Counts side by side, each over what it counts, in a colour or none."""
    columns = [
        Column(
            width="stretch",
            items=[
                TextBlock(text=f"{count:,}", size="ExtraLarge", weight="Bolder", color=colour if count else None),  # type: ignore[arg-type]
                TextBlock(text=label, size="Small", wrap=True, spacing="None"),
            ],
        )
        for count, label, colour in shown
    ]
    return ColumnSet(columns=columns, spacing="Medium")


def two(left: Sequence[CardElement], right: Sequence[CardElement]) -> ColumnSet:
    """Words on the left, which take what room there is, and a button on the right."""
    return ColumnSet(
        columns=[Column(width="stretch", items=list(left)), Column(width="auto", items=list(right))], spacing="Small"
    )
