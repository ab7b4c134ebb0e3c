"""Tables in text files: delimiter, quoting, and the line where each row begins."""

import contextlib
import csv
import io
from itertools import chain, islice

from scheduler.io.cells import is_blank, text_of
from scheduler.io.encodings import NAMES, decoded
from scheduler.io.headers import is_known_header
from scheduler.io.table import MAX_COLUMNS, OddRow, Table, refuse

DELIMITERS = (",", ";", "\t", "|")
MAX_UNCLOSED = 50
_END = "\x00"
"""A row of its own at the end: swallowed where a quotation mark is never closed."""

Row = tuple[int, list[str]]


def csv_table(file: str, data: bytes) -> Table:
    """Return the table of a text file.

    Raises
    ------
    InputError
        If there is no header, no row below it, or no end to the quotation marks.
    """
    text, encoding = decoded(file, data)
    lines = io.StringIO(text.replace(_END, ""), newline="").readlines()
    announced = _announced(lines)
    delimiter = announced or _delimiter(lines)
    odd: list[OddRow] = []
    rows = _rows(file, lines, delimiter, odd)
    if announced:
        rows = rows[1:]
    start = next((k for k, (_, cells) in enumerate(rows) if any(map(str.strip, cells))), None)
    if start is None:
        raise refuse(file, "the file is empty", "export the list again")
    header = _header(file, rows[start][1])
    fitting, blank = _sorted_out(rows[start + 1 :], len(header), odd)
    if not fitting and not odd:
        what = "there is a header but no row below it"
        raise refuse(file, what, "check the export: is the list filtered to nothing?")
    note = f"read as {NAMES.get(encoding)}; if letters look wrong, save the file as CSV UTF-8"
    return Table(
        file=file,
        header=header,
        lines=tuple(line for line, _ in fitting),
        rows=tuple(tuple(cells) for _, cells in fitting),
        blank_rows=blank,
        odd_rows=tuple(sorted(odd, key=lambda row: row.line)),
        delimiter=delimiter,
        notes=(note,) if encoding in NAMES else (),
    )


def _announced(lines: list[str]) -> str:
    """Return the delimiter of a first line ``sep=;``, as some spreadsheets write it."""
    first = lines[0].rstrip("\r\n") if lines else ""
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") else ""


def _delimiter(lines: list[str]) -> str:
    """Return the delimiter under which the header is known best and the rows agree."""
    sample = [line for line in lines[:60] if line.strip()]

    def merit(delimiter: str) -> tuple[int, int, int]:
        try:
            rows = list(islice(csv.reader(sample, delimiter=delimiter), 30))
        except csv.Error:
            return 0, 0, 0
        width = len(rows[0]) if rows else 0
        if width < 2:
            return 0, 0, 0
        return sum(map(is_known_header, rows[0])), sum(len(row) == width for row in rows), width

    return max(DELIMITERS, key=merit)


def _rows(file: str, lines: list[str], delimiter: str, odd: list[OddRow]) -> list[Row]:
    """Return every row with its first line; those with an endless quotation go to `odd`."""
    rows: list[Row] = []
    begin = 0
    for _ in range(MAX_UNCLOSED):
        begin = _split(lines, begin, delimiter, rows)
        if begin == len(lines):
            return rows
        raw = tuple(lines[begin].rstrip("\r\n").split(delimiter))
        what = "a quotation mark is opened and never closed"
        odd.append(OddRow(begin + 1, raw, what, "close or remove it"))
        begin += 1
    what = f"more than {MAX_UNCLOSED} quotation marks are opened and never closed"
    raise refuse(file, what, "export the list again")


def _split(lines: list[str], begin: int, delimiter: str, rows: list[Row]) -> int:
    """Append rows until a quotation does not end; return the position of the line it begins in.

    A strict reader stops at text behind a closing quotation mark. Within one line that is sloppy
    (``"Joe" Smith``) and read leniently; across lines, two rows were about to become one.
    """
    source = chain(islice(lines, begin, None), [_END])
    at = begin
    while at < len(lines):
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        start, known = at, len(rows)
        with contextlib.suppress(csv.Error):
            for cells in reader:
                rows.append((at + 1, cells))
                at = start + reader.line_num
        if len(rows) > known and rows[-1][1] == [_END]:
            rows.pop()
            return len(lines)
        if start + reader.line_num > at + 1 or not _lenient(lines[at], delimiter, at, rows):
            return at
        at += 1
    return at


def _lenient(line: str, delimiter: str, at: int, rows: list[Row]) -> bool:
    try:
        rows.append((at + 1, next(csv.reader([line], delimiter=delimiter))))
    except csv.Error:  # a cell beyond what a cell may hold
        return False
    return True


def _header(file: str, cells: list[str]) -> tuple[str, ...]:
    if len(cells) > MAX_COLUMNS:
        what = f"the header has {len(cells):,} columns, more than {MAX_COLUMNS:,}"
        raise refuse(file, what, "check that the first line is the header")
    return tuple(text_of(cell) or f"column {k + 1}" for k, cell in enumerate(cells))


def _sorted_out(rows: list[Row], width: int, odd: list[OddRow]) -> tuple[list[Row], int]:
    """Return the rows that fit the header and the number of blank ones."""
    fitting: list[Row] = []
    blank = 0
    for line, cells in rows:
        if (
            len(cells) == width and cells[0] and not cells[0].isspace()
        ):  # nearly always, and not worth a second look
            fitting.append((line, cells))
        elif all(map(is_blank, cells)):
            blank += 1
        elif len(cells) >= width and all(map(is_blank, cells[width:])):
            fitting.append((line, cells[:width]))
        else:
            odd.append(OddRow(line, tuple(cells), *_misfit(cells, width)))
    return fitting, blank


def _misfit(cells: list[str], width: int) -> tuple[str, str]:
    what = f"the row has {len(cells)} cells where the header has {width}"
    if any("\n" in cell for cell in cells):
        return what, "look for a quotation mark that is opened and not closed"
    if len(cells) > width:
        return what, "put quotation marks around a cell that holds the delimiter"
    return what, "add the missing cells, or save the list as .xlsx"
