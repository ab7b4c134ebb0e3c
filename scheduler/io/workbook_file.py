"""A workbook from its first to its last byte: the same for every table that goes out as XLSX."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from scheduler.io.workbook_style import Styles
from scheduler.io.write_cells import reads_right_to_left

_NO_GUESSING = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Options of xlsxwriter: what is written as a text stays a text, so no cell holds a formula."""


@contextmanager
def new_workbook(
    path: Path, title: str, day: dt.date, names: Iterable[str]
) -> Iterator[tuple[Any, Styles]]:
    """Give a workbook to fill and its styles; it is written when the block ends.

    Sheets read from right to left when most letters of the names do.

    Parameters
    ----------
    day
        When the workbook says that it was made: a day of its contents and not the clock's, so that
        the same contents give the same bytes.
    names
        Of the customers.

    Raises
    ------
    OSError
        When the file cannot be written.
    """
    book = xlsxwriter.Workbook(str(path), _NO_GUESSING)
    created = dt.datetime.combine(day, dt.time(), dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": title, "author": "Rounds", "created": created})
    styles = Styles(book, right_to_left=reads_right_to_left(list(names)))
    yield book, styles
    if styles.right_to_left:
        for sheet in book.worksheets():
            sheet.right_to_left()
    try:
        book.close()
    except FileCreateError as error:  # it wraps the OSError that says what is wrong
        raise OSError(*error.args[0].args) from error
