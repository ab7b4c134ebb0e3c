"""Where something is, and how well that is known."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from models.units import FloatMatrix

EARTH_RADIUS_M = 6_371_008.8
"""Mean earth radius (IUGG), as geopy uses it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on earth in degrees (WGS 84)."""

    lat: float
    lon: float


def address_text(street: str, city: str, postcode: str) -> str:
    """Return an address in one line, as maps and calendars find it: ``Main St 1, Des Moines 50309``."""
    town = " ".join(part for part in (city, postcode) if part)
    return ", ".join(part for part in (street, town) if part)


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


def great_circle_m(origin: npt.ArrayLike, target: npt.ArrayLike) -> FloatMatrix:
    """Return great-circle distances in metres (haversine).

    R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984) 159.

    Parameters
    ----------
    origin, target
        Degrees, the last axis being ``(lat, lon)``; the other axes are broadcast.
    """
    lat_1, lon_1 = np.moveaxis(np.radians(origin), -1, 0)
    lat_2, lon_2 = np.moveaxis(np.radians(target), -1, 0)
    half_chord = np.sin((lat_1 - lat_2) / 2) ** 2
    half_chord = half_chord + np.cos(lat_1) * np.cos(lat_2) * np.sin((lon_1 - lon_2) / 2) ** 2
    # Rounding can lift the square above 1 between antipodes.
    metres: FloatMatrix = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(half_chord, 1.0)))
    return metres
