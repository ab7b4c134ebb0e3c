"""The pictures of the README: what is looked at is there, and may be seen by who looks."""

from __future__ import annotations

import csv
import re
from importlib import import_module

import pytest
from starlette.routing import compile_path

from models.policy import Policy
from scheduler.pipelines.app.ask_scenarios import read_text
from scheduler.store import open_database
from scheduler.web.access import RULES
from tests.shared_data import CHECKOUT


@pytest.fixture(scope="module")
def pictures():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(CHECKOUT / "data")
        yield import_module("make_pictures")


def test_every_picture_is_of_a_page_and_stands_in_the_readme(pictures):
    pages = [compile_path(template)[0] for method, template in RULES if method == "GET"]
    shown = re.findall(r"\(data/pictures/(\w+)\.png\)", (CHECKOUT / "README.md").read_text("utf-8"))
    for _who, _size, _locale, path in pictures.PICTURES.values():
        address = pictures.filled(path, 1, 1)
        assert any(page.match(address) for page in pages), address
    assert set(pictures.PICTURES) == set(shown) - {"rep_map"}


def test_the_folder_is_named_or_beside_the_program(pictures, tmp_path, capsys):
    assert pictures.folder_of([]) == CHECKOUT / "data" / "pictures"
    assert pictures.folder_of([str(tmp_path)]) == tmp_path
    with pytest.raises(SystemExit, match="2"):
        pictures.folder_of(["--folder", "x"])
    assert "unrecognized arguments" in capsys.readouterr().err


def test_the_team_of_the_pictures_is_the_example(pictures, tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'rounds.db'}")
    manager = pictures.team_of_example(database)
    with database.work() as work:
        taken = len(work.customers.of_team(manager.team_id))
        logins = {user.login for user in work.users.of_team(manager.team_id)}
    database.close()
    with (CHECKOUT / "data" / "example" / "customers.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        assert taken == sum(1 for _row in csv.DictReader(file))
    assert {who for who, *_rest in pictures.PICTURES.values()} <= logins


def test_the_scenarios_of_the_pictures_can_be_compared(pictures):
    read_text(pictures.SCENARIOS, Policy())
