"""Links that are kept: to a message in Teams, and to nothing else."""

from __future__ import annotations

import re

_MESSAGE = re.compile(
    r"https://teams\.(?:microsoft\.com|cloud\.microsoft|microsoft\.us)/l/message/[\w%@:;,.!'*/?=&~+-]{1,900}", re.ASCII
)


def to_message(text: str) -> str:
    """The text when it is a link to a message in Teams; else nothing. It holds no sign that would end it on a card."""
    return text if _MESSAGE.fullmatch(text) else ""
