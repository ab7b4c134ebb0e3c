"""Columns of dates; whether 03/04/2026 is in March or in April is read off the whole column."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from math import isfinite

from scheduler.io.cells import Cell, CellError, Converted, Converter, counted, each, text_of
from scheduler.io.words import month_number

_NOT_A_DATE = "this is not a date"
_ADVICE = "write it as 2026-12-31"
_YEARS = range(1900, 2200)
_EPOCH = dt.date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Day numbers of spreadsheets between 1954 and 2119."""

# The time of day behind a date says nothing that is needed.
_TIME = (
    r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-./ ])(\d{{1,2}})\2(\d{{1,2}})\.?{_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-./ ])(\d{{1,2}})\2(\d{{4}}|\d{{2}})\.?(?: ?г\.?)?{_TIME}")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_MONTH_ONLY = re.compile(r"(\d{4})[-./](\d{1,2})")
_WORDS = re.compile(rf"(\d{{1,2}})[-. ]*ב?([^\W\d_]+)\.?,?[-. ]*(\d{{4}})(?: ?г\.?)?{_TIME}")
_WORDS_US = re.compile(rf"([^\W\d_]+)\.? (\d{{1,2}}),? (\d{{4}}){_TIME}")

DATE_TOKEN = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{1,2} [^\W\d_]+ \d{4}"
)
"""A date inside a longer text."""

Order = str
"""``dmy``, ``mdy`` or ``ymd``; empty where the column does not show it."""


def dates(order: str, *, month_only: bool = False) -> Converter[dt.date]:
    """Return a converter for a column of dates.

    Parameters
    ----------
    order
        ``auto`` lets the column show its order; the others settle it.
    month_only
        Whether ``2026-01`` stands for the first of January.
    """

    def convert(cells: Sequence[Cell]) -> Converted[dt.date]:
        shown, doubt = settled(cells, order)
        if doubt:
            return Converted([None] * len(cells), general=[doubt])
        found = each(lambda cell: _date(cell, shown, month_only=month_only))(cells)
        found.notes += [order_note(shown)] if order == "auto" and shown else []
        if any(type(cell) is str and cell.isdigit() and len(cell) == 5 for cell in cells):
            found.notes.append("numbers were read as the day numbers of a spreadsheet")
        return found

    return convert


def order_note(order: Order) -> str:
    """Say in words how dates were read."""
    first = {"dmy": "the day", "mdy": "the month", "ymd": "the year"}[order]
    return f"dates were read with {first} first, as the column shows"


def settled(cells: Iterable[Cell], order: str) -> tuple[Order, tuple[str, str, str] | None]:
    """Return the order of day and month in a column, or why it cannot be told.

    Parameters
    ----------
    cells
        Cells of one column, or parts of them; those that are no dates are ignored.
    order
        ``auto`` or what the user says.

    Returns
    -------
    str
        The order; empty where no cell needs it.
    tuple or None
        An example, what is wrong, and what to do.
    """
    if order != "auto":
        return order, None
    open_dates: list[str] = []
    shown: dict[Order, str] = {}
    for text in {text_of(cell) for cell in cells if type(cell) is str}:
        found = _YEAR_LAST.fullmatch(text)
        if not found:
            continue
        first, second = int(found.group(1)), int(found.group(3))
        if first > 12 >= second:
            shown["dmy"] = text
        elif second > 12 >= first:
            shown["mdy"] = text
        elif first != second:
            open_dates.append(text)
    if len(shown) == 1 or not open_dates:
        return (next(iter(shown)) if len(shown) == 1 else "", None)
    return "", _doubt(sorted(open_dates), shown)


def _doubt(open_dates: list[str], shown: dict[Order, str]) -> tuple[str, str, str]:
    what = f"{counted(len(open_dates), 'date')} such as {open_dates[0]!r} may be day or month first"
    if shown:
        both = " and ".join(repr(text) for text in sorted(shown.values()))
        what += f", and the column shows both orders: {both}"
    return open_dates[0], what, "say --date-order dmy or --date-order mdy"


def parsed_date(text: str, order: Order) -> dt.date:
    """Return the date that a text means.

    Raises
    ------
    CellError
        If it is none, or a day that does not exist.
    """
    for form, build in _FORMS:
        found = form.fullmatch(text)
        if found:
            return _existing(*build(found, order))
    if text.isdigit() and text.isascii() and int(text) in _SERIALS:
        return _EPOCH + dt.timedelta(days=int(text))
    raise CellError(_NOT_A_DATE, _ADVICE)


def _date(cell: Cell, order: Order, *, month_only: bool) -> dt.date:
    if isinstance(cell, dt.datetime):
        return _existing(cell.year, cell.month, cell.day)
    if isinstance(cell, dt.date):
        return _existing(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise CellError(_NOT_A_DATE, _ADVICE)
    if isinstance(cell, float) and not isfinite(cell):
        raise CellError(_NOT_A_DATE, _ADVICE)
    text = text_of(cell) if isinstance(cell, str) else str(int(cell))
    found = _MONTH_ONLY.fullmatch(text) if month_only else None
    return _existing(int(found[1]), int(found[2]), 1) if found else parsed_date(text, order)


def _existing(year: int, month: int, day: int) -> dt.date:
    if year not in _YEARS:
        raise CellError(f"the year {year} cannot be right", _ADVICE)
    try:
        return dt.date(year, month, day)
    except ValueError:
        leap = f": {year} has no 29 February" if (month, day) == (2, 29) else ""
        raise CellError(f"there is no such day{leap}", "correct the date") from None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


Parts = tuple[int, int, int]


def _year_last(found: re.Match[str], order: Order) -> Parts:
    one, _, two, three = found.groups()
    if order == "ymd":
        if len(three) == 4:
            raise CellError("the year does not come first here", "check --date-order ymd")
        return _full_year(one.zfill(2)), int(two), int(three)
    day, month = (two, one) if order == "mdy" else (one, two)
    if not order and int(two) > 12:  # no other cell needs the order, and this one shows it
        day, month = two, one
    return _full_year(three), int(month), int(day)


def _month_word(word: str) -> int:
    number = month_number(word)
    if number is None:
        raise CellError(f"{word!r} is not a month", _ADVICE)
    return number


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Order], Parts]], ...] = (
    (_YEAR_FIRST, lambda found, _: (int(found[1]), int(found[3]), int(found[4]))),
    (_YEAR_LAST, _year_last),
    (_COMPACT, lambda found, _: (int(found[1]), int(found[2]), int(found[3]))),
    (_WORDS, lambda found, _: (int(found[3]), _month_word(found[2]), int(found[1]))),
    (_WORDS_US, lambda found, _: (int(found[3]), _month_word(found[1]), int(found[2]))),
)
