"""Where something is, and how well that is known."""

from dataclasses import dataclass
from enum import StrEnum

EARTH_RADIUS_M = 6_371_008.8
"""Mean earth radius (IUGG), as geopy uses it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on earth in degrees (WGS 84)."""

    lat: float
    lon: float


class PlacedBy(StrEnum):
    """What a place was derived from, best first."""

    GIVEN = "given"
    ONLINE = "online"
    POSTCODE = "postcode"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Placement:
    """A place together with how it was found.

    Parameters
    ----------
    place
        The point used for planning.
    by
        What it was derived from.
    accuracy_km
        How far the true place may typically be from it; 0 for given coordinates.
    detail
        The words of the source, e.g. the matched town.
    """

    place: Place
    by: PlacedBy
    accuracy_km: float = 0.0
    detail: str = ""
