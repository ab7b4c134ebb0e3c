"""How the places were found, in sentences."""

import re
from collections.abc import Sequence

import numpy as np

from models.errors import InputProblem
from models.places import PlacedBy, Placement
from scheduler.places.anchors import POSTCODE_ACCURACY_KM, Gazetteer
from scheduler.places.geometry import distance_km
from scheduler.places.postcodes import find_us
from scheduler.places.rows import Row
from scheduler.places.towns import INSTALL, extra_installed

_WORDS = {
    PlacedBy.GIVEN: "by given coordinates",
    PlacedBy.ONLINE: "online by address",
    PlacedBy.POSTCODE: "by postcode",
    PlacedBy.CITY: "by city",
}
_WEB = re.compile(r"^\s*(https?://|www\.)", re.IGNORECASE)
_FEWEST_GIVEN = 20
_SHARED = 3
"""So many customers a point, on average, and the points are not addresses."""
_MOST = 0.9
_ON_THE_POINT_KM = 0.1


def summarise(
    rows: Sequence[Row], found: Sequence[Placement | None], gazetteer: Gazetteer, who: str
) -> tuple[str, ...]:
    """Return how many were placed by what, and how good distances between them are."""
    notes = [_counts(found, who)] if rows else []
    notes += _coarse_given(rows, found, who)
    if not extra_installed() and _needs_towns(rows, found):
        notes.append(f"Cities are not looked up, as the list of towns is not installed: {INSTALL}")
    if gazetteer.country == "" and any(p is not None and p.by is PlacedBy.CITY for p in found):
        notes.append(
            "No country was given, so city names were looked up in the whole world: give --country."
        )
    return tuple(notes)


def _counts(found: Sequence[Placement | None], who: str) -> str:
    parts = []
    for by in PlacedBy:
        accuracies = [p.accuracy_km for p in found if p is not None and p.by is by]
        if accuracies:
            good = float(np.median(accuracies))
            parts.append(
                f"{len(accuracies):,} {_WORDS[by]}"
                + (f" (good to about {good:.0f} km)" if good >= 0.5 else "")
            )
    placed = sum(p is not None for p in found)
    told = f"{placed:,} of {len(found):,} {who} are placed" + (
        ": " + ", ".join(parts) if parts else ""
    )
    return told + ("." if placed == len(found) else f"; {len(found) - placed:,} are not.")


def _coarse_given(rows: Sequence[Row], found: Sequence[Placement | None], who: str) -> list[str]:
    """Return what is to be said of given coordinates that are no addresses."""
    pairs = [
        (row, p)
        for row, p in zip(rows, found, strict=True)
        if p is not None and p.by is PlacedBy.GIVEN
    ]
    if len(pairs) < _FEWEST_GIVEN:
        return []
    points = np.array([(p.place.lat, p.place.lon) for _, p in pairs])
    distinct = len(np.unique(points.round(6), axis=0))
    if len(pairs) >= _SHARED * distinct:
        exact, km = (
            ("to the postcode", POSTCODE_ACCURACY_KM)
            if _on_postcodes(pairs)
            else ("to an area", 5.0)
        )
        return [
            f"{distinct:,} points for {len(pairs):,} {who} with given coordinates; places exact {exact} only: distances are good to about {km:.0f} km."
        ]
    for decimals, words in ((1, "11 km"), (2, "1 km")):
        rounded = np.all(np.abs(points - points.round(decimals)) < 1e-9, axis=1)
        if rounded.mean() >= _MOST:
            return [
                f"The coordinates of the {who} are rounded to {decimals} decimals: distances are good to about {words}."
            ]
    return []


def _on_postcodes(pairs: Sequence[tuple[Row, Placement]]) -> bool:
    sample = pairs[:: max(1, len(pairs) // 500)]
    on = 0
    for row, placement in sample:
        postcode = find_us(row.postcode)
        on += (
            postcode is not None
            and distance_km(postcode.place, placement.place) <= _ON_THE_POINT_KM
        )
    return on >= _MOST * len(sample)


def _needs_towns(rows: Sequence[Row], found: Sequence[Placement | None]) -> bool:
    return any(p is None and row.city for row, p in zip(rows, found, strict=True))


def not_placed_reason(row: Row, gazetteer: Gazetteer) -> str:
    """Return why a row has no place, and what to do."""
    if _WEB.match(row.address) and not row.city:
        return f"the address {row.address} is a web address; set channel to call, email or none, or give a place"
    if not row.city and not row.postcode:
        what = f"address {row.address!r} but no" if row.address else "no"
        return f"{what} coordinates, postcode or city; give lat and lon, a postcode or a city"
    if row.city and gazetteer.towns is None:
        return f"the city {row.city} cannot be looked up: {INSTALL}, or give lat and lon"
    known = f"in {gazetteer.country}" if gazetteer.country else "(no country given)"
    missing = " and ".join(
        f"the {kind} {text}"
        for kind, text in (("postcode", row.postcode), ("city", row.city))
        if text
    )
    return f"{missing} not known {known}; correct the spelling, give lat and lon, or use --online"


def doubtful_cities(
    rows: Sequence[Row], found: Sequence[Placement | None], gazetteer: Gazetteer, file: str
) -> tuple[InputProblem, ...]:
    """Return a warning for each city name that was corrected or is ambiguous and was relied upon."""
    used: dict[tuple[str, str], list[int]] = {}
    for row, placement in zip(rows, found, strict=True):
        if row.city and placement is not None and placement.by is PlacedBy.CITY:
            used.setdefault((row.city, row.region), []).append(row.line)
    warnings = []
    for (city, region), lines in used.items():
        anchor = gazetteer.city(city, region)
        if anchor is None or (anchor.exact and not anchor.rivals):
            continue
        count = f" ({len(lines):,} rows)" if len(lines) > 1 else ""
        taken = f"taken for {anchor.placement.detail}{count}"
        if not anchor.exact:
            what, advice = "no town of this name is known", f"{taken}; correct the spelling"
        else:
            others = ", ".join(anchor.rivals[:3])
            what, advice = (
                f"the name also means {others}",
                f"{taken}; give a postcode or coordinates if not",
            )
        warnings.append(InputProblem(file, lines[0], "city", city, what, advice))
    return tuple(warnings)
