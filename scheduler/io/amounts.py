"""Columns of numbers: money, shares, degrees; the decimal mark is read off the whole column.

``1,234.50`` and ``1.234,50`` show their mark. A lone ``1,234`` does not: the other cells of the
column decide. Where none does, a comma before exactly three digits separates thousands in money
(said in a note) and is the decimal mark in degrees and shares; in a file separated by semicolons,
where decimal commas are usual, it is an error.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.io.cells import Cell, CellError, Converted, Converter, each, text_of
from scheduler.io.words import CURRENCIES

_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,2})?", re.ASCII)
_LARGEST = 1e15
"""Beyond it, floating numbers skip whole ones."""
_MONEY = {sign.casefold(): code for code, signs in CURRENCIES.items() for sign in signs}
_SIGNS = "|".join(map(re.escape, sorted(_MONEY, key=len, reverse=True)))
_LEADING = re.compile(rf"({_SIGNS})\s*(?=[-−(\d.,])", re.IGNORECASE)
_TRAILING = re.compile(rf"(?<=[\d).,\s])({_SIGNS})$", re.IGNORECASE)
_NOT_A_NUMBER = "this is not a number"


class Mark(StrEnum):
    """The decimal mark that a column shows."""

    UNKNOWN = ""
    POINT = "."
    COMMA = ","
    BOTH = ".,"


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: its digits and separators apart from everything around them."""

    digits: str
    negative: bool = False
    percent: bool = False
    currency: str = ""


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


def written(text: str) -> Written:
    """Take a number apart.

    Raises
    ------
    CellError
        If the text holds anything but one number with its sign, currency or per cent.
    """
    rest, currency = _without_currency(text.replace("−", "-").replace("–", "-").strip())
    percent = rest.endswith("%")
    rest = rest.removesuffix("%").strip()
    negative = False
    if rest.startswith("(") and rest.endswith(")"):
        rest, negative = rest[1:-1].strip(), True
    elif rest.startswith("-") or rest.endswith("-"):
        rest, negative = rest.strip("-").strip(), True
    else:
        rest = rest.removeprefix("+").strip()
    if not currency:
        rest, currency = _without_currency(rest)
    if re.search(r"[\s'’]", rest):
        rest = _without_spaces(rest)
    if not re.fullmatch(r"[\d.,]*\d[\d.,]*", rest) or not rest.isascii():
        raise CellError(_NOT_A_NUMBER, "write digits, as in 1234.50, or leave the cell blank")
    return Written(rest, negative, percent, currency)


def _without_currency(text: str) -> tuple[str, str]:
    for form in (_LEADING, _TRAILING):
        found = form.search(text)
        if found and (form is _TRAILING or found.start() <= 1):
            rest = text[: found.start()] + text[found.end() :]
            return rest.strip(), _MONEY[found.group(1).casefold()]
    return text, ""


def _without_spaces(text: str) -> str:
    """Drop spaces and apostrophes between thousands; anywhere else they join two numbers."""
    if not re.fullmatch(r"\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?", text):
        raise CellError(_NOT_A_NUMBER, "write one number, as in 1234.50")
    return re.sub(r"[\s'’]", "", text)


def shown_mark(digits: str) -> Mark:
    """Return the decimal mark that a number shows on its own."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return Mark.POINT if digits.rfind(".") > digits.rfind(",") else Mark.COMMA
    if points + commas == 0:
        return Mark.UNKNOWN
    mark, other = (Mark.POINT, Mark.COMMA) if points else (Mark.COMMA, Mark.POINT)
    if points + commas > 1:
        return other
    head, _, tail = digits.partition(mark.value)
    ambiguous = len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")
    return Mark.UNKNOWN if ambiguous else mark


def value_of(digits: str, mark: Mark) -> float:
    """Return the number that the digits mean under a decimal mark.

    Raises
    ------
    CellError
        If the thousands are not separated in threes.
    """
    own = shown_mark(digits)
    decimal = own if own is not Mark.UNKNOWN else mark
    comma_is_decimal = decimal is Mark.COMMA
    thousands = "." if comma_is_decimal else ","
    whole, _, part = digits.partition("," if comma_is_decimal else ".")
    if thousands in part or (
        thousands in whole and not re.fullmatch(r"\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}", whole)
    ):
        raise CellError(_NOT_A_NUMBER, "separate thousands in threes, as in 1,234,567.50")
    return float(f"{whole.replace(thousands, '') or '0'}.{part or '0'}")


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
        mark, unsure = _mark_of(cells)
        fallback = Mark.POINT if kind.money or kind.whole else Mark.COMMA
        undecided = mark is Mark.BOTH or (mark is Mark.UNKNOWN and kind.money and delimiter == ";")
        if undecided and unsure:
            return _undecided(cells, unsure)
        used = mark if mark in {Mark.POINT, Mark.COMMA} else fallback
        # A lone point is the mark of every program's numbers: only evidence speaks against it.
        as_point = Mark.POINT if mark is not Mark.COMMA else Mark.COMMA
        currencies: dict[Cell, str] = {}

        def parse(cell: Cell) -> float:
            return _number(cell, kind, (used, as_point), currencies)

        found = each(parse)(cells)
        if currencies:
            found.currencies = {k: currencies[c] for k, c in enumerate(cells) if c in currencies}
        commas = [text for text in unsure if "," in text]
        if commas and mark is Mark.UNKNOWN and fallback is Mark.POINT:
            found.notes.append(f"{commas[0]!r} was read with the comma separating thousands")
        return found

    return convert


def _mark_of(cells: Sequence[Cell]) -> tuple[Mark, list[str]]:
    """Return the mark that a column shows and the cells that need it."""
    texts = {c for c in cells if type(c) is str and ("," in c or "." in c)}
    # Nearly all cells of an export: a point, and not three digits behind it.
    open_cells = {c for c in texts if "," in c or not _shows_point(c)}
    marks = {Mark.POINT} if len(open_cells) < len(texts) else set()
    unsure: list[str] = []
    for cell in open_cells:
        try:
            digits = written(text_of(cell)).digits
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
    what = f"{len(unsure)} numbers such as {unsure[0]!r} may mean {big} or {small}"
    advice = f"write them without a separator of thousands, as in {big} or {small}.0"
    return Converted([None] * len(cells), general=[(unsure[0], what, advice)])


def _number(
    cell: Cell, kind: NumberKind, marks: tuple[Mark, Mark], currencies: dict[Cell, str]
) -> float:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        raise CellError(_NOT_A_NUMBER, "format the cell as a number")
    if not isinstance(cell, str):
        return _checked(cell if isinstance(cell, float) else float(str(cell)), kind)
    if marks[1] is Mark.POINT and _PLAIN.fullmatch(cell):
        return _checked(float(cell), kind)
    parts = written(text_of(cell))
    value = value_of(parts.digits, marks[1] if "." in parts.digits else marks[0])
    value = -value if parts.negative else value
    if parts.currency:
        if not kind.money:
            raise CellError("money stands where a plain number is meant", "remove the currency")
        currencies[cell] = parts.currency
    if parts.percent:
        if not kind.share:
            raise CellError("a percentage stands where a number is meant", "write the number")
        value /= 100
    return _checked(value, kind)


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
    advice = f"give {low} and at most {kind.high:g}, or leave the cell blank"
    if kind.share and value > 1:
        advice = f"a share of {value:g} per cent is written {value / 100:g} or {value:g}%"
    return "the number is out of range", advice
