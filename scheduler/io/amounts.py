"""Columns of numbers: money, shares, degrees; the decimal mark is read off the whole column.

``1,234.50`` and ``1.234,50`` show their mark. A lone ``1,234`` does not: the other cells of the
column decide. Where none does, a comma before exactly three digits separates thousands in money
(said in a note) and is the decimal mark in degrees and shares; in a file separated by semicolons,
where decimal commas are usual, it is an error.
"""

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scheduler.io.cells import Cell, CellError, Converted, Converter, Fault, counted, each, text_of
from scheduler.io.numerals import NOT_A_NUMBER, Mark, Written, shown_mark, value_of, written

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,2})?", re.ASCII)
_LARGEST = 1e15
"""Beyond it, floating numbers skip whole ones."""


@dataclass(frozen=True, slots=True)
class NumberKind:
    """What the numbers of a column mean.

    Parameters
    ----------
    low, high
        Allowed range, both ends included.
    open_low
        Whether the lower end is excluded.
    whole
        Whether only whole numbers make sense.
    money
        Whether signs of currencies may stand there, and thousands be separated.
    share
        Whether ``25 %`` means 0.25.
    """

    low: float = float("-inf")
    high: float = float("inf")
    open_low: bool = False
    whole: bool = False
    money: bool = False
    share: bool = False


def numbers(kind: NumberKind, delimiter: str = "") -> Converter[float]:
    """Return a converter for a column of numbers.

    Parameters
    ----------
    kind
        Range and meaning.
    delimiter
        Of the file: among semicolons an undecided ``1,234`` is an error.
    """

    def convert(cells: Sequence[Cell]) -> Converted[float]:
        take_apart = functools.cache(written)
        mark, unsure = _mark_of(cells, take_apart)
        if not kind.money and not kind.whole:  # degrees and shares have no thousands
            return _Reader(kind, Mark.POINT, Mark.COMMA, take_apart).column(cells)
        open_list = mark is Mark.UNKNOWN and kind.money and delimiter == ";"
        if unsure and (mark is Mark.BOTH or open_list):
            return _undecided(cells, unsure)
        # A lone point is the mark of every program's numbers: only evidence speaks against it.
        used = Mark.COMMA if mark is Mark.COMMA else Mark.POINT
        found = _Reader(kind, used, used, take_apart).column(cells)
        commas = [text for text in unsure if "," in text]
        if commas and mark is Mark.UNKNOWN:
            found.notes.append(f"{commas[0]!r} was read with the comma separating thousands")
        return found

    return convert


@dataclass(slots=True)
class _Reader:
    """Reads the numbers of a column whose marks are settled."""

    kind: NumberKind
    point_means: Mark
    comma_means: Mark
    take_apart: Callable[[str], Written]
    currencies: dict[Cell, str] = field(default_factory=dict)

    def column(self, cells: Sequence[Cell]) -> Converted[float]:
        values: list[float | None] = [None] * len(cells)
        rest = list(range(len(cells)))
        if self.point_means is Mark.POINT:
            rest = self._plain_ones(cells, values)
        found = each(self.number)([cells[k] for k in rest])
        for k, value in zip(rest, found.values, strict=True):
            values[k] = value
        faults = [Fault(rest[fault.index], fault.what, fault.advice) for fault in found.faults]
        signs = self.currencies
        currencies = {k: signs[cells[k]] for k in rest if cells[k] in signs} if signs else {}
        return Converted(values, faults, currencies=currencies)

    def _plain_ones(self, cells: Sequence[Cell], values: list[float | None]) -> list[int]:
        """Read what needs no second look, nearly all of an export; return the other positions."""
        kind, rest = self.kind, []
        low, high, is_plain = kind.low, min(kind.high, _LARGEST), _PLAIN.fullmatch
        for k, cell in enumerate(cells):
            if type(cell) is str and is_plain(cell):
                value = float(cell)
                if low < value <= high and not (kind.whole and not value.is_integer()):
                    values[k] = value
                    continue
            rest.append(k)
        return rest

    def number(self, cell: Cell) -> float:
        """Return the number of one cell or raise `CellError`."""
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            raise CellError(NOT_A_NUMBER, "format the cell as a number")
        if not isinstance(cell, str):
            return _checked(cell if isinstance(cell, float) else float(str(cell)), self.kind)
        if self.point_means is Mark.POINT and _PLAIN.fullmatch(cell):
            return _checked(float(cell), self.kind)
        parts = self.take_apart(text_of(cell))
        means = self.point_means if "." in parts.digits else self.comma_means
        value = value_of(parts.digits, means)
        value = -value if parts.negative else value
        if parts.currency:
            if not self.kind.money:
                raise CellError("money stands where a plain number is meant", "remove the currency")
            self.currencies[cell] = parts.currency
        if parts.percent:
            if not self.kind.share:
                raise CellError("a percentage stands where a number is meant", "write the number")
            value /= 100
        return _checked(value, self.kind)


def _mark_of(cells: Sequence[Cell], take_apart: Callable[[str], Written]) -> tuple[Mark, list[str]]:
    """Return the mark that a column shows and the cells that need it."""
    texts = {c for c in cells if type(c) is str and ("," in c or "." in c)}
    # Nearly all cells of an export: a point, and not three digits behind it.
    open_cells = {c for c in texts if "," in c or not _shows_point(c)}
    marks = {Mark.POINT} if len(open_cells) < len(texts) else set()
    unsure: list[str] = []
    for cell in open_cells:
        try:
            digits = take_apart(text_of(cell)).digits
        except CellError:
            continue
        mark = shown_mark(digits)
        marks.add(mark)
        if mark is Mark.UNKNOWN and ("," in digits or "." in digits):
            unsure.append(text_of(cell))
    marks.discard(Mark.UNKNOWN)
    if len(marks) == 2:
        return Mark.BOTH, sorted(unsure)
    return (marks.pop() if marks else Mark.UNKNOWN), sorted(unsure)


def _shows_point(text: str) -> bool:
    head, _, tail = text.partition(".")
    return len(tail) != 3 and tail.isdigit() and head.isdigit()


def _undecided(cells: Sequence[Cell], unsure: list[str]) -> Converted[float]:
    digits = written(unsure[0]).digits
    big, small = digits.replace(",", "").replace(".", ""), digits.replace(",", ".")
    what = f"{counted(len(unsure), 'number')} such as {unsure[0]!r} may mean {big} or {small}"
    advice = f"write {big} without a separator, or {small}0 with a fourth decimal"
    return Converted([None] * len(cells), general=[(unsure[0], what, advice)])


def _checked(value: float, kind: NumberKind) -> float:
    if not abs(value) <= _LARGEST:
        raise CellError("the number is too large", "check the cell")
    if kind.whole and not value.is_integer():
        raise CellError("only a whole number makes sense here", "round it")
    below = value <= kind.low if kind.open_low else value < kind.low
    if below or value > kind.high:
        raise CellError(*_range(value, kind))
    return value


def _range(value: float, kind: NumberKind) -> tuple[str, str]:
    low = f"{'more than' if kind.open_low else 'at least'} {kind.low:g}"
    if kind.high == float("inf"):
        return "the number is out of range", f"give {low}, or leave the cell blank"
    both = f"{low} and at most" if kind.open_low else f"{kind.low:g} to"
    advice = f"give {both} {kind.high:g}, or leave the cell blank"
    if kind.share and value > 1:
        advice = f"a share of {value:g} per cent is written {value / 100:g} or {value:g}%"
    return "the number is out of range", advice
