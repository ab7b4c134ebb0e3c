"""Asking online: once each, remembered, and harmless when nobody answers."""

import json
from types import SimpleNamespace

import pytest
from geopy.exc import GeocoderQueryError, GeocoderTimedOut

from scheduler.places.online import (
    Answer,
    CachedGeocoder,
    UnreachableError,
    asker,
    cache_path,
    nominatim,
)

HOME = Answer(10.0, 20.0, 0.1, "1 Main Street, Alpha")


class Service:
    """Knows one address, counts the questions."""

    def __init__(self):
        self.asked = []

    def __call__(self, query, country):
        self.asked.append((query, country))
        return HOME if query == "1 Main Street" else None


def test_a_question_is_asked_once_and_remembered_over_runs(tmp_path):
    path = tmp_path / "folder" / "geocoded.json"
    service = Service()
    first = CachedGeocoder(service, path)
    assert [first.find("1 Main Street", "XX") for _ in range(2)] == [HOME, HOME]
    assert first.find("nowhere", "XX") is None
    first.close()
    second = CachedGeocoder(service, path)
    assert second.find("1 Main Street", "XX") == HOME
    assert second.find("nowhere", "XX") is None
    assert service.asked == [("1 Main Street", "XX"), ("nowhere", "XX")]
    assert [entry.name for entry in path.parent.iterdir()] == ["geocoded.json"]


def test_the_same_address_in_another_country_is_another_question(tmp_path):
    service = Service()
    geocoder = CachedGeocoder(service, tmp_path / "g.json")
    geocoder.find("1 Main Street", "XX")
    geocoder.find("1 Main Street", "YY")
    assert len(service.asked) == 2


def test_answers_are_saved_on_the_way(tmp_path):
    path = tmp_path / "g.json"
    geocoder = CachedGeocoder(Service(), path)
    for k in range(20):
        geocoder.find(f"street {k}", "")
    assert len(json.loads(path.read_text(encoding="utf-8"))) == 20


@pytest.mark.parametrize("text", ["not json", "[]", '{"|a": {"unknown": 1}}', '{"|a": 3}'])
def test_a_damaged_file_is_started_afresh(tmp_path, text):
    path = tmp_path / "g.json"
    path.write_text(text, encoding="utf-8")
    assert CachedGeocoder(Service(), path).find("1 Main Street", "") == HOME


def test_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    geocoder = CachedGeocoder(Service(), tmp_path / "file" / "g.json")
    assert geocoder.find("1 Main Street", "") == HOME
    geocoder.close()


def found(box):
    return SimpleNamespace(latitude=10.0, longitude=20.0, address="Alpha", raw={"boundingbox": box})


def test_geopys_answer_is_as_good_as_its_bounding_box():
    # 0.2 x 0 degrees: 22.2 km from corner to corner, half of it is 11.1 km
    seen: dict[str, str] = {}

    def geocode(query, country_codes):
        seen.update(query=query, country_codes=country_codes)
        return found(["9.9", "10.1", "20", "20"])

    assert asker(geocode)("Alpha", "XX") == Answer(10.0, 20.0, 11.1, "Alpha")
    assert seen == {"query": "Alpha", "country_codes": "xx"}


def test_an_answer_for_a_whole_state_is_none():
    assert asker(lambda *_, **__: found(["9", "11", "19", "21"]))("Alpha", "") is None


def test_no_answer_and_a_refused_question_are_none():
    def refuse(*_, **__):
        raise GeocoderQueryError("bad query")

    assert asker(lambda *_, **__: None)("Alpha", "") is None
    assert asker(refuse)("Alpha", "") is None


def test_a_silent_service_is_unreachable():
    def silent(*_, **__):
        raise GeocoderTimedOut("after 10 s")

    with pytest.raises(UnreachableError, match="GeocoderTimedOut: after 10 s"):
        asker(silent)("Alpha", "")


def test_the_cache_is_in_the_users_cache_folder(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_path() == tmp_path / "rounds" / "geocoded.json"
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert cache_path() == tmp_path / "local" / "rounds" / "geocoded.json"
    monkeypatch.setattr("sys.platform", "darwin")
    assert cache_path().parts[-4:] == ("Library", "Caches", "rounds", "geocoded.json")


def test_nominatim_asks_nothing_before_it_is_used(tmp_path):
    nominatim(tmp_path / "g.json").close()
    assert list(tmp_path.iterdir()) == []
