"""Distances and the robust middle of a list of points."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from models.places import EARTH_RADIUS_M, Place, great_circle_m
from models.units import FloatMatrix

_FEWEST_POINTS = 10
"""Fewer points have no middle that one of them could be far from."""
_LEAST_RADIUS_KM = 500.0
_LEAST_CORE_KM = 100.0
_CORE_OF_MEDIANS = 3.0
_RADIUS_OF_MEDIANS = 8.0
_MOST_POINTS = 2000
_MOST_OUTSIDE = 0.05
"""More than this share outside is a second market, not dirt."""


def distance_km(a: Place, b: Place) -> float:
    """Return the great-circle distance in kilometres; for single pairs faster than arrays."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_chord = math.sin((lat_a - lat_b) / 2) ** 2
    half_chord += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(a.lon - b.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_M / 1000 * math.asin(min(1.0, math.sqrt(half_chord)))


def swapped(place: Place) -> Place | None:
    """Return the place with latitude and longitude exchanged; None where that is no latitude."""
    return Place(place.lon, place.lat) if abs(place.lon) <= 90 else None


@dataclass(frozen=True, slots=True)
class Bulk:
    """Where most of a list lies.

    Parameters
    ----------
    centre
        Median latitude and median longitude.
    median_km
        Median distance of the points from the centre.
    radius_km
        A point further away than this does not belong to the list; infinite for a list that is
        spread over several markets.
    points
        Some of them, spread over the list; shape (n, 2) in degrees.
    """

    centre: Place
    median_km: float
    radius_km: float
    points: FloatMatrix = field(default_factory=lambda: np.empty((0, 2)), compare=False, repr=False)

    def holds(self, place: Place) -> bool:
        """Whether a place lies among the list's points."""
        return distance_km(self.centre, place) <= self.radius_km

    def around(self, place: Place, reach_km: float) -> int:
        """Return how many of the points lie within some kilometres of a place."""
        return int(np.sum(spread_km(self.points, place) <= reach_km)) if len(self.points) else 0

    @property
    def core_km(self) -> float:
        """Within this distance of the centre nearly all of the list lies."""
        return max(_LEAST_CORE_KM, _CORE_OF_MEDIANS * self.median_km)


def bulk_of(places: Iterable[Place]) -> Bulk | None:
    """Return where most of the places lie; None where there are too few to tell."""
    points = np.array([(place.lat, place.lon) for place in places], dtype=np.float64)
    if len(points) < _FEWEST_POINTS:
        return None
    centre = middle(points)
    away = spread_km(points, centre)
    median = float(np.median(away))
    radius = max(_LEAST_RADIUS_KM, _RADIUS_OF_MEDIANS * median)
    if np.mean(away > radius) > _MOST_OUTSIDE:
        radius = math.inf
    return Bulk(centre, median, radius, points[:: math.ceil(len(points) / _MOST_POINTS)])


def middle(points: FloatMatrix) -> Place:
    """Return the median latitude and longitude of points of shape (n, 2), n > 0."""
    lat, lon = np.median(points, axis=0)
    return Place(float(lat), float(lon))


def spread_km(points: FloatMatrix, centre: Place) -> FloatMatrix:
    """Return the distance in kilometres, shape (n,), of each point of shape (n, 2) from a centre."""
    return great_circle_m(points, (centre.lat, centre.lon)) / 1000
