"""The properties that Adaptive Cards 1.5 knows, written down from its published schema, element by element.

What every element, input or action has stands once. `msteams` is Teams' own and read by Teams alone, `card` and `data`
are whatever the bot sends itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.card_versions import elements

_ANY = "type id isVisible requires fallback"
_ELEMENT = f"{_ANY} height separator spacing"
_INPUT = f"{_ELEMENT} label isRequired errorMessage"
_ACTION = "type id requires fallback title iconUrl style tooltip isEnabled mode"
_BOX = "style verticalContentAlignment bleed minHeight backgroundImage rtl selectAction items"
_TEXT = "text color fontType size weight isSubtle"

PROPERTIES = {
    "AdaptiveCard": "type version body actions selectAction fallbackText backgroundImage metadata minHeight rtl speak "
    "lang verticalContentAlignment refresh authentication $schema msteams",
    "TextBlock": f"{_ELEMENT} {_TEXT} horizontalAlignment maxLines wrap style",
    "RichTextBlock": f"{_ELEMENT} inlines horizontalAlignment",
    "TextRun": f"type {_TEXT} highlight italic selectAction strikethrough underline",
    "Image": f"{_ELEMENT} url altText backgroundColor horizontalAlignment selectAction size style width",
    "ImageSet": f"{_ELEMENT} images imageSize",
    "Media": f"{_ELEMENT} sources poster altText captionSources",
    "Container": f"{_ELEMENT} {_BOX}",
    "ColumnSet": f"{_ELEMENT} columns selectAction style bleed minHeight horizontalAlignment",
    "Column": f"{_ANY} separator spacing {_BOX} width",
    "FactSet": f"{_ELEMENT} facts",
    "ActionSet": f"{_ELEMENT} actions",
    "Table": f"{_ELEMENT} columns rows firstRowAsHeaders showGridLines gridStyle horizontalCellContentAlignment "
    "verticalCellContentAlignment",
    "TableRow": "type cells style horizontalCellContentAlignment verticalCellContentAlignment",
    "TableCell": f"type {_BOX}",
    "Input.Text": f"{_INPUT} isMultiline maxLength placeholder regex style inlineAction value",
    "Input.Number": f"{_INPUT} max min placeholder value",
    "Input.Date": f"{_INPUT} max min placeholder value",
    "Input.Time": f"{_INPUT} max min placeholder value",
    "Input.Toggle": f"{_INPUT} title value valueOff valueOn wrap",
    "Input.ChoiceSet": f"{_INPUT} choices choices.data isMultiSelect style value placeholder wrap",
    "Data.Query": "type dataset count skip",
    "Action.OpenUrl": f"{_ACTION} url",
    "Action.Submit": f"{_ACTION} data associatedInputs msteams",
    "Action.Execute": f"{_ACTION} data associatedInputs verb",
    "Action.ShowCard": f"{_ACTION} card",
    "Action.ToggleVisibility": f"{_ACTION} targetElements",
}


def unknown_in_1_5(card: Any) -> Iterator[str]:
    """What Adaptive Cards 1.5 does not know of all that is drawn."""
    for element in elements(card):
        known = PROPERTIES.get(element["type"], "").split()
        yield from [] if known else [f"{element['type']} is no element of 1.5"]
        yield from (f"{element['type']}.{name}" for name in element if known and name not in known)
