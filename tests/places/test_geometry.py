"""Distances and the middle of a list."""

import math

import pytest
from geopy.distance import great_circle

from models.places import Place
from scheduler.places.geometry import Bulk, bulk_of, distance_km, swapped


@pytest.mark.parametrize("other", [(41.6, -93.6), (31.7683, 35.2137), (-33.9, 151.2), (32.1, 34.8)])
def test_distances_agree_with_geopy(other):
    assert distance_km(Place(32.1, 34.8), Place(*other)) == pytest.approx(
        great_circle((32.1, 34.8), other).km, rel=1e-6
    )


def test_swapping_needs_a_latitude():
    assert swapped(Place(35, 32)) == Place(32, 35)
    assert swapped(Place(41, -93)) is None


def line(count: int) -> list[Place]:
    """Points on the equator, one degree (111 km) apart."""
    return [Place(0, k) for k in range(count)]


def bulk(places: list[Place]) -> Bulk:
    found = bulk_of(places)
    assert found is not None
    return found


def test_the_middle_of_a_list_is_the_median():
    # of 0..10 degrees: 5; half of the points lie within 3 degrees = 334 km
    found = bulk(line(11))
    assert found.centre == Place(0, 5)
    assert found.median_km == pytest.approx(334, abs=1)
    assert found.core_km == pytest.approx(3 * found.median_km)
    assert found.radius_km == pytest.approx(8 * found.median_km)


def test_a_point_on_another_continent_does_not_belong():
    found = bulk([Place(10, 20)] * 30 + [Place(50, -100)])
    assert (found.radius_km, found.core_km) == (500, 100)
    assert found.holds(Place(12, 20))
    assert not found.holds(Place(50, -100))


def test_a_second_market_is_no_dirt():
    # 3 of 33 rows are 9 %, more than dirt is
    found = bulk([Place(10, 20)] * 30 + [Place(50, -100)] * 3)
    assert found.radius_km == math.inf


def test_a_few_points_have_no_middle():
    assert bulk_of(line(9)) is None
    assert bulk_of([]) is None
