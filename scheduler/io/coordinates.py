"""Coordinates of rows: two columns, or one that holds a point."""

import re

from scheduler.io.amounts import numbers
from scheduler.io.cells import Cell, CellError, each, text_of
from scheduler.io.parsers import LATITUDE, LONGITUDE
from scheduler.io.sheet import Sheet

_DEGREES = r"(-?\d{1,3}(?:\.\d+)?)"
_WKT = re.compile(rf"POINT ?\(\s*{_DEGREES}\s+{_DEGREES}\s*\)", re.IGNORECASE)
_PAIR = re.compile(rf"(?:.*\()?\s*{_DEGREES}\s*[,;\s]\s*{_DEGREES}\s*\)?")

Degrees = list[float | None]


def coordinates(sheet: Sheet, lat: str = "lat", lon: str = "lon") -> tuple[Degrees, Degrees]:
    """Return latitudes and longitudes by row; half a place is an error, 0, 0 is none.

    Parameters
    ----------
    sheet
        The rows.
    lat, lon
        Fields of the two columns.
    """
    if lat == "lat" and sheet.has("location") and not sheet.has("lat") and not sheet.has("lon"):
        return _from_points(sheet)
    lats = sheet.take(lat, numbers(LATITUDE))
    lons = sheet.take(lon, numbers(LONGITUDE))
    _check_pairs(sheet, (lats, lat), (lons, lon))
    return _without_zeros(sheet, lats, lons)


def _check_pairs(sheet: Sheet, first: tuple[Degrees, str], second: tuple[Degrees, str]) -> None:
    (lats, lat), (lons, lon) = first, second
    if sheet.has(lat) != sheet.has(lon):
        there, missing = (lat, lon) if sheet.has(lat) else (lon, lat)
        what = f"there is a column for {there} but none for {missing}"
        sheet.refuse(what, f"name a column {missing} or give --map {missing}=COLUMN")
        return
    for index, pair in enumerate(zip(lats, lons, strict=True)):
        if (pair[0] is None) != (pair[1] is None) and index not in sheet.bad:
            empty = lat if pair[0] is None else lon
            sheet.wrong(index, empty, f"only one of {lat} and {lon} is given", "give both or none")


def _without_zeros(sheet: Sheet, lats: Degrees, lons: Degrees) -> tuple[Degrees, Degrees]:
    for index, pair in enumerate(zip(lats, lons, strict=True)):
        if pair[0] == 0 and pair[1] == 0:
            lats[index] = lons[index] = None
            what = "the place 0, 0 lies in the sea off Africa and was read as blank"
            sheet.warn(index, what, "give the true place or leave both cells blank")
    return lats, lons


def _from_points(sheet: Sheet) -> tuple[Degrees, Degrees]:
    points = sheet.take("location", each(point))
    column = sheet.table.header[sheet.columns.fields["location"]]
    sheet.notes.append(f"column {column}: read as points; POINT(...) has the longitude first")
    lats = [None if found is None else found[0] for found in points]
    lons = [None if found is None else found[1] for found in points]
    return _without_zeros(sheet, lats, lons)


def point(cell: Cell) -> tuple[float, float] | None:
    """Return latitude and longitude of ``POINT(lon lat)`` or ``lat, lon``.

    Raises
    ------
    CellError
        If the text is neither, or off the globe.
    """
    text = text_of(cell)
    if text.upper().replace(" ", "") == "POINTEMPTY":
        return None
    wkt, pair = _WKT.fullmatch(text), _PAIR.fullmatch(text)
    found = wkt or pair
    if not found:
        raise CellError("this is not a place", "write it as 41.66, -91.53 or POINT(-91.53 41.66)")
    one, two = float(found.group(1)), float(found.group(2))
    lat, lon = (two, one) if wkt else (one, two)
    if abs(lat) > 90 or abs(lon) > 180:
        raise CellError("the place is off the globe", "latitudes reach from -90 to 90")
    return lat, lon
