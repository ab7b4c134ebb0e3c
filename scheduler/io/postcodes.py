"""Columns of postcodes: text always, with the damage of spreadsheets repaired and said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.io.cells import (
    BLANK_WORDS,
    SHEET_ERRORS,
    Cell,
    Converted,
    Converter,
    Fault,
    counted,
    text_of,
)

_DECIMALS = re.compile(r"(\d{3,10})[.,]0+")
_US = re.compile(r"\d{5}(?:-?\d{4})?")
_TRAILING = re.compile(r"\d{5}0")
_SHORT = re.compile(r"\d{3,4}")
MIN_SHARE = 0.95
"""So many codes must fit, after repair, before a column counts as one of five digits."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done to postcodes: in words, the first example and how often."""

    what: str
    before: str
    after: str
    count: int

    def __str__(self) -> str:
        """Return the repair as one note."""
        return f"{counted(self.count, 'postcode')} repaired, {self.what}: {self.before} was read as {self.after}"


def postcodes(*, one_country: bool = True) -> Converter[str]:
    """Return the converter of a column of postcodes.

    Parameters
    ----------
    one_country
        Whether all may be codes of one country; else five digits prove nothing.
    """

    def convert(cells: Sequence[Cell]) -> Converted[str]:
        raw = [text_of(cell) for cell in cells]
        codes = [_plain(text) for text in raw]
        repairs = {
            text: (code, "decimals of a spreadsheet dropped")
            for text, code in set(zip(raw, codes, strict=True))
            if _DECIMALS.fullmatch(text)
        }
        if one_country and five_digits(codes):
            better = {code: _as_five(code) for code in set(codes)}
            repairs |= {code: found for code, found in better.items() if found[0] != code}
        final = [repairs[code][0] if code in repairs else code for code in codes]
        notes = _notes(raw, codes, repairs)
        return Converted([code or None for code in final], faults=_errors(raw), notes=notes)

    return convert


def five_digits(codes: Sequence[str]) -> bool:
    """Whether a column holds codes of five digits, some with a stray 0 behind, some cut short.

    A six-digit code that does not end in 0 speaks against it: other countries have six digits.
    """
    given = [code for code in codes if code]
    full = sum(1 for code in given if _US.fullmatch(code))
    long = sum(1 for code in given if _TRAILING.fullmatch(code))
    short = sum(1 for code in given if _SHORT.fullmatch(code))
    six = sum(1 for code in given if len(code) == 6 and code.isdigit())
    if not full or six > long or short > full:
        return False
    return full + long + short >= MIN_SHARE * len(given)


def _plain(text: str) -> str:
    if text.casefold() in BLANK_WORDS:
        return ""
    found = _DECIMALS.fullmatch(text)
    return found.group(1) if found else text


def _as_five(code: str) -> tuple[str, str]:
    if _TRAILING.fullmatch(code):
        return code[:5], "a stray 0 at the end dropped"
    if _SHORT.fullmatch(code):
        return code.zfill(5), "zeros in front restored"
    return code, ""


def _errors(raw: Sequence[str]) -> list[Fault]:
    what, advice = "the spreadsheet shows an error here", "repair the formula or clear it"
    return [Fault(k, what, advice) for k, text in enumerate(raw) if text in SHEET_ERRORS]


def _notes(
    raw: Sequence[str], codes: Sequence[str], repairs: dict[str, tuple[str, str]]
) -> list[str]:
    found: dict[str, Repair] = {}
    for text, code in zip(raw, codes, strict=True):
        for before in dict.fromkeys((text, code)):
            if before not in repairs:
                continue
            after, what = repairs[before]
            first = found.get(what, Repair(what, before, after, 0))
            found[what] = Repair(what, first.before, first.after, first.count + 1)
    return [str(repair) for repair in found.values()]
