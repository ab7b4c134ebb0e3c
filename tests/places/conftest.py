"""A small world: five towns a degree (111 km) apart from each other, and a village beside one."""

import pytest

from models.places import Place
from scheduler.places.names import town_key
from scheduler.places.towns import Town, TownIndex

ALPHA = Town("Alpha", "XX", "", Place(10, 20), 50_000)
BETA = Town("Beta", "XX", "", Place(11, 20), 50_000)
NORTHVILLE = Town("Northville", "XX", "", Place(12, 20), 50_000)
TWIN_BIG = Town("Twin", "XX", "N", Place(13, 20), 30_000)
TWIN_SMALL = Town("Twin", "XX", "S", Place(14, 20), 20_000)
GAMMA = Town("Gamma", "XX", "S", Place(14.1, 20), 5_000)


def index_of(*towns: Town, country: str = "XX") -> TownIndex:
    by_key: dict[str, tuple[Town, ...]] = {}
    for town in towns:
        key = town_key(town.name)
        by_key[key] = (*by_key.get(key, ()), town)
    return TownIndex(by_key, country)


@pytest.fixture
def small_world(monkeypatch):
    """Country XX has six towns, and no others are known."""
    index = index_of(ALPHA, BETA, NORTHVILLE, TWIN_BIG, TWIN_SMALL, GAMMA)
    known = {"XX": index}
    monkeypatch.setattr("scheduler.places.anchors.load_towns", known.get)
    return index
