"""What Teams allows in a manifest of version 1.23, as far as ours has it, in words of our own.

Microsoft's schema has longer titles and descriptions of commands; Teams' menu shows no more than this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pledges.calendar import counted

SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.23/MicrosoftTeams.schema.json"
MENU, MENUS = 10, 3
EXTENSION = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value must be, in words, and whether one is."""

    words: str
    holds: Callable[[Any], bool]


def text(longest: int) -> Rule:
    """Words, and no more than this."""
    return Rule(f"a text of 1 to {longest:,} characters", lambda v: isinstance(v, str) and 0 < len(v) <= longest)


def one_of(*allowed: Any) -> Rule:
    """One of these values and of their type."""
    return Rule(" or ".join(str(a) for a in allowed), lambda v: any(v == a and type(v) is type(a) for a in allowed))


def like(words: str, pattern: str) -> Rule:
    """A text of this form."""
    return Rule(words, lambda v: isinstance(v, str) and re.fullmatch(pattern, v) is not None)


GUID = like("a GUID", "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
HTTPS = like("an https address", r"https://\S{1,2000}")
PNG = like("the name of a PNG file", r"[\w-]+\.png")
SCOPE = one_of("personal", "team")
YES_NO = one_of(True, False)
RULES: Mapping[str, Rule] = {
    "$schema": one_of(SCHEMA),
    "manifestVersion": one_of("1.23"),
    "version": like("a version such as 1.2.3", r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"),
    "id": GUID,
    "developer.name": text(32),
    "developer.websiteUrl": HTTPS,
    "developer.privacyUrl": HTTPS,
    "developer.termsOfUseUrl": HTTPS,
    "name.short": text(30),
    "name.full": text(100),
    "description.short": text(80),
    "description.full": text(4000),
    "icons.color": PNG,
    "icons.outline": PNG,
    "accentColor": like("a colour such as #15514F", "#[0-9a-fA-F]{6}"),
    "defaultInstallScope": SCOPE,
    "bots.botId": GUID,
    "bots.scopes": SCOPE,
    "bots.isNotificationOnly": one_of(False),
    "bots.supportsFiles": YES_NO,
    "bots.supportsCalling": YES_NO,
    "bots.supportsVideo": YES_NO,
    "bots.commandLists.scopes": SCOPE,
    "bots.commandLists.commands.title": text(32),
    "bots.commandLists.commands.description": text(128),
    "composeExtensions.botId": GUID,
    "composeExtensions.commands.id": text(64),
    "composeExtensions.commands.type": one_of("action", "query"),
    "composeExtensions.commands.title": text(32),
    "composeExtensions.commands.description": text(128),
    "composeExtensions.commands.context": one_of("message", "compose", "commandBox"),
    "composeExtensions.commands.fetchTask": one_of(True),
    "composeExtensions.commands.initialRun": YES_NO,
    "composeExtensions.commands.parameters.name": text(64),
    "composeExtensions.commands.parameters.title": text(32),
    "composeExtensions.commands.parameters.description": text(128),
    "composeExtensions.commands.parameters.inputType": one_of("text"),
}


def problems(manifest: Mapping[str, Any]) -> list[str]:
    """Everything that Teams would not take, a sentence each."""
    found = list(_leaves(manifest))
    missing = RULES.keys() - {path for path, _ in found}
    amiss = [(path, value) for path, value in found if path not in RULES or not RULES[path].holds(value)]
    return [
        *(f"{path} is missing" for path in sorted(missing)),
        *(_why(path, value) for path, value in amiss),
        *_crowded(manifest.get("bots", [])),
        *_extended(manifest.get("composeExtensions", [])),
    ]


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its path; those of a list share one."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, path)
    else:
        yield path, value


def _why(path: str, value: Any) -> str:
    if path not in RULES:
        return f"{path} is nothing that this package uses"
    return f"{path} is {str(value)[:60]!r} and must be {RULES[path].words}"


def _crowded(bots: list[Mapping[str, Any]]) -> Iterator[str]:
    if len(bots) != 1:
        yield "bots must hold exactly one"
    for bot in bots:
        menus = bot.get("commandLists", [])
        if len(menus) > MENUS:
            yield f"bots.commandLists has {len(menus)}, and Teams takes {MENUS}"
        for menu in menus:
            if len(menu["commands"]) > MENU:
                yield f"a menu has {counted(len(menu['commands']), 'command')}, and Teams shows {MENU}"


def _extended(extensions: list[Mapping[str, Any]]) -> Iterator[str]:
    """What no single value shows: how many there are, and that an action asks for its dialog and a query for words."""
    if len(extensions) != 1:
        yield "composeExtensions must hold exactly one"
    for extension in extensions:
        commands = extension.get("commands", [])
        if not 0 < len(commands) <= EXTENSION:
            yield f"composeExtensions.commands has {len(commands)}, and Teams takes 1 to {EXTENSION}"
        for command in commands:
            needed = "fetchTask" if command.get("type") == "action" else "parameters"
            if not command.get(needed):
                yield f"composeExtensions.commands {command.get('id')!r} has no {needed}"
