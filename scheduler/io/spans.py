"""Cells about working time: weekdays, hours, half days, absences."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from models.reps import DateRange, Span
from scheduler.io.cells import Cell, CellError, Converted, Converter, each, text_of
from scheduler.io.dates import DATE_TOKEN, Order, order_note, parsed_date, settled
from scheduler.io.words import weekday_of

NO_DAYS = frozenset({"none", "no", "אין", "нет"})
_DASH = r"(?:-|–|—|‑|\bto\b|\bעד\b|\bдо\b|\bпо\b)"
_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*([AaPp]\.?[Mm]\.?)?"
_HOURS = re.compile(rf"(?:from |с )?{_CLOCK}\s*{_DASH}\s*{_CLOCK}")
_ONE_CLOCK = re.compile(_CLOCK)
_SEPARATORS = re.compile(r"[;\n]")


def span(cell: Cell) -> Span:
    """Return the hours of a cell such as ``09:00-17:00``.

    Raises
    ------
    CellError
        If they are no hours, or end before they begin.
    """
    text = text_of(cell)
    found = _HOURS.fullmatch(text)
    if not found:
        raise CellError("these are no hours", "write them as 09:00-17:00")
    start, end = _minute(*found.groups()[:3]), _minute(*found.groups()[3:])
    if end <= start:
        what = "the hours end before they begin" if end < start else "the hours are empty"
        raise CellError(what, "write the earlier time first, as in 09:00-17:00")
    return Span(start, end)


def clock(cell: Cell) -> int:
    """Return the minute of the day of a cell such as ``14:30``.

    Raises
    ------
    CellError
        If it is no time of day.
    """
    if isinstance(cell, dt.datetime | dt.time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, float) and 0 <= cell < 1:  # a spreadsheet's share of the day
        return round(cell * 24 * 60)
    text = text_of(cell)
    found = re.fullmatch(rf"{_CLOCK}(?::00)?", text)
    if not found:
        raise CellError("this is no time of day", "write it as 14:30")
    return _minute(*found.groups())


def _minute(hour: str, minute: str | None, half: str | None) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        if not 1 <= hours <= 12:
            raise CellError(f"there is no hour {hours} {half}", "write the time as 14:30")
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    if minutes > 59 or hours * 60 + minutes > 24 * 60:
        raise CellError(f"there is no time {hour}:{minute or '00'}", "write it as 14:30")
    return hours * 60 + minutes


def weekdays(cell: Cell) -> frozenset[int]:
    """Return the weekdays of a cell such as ``Mon-Fri``, ``Sun-Thu`` or ``Mon,Wed``.

    Raises
    ------
    CellError
        If a word is no weekday.
    """
    text = re.sub(r"\b(?:יום|ימי)\s+", "", text_of(cell)).lower()
    if text in NO_DAYS:
        return frozenset()
    days: set[int] = set()
    for part in re.split(r"[,;/+&]|\band\b|\bи\b", text):
        if part.strip():
            days |= _days_of(part.strip())
    return frozenset(days)


def _days_of(text: str) -> set[int]:
    ends = [end.strip() for end in re.split(rf"\s*{_DASH}\s*", text)]
    # A list without commas: Mon Wed Fri.
    if len(ends) == 1 and weekday_of(text) is None:
        return {_day(word) for word in text.split()}
    if len(ends) > 2:
        raise CellError("these are no weekdays", "write them as Mon-Fri or Mon,Wed,Fri")
    first, last = _day(ends[0]), _day(ends[-1])
    return {(first + k) % 7 for k in range((last - first) % 7 + 1)}


def _day(word: str) -> int:
    day = weekday_of(word)
    if day is None:
        raise CellError(f"{word!r} is no weekday", "write them as Mon-Fri or Mon,Wed,Fri")
    return day


def half_days(cell: Cell) -> Mapping[int, Span]:
    """Return the hours by weekday of a cell such as ``Fri 09:00-13:00; Sat 10:00-12:00``.

    Raises
    ------
    CellError
        If a part is not a weekday with hours, or a weekday comes twice.
    """
    found: dict[int, Span] = {}
    for part in filter(None, map(str.strip, _SEPARATORS.split(text_of(cell)))):
        halves = re.fullmatch(r"([^\d]+?)[\s:]*(\d.*)", part)
        if not halves:
            raise CellError(f"{part!r} is not a weekday with hours", "write it as Fri 09:00-13:00")
        for day in weekdays(halves.group(1)):
            if day in found:
                raise CellError("a weekday comes twice", "give each weekday one stretch of hours")
            found[day] = span(halves.group(2))
    return MappingProxyType(found)


def absences(order: str) -> Converter[tuple[DateRange, ...]]:
    """Return a converter for dates and ranges of dates, separated by semicolons.

    Parameters
    ----------
    order
        As for `scheduler.io.dates.dates`.
    """

    def convert(cells: Sequence[Cell]) -> Converted[tuple[DateRange, ...]]:
        tokens = [t for c in cells if isinstance(c, str) for t in DATE_TOKEN.findall(text_of(c))]
        shown, doubt = settled(tokens, order)
        if doubt:
            return Converted([None] * len(cells), general=[doubt])
        found = each(lambda cell: _ranges(cell, shown))(cells)
        found.notes += [order_note(shown)] if order == "auto" and shown else []
        return found

    return convert


def _ranges(cell: Cell, order: Order) -> tuple[DateRange, ...]:
    if isinstance(cell, dt.datetime):
        return (DateRange(cell.date(), cell.date()),)
    parts = filter(None, map(str.strip, re.split(r"[;,]", text_of(cell))))
    return tuple(sorted(_range(part, order) for part in parts))


def _range(text: str, order: Order) -> DateRange:
    days = [parsed_date(token, order) for token in DATE_TOKEN.findall(text)]
    between = DATE_TOKEN.sub("", text).strip()
    if len(days) not in {1, 2} or not re.fullmatch(rf"(?:\.\.\.?|/|…|{_DASH})?", between):
        advice = "write 2026-12-24 or 2026-12-24..2026-12-31, several separated by ;"
        raise CellError(f"{text!r} is neither a date nor a range of dates", advice)
    if (len(days) == 2) != bool(between):
        raise CellError(f"{text!r} is not a range of dates", "write 2026-12-24..2026-12-31")
    if days[-1] < days[0]:
        raise CellError(f"the absence {text!r} ends before it begins", "swap the two dates")
    return DateRange(days[0], days[-1])
