"""Cells of the tables that people open in a spreadsheet."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def plain_text(value: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula.

    A text that begins with ``= + - @``, a tab or a carriage return gets an apostrophe in front;
    numbers stay as they are.
    """
    if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file (UTF-8, comma, one line feed a row); ``None`` becomes a blank cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write_rows(file, header, rows)


def write_rows(file: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write the rows of such a table into an open file."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_text(str(value))


def reads_right_to_left(texts: Iterable[str]) -> bool:
    """Whether most letters of the texts are Hebrew, Arabic or of another such script."""
    right = left = 0
    for text in texts:
        directions = [unicodedata.bidirectional(letter) for letter in text]
        right += sum(direction in {"R", "AL"} for direction in directions)
        left += directions.count("L")
    return right > left
