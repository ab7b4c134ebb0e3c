"""Single cells turned into ids, words, yes and no, ratios, opening hours, time zones."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import opening_hours as osm

from scheduler.io.amounts import NumberKind, numbers
from scheduler.io.cells import Cell, CellError, Converted, Converter, Fault, normal_form, text_of
from scheduler.io.headers import near
from scheduler.io.words import CURRENCIES, NO, YES

T = TypeVar("T")

_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
_RATIO = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?::|/|\bto\b|\bin\b|\bк\b)\s*(\d+(?:[.,]\d+)?)")
_YES = frozenset(map(normal_form, YES)) | {"✓"}
_NO = frozenset(map(normal_form, NO))
_CURRENCY = {sign.casefold(): code for code, signs in CURRENCIES.items() for sign in signs}
_ZONES: set[str] = set()

SCORE = NumberKind(low=1, high=5, whole=True)
MONEY = NumberKind(money=True)
COST = NumberKind(low=0, money=True)
SHARE = NumberKind(low=0, high=1, share=True)
RATIO = NumberKind(low=0, high=1, open_low=True, share=True)
LATITUDE = NumberKind(low=-90, high=90)
LONGITUDE = NumberKind(low=-180, high=180)


def identifier(cell: Cell) -> str:
    """Return an id as text.

    Raises
    ------
    CellError
        If a spreadsheet has shortened it to ``1.23E+11``.
    """
    text = text_of(cell)
    if _SHORTENED.fullmatch(text):
        what = "the spreadsheet has shortened this number"
        raise CellError(what, "format the column as text and export it again")
    return text


def identifiers(cell: Cell) -> tuple[str, ...]:
    """Return the ids of a cell such as ``R01;R02``, each once."""
    parts = (part.strip() for part in re.split(r"[;,|]", text_of(cell)))
    return tuple(dict.fromkeys(part for part in parts if part))


def choice(words: Mapping[T, Sequence[str]]) -> Callable[[Cell], T]:
    """Return a parser for one of several words, in whatever language."""
    known = {normal_form(word): value for value, names in words.items() for word in names}

    def parse(cell: Cell) -> T:
        text = text_of(cell)
        found = known.get(normal_form(text))
        if found is None:
            allowed = f"give one of {', '.join(map(str, words))}, or leave the cell blank"
            raise CellError("this word is not known here", near(text, map(str, words)) or allowed)
        return found

    return parse


def boolean(cell: Cell) -> bool:
    """Return yes or no.

    Raises
    ------
    CellError
        If the word means neither.
    """
    text = text_of(cell)
    word = normal_form(text) or text
    if word in _YES or word in _NO:
        return word in _YES
    raise CellError("this is neither yes nor no", "write yes or no, or leave the cell blank")


def currency(cell: Cell) -> str:
    """Return the code of a currency, e.g. ``ILS`` for ``₪``.

    Raises
    ------
    CellError
        If the text names none.
    """
    text = text_of(cell)
    code = _CURRENCY.get(text.casefold())
    if code is None and re.fullmatch(r"[A-Za-z]{3}", text):
        code = text.upper()
    if code is None:
        raise CellError("this is not a currency", "write its code of three letters, as in EUR")
    return code


def opening(cell: Cell) -> str:
    """Return opening hours in OpenStreetMap syntax, as given.

    Raises
    ------
    CellError
        If they do not follow it.
    """
    text = text_of(cell)
    if not osm.validate(text):
        advice = "write them in OpenStreetMap syntax, as in Mo-Fr 09:00-17:00; Sa 10:00-13:00"
        raise CellError("these opening hours are not understood", advice)
    return text


def time_zone(cell: Cell) -> str:
    """Return the IANA name of a time zone.

    Raises
    ------
    CellError
        If there is none of this name.
    """
    text = text_of(cell)
    _ZONES.update(_ZONES or zoneinfo.available_timezones())
    if text not in _ZONES:
        hint = near(text, _ZONES) or "write its IANA name, as in Europe/Berlin"
        raise CellError("there is no such time zone", hint)
    return text


def closing_ratios(delimiter: str = "") -> Converter[float]:
    """Return a converter for closings per meeting: ``0.2``, ``20%`` or ``5:1``."""
    as_number = numbers(RATIO, delimiter)

    def convert(cells: Sequence[Cell]) -> Converted[float]:
        found = as_number([_ratio(cell) for cell in cells])
        advice = "write closings per meeting, above 0 and at most 1: 0.2, 20% or 5:1"
        found.faults = [Fault(fault.index, fault.what, advice) for fault in found.faults]
        return found

    return convert


def _ratio(cell: Cell) -> Cell:
    """Return ``5:1`` as a number; five meetings a closing and one closing in five are the same."""
    if isinstance(cell, dt.time):  # a spreadsheet takes 5:1 for a minute past five
        cell = f"{cell.hour}:{cell.minute}"
    found = _RATIO.fullmatch(text_of(cell)) if isinstance(cell, str) else None
    if not found:
        return cell
    one, two = (float(part.replace(",", ".")) for part in found.groups())
    return min(one, two) / max(one, two) if max(one, two) else 0.0
