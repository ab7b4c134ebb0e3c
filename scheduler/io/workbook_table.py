"""A table on a sheet: frozen header, filters, fitted columns, cells by their look."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from models.units import MINUTES_A_DAY
from scheduler.io.workbook_style import QUIET, Styles, fitted_width, lines_in, write_text

_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"text_wrap": True},
    "id": {"font_color": QUIET},
    "date": {"num_format": "ddd yyyy-mm-dd", "align": "center"},
    "time": {"num_format": "hh:mm", "align": "center"},
    "whole": {"num_format": "#,##0", "align": "center"},
    "tenth": {"num_format": "#,##0.0", "align": "center"},
    "share": {"num_format": "0%", "align": "center"},
    "money": {"num_format": "#,##0.00"},
}
_CENTRED = {name for name, look in _LOOKS.items() if look.get("align") == "center"}
_WIDTHS = {"date": 14.5, "time": 8.0, "whole": 9.5, "tenth": 9.5, "share": 9.5, "money": 12.0}
_WIDEST = 34
_LINE_HEIGHT = 13.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the look of its cells, and how to get their value from a row.

    Parameters
    ----------
    look
        ``text``, ``id`` (not printed; such columns come last), ``date``, ``time`` (minutes of the
        day), ``whole``, ``tenth``, ``share`` or ``money``.
    widest
        Of a column of texts, in characters.
    """

    name: str
    look: str
    value: Callable[[Any], Any]
    widest: float = _WIDEST


def fill_table(sheet: Any, styles: Styles, columns: Sequence[Column], rows: Sequence[Any]) -> None:
    """Write a table with a frozen header, filters and fitted columns."""
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    lines = [1] * len(rows)
    for number, column in enumerate(columns):
        values = [column.value(row) for row in rows]
        width = _width(column, values)
        centred = {"align": "center"} if column.look in _CENTRED else {}
        sheet.write_string(0, number, column.name, styles.header(**centred))
        sheet.set_column(number, number, width)
        for k, value in enumerate(values):
            _write_cell(sheet, styles, (k + 1, number), (column.look, value))
            if column.look == "text":
                lines[k] = max(lines[k], lines_in(str(value or ""), width))
    for k, count in enumerate(lines, start=1):
        sheet.set_row(k, 2 + _LINE_HEIGHT * count)
    _set_up(sheet, columns, len(rows))


def _set_up(sheet: Any, columns: Sequence[Column], count: int) -> None:
    """Freeze and filter by the header; ids, which come last, are not printed."""
    printed = sum(column.look != "id" for column in columns)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, max(1, count), len(columns) - 1)
    sheet.print_area(0, 0, max(1, count), printed - 1)


def _width(column: Column, values: Sequence[Any]) -> float:
    if column.look in _WIDTHS:
        return _WIDTHS[column.look]
    heading = max(column.name.split(), key=len)
    return fitted_width([f"{heading}   ", *(str(value or "") for value in values)], column.widest)


def _write_cell(sheet: Any, styles: Styles, place: tuple[int, int], cell: tuple[str, Any]) -> None:
    look, value = cell
    properties = {"bottom": 1, "bottom_color": "#E5E7EB", "valign": "top"} | _LOOKS[look]
    if value is None or value == "":
        sheet.write_blank(*place, None, styles(**properties))
    elif look in {"text", "id"}:
        write_text(sheet, place, str(value), (styles, properties))
    elif look == "date":
        sheet.write_datetime(*place, value, styles(**properties))
    else:
        number = value / MINUTES_A_DAY if look == "time" else value
        late = look == "time" and number >= 1  # 24:10 is told as such, as everywhere
        sheet.write_number(
            *place, number, styles(**properties | ({"num_format": "[hh]:mm"} if late else {}))
        )
