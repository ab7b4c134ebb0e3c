"""What placing needs of a row, be it a customer or a rep."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from models.errors import InputProblem
from models.places import Place

_REGION_COLUMNS = ("state", "province", "region", "state/province")


class Located(Protocol):
    """A noun with an address: `models.customers.Customer` or `models.reps.Rep`."""

    @property
    def address(self) -> str: ...  # noqa: D102
    @property
    def city(self) -> str: ...  # noqa: D102
    @property
    def postcode(self) -> str: ...  # noqa: D102
    @property
    def lat(self) -> float | None: ...  # noqa: D102
    @property
    def lon(self) -> float | None: ...  # noqa: D102
    @property
    def row(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Limits:
    """When a given coordinate is believed.

    Parameters
    ----------
    warn_km
        Further than this from its own postcode and city, a point is reported.
    replace_km
        Further than this, the postcode or city is used instead.
    group_rows
        So many rows of one postcode or city with coordinates tell where it is.
    group_km
        But only if half of them lie within this distance of their middle.
    """

    warn_km: float = 25.0
    replace_km: float = 60.0
    group_rows: int = 3
    group_km: float = 20.0


@dataclass(frozen=True, slots=True)
class Row:
    """The address of one customer or rep; `given` is None unless both coordinates are usable."""

    subject_id: str
    line: int
    address: str
    city: str
    postcode: str
    region: str
    given: Place | None
    flaw: str = ""


def row_of(subject_id: str, noun: Located, extra: Mapping[str, str] = MappingProxyType({})) -> Row:
    """Return the address of a customer or rep, with coordinates that cannot be meant left out."""
    place, flaw = usable(noun.lat, noun.lon)
    address, city, postcode = noun.address.strip(), noun.city.strip(), noun.postcode.strip()
    return Row(subject_id, noun.row, address, city, postcode, _region(extra), place, flaw)


def usable(lat: float | None, lon: float | None) -> tuple[Place | None, str]:
    """Return the place of two coordinates, or None and what is wrong with them, if anything."""
    if lat is None and lon is None:
        return None, ""
    if lat is None or lon is None:
        missing = "latitude" if lat is None else "longitude"
        return None, f"one coordinate is given but no {missing}"
    if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
        return None, "these are no coordinates"
    if lat == 0 and lon == 0:
        return None, "0, 0 lies in the sea off Africa; it stands for unknown"
    return Place(lat, lon), ""


def _region(extra: Mapping[str, str]) -> str:
    for header, value in extra.items():
        if header.strip().casefold() in _REGION_COLUMNS:
            return value.strip().upper()
    return ""


@dataclass(slots=True)
class Findings:
    """What was noticed about a file, row by row."""

    file: str
    problems: list[InputProblem] = field(default_factory=list)

    def add(self, row: Row, what: str, advice: str, noun: Located | None = None) -> None:
        """Note something about the coordinates of a row."""
        lat, lon = (noun.lat, noun.lon) if noun is not None else (None, None)
        if row.given is not None:
            lat, lon = row.given.lat, row.given.lon
        value = ", ".join("" if number is None else str(round(number, 6)) for number in (lat, lon))
        self.problems.append(
            InputProblem(self.file, row.line, "lat, lon", value.strip(", "), what, advice)
        )
