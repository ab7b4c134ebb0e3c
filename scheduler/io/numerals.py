"""How a number is written: its digits, its decimal mark, and what stands around them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from scheduler.io.cells import CellError
from scheduler.io.words import CURRENCIES

_MONEY = {sign.casefold(): code for code, signs in CURRENCIES.items() for sign in signs}
_SIGNS = "|".join(map(re.escape, sorted(_MONEY, key=len, reverse=True)))
_LEADING = re.compile(rf"({_SIGNS})\s*(?=[-−(\d.,])", re.IGNORECASE)
_TRAILING = re.compile(rf"(?<=[\d).,\s])({_SIGNS})$", re.IGNORECASE)
NOT_A_NUMBER = "this is not a number"


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
        rest, negative = (rest[1:] if rest.startswith("-") else rest[:-1]).strip(), True
    else:
        rest = rest.removeprefix("+").strip()
    if not currency:
        rest, currency = _without_currency(rest)
    if re.search(r"[\s'’]", rest):
        rest = _without_spaces(rest)
    if not re.fullmatch(r"[\d.,]*\d[\d.,]*", rest) or not rest.isascii():
        raise CellError(NOT_A_NUMBER, "write digits, as in 1234.50, or leave the cell blank")
    return Written(rest, negative, percent, currency)


def _without_currency(text: str) -> tuple[str, str]:
    if text[:1].isdigit() and text[-1:].isdigit():
        return text, ""
    for form in (_LEADING, _TRAILING):
        found = form.search(text)
        if found and (form is _TRAILING or found.start() <= 1):
            rest = text[: found.start()] + text[found.end() :]
            return rest.strip(), _MONEY[found.group(1).casefold()]
    return text, ""


def _without_spaces(text: str) -> str:
    """Drop spaces and apostrophes between thousands; anywhere else they join two numbers."""
    if not re.fullmatch(r"\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?", text):
        raise CellError(NOT_A_NUMBER, "write one number, as in 1234.50")
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
        raise CellError(NOT_A_NUMBER, "separate thousands in threes, as in 1,234,567.50")
    return float(f"{whole.replace(thousands, '') or '0'}.{part or '0'}")
