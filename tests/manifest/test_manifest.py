"""The app package says what the bot can do, within what Teams allows."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import dialogs.commands
from dialogs.extending import actions, searches
from dialogs.registry import Command, Registry, Who
from manifest.build import APP_ID, HERE, NO_APP, is_current, manifest, menus, pack, written
from manifest.limits import problems
from pledges.errors import OperatorError

APP = "22222222-2222-4222-8222-222222222222"
COMMANDS = Registry(dialogs.commands).commands
GREET = '''
"""greet: say hello."""
from dialogs.extending import actions, searches
from dialogs.registry import Command, Response, Turn
from dialogs.turn import Say

async def run(turn: Turn) -> Response:
    return Say("Hello")

COMMAND = Command(name="greet", help="Say hello", run=run)
'''


def titles(made: dict[str, Any], scope: str) -> list[str]:
    lists = made["bots"][0]["commandLists"]
    return [c["title"] for menu in lists if scope in menu["scopes"] for c in menu["commands"]]


def built(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the builder as a person does."""
    others = {name: value for name, value in os.environ.items() if name != APP_ID}
    command = [sys.executable, "-m", "manifest.build", *arguments]
    return subprocess.run(
        command, cwd=HERE.parent, env=others | environment, capture_output=True, text=True, check=False
    )


def test_a_menu_offers_only_what_can_be_typed_there() -> None:
    made = manifest(COMMANDS.values())
    assert titles(made, "personal")
    assert titles(made, "team")
    assert not [name for name in titles(made, "personal") if COMMANDS[name].channel]
    assert not [name for name in titles(made, "team") if COMMANDS[name].private]


@pytest.mark.parametrize("scope", ["personal", "team"])
def test_what_everyone_may_use_comes_before_what_admins_may(scope: str) -> None:
    who = [COMMANDS[name].who for name in titles(manifest(COMMANDS.values()), scope)]
    assert who == sorted(who, key=lambda each: each is not Who.EVERYONE)


def test_what_owners_need_most_is_in_the_menu_of_their_chat() -> None:
    most = ["mine", "update", "done", "extend", "show", "list", "find", "why", "undo", "help"]
    assert titles(manifest(COMMANDS.values()), "personal") == most


def test_a_menu_holds_ten_and_the_lowest_places_win() -> None:
    many = [replace(COMMANDS["help"], name=f"help {n}", menu=20 - n) for n in range(20)]
    personal, _ = menus(many)
    assert [c["title"] for c in personal["commands"]] == [f"help {n}" for n in range(19, 9, -1)]


def test_a_new_file_of_a_command_is_in_the_menu_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "more_commands"
    package.mkdir()
    (package / "__init__.py").write_text('"""Commands of a council\'s own."""')
    (package / "greet.py").write_text(GREET)
    monkeypatch.syspath_prepend(str(tmp_path))
    import more_commands  # type: ignore[import-not-found]

    found = Registry(more_commands).commands.values()
    assert titles(manifest(found), "personal") == ["greet"]


def test_a_command_that_teams_has_no_room_for_is_refused_with_what_is_wrong() -> None:
    long = replace(COMMANDS["help"], name="n" * 33, help="")
    with pytest.raises(OperatorError) as refused:
        manifest([long])
    assert "commands.title is" in str(refused.value)
    assert "must be a text of 1 to 32 characters" in str(refused.value)
    assert "commands.description is" in str(refused.value)


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("name", {"short": "P" * 31, "full": "P"}, "name.short"),
        ("name", {"short": "P"}, "name.full is missing"),
        ("developer", {"name": "C"}, "developer.privacyUrl is missing"),
        ("description", {"short": "S" * 81, "full": "F" * 4001}, "description.full"),
        ("id", "no guid", "id is 'no guid' and must be a GUID"),
        ("accentColor", "green", "accentColor"),
        ("version", "1.0", "version is '1.0'"),
        ("manifestVersion", "1.24", "manifestVersion"),
        ("webApplicationInfo", {"id": APP}, "webApplicationInfo.id is nothing that this package uses"),
        ("bots", [], "bots must hold exactly one"),
        ("composeExtensions", [], "composeExtensions must hold exactly one"),
        ("composeExtensions", [{"botId": APP, "commands": []}], "composeExtensions.commands has 0"),
        (
            "composeExtensions",
            [{"botId": APP, "commands": [{"id": "a", "type": "action", "title": "T" * 33, "context": ["chat"]}]}],
            "composeExtensions.commands.title is 'TTT",
        ),
        (
            "composeExtensions",
            [{"botId": APP, "commands": [{"id": "a", "type": "query"}]}],
            "composeExtensions.commands 'a' has no parameters",
        ),
    ],
)
def test_what_teams_would_not_take_is_said(place: str, value: Any, said: str) -> None:
    made = manifest(COMMANDS.values())
    assert problems(made) == []
    assert said in "; ".join(problems(made | {place: value}))


