"""US postcodes offline, from the package `zipcodes`."""

import functools
import re
from dataclasses import dataclass

import zipcodes

from models.places import Place
from scheduler.places.collector import collector_held
from scheduler.places.names import town_key

_WHOLE = re.compile(r"(\d{5})(?:-?\d{4})?(?:\.0+)?")
_TRAILING_ZERO = re.compile(r"(\d{5})0")
_LOST_ZEROS = re.compile(r"(\d{3,4})(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Postcode:
    """A US postcode with the middle of its area and the towns it is used for."""

    code: str
    place: Place
    state: str
    towns: tuple[str, ...]

    def serves(self, city: str) -> bool:
        """Whether a town of this name uses the postcode."""
        key = town_key(city)
        return bool(key) and any(key == town_key(town) for town in self.towns)


def us_code(text: str) -> str:
    """Return the five digits of a US postcode as spreadsheets mangle it; empty where it is none.

    ``52358-1234``, ``523581234``, ``52358.0`` and ``523580`` (a trailing zero) are 52358; ``2134``
    has lost its leading zero.
    """
    text = text.strip()
    if found := _WHOLE.fullmatch(text) or _TRAILING_ZERO.fullmatch(text):
        return found[1]
    if found := _LOST_ZEROS.fullmatch(text):
        return found[1].zfill(5)
    return ""


def find_us(text: str) -> Postcode | None:
    """Return the US postcode that a cell means; None where there is none of this number."""
    code = us_code(text)
    return us_postcodes().get(code) if code else None


@functools.cache
@collector_held()
def us_postcodes() -> dict[str, Postcode]:
    """Return all US postcodes by their five digits (1 s at the first call)."""
    found = {}
    for row in zipcodes.list_all():  # type: ignore[no-untyped-call]  # half typed
        if row["lat"] and row["long"]:
            place = Place(float(row["lat"]), float(row["long"]))
            towns = (row["city"], *row["acceptable_cities"], *row["unacceptable_cities"])
            found[row["zip_code"]] = Postcode(row["zip_code"], place, row["state"], towns)
    return found
