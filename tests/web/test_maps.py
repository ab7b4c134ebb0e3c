"""Maps in pages: what the command line draws, with nothing from elsewhere."""

from __future__ import annotations

import re

import pytest

from scheduler.web.app import create_app
from scheduler.web.settings import Settings
from tests.factories import SCRIPT
from tests.web.cast import Stage

MAP = "/teams/1/portfolio/map"
TILES = "https://tiles.example.com/{z}/{x}/{y}.png"
ONE = {"name": SCRIPT, "lat": "41.6", "lon": "-93.7", "rep_id": "R1", "sales_12m": "1000"}
REP = {"rep_id": "R1", "name": "Ann", "lat": "41.6", "lon": "-93.6"}


@pytest.fixture
def listed(stage):
    """The stage with a customer and a rep in the first team."""
    with stage.database.work(stage.users["manager"]) as work:
        work.customers.replace_all(1, {"C1": {"customer_id": "C1", **ONE}})
        work.reps.replace_all(1, {"R1": REP})
        work.commit()
    return stage


def test_the_temperature_map_shows_the_customers_and_loads_nothing_from_elsewhere(listed):
    answer = listed.browser("manager").get(MAP)
    assert answer.status_code == 200
    assert "41.6" in answer.text
    assert SCRIPT not in answer.text
    assert "unknown: 1, not known" in answer.text
    loaded = re.findall(
        r'(?:<link[^>]* href=|<script[^>]* src=|import\(|from )"([^"]+)"', answer.text
    )
    assert set(loaded) == {"/maps/leaflet.js", "/maps/leaflet.css"}
    assert "http" not in answer.headers["content-security-policy"]
    assert "L.tileLayer" not in answer.text


def test_what_the_maps_load_is_there_without_a_session(listed):
    visitor = listed.visitor()
    for path in ("/maps/leaflet.js", "/maps/leaflet.css"):
        found = re.search(r'"(/[^"]+)"', visitor.get(path).text)
        assert found, path
        assert visitor.get(found[1]).status_code == 200
    assert "tileLayer" not in visitor.get("/maps/leaflet.js").text


def test_maps_stand_on_the_tiles_that_the_settings_name(listed):
    app = create_app(Settings(tiles=TILES, tiles_attribution="<Maps>"), listed.database)
    other = Stage(app, listed.database, listed.users)
    told = other.visitor().get("/maps/leaflet.js").text
    assert TILES in told
    assert "&lt;Maps&gt;" in told
    assert (
        "https://tiles.example.com"
        in (other.browser("manager").get(MAP).headers["content-security-policy"])
    )


def test_lists_that_are_wrong_are_told_instead_of_a_map(listed):
    with listed.database.work(listed.users["manager"]) as work:
        work.customers.change(1, "C1", {"lat": "north"}, work.customers.of_team(1)[0].version)
        work.commit()
    answer = listed.browser("manager").get(MAP)
    assert answer.status_code == 422
    assert "north" in answer.text


def test_a_map_speaks_as_its_reader_does(listed):
    manager = listed.browser("manager")
    manager.post("/preferences", data={"language": "he"})
    page = manager.get(MAP).text
    assert '<html lang="he" dir="rtl">' in page
    assert "לא ידוע" in page
    assert "expected" not in page
