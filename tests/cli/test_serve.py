"""The commands of the application: serve, backup, restore."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from scheduler.pipelines.app.database import open_database
from tests.journeys.tools import PROGRAM, rounds

PATIENCE_S = 240


def database_with_a_team(name: str) -> str:
    """Make a file with one team, and return its address."""
    url = f"sqlite:///{name}"
    database = open_database(url)
    with database.work() as work:
        work.teams.add("North")
        work.commit()
    database.close()
    return url


def teams(url: str) -> list[str]:
    database = open_database(url)
    with database.work() as work:
        found = [team.name for team in work.teams.all()]
    database.close()
    return found


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROUNDS_DATABASE_URL", raising=False)


def test_a_backup_is_written_and_restored_by_commands():
    url = database_with_a_team("rounds.db")
    said = rounds("backup", "--out", "rounds.backup")
    assert (said.code, said.out) == (0, "2 rows are in rounds.backup.\n")  # the team, its record
    said = rounds("restore", "rounds.backup", "--database", "sqlite:///other.db")
    assert (said.code, said.out) == (0, "2 rows of rounds.backup are restored.\n")
    assert teams("sqlite:///other.db") == teams(url) == ["North"]


def test_a_backup_without_a_name_is_named_by_the_time():
    database_with_a_team("rounds.db")
    assert rounds("backup").code == 0
    assert re.fullmatch(r"rounds-\d{4}-\d\d-\d\d-\d{6}\.backup", next(Path().glob("*.backup")).name)


def test_a_restore_into_a_database_in_use_is_refused():
    database_with_a_team("rounds.db")
    rounds("backup", "--out", "rounds.backup")
    said = rounds("restore", "rounds.backup")
    assert said.code == 2
    assert "the database is not empty" in said.err
    assert rounds("restore", "rounds.backup", "--replace").code == 0


@pytest.mark.parametrize("name", ["rounds.db", "no/such/rounds.db"])
def test_a_backup_of_a_database_that_is_not_there_makes_none(name):
    said = rounds("backup", "--database", f"sqlite:///{name}")
    assert said.code == 2
    assert "there is no such database" in said.err
    assert list(Path().iterdir()) == []


def test_a_port_that_is_taken_is_told_before_anything_is_started():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = rounds("serve", "--port", str(port))
    assert said.code == 2
    assert f"127.0.0.1:{port}" in said.err
    assert "choose another --port" in said.err
    assert not Path("rounds.db").exists()


def test_a_wrong_setting_is_told(monkeypatch):
    monkeypatch.setenv("ROUNDS_SESSION_HOURS", "soon")
    said = rounds("serve", "--port", "0")
    assert said.code == 2
    assert "ROUNDS_SESSION_HOURS" in said.err
    assert "soon" in said.err


@pytest.mark.slow
def test_the_first_start_tells_a_password_once_and_serves_until_it_is_stopped():
    first = served()
    assert re.search(r"^ +login +admin$", first, re.MULTILINE)
    assert re.search(r"^ +password +\S{12,}$", first, re.MULTILINE)
    assert "password" not in served()


def served() -> str:
    """Start the application as people do, ask for a page, stop it politely; return what it said."""
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--no-worker"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            said = "".join(until_it_listens(process.stdout))
            look_at_the_login(said)
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_S) == 0
            assert "/login" not in process.stdout.read(), "addresses may have secrets in them"
        finally:
            process.kill()
    return said


def until_it_listens(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if "Ctrl-C" in line:
            return


def look_at_the_login(said: str) -> None:
    found = re.search(r"http://\S+\d", said)
    assert found is not None
    with urllib.request.urlopen(f"{found[0]}/login", timeout=PATIENCE_S) as page:
        assert page.status == 200
