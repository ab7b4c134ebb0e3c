"""The garbage collector is held no longer than a gazetteer is read."""

import gc

import pytest

from scheduler.places.collector import collector_held


@pytest.fixture(autouse=True)
def collecting():
    """Leave the collector on, whatever a test did."""
    yield
    gc.enable()


def test_it_is_held_and_then_works_on():
    with collector_held():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_on_after_an_error():
    with pytest.raises(ValueError, match="unreadable"), collector_held():
        raise ValueError("unreadable")
    assert gc.isenabled()


def test_who_has_no_collector_gets_none():
    gc.disable()
    with collector_held():
        assert not gc.isenabled()
    assert not gc.isenabled()
