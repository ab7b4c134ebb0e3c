"""The noun of this package: a table with its source lines, and the errors of a whole file."""

from dataclasses import dataclass

from models.errors import InputError, InputProblem, TooLargeError
from scheduler.io.cells import Cell

MAX_BYTES = 400_000_000
"""Largest size of a file's content, unpacked: about two million rows of a customer list."""
MAX_COLUMNS = 1_000
"""A header longer than this is a defect of the file, not a customer list."""


@dataclass(frozen=True, slots=True)
class OddRow:
    """A row that does not fit the header.

    Parameters
    ----------
    line
        Where it begins in the file.
    cells
        All its cells, raw.
    what, advice
        What is wrong with it and what to do.
    """

    line: int
    cells: tuple[Cell, ...]
    what: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of a file below its header.

    Parameters
    ----------
    file
        Name as the user gave it.
    header
        As written; a nameless column with content is called ``column 7``.
    lines
        Line of each row in the file; the header is line 1 where nothing stands above it.
    rows
        Cells by row, each row as long as the header; blank rows are left out.
    blank_rows
        How many rows are blank.
    odd_rows
        Rows that do not fit the header.
    delimiter
        Of a text file; empty for a workbook.
    notes
        How the file was read, where that is not obvious.
    """

    file: str
    header: tuple[str, ...]
    lines: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    blank_rows: int = 0
    odd_rows: tuple[OddRow, ...] = ()
    delimiter: str = ""
    notes: tuple[str, ...] = ()


def refuse(file: str, what: str, advice: str, *, row: int = 0, value: str = "") -> InputError:
    """Return the error for a file that cannot be read as a whole."""
    return InputError([InputProblem(file, row, "", value, what, advice)])


def too_large(file: str, size: int) -> TooLargeError:
    """Return the error for a file of too many bytes."""
    found, most = f"{size / 1e6:,.0f} MB", f"{MAX_BYTES / 1e6:,.0f} MB"
    what = f"the content is {found}, more than the {most} that are read"
    return TooLargeError([InputProblem(file, 0, "", "", what, "split the file or drop columns")])
