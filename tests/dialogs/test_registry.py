"""Commands, cards and buttons are found in their files."""

from __future__ import annotations

from types import ModuleType

import pytest

import dialogs.answers
import dialogs.cards
import dialogs.commands
from dialogs.registry import Command, Registry, Response, Turn
from dialogs.turn import Say


async def run(turn: Turn) -> Response:
    return Say("")


def a_place(*commands: Command) -> ModuleType:
    place = ModuleType("place")
    place.COMMANDS = commands  # type: ignore[attr-defined]
    return place


def a_command(name: str, **but: object) -> Command:
    return Command(name=name, help="", run=run, **but)  # type: ignore[arg-type]


def test_the_longest_name_wins_and_the_words_behind_it_are_handed_on() -> None:
    registry = Registry(a_place(a_command("list"), a_command("list overdue")))
    found = registry.command("  List   OVERDUE for Housing ")
    assert found is not None
    assert (found[0].name, found[1]) == ("list overdue", "for Housing")


def test_a_command_answers_to_its_other_names() -> None:
    found = Registry(a_place(a_command("help", also=("hello",)))).command("hello")
    assert found is not None
    assert found[0].name == "help"


def test_a_name_within_a_longer_word_is_not_the_command() -> None:
    assert Registry(a_place(a_command("show"))).command("shower") is None


def test_two_of_one_name_are_refused_at_start() -> None:
    with pytest.raises(ValueError, match="two Commands are called 'show'"):
        Registry(a_place(a_command("show"), a_command("show")))


def test_all_names_and_helps_fit_the_teams_menu() -> None:
    registry = Registry(dialogs.cards, dialogs.commands, dialogs.answers)
    for command in registry.commands.values():
        assert len(command.name) <= 32
        assert 0 < len(command.help) <= 128


def test_every_example_is_understood_as_its_own_command() -> None:
    registry = Registry(dialogs.cards, dialogs.commands, dialogs.answers)
    for command in registry.commands.values():
        found = registry.command(command.example or command.name)
        assert found is not None
        assert found[0] is command
