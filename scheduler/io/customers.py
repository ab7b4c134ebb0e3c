"""The customer list, read and checked (``customers.csv``)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from models.customers import Customer, Sales, Scores, Status
from models.response import Answers
from scheduler.io import words
from scheduler.io.amounts import NumberKind, numbers
from scheduler.io.cells import each, normal_form, text_of
from scheduler.io.coordinates import coordinates
from scheduler.io.dates import dates
from scheduler.io.duplicates import likely_duplicates
from scheduler.io.parsers import (
    COST,
    MONEY,
    SCORE,
    SHARE,
    boolean,
    choice,
    closing_ratios,
    currency,
    identifier,
    identifiers,
    opening,
)
from scheduler.io.postcodes import postcodes
from scheduler.io.reading import NO_SALES, Reading, ReadOptions
from scheduler.io.sheet import NEEDED_FIELDS, Sheet, open_sheet

MAX_DAYS = 3_660
"""Ten years: an interval or gap beyond it is a slip of the hand."""
COUNTRY_HEADERS = frozenset(map(normal_form, ("country", "country code", "מדינה", "ארץ", "страна")))

_COUNTS = {
    "visit_minutes": NumberKind(low=1, high=24 * 60, whole=True),
    "interval_days": NumberKind(low=1, high=MAX_DAYS, whole=True),
    "visits": NumberKind(low=0, high=31, whole=True),
    "min_gap_days": NumberKind(low=0, high=MAX_DAYS, whole=True),
    "max_gap_days": NumberKind(low=0, high=MAX_DAYS, whole=True),
}
_TEXTS = ("name", "address", "city", "industry", "note")
_SCORES = ("relationship", "potential", "penetration", "growth")
_ANSWERS = ("sales_no_visits", "sales_half_visits", "sales_same_visits", "sales_most_visits")


class _Columns(NamedTuple):
    """Values by field and row, typed where they are built."""

    of: dict[str, Sequence[Any]]
    ids: Sequence[str]
    sales: Sequence[Sales]
    extra: Sequence[Mapping[str, str]]


def read_customers(path: Path, options: ReadOptions | None = None) -> Reading[Customer]:
    """Read a customer list to its end, whatever is wrong in it.

    Parameters
    ----------
    path
        A CSV file (also ``.csv.gz``) or a workbook.
    options
        What the user says about the file; without it, header and columns speak for themselves.

    Returns
    -------
    Reading[Customer]
        Rows kept, set aside and blank add up to the rows of the file. Customers who look like
        the same one are warnings.
    """
    options = options or ReadOptions()
    sheet = open_sheet(path, "customers", options)
    if isinstance(sheet, Reading):
        return sheet
    who, where = NEEDED_FIELDS["customers"]
    sheet.need(who, "the customer's id or name")
    sheet.need(where, "where the customers are")
    found = _columns(sheet)
    money = sheet.take_currency(found.of["currency"])
    found.of["currency"] = [code or money for code in found.of["currency"]]
    reading = sheet.reading(lambda k: _customer(sheet, found, k), currency=money)
    return likely_duplicates(reading)


def _columns(sheet: Sheet) -> _Columns:
    delimiter, order = sheet.table.delimiter, sheet.options.date_order
    of: dict[str, Sequence[Any]] = {name: sheet.take(name, each(text_of)) for name in _TEXTS}
    ids = take_ids(sheet, "customer_id", of["name"])
    of["postcode"] = sheet.take("postcode", postcodes(one_country=_one_country(sheet)))
    of["lat"], of["lon"] = coordinates(sheet)
    of["rep_ids"] = sheet.take("rep_id", each(identifiers))
    for name, known in (("status", words.STATUS), ("segment", words.SEGMENT)):
        of[name] = sheet.take(name, each(choice(known)))
    of["channel"] = sheet.take("channel", each(choice(words.CHANNEL)))
    for name in _SCORES:
        of[name] = _whole(sheet, name, SCORE)
    for name, kind in _COUNTS.items():
        of[name] = _whole(sheet, name, kind)
    for name in ("growth_goal", "expected_value"):
        of[name] = sheet.take(name, numbers(MONEY, delimiter))
    for name in _ANSWERS:
        of[name] = sheet.take(name, numbers(COST, delimiter))
    for name in ("first_purchase", "last_visit"):
        of[name] = sheet.take(name, dates(order))
    of["currency"] = sheet.take("currency", each(currency))
    of["opening_hours"] = sheet.take("opening_hours", each(opening))
    of["troublesome"] = sheet.take("troublesome", each(boolean))
    of["margin"] = sheet.take("margin", numbers(SHARE, delimiter))
    of["closing_ratio"] = sheet.take("closing_ratio", closing_ratios(delimiter))
    of["answers"] = [Answers(*row) for row in zip(*(of[name] for name in _ANSWERS), strict=True)]
    sales = _sales(sheet)
    _check_gaps(sheet, of)
    _check_answers(sheet, of["answers"])
    _say_defaults(sheet)
    return _Columns(of, ids, sales, sheet.extra())


def take_ids(sheet: Sheet, name: str, names: Sequence[str | None]) -> Sequence[str]:
    """Return the ids of the rows, derived from their names where the file has none.

    A missing id is an error of its row; so is one that comes twice.
    """
    source = name if sheet.has(name) else "name"
    ids = sheet.take(name, each(identifier)) if sheet.has(name) else list(names)
    if source == "name" and sheet.has("name"):
        sheet.notes.append(f"no column for {name}: the name serves as the id")
    sheet.demand(source, ids)
    sheet.unique(ids, source)
    return [value or "" for value in ids]


def _whole(sheet: Sheet, name: str, kind: NumberKind) -> list[int | None]:
    values = sheet.take(name, numbers(kind, sheet.table.delimiter))
    return [None if value is None else int(value) for value in values]


def _one_country(sheet: Sheet) -> bool:
    at = [k for k, name in sheet.columns.extra.items() if normal_form(name) in COUNTRY_HEADERS]
    return all(len({text_of(c).casefold() for c in sheet.cells[k]} - {""}) <= 1 for k in at)


def _sales(sheet: Sheet) -> list[Sales]:
    money = numbers(MONEY, sheet.table.delimiter)
    totals = sheet.take("sales_12m", money)
    months = sorted(sheet.columns.sales)
    if months and sheet.has("sales_12m"):
        sheet.notes.append("there are sales by month, so the column for sales_12m is not used")
        totals = [None] * len(sheet)
    by_month = [sheet.take_at(sheet.columns.sales[month], money) for month in months]
    if not by_month:
        return [Sales(total_12m=total) for total in totals]
    return [
        Sales(MappingProxyType({m: v for m, v in zip(months, row, strict=True) if v is not None}))
        for row in zip(*by_month, strict=True)
    ]


def _check_gaps(sheet: Sheet, of: Mapping[str, Sequence[Any]]) -> None:
    for index, (least, most) in enumerate(zip(of["min_gap_days"], of["max_gap_days"], strict=True)):
        if least is not None and most is not None and least > most:
            what = f"min_gap_days {least} is more than max_gap_days {most}"
            sheet.wrong(index, "min_gap_days", what, "swap them or leave one blank")


def _check_answers(sheet: Sheet, rows: Sequence[Answers]) -> None:
    for index, answers in enumerate(rows):
        for fault in answers.faults():
            sheet.wrong(index, fault.column, fault.what, fault.advice)


def _say_defaults(sheet: Sheet) -> None:
    silent = ["customer_id", "name", "location", "lat", "lon", "address", "city", "postcode"]
    silent += ["sales_12m", "note", *_ANSWERS]
    sheet.say_defaults(silent)
    if not sheet.has("name") and sheet.has("customer_id"):
        sheet.notes.append("no column for name: the id serves as the name")
    if not sheet.has("sales_12m") and not sheet.columns.sales:
        sheet.notes.append(NO_SALES)


def _customer(sheet: Sheet, found: _Columns, k: int) -> Customer:
    of = found.of
    return Customer(
        customer_id=found.ids[k],
        name=of["name"][k] or found.ids[k],
        address=of["address"][k] or "",
        city=of["city"][k] or "",
        postcode=of["postcode"][k] or "",
        lat=of["lat"][k],
        lon=of["lon"][k],
        rep_ids=of["rep_ids"][k] or (),
        status=of["status"][k] or Status.ACTIVE,
        industry=of["industry"][k] or "",
        segment=of["segment"][k],
        scores=Scores(*(of[name][k] for name in _SCORES)),
        growth_goal=of["growth_goal"][k],
        currency=of["currency"][k] or "",
        sales=found.sales[k],
        first_purchase=of["first_purchase"][k],
        last_visit=of["last_visit"][k],
        visit_minutes=of["visit_minutes"][k],
        opening_hours=of["opening_hours"][k] or "",
        channel=of["channel"][k],
        interval_days=of["interval_days"][k],
        visits=of["visits"][k],
        min_gap_days=of["min_gap_days"][k],
        max_gap_days=of["max_gap_days"][k],
        troublesome=bool(of["troublesome"][k]),
        margin=of["margin"][k],
        closing_ratio=of["closing_ratio"][k],
        expected_value=of["expected_value"][k],
        answers=of["answers"][k],
        note=of["note"][k] or "",
        extra=found.extra[k],
        row=sheet.table.lines[k],
    )
