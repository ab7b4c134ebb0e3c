"""The list of reps, read and checked (``reps.csv``)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from models.reps import Rep
from scheduler.io.amounts import NumberKind, numbers
from scheduler.io.cells import each, text_of
from scheduler.io.coordinates import coordinates
from scheduler.io.customers import take_ids
from scheduler.io.dates import dates
from scheduler.io.parsers import COST, SHARE, time_zone
from scheduler.io.postcodes import postcodes
from scheduler.io.reading import Reading, ReadOptions
from scheduler.io.sheet import NEEDED_FIELDS, Sheet, open_sheet
from scheduler.io.spans import absences, half_days, span, weekdays

_CAP = NumberKind(low=1, high=200, whole=True)


def read_reps(path: Path, options: ReadOptions | None = None) -> Reading[Rep]:
    """Read the list of reps to its end, whatever is wrong in it.

    Parameters
    ----------
    path
        A CSV file (also ``.csv.gz``) or a workbook.
    options
        What the user says about the file; fields of reps are mapped as ``reps.daily_cap``.

    Returns
    -------
    Reading[Rep]
        Rows kept, set aside and blank add up to the rows of the file.
    """
    sheet = open_sheet(path, "reps", options or ReadOptions())
    if isinstance(sheet, Reading):
        return sheet
    who, where = NEEDED_FIELDS["reps"]
    sheet.need(who, "the rep's id or name")
    sheet.need(where, "where the reps start")
    of = _columns(sheet)
    ids = take_ids(sheet, "rep_id", of["name"])
    _check_days(sheet, of)
    _check_hours(sheet, of)
    _check_employment(sheet, of)
    _check_places(sheet, of)
    sheet.extra()
    sheet.take_currency([])
    sheet.say_defaults(("rep_id", "name", "location", "lat", "lon", "address", "city", "postcode"))
    return sheet.reading(lambda k: _rep(sheet, of, ids, k))


def _columns(sheet: Sheet) -> Mapping[str, Sequence[Any]]:
    delimiter, order = sheet.table.delimiter, sheet.options.date_order
    of: dict[str, Sequence[Any]] = {
        name: sheet.take(name, each(text_of)) for name in ("name", "address", "city")
    }
    of["postcode"] = sheet.take("postcode", postcodes())
    of["lat"], of["lon"] = coordinates(sheet)
    of["end_lat"], of["end_lon"] = coordinates(sheet, "end_lat", "end_lon")
    caps = sheet.take("daily_cap", numbers(_CAP, delimiter))
    of["daily_cap"] = [None if cap is None else int(cap) for cap in caps]
    of["work_days"] = sheet.take("work_days", each(weekdays))
    of["work_hours"] = sheet.take("work_hours", each(span))
    of["break"] = sheet.take("break", each(span))
    of["half_days"] = sheet.take("half_days", each(half_days))
    of["absences"] = sheet.take("absences", absences(order))
    for name in ("start_date", "end_date"):
        of[name] = sheet.take(name, dates(order))
    of["time_zone"] = sheet.take("time_zone", each(time_zone))
    for name in ("hourly_cost", "km_cost"):
        of[name] = sheet.take(name, numbers(COST, delimiter))
    of["prospecting_share"] = sheet.take("prospecting_share", numbers(SHARE, delimiter))
    return of


def _check_days(sheet: Sheet, of: Mapping[str, Sequence[Any]]) -> None:
    """Refuse a rep without working days; only a column that is blank as a whole is the default."""
    filled = any(days is not None for days in of["work_days"])
    for index, (days, halves) in enumerate(zip(of["work_days"], of["half_days"], strict=True)):
        none = days == frozenset() or (days is None and filled)
        if none and not halves and index not in sheet.bad:
            what = "the rep has no working days"
            sheet.wrong(index, "work_days", what, "give them, as in Mon-Fri, or remove the rep")


def _check_hours(sheet: Sheet, of: Mapping[str, Sequence[Any]]) -> None:
    for index, (hours, pause) in enumerate(zip(of["work_hours"], of["break"], strict=True)):
        if hours is None or pause is None:
            continue
        if pause.start_min < hours.start_min or pause.end_min > hours.end_min:
            what = "the break is not within the working hours"
            sheet.wrong(index, "break", what, "correct the break or the hours")


def _check_employment(sheet: Sheet, of: Mapping[str, Sequence[Any]]) -> None:
    for index, (first, last) in enumerate(zip(of["start_date"], of["end_date"], strict=True)):
        if first is not None and last is not None and last < first:
            what = f"the rep leaves on {last}, before starting on {first}"
            sheet.wrong(index, "end_date", what, "correct one of the two dates")


def _check_places(sheet: Sheet, of: Mapping[str, Sequence[Any]]) -> None:
    """Refuse a rep whose day starts nowhere."""
    places = zip(of["lat"], of["address"], of["city"], of["postcode"], strict=True)
    for index, place in enumerate(places):
        if place == (None, None, None, None) and index not in sheet.bad:
            what = "nothing says where the rep's day starts"
            sheet.wrong(index, "", what, "give lat and lon, or address, city or postcode")


def _rep(sheet: Sheet, of: Mapping[str, Sequence[Any]], ids: Sequence[str], k: int) -> Rep:
    return Rep(
        rep_id=ids[k],
        name=of["name"][k] or ids[k],
        address=of["address"][k] or "",
        city=of["city"][k] or "",
        postcode=of["postcode"][k] or "",
        lat=of["lat"][k],
        lon=of["lon"][k],
        end_lat=of["end_lat"][k],
        end_lon=of["end_lon"][k],
        daily_cap=of["daily_cap"][k],
        work_days=of["work_days"][k],
        work_hours=of["work_hours"][k],
        break_span=of["break"][k],
        half_days=of["half_days"][k] or MappingProxyType({}),
        absences=of["absences"][k] or (),
        start_date=of["start_date"][k],
        end_date=of["end_date"][k],
        time_zone=of["time_zone"][k] or "",
        hourly_cost=of["hourly_cost"][k],
        km_cost=of["km_cost"][k],
        prospecting_share=of["prospecting_share"][k],
        row=sheet.table.lines[k],
    )
