"""Cells of a column turned into values, each distinct cell once."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None

T = TypeVar("T")

BLANK_WORDS = frozenset({"", "-", "--", "–", "—", "n/a", "null", "nan"})
"""What people and programs write where they know nothing."""
SHEET_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})

# Marks of writing direction, joiners and byte order marks: invisible, and fatal for comparing.
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_PROTECTED = re.compile(r"'[=+\-@]")


class CellError(Exception):
    """A cell that cannot be read: what is wrong and what to do."""

    def __init__(self, what: str, advice: str) -> None:
        self.what, self.advice = what, advice
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that could not be read, by its position in the column."""

    index: int
    what: str
    advice: str


@dataclass(slots=True)
class Converted(Generic[T]):
    """A column of values.

    Parameters
    ----------
    values
        As many as cells; ``None`` for a blank and for a fault.
    faults
        Cells that could not be read.
    general
        What is wrong with the column as a whole: an example, what, advice.
    notes
        How the column was read, where that is not obvious.
    currencies
        Currency that a cell names, by position.
    """

    values: list[T | None]
    faults: list[Fault] = field(default_factory=list)
    general: list[tuple[str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    currencies: dict[int, str] = field(default_factory=dict)


Converter = Callable[[Sequence[Cell]], Converted[T]]


def text_of(cell: Cell) -> str:
    """Return the text of a cell: one line, composed letters, nothing invisible at its ends."""
    if isinstance(cell, str):
        return cell if cell.isascii() and cell.isalnum() else _clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)


def _clean(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = " ".join(_CONTROL.sub(" ", text).split())
    # An apostrophe in front is how a spreadsheet keeps a text from being a formula.
    return text[1:] if _PROTECTED.match(text) else text


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing at all."""
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def raw_text(cell: Cell) -> str:
    """Return a cell as it stood in the file, for setting it aside."""
    return cell if isinstance(cell, str) else text_of(cell)


def check_sheet_error(text: str) -> None:
    """Refuse the error value of a spreadsheet."""
    if text in SHEET_ERRORS:
        raise CellError("the spreadsheet shows an error here", "repair the formula or clear it")


def each(parse: Callable[[Cell], T]) -> Converter[T]:
    """Return a converter that parses every distinct cell once; blanks become ``None``.

    Parameters
    ----------
    parse
        Turns a cell that is not blank into a value or raises `CellError`.
    """

    def convert(cells: Sequence[Cell]) -> Converted[T]:
        known: dict[object, T | CellError | None] = {}
        found: Converted[T] = Converted([])
        for index, cell in enumerate(cells):
            # True, 1 and 1.0 are one key of a dict but three different cells.
            key = cell if type(cell) is str else (type(cell), cell)
            if key not in known:
                known[key] = _parsed(cell, parse)
            value = known[key]
            if isinstance(value, CellError):
                found.faults.append(Fault(index, value.what, value.advice))
                value = None
            found.values.append(value)
        return found

    return convert


def _parsed(cell: Cell, parse: Callable[[Cell], T]) -> T | CellError | None:
    text = text_of(cell)
    if text.casefold() in BLANK_WORDS:
        return None
    try:
        check_sheet_error(text)
        return parse(cell)
    except CellError as error:
        return error


def listed(indices: Iterable[int], most: int = 3) -> str:
    """Return ``3, 7 and 9``, or ``3, 7, 9 and 12 more``."""
    rows = [str(row) for row in sorted(indices)]
    shown, last = rows[:most], f"{len(rows) - most} more"
    if len(rows) <= most:
        *shown, last = rows
    return f"{', '.join(shown)} and {last}" if shown else last


def counted(number: int, noun: str) -> str:
    """Return ``1 date`` or ``2 dates``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def normal_form(text: str) -> str:
    """Return letters and digits only, without case, accents and vowel points, for comparing."""
    if text.isascii():
        return "".join(letter for letter in text.lower() if letter.isalnum())
    spread = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in spread if letter.isalnum())
