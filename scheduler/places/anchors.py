"""Where the postcode and the city of a row say that it is, without asking anybody online."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.places import Place, PlacedBy, Placement
from scheduler.places.geometry import Bulk, distance_km, middle, spread_km
from scheduler.places.names import town_key
from scheduler.places.postcodes import Postcode, find_us
from scheduler.places.rows import Limits, Row
from scheduler.places.towns import Town, TownIndex, choose, load_towns

POSTCODE_ACCURACY_KM = 4.0
"""3,053 Iowa shops lie 1.6 km (median) and 3.8 km (90th percentile) from their postcode's middle."""
_AGREEMENT = 0.9
"""A list of several countries must not have its foreign postcodes looked up in the US."""
_WITNESSES = 2000


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place derived from a postcode or city.

    Parameters
    ----------
    placement
        What a row without coordinates gets.
    candidates
        Every place that may be meant; a town's name may stand for several.
    words
        What it is, for messages.
    rivals
        Other towns of like size and the same name.
    exact
        False where a spelling mistake was assumed.
    certain
        False where the name was looked up in all countries, or the place learnt from other rows.
    """

    placement: Placement
    candidates: tuple[Place, ...]
    words: str
    rivals: tuple[str, ...] = ()
    exact: bool = True
    certain: bool = True

    def distance_km(self, place: Place) -> float:
        """Return how far a place is from the nearest place that may be meant."""
        return min(distance_km(place, candidate) for candidate in self.candidates)

    def near(self, other: "Anchor", reach_km: float) -> "Anchor":
        """Return the anchor with the candidates near another; all of them where none is."""
        middle_of = other.placement.place
        close = tuple(c for c in self.candidates if distance_km(c, middle_of) <= reach_km)
        return replace(self, candidates=close) if close else self


class Gazetteer:
    """Looks up postcodes and cities of one list; every spelling is looked up once.

    Parameters
    ----------
    country
        ISO 3166 code; empty where it is not known.
    bulk
        Where most of the list lies, to choose among towns of one name.
    us_postcodes
        Whether five digits are a US postcode; None: only where the row's city or state agrees.
    """

    def __init__(self, country: str, bulk: Bulk | None, *, us_postcodes: bool | None) -> None:
        self.country = country
        self._bulk = bulk
        self._us_postcodes = us_postcodes
        self.city = functools.cache(self._city)
        self.postcode = functools.cache(self._postcode)

    def anchors(self, row: Row) -> Iterator[Anchor]:
        """Yield what is known of a row's postcode, then of its city; lazily, as towns load slowly."""
        if row.postcode and (by_postcode := self.postcode(row.postcode, row.city, row.region)):
            yield by_postcode
        if row.city and (by_city := self.city(row.city, row.region)):
            yield by_city

    @functools.cached_property
    def towns(self) -> TownIndex | None:
        """The towns of the country or of the world; None where they are not installed."""
        return load_towns(self.country)

    def _postcode(self, text: str, city: str, region: str) -> Anchor | None:
        if self._us_postcodes is False:
            return None
        found = find_us(text)
        if found is None or (self._us_postcodes is None and not _agrees(found, city, region)):
            return None
        detail = f"postcode {found.code} ({found.towns[0]}, {found.state})"
        placement = Placement(found.place, PlacedBy.POSTCODE, POSTCODE_ACCURACY_KM, detail)
        return Anchor(placement, (found.place,), detail)

    def _city(self, name: str, region: str) -> Anchor | None:
        match = self.towns.find(name) if self.towns is not None else None
        if match is None:
            return None
        town, rivals = choose(match.towns, region, self._bulk, name)
        placement = Placement(town.place, PlacedBy.CITY, town.accuracy_km, str(town))
        candidates = tuple(other.place for other in _of_region(match.towns, town, region))
        return Anchor(
            placement,
            candidates,
            f"city {name} = {town}",
            rivals=tuple(map(str, rivals)),
            exact=match.exact,
            certain=bool(self.country),
        )

    def certain_place(self, row: Row) -> Place | None:
        """Return where a row is by its postcode, or by a city of which there is only one."""
        for anchor in self.anchors(row):
            if anchor.certain and anchor.exact and len(anchor.candidates) == 1:
                return anchor.placement.place
        return None


def _of_region(towns: tuple[Town, ...], chosen: Town, region: str) -> tuple[Town, ...]:
    return tuple(t for t in towns if t.region == region) if chosen.region == region else towns


def _agrees(found: Postcode, city: str, region: str) -> bool:
    return found.serves(city) or (bool(region) and found.state == region)


def judge_us_postcodes(rows: Sequence[Row], country: str, reach_km: float) -> bool | None:
    """Return whether the list's postcodes are those of the US.

    With a country it is a matter of fact. Without one, rows testify by a city, state or
    coordinates that do or do not fit the postcode; None where too few do: then each row is
    asked for itself, so that no German postcode lands in the US.
    """
    if country:
        return country == "US"
    step = max(1, len(rows) // _WITNESSES)
    votes = [vote for row in rows[::step] if (vote := _testify(row, reach_km)) is not None]
    return True if votes and np.mean(votes) > _AGREEMENT else None


def _testify(row: Row, reach_km: float) -> bool | None:
    """Whether the row's postcode is one of the US; None where nothing speaks for or against."""
    if not row.postcode:
        return None
    found = find_us(row.postcode)
    if found is None:
        return False
    if not (row.city or row.region or row.given):
        return None
    near = row.given is not None and distance_km(row.given, found.place) <= reach_km
    return near or _agrees(found, row.city, row.region)


class Groups:
    """Learns where postcodes and cities are from the rows of the list that have coordinates."""

    def __init__(self, rows: Sequence[Row], limits: Limits) -> None:
        self._limits = limits
        self._by_postcode = _collect(rows, lambda row: row.postcode)
        self._by_city = _collect(rows, lambda row: town_key(row.city))
        self.of_postcode = functools.cache(self._of_postcode)
        self.of_city = functools.cache(self._of_city)

    def _of_postcode(self, postcode: str) -> Anchor | None:
        return self._learn(
            self._by_postcode.get(postcode), PlacedBy.POSTCODE, f"postcode {postcode}"
        )

    def _of_city(self, city: str) -> Anchor | None:
        return self._learn(self._by_city.get(town_key(city)), PlacedBy.CITY, f"city {city}")

    def _learn(self, places: list[Place] | None, by: PlacedBy, words: str) -> Anchor | None:
        if places is None or len(places) < self._limits.group_rows:
            return None
        points = np.array([(place.lat, place.lon) for place in places])
        centre = middle(points)
        spread = float(np.median(spread_km(points, centre)))
        if spread > self._limits.group_km:
            return None
        detail = f"middle of the {len(places)} rows of {words} with coordinates"
        placement = Placement(centre, by, round(max(spread, 1.0), 1), detail)
        return Anchor(placement, (centre,), words, certain=False)


def _collect(rows: Sequence[Row], key_of: Callable[[Row], str]) -> dict[str, list[Place]]:
    groups: dict[str, list[Place]] = {}
    for row in rows:
        if row.given is not None and (key := key_of(row)):
            groups.setdefault(key, []).append(row.given)
    return groups
