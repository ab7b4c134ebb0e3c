"""Tables in workbooks: the first sheet with data; dates and numbers keep their type."""

import datetime as dt
import io
import re
import warnings
import zipfile
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook

from scheduler.io import table as limits
from scheduler.io.cells import Cell, is_blank, text_of
from scheduler.io.table import OddRow, Table, refuse, too_large

MAX_ROWS = 1_048_576
"""As many as a sheet can have."""
_FORMULA = re.compile(rb"<f[ >/]")
_DAMAGE = (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError)

Grid = list[tuple[int, tuple[Cell, ...]]]


def xlsx_table(file: str, data: bytes) -> Table:
    """Return the table of the first visible sheet with data.

    Raises
    ------
    InputError
        If the workbook is damaged, empty, or has a header only.
    TooLargeError
        If it unpacks to more than `scheduler.io.table.MAX_BYTES`.
    """
    has_formulas = _check_packing(file, data)
    sheet, grid = _first_sheet(file, data, values=True)
    formulas = dict(_first_sheet(file, data, values=False, named=sheet)[1]) if has_formulas else {}
    if not grid:
        raise refuse(file, "the workbook is empty", "export the list again")
    width = _width(file, grid)
    names = [_header_text(cell) for cell in _padded(grid[0][1], width)]
    rows = [(line, _padded(cells, width)) for line, cells in grid[1:]]
    odd = _not_calculated(rows, formulas)
    bad = {row.line for row in odd}
    whole = [(line, cells) for line, cells in rows if line not in bad]
    filled = [(line, cells) for line, cells in whole if not all(map(is_blank, cells))]
    if not filled and not odd:
        raise refuse(file, "there is a header but no row below it", "check the export")
    return Table(
        file=file,
        header=tuple(name or f"column {k + 1}" for k, name in enumerate(names)),
        lines=tuple(line for line, _ in filled),
        rows=tuple(cells for _, cells in filled),
        blank_rows=len(whole) - len(filled),
        odd_rows=tuple(odd),
        notes=(f"read from the sheet {sheet!r}",),
    )


def _check_packing(file: str, data: bytes) -> bool:
    """Refuse a workbook that unpacks to too much; return whether it holds formulas."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            size = sum(part.file_size for part in book.infolist())
            if size > limits.MAX_BYTES:
                raise too_large(file, size)
            parts = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
            return any(_FORMULA.search(book.read(name)) for name in parts)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise _damaged(file, error) from None


def _damaged(file: str, error: Exception) -> Exception:
    what = f"the workbook is damaged or not a workbook: {str(error) or type(error).__name__}"
    return refuse(file, what, "open it in a spreadsheet and save it again as .xlsx")


def _first_sheet(file: str, data: bytes, *, values: bool, named: str = "") -> tuple[str, Grid]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that openpyxl does not keep
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values)
            return _first_filled(book, named)
    except (*_DAMAGE, InvalidFileException, ParseError, zipfile.LargeZipFile) as error:
        raise _damaged(file, error) from None


def _first_filled(book: Workbook, named: str) -> tuple[str, Grid]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or (named and sheet.title != named):
            continue
        # A stated size may be wrong or cover a million formatted empty cells.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True, max_row=MAX_ROWS)
        grid = _cut([tuple(map(_cell, row)) for row in rows])
        if grid:
            return sheet.title, grid
    return "", []


def _cell(value: Any) -> Cell:
    """Return what a cell holds; formulas that fill several cells come as objects with a text."""
    if value is None or isinstance(value, str | int | float | dt.date | dt.time | dt.timedelta):
        return value
    return str(getattr(value, "text", None) or value)


def _cut(rows: list[tuple[Cell, ...]]) -> Grid:
    """Return numbered rows without the empty ones above the header and below the last row."""
    grid = [(k + 1, cells) for k, cells in enumerate(rows)]
    filled = [k for k, (_, cells) in enumerate(grid) if not all(map(is_blank, cells))]
    return grid[filled[0] : filled[-1] + 1] if filled else []


def _width(file: str, grid: Grid) -> int:
    widest = 0
    for _, cells in grid:
        if len(cells) > widest:
            filled = [k for k, cell in enumerate(cells) if not is_blank(cell)]
            widest = max(widest, filled[-1] + 1 if filled else 0)
    if widest > limits.MAX_COLUMNS:
        what = f"the sheet has {widest:,} columns, more than {limits.MAX_COLUMNS:,}"
        raise refuse(file, what, "delete the columns that are not part of the list")
    return widest


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    return cells[:width] + (None,) * (width - len(cells))


def _header_text(cell: Cell) -> str:
    text = text_of(cell)
    # A spreadsheet turns the header 2026-01 into the first of January.
    return text[:7] if re.fullmatch(r"\d{4}-\d{2}-01", text) and not isinstance(cell, str) else text


def _not_calculated(rows: Grid, formulas: dict[int, tuple[Cell, ...]]) -> list[OddRow]:
    """Return the rows in which a formula has no stored result."""
    odd = []
    for line, cells in rows:
        pairs = zip(cells, formulas.get(line, ()), strict=False)
        missing = [text_of(f) for cell, f in pairs if cell is None and text_of(f).startswith("=")]
        if missing:
            raw = tuple(f if c is None else c for c, f in zip(cells, formulas[line], strict=False))
            what = f"the formula {missing[0]} has never been calculated"
            odd.append(OddRow(line, raw, what, "open the workbook in a spreadsheet and save it"))
    return odd
