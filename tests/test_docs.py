"""The documentation: complete, its links alive, its commands real."""

from __future__ import annotations

import functools
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scheduler.cli.app import app
from tests.shared_data import CHECKOUT

FOLDERS = [
    "models",
    "scheduler",
    *(
        f"scheduler/{name}"
        for name in [
            "io",
            "events",
            "places",
            "portfolio",
            "requirements",
            "calendars",
            "territory",
            "travel",
            "solve",
            "staffing",
            "maps",
            "control",
            "store",
            "pipelines",
            "cli",
            "web",
        ]
    ),
    "data",
    "notebooks",
    "tests",
]
FENCE = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")

# Put together here so that this file does not name what it looks for.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted",
    "registry." + "npmjs",
    "deb." + "debian",
    "conda." + "anaconda",
    "proxy." + "golang",
]
FOLDERS_OF_A_MACHINE = "|".join(["ho" + "me", "ro" + "ot", "wo" + "rk", "Us" + "ers", "o" + "pt"])
ABSOLUTE = re.compile(rf"(?<![\w.$)}}~/*-])/(?:{FOLDERS_OF_A_MACHINE})/\w|[A-Z]:\\\\?Users\\")


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
        cwd=CHECKOUT,
    )
    files = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
    assert len(files) > 10, "git lists no files: the search is wrong"
    return [path for path in files if path.is_file()]


def pages() -> list[Path]:
    found = [path for path in tracked_files() if path.suffix == ".md"]
    assert CHECKOUT / "README.md" in found
    return found


def documented_commands() -> list[str]:
    """Every `rounds ...` line in a fenced block of the README, continued lines joined."""
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    lines = "\n".join(FENCE.findall(text)).replace("\\\n", " ").splitlines()
    stripped = [line.strip().removeprefix("$ ").removeprefix(".venv/bin/") for line in lines]
    return [line for line in stripped if line.startswith("rounds ")]


@functools.cache
def help_of(*command: str) -> str:
    """What `rounds COMMAND --help` prints, on a screen wide enough for every option."""
    plain = {"COLUMNS": "250", "NO_COLOR": "1", "TERM": "dumb", "CI": ""}
    said = CliRunner(env=plain).invoke(app, [*command, "--help"])
    assert said.exit_code == 0, f"rounds {' '.join(command)} --help: {said.output}"
    return said.output


def subcommand(words: list[str]) -> list[str]:
    """The leading words that are commands: `plan`, or `bench pvrp`."""
    found: list[str] = []
    for word in words:
        is_command = re.search(rf"^\W*{re.escape(word)}\s", help_of(*found), re.MULTILINE)
        if word.startswith("-") or "COMMAND" not in help_of(*found) or not is_command:
            break
        found.append(word)
    return found


def wrong_words(line: str) -> list[str]:
    """The words of a documented command that the command line does not know."""
    words = shlex.split(line, comments=True)[1:]
    known = subcommand(words)
    options = [word.partition("=")[0] for word in words if word.startswith("--")]
    page = help_of(*known)
    wrong = [name for name in options if not re.search(rf"{re.escape(name)}(?![\w-])", page)]
    if words and not known and not words[0].startswith("-"):
        wrong.append(words[0])
    return wrong


@pytest.mark.parametrize(
    "folder", [folder for folder in FOLDERS if (CHECKOUT / folder).is_dir()] or ["models"]
)
def test_every_folder_has_a_readme(folder):
    assert (CHECKOUT / folder / "README.md").is_file(), f"{folder} has no README.md"


def test_every_relative_link_leads_somewhere():
    links = [
        (page, link)
        for page in pages()
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|#", link)
    ]
    assert links
    dead = [
        f"{page.relative_to(CHECKOUT)}: {link}"
        for page, link in links
        if not (page.parent / link.partition("#")[0]).exists()
    ]
    assert not dead


def test_every_documented_command_exists():
    commands = documented_commands()
    assert commands
    wrong = {line: words for line in commands if (words := wrong_words(line))}
    assert not wrong, f"not known to the command line: {wrong}"


def test_a_wrong_option_or_command_would_be_noticed():
    assert wrong_words("rounds --no-such-option") == ["--no-such-option"]
    assert wrong_words("rounds nonsense") == ["nonsense"]


def test_the_changelog_names_the_version():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{project['version']}]" in changelog


def test_no_file_names_a_package_registry_or_a_folder_of_somebodys_machine():
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        said = [host for host in HOSTS if host in text]
        said += [match.group() for match in ABSOLUTE.finditer(text)]
        if said:
            found.append(f"{path.relative_to(CHECKOUT)}: {said}")
    assert not found
