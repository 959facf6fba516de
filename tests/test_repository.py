"""What holds for the repository as a whole: how its files are laid out, and that what is written twice agrees."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import SETTINGS

HERE = Path(__file__).resolve().parent.parent
PACKAGES = ("bot", "dialogs", "scheduler", "storage", "documents", "pledges", "manifest")
NEVER_IN_RULES = {"asyncio", "logging", "os", "random"}
LONGEST_FUNCTION, LONGEST_MODULE, MOST_MEDIAN = 25, 250, 6
LOCKS = sorted((HERE / "requirements").glob("*.txt"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> list[Path]:
    """The modules in some folders; a migration is a list of tables and no module to be read."""
    found = {path for folder in folders for path in (HERE / folder).rglob("*.py")}
    return sorted(found - set((HERE / "storage/migrations/versions").glob("*.py")))


def imported(path: Path) -> set[str]:
    """The top packages that a module imports, wherever in the file it does."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.split(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with the lines of its body, docstring apart."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, Function):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            yield f"{path.relative_to(HERE)}:{node.lineno} {node.name}", lines


def pinned(lock: Path) -> dict[str, str]:
    """Each locked package with its version."""
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", lock.read_text(), re.MULTILINE))


def read(name: str) -> str:
    return (HERE / name).read_text()


def project() -> dict[str, Any]:
    described: dict[str, Any] = tomllib.loads(read("pyproject.toml"))["project"]
    return described


def test_the_rules_import_only_the_standard_library_and_rapidfuzz() -> None:
    allowed = (sys.stdlib_module_names | {"pledges", "rapidfuzz"}) - NEVER_IN_RULES
    strays = {str(path.relative_to(HERE)): imported(path) - allowed for path in sources("pledges")}
    assert {path: names for path, names in strays.items() if names} == {}


def test_every_function_can_be_read_at_a_glance() -> None:
    bodies = dict(pair for path in sources(*PACKAGES) for pair in functions(path))
    assert {name: lines for name, lines in bodies.items() if lines > LONGEST_FUNCTION} == {}
    assert sorted(bodies.values())[len(bodies) // 2] <= MOST_MEDIAN


def test_every_module_can_be_read_in_one_go() -> None:
    lengths = {str(path.relative_to(HERE)): len(path.read_text().splitlines()) for path in sources(*PACKAGES)}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_every_package_with_hashes_and_names_no_place(lock: Path) -> None:
    statements = lock.read_text().replace("\\\n", " ").splitlines()
    wanted = [line for line in statements if line.strip() and not line.lstrip().startswith("#")]
    assert [line for line in wanted if not re.match(r"[a-z0-9._\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []
    assert re.findall(r"\S*(?:://|file:|index-url|find-links)\S*", lock.read_text()) == []


def test_the_development_lock_holds_what_runs_in_production() -> None:
    production, development = pinned(HERE / "requirements/run.txt"), pinned(HERE / "requirements/dev.txt")
    assert production.items() <= development.items()


def test_what_the_project_asks_for_is_locked() -> None:
    wanted = {re.split(r"[\[<>=]", each)[0] for each in project()["dependencies"]}
    assert wanted <= pinned(HERE / "requirements/run.txt").keys()


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    newest = re.findall(r"^## \[?(\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.MULTILINE)
    assert newest[0] == project()["version"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_what_a_page_tells_to_make_is_a_target(page: str) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", read("Makefile"), re.MULTILINE))
    told = set(re.findall(r"(?:^ {4}|`)make ([a-z0-9-]+)", read(page), re.MULTILINE))
    assert {"run", "test"} <= told if page == "README.md" else told
    assert told <= targets


def test_the_readme_lists_every_setting_with_its_default() -> None:
    rows = [f"| `{s.name}` | {f'`{s.default}`' if s.default else ''} | {s.help} |" for s in SETTINGS]
    written = [line for line in read("README.md").splitlines() if line.startswith("| `PLEDGEKEEPER_")]
    assert written == rows, "Put these rows into the README's table:\n" + "\n".join(rows)
