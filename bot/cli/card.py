"""Show a card."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from bot import terminal
from pledges.errors import UserError

app = typer.Typer()


@app.command()
def card(
    kind: Annotated[str, typer.Argument(help="The kind of card. Leave it out to list them.", show_default=False)] = "",
    as_json: terminal.AsJson = False,
) -> None:
    """Show a card the bot sends, drawn with invented data: its words and buttons, or its JSON.

    For example:
      pledgekeeper card
      pledgekeeper card nudge
      pledgekeeper card nudge --json
    """
    from bot.main import REGISTRY
    from bot.outline import outline

    samples = {name: sample for card in REGISTRY.cards.values() for name, sample in card.samples.items()}
    if not kind:
        for name in sorted(samples):
            terminal.say(name)
        return
    if kind not in samples:
        raise UserError(f"There is no card “{kind}”. {_instead(kind, sorted(samples))}")
    drawn = samples[kind]()
    if as_json:
        terminal.as_json(drawn.card)
        return
    for line in (drawn.summary, "", *outline(drawn.card)):
        terminal.say(line)


def _instead(kind: str, known: list[str]) -> str:
    near = get_close_matches(kind, known, 1)
    return f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}."
