"""Makes what Teams needs to know of the bot, from the commands there are: python -m manifest.build.

The manifest in the repository holds a placeholder for the app id; the package that an admin uploads holds the real one.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typer

import dialogs.commands
from bot.settings import PREFIX
from dialogs.extending import Action, Search, actions, searches
from dialogs.in_thread import is_offered
from dialogs.registry import Command, Registry, Who
from manifest.limits import MENU, problems
from pledges.errors import OperatorError

HERE = Path(__file__).parent
MANIFEST = HERE / "manifest.json"
APP_ID = f"{PREFIX}APP_ID"
NO_APP = "00000000-0000-0000-0000-000000000000"
NOBODY = "council.example"
_ACTIONS, _SEARCHES = actions().values(), searches().values()


def manifest(commands: Iterable[Command], app_id: str = NO_APP) -> dict[str, Any]:
    """The template, filled in. Raise OperatorError with everything that Teams would not take."""
    made: dict[str, Any] = json.loads((HERE / "template.json").read_text())
    made["id"] = app_id
    made["bots"][0] |= {"botId": app_id, "commandLists": menus(list(commands))}
    made["composeExtensions"] = [{"botId": app_id, "commands": [*map(_action, _ACTIONS), *map(_search, _SEARCHES)]}]
    if amiss := problems(made):
        raise OperatorError(f"Teams would not take this manifest: {'; '.join(amiss)}.")
    return made


def menus(commands: list[Command]) -> list[dict[str, Any]]:
    """What Teams offers in a chat and in a channel: what everyone may use before what admins may, ten at most."""
    return [_menu("personal", commands, lambda c: not c.channel), _menu("team", commands, is_offered)]


def _menu(scope: str, commands: list[Command], belongs: Callable[[Command], bool]) -> dict[str, Any]:
    ordered = sorted(
        (c for c in commands if c.told and belongs(c)), key=lambda c: (c.who is not Who.EVERYONE, c.menu, c.name)
    )
    return {"scopes": [scope], "commands": [{"title": c.name, "description": c.help} for c in ordered[:MENU]]}


def _action(action: Action) -> dict[str, Any]:
    """An entry in the menu of messages, which asks the bot for its dialog."""
    told = {"id": action.name, "type": "action", "title": action.title, "description": action.help}
    return told | {"context": ["message"], "fetchTask": True}


def _search(search: Search) -> dict[str, Any]:
    """A search of the compose box and the command box, which shows something before anything is typed."""
    told = {"id": search.name, "type": "query", "title": search.title, "description": search.help}
    parameter = {"name": "words", "title": search.label, "description": search.help, "inputType": "text"}
    return told | {"context": ["compose", "commandBox"], "initialRun": True, "parameters": [parameter]}


def written(manifest: dict[str, Any]) -> str:
    """A manifest as it stands in its file."""
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def pack(manifest: dict[str, Any], file: Path) -> None:
    """Write the package: equal contents give equal bytes."""
    icons = {name: (HERE / name).read_bytes() for name in manifest["icons"].values()}
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in {"manifest.json": written(manifest).encode(), **icons}.items():
            package.writestr(ZipInfo(name), content, ZIP_DEFLATED)


app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if manifest.json is out of date.")
    ] = False,
    package: Annotated[Path | None, typer.Option("--zip", metavar="FILE", help="Make the package instead.")] = None,
) -> None:
    """Write manifest/manifest.json from the commands there are."""
    commands = Registry(dialogs.commands).commands.values()
    if package:
        _package(commands, package)
    elif check:
        _check(manifest(commands))
    else:
        MANIFEST.write_text(written(manifest(commands)))


def is_current(manifest: dict[str, Any], file: Path) -> bool:
    """Whether a file holds this manifest."""
    return file.exists() and file.read_text() == written(manifest)


def _check(manifest: dict[str, Any]) -> None:
    if not is_current(manifest, MANIFEST):
        raise OperatorError("manifest/manifest.json is out of date. Write it anew: python -m manifest.build")


def _package(commands: Iterable[Command], file: Path) -> None:
    app_id = os.environ.get(APP_ID, "").strip()
    if not app_id:
        raise OperatorError(f"Set {APP_ID} to the bot's app id in Entra ID: the package has to name it.")
    made = manifest(commands, app_id)
    pack(made, file)
    typer.echo(f"{file} is ready: upload it in the Teams admin centre, under Manage apps.")
    invented = [name for name, value in made["developer"].items() if NOBODY in value]
    if invented:
        typer.echo(f"Still invented in it: {', '.join(invented)}. Put yours into manifest/template.json.", err=True)


if __name__ == "__main__":
    try:
        app()
    except OperatorError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
