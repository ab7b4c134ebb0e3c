"""Every command and option is explained, in the help and in the README of the folder."""

import re
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from models.events import EventKind
from scheduler.cli.app import app
from scheduler.cli.errors import Exit
from tests.shared_data import CHECKOUT


def commands_of(group: Any, above: str = "") -> dict[str, Any]:
    """Every command by its words: `plan`, or `bench pvrp`."""
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        inside = hasattr(command, "commands")
        found |= commands_of(command, f"{name} ") if inside else {above + name: command}
    return found


COMMANDS = commands_of(typer.main.get_command(app))
README = (CHECKOUT / "scheduler" / "cli" / "README.md").read_text(encoding="utf-8")


def help_of(*command: str) -> str:
    return CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "80"}).stdout


def options(command: str) -> list[str]:
    return [name for param in COMMANDS[command].params for name in param.opts if name[:2] == "--"]


def test_there_are_commands():
    assert set(COMMANDS) >= {"plan", "demo", "check", "policy"}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_has_a_help_text(command):
    assert COMMANDS[command].help
    assert COMMANDS[command].params
    silent = [param.name for param in COMMANDS[command].params if not getattr(param, "help", None)]
    assert silent == []


@pytest.mark.parametrize("command", [(), *(tuple(name.split()) for name in COMMANDS)])
def test_help_fits_on_80_columns_and_cuts_nothing(command):
    page = help_of(*command)
    assert page.startswith("Usage: rounds")
    assert max(map(len, page.splitlines())) <= 80
    assert "..." not in re.sub(r"(\[ARGS\]|\{?files\}?)\.\.\.", "", page)


def test_the_help_tells_every_exit_code():
    page = help_of()
    for code in Exit:
        assert re.search(rf"^ +{int(code)}  ['\w]", page, re.MULTILINE), code


def test_the_readme_tells_every_exit_code():
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert told == {int(code) for code in Exit}


def test_the_readme_has_a_row_for_each_command():
    rows = re.findall(r"^\| `rounds ([a-z]+(?: [a-z]+)*)", README, re.MULTILINE)
    assert sorted(rows) == sorted(COMMANDS)


def test_the_readmes_table_of_plan_is_that_of_the_help():
    (section,) = re.findall(r"^## rounds plan\n(.*?)^## ", README, re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| `(--[\w-]+)` \|", section, re.MULTILINE)
    assert rows == options("plan")


@pytest.mark.parametrize("command", ["demo", "check", "policy"])
def test_the_readme_names_the_options_of_the_other_commands(command):
    (told,) = re.findall(r"^`rounds demo` knows .*?\n\n", README, re.MULTILINE | re.DOTALL)
    assert [name for name in options(command) if f"`{name}`" not in told] == []


def test_the_readme_names_the_options_and_kinds_of_replan():
    (told,) = re.findall(r"^## rounds replan\n(.*?)^`rounds bench pvrp`", README, re.M | re.S)
    assert [name for name in options("replan") if f"{name}" not in told] == []
    assert re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE) == [*EventKind]