def test_a_menu_of_eleven_and_a_scope_that_is_unknown_are_said() -> None:
    made = manifest(COMMANDS.values())
    menu = made["bots"][0]["commandLists"][0]
    menu["commands"] += [{"title": f"more {n}", "description": "more"} for n in range(11 - len(menu["commands"]))]
    menu["scopes"] = ["copilot"]
    assert problems(made) == [
        "bots.commandLists.scopes is 'copilot' and must be personal or team",
        "a menu has 11 commands, and Teams shows 10",
    ]


def test_a_manifest_is_out_of_date_when_a_command_says_something_else(tmp_path: Path) -> None:
    file, made = tmp_path / "manifest.json", manifest(COMMANDS.values())
    assert not is_current(made, file)
    file.write_text(written(made))
    assert is_current(made, file)
    changed = [replace(c, help=f"{c.help} now") if c.name == "mine" else c for c in COMMANDS.values()]
    assert not is_current(manifest(changed), file)


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text())["project"]
    assert manifest(COMMANDS.values())["version"] == project["version"]


def test_the_package_holds_the_manifest_with_the_real_app_id_and_its_icons(tmp_path: Path) -> None:
    file = tmp_path / "pledgekeeper.zip"
    done = built("--zip", str(file), PLEDGEKEEPER_APP_ID=APP)
    assert (done.returncode, "is ready" in done.stdout) == (0, True)
    assert "Still invented in it: websiteUrl" in done.stderr
    with ZipFile(file) as package:
        assert sorted(package.namelist()) == ["color.png", "manifest.json", "outline.png"]
        text = package.read("manifest.json").decode()
    assert text.count(APP) == 3
    assert NO_APP not in text


def test_equal_packages_are_equal_to_the_byte(tmp_path: Path) -> None:
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    for file in (one, other):
        pack(manifest(COMMANDS.values(), APP), file)
    assert one.read_bytes() == other.read_bytes()


def test_there_is_no_package_without_an_app_id(tmp_path: Path) -> None:
    file = tmp_path / "pledgekeeper.zip"
    done = built("--zip", str(file))
    assert (done.returncode, file.exists()) == (1, False)
    assert done.stderr == f"Set {APP_ID} to the bot's app id in Entra ID: the package has to name it.\n"


def test_every_command_has_a_place_where_it_can_be_typed() -> None:
    nowhere: list[Command] = [c for c in COMMANDS.values() if c.private and c.channel]
    assert nowhere == []


def test_the_message_extension_has_an_action_on_messages_and_a_search_of_the_compose_box() -> None:
    [extension] = manifest(COMMANDS.values(), APP)["composeExtensions"]
    assert extension["botId"] == APP
    told = {command["id"]: command for command in extension["commands"]}
    assert told.keys() == {*actions(), *searches()}
    action, search = told["makePledge"], told["findPledge"]
    assert (action["type"], action["context"], action["fetchTask"]) == ("action", ["message"], True)
    assert (search["type"], search["context"], search["initialRun"]) == ("query", ["compose", "commandBox"], True)
    assert [parameter["inputType"] for parameter in search["parameters"]] == ["text"]
