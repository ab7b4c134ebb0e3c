"""The first sheet of ``portfolio.xlsx``: the reps side by side, the two methods, the treatments."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from models.portfolio import Portfolio
from models.portfolio_figures import (
    PortfolioFigures,
    methods_table,
    portfolio_figures,
    treatment_table,
)
from scheduler.io.workbook_style import ACCENT, ALARM, QUIET, Styles, print_setup

_HEADINGS = (
    *("Rep", "Customers", "Prospects", "Value a month", "Unknown value", "A", "B", "C", "D"),
    *("Blue", "Cool", "Warm", "Red", "Not known", "Blue A", "Falling", "Look-alikes"),
    *("Release?", "Hours a month", "Hours freed"),
)
_STEPS = ("1-2", "3", "unknown", "4-5")


class _Page:
    """A sheet that is filled from top to bottom."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 2

    def heading(self, text: str, below: str = "") -> None:
        """Write a heading, and a sentence below it."""
        look = self.styles(bold=True, font_size=13, font_color=ACCENT)
        self.sheet.write_string(self.row, 0, text, look)
        if below:
            self.sheet.write_string(self.row + 1, 0, below, self.styles(font_color=QUIET))
        self.row += 2 if below else 1

    def table(self, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Write a small table and leave a line."""
        for column, name in enumerate(head):
            centred = {"align": "center"} if column else {}
            self.sheet.write_string(self.row, column, name, self.styles.header(**centred))
        self.sheet.set_row(self.row, 30)
        for k, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells):
                self._cell((self.row + k, column), cell)
        self.row += len(rows) + 2

    def _cell(self, place: tuple[int, int], cell: Any) -> None:
        if isinstance(cell, str):
            look = self.styles.cell(**({"align": "center", "text_wrap": True} if place[1] else {}))
            self.sheet.write_string(*place, cell, look)
        else:
            look = self.styles.cell(align="center", num_format="#,##0")
            self.sheet.write_number(*place, cell, look)


def add_portfolio_summary(sheet: Any, styles: Styles, found: Portfolio) -> None:
    """Fill the sheet with the portfolio in figures."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, len(_HEADINGS) - 1, 11)
    sheet.set_row(0, 32)
    until = f", sales to {found.last}" if found.last else ""
    title = f"Portfolio{until}" + (f", in {found.currency}" if found.currency else "")
    sheet.write_string(0, 0, title, styles(bold=True, font_size=20, font_color=ACCENT))
    page = _Page(sheet, styles)
    figures = portfolio_figures(found)
    page.heading("By rep", f"One person can care for about {found.limit} customers.")
    page.table(_HEADINGS, [_cells(line) for line in figures])
    _methods(page, found)
    _treatments(page, found)
    page.heading("Good to know")
    for note in found.notes:
        alarm = "more than" in note and "customers to care for" in note
        sheet.write_string(page.row, 0, note, styles(font_color=ALARM) if alarm else styles())
        page.row += 1
    sheet.freeze_panes(1, 0)
    print_setup(sheet, "Portfolio", "Summary")


def _cells(line: PortfolioFigures) -> list[Any]:
    return [
        f"{line.rep_id} {line.name}".strip(),
        *(line.customers, line.prospects, line.value, line.unknown),
        *line.segments.values(),
        *line.temperatures.values(),
        *(line.blue_a, line.falling, line.alike, line.released),
        *(line.minutes / 60, line.freed_min / 60),
    ]


def _methods(page: _Page, found: Portfolio) -> None:
    counts = methods_table(found.rows)
    page.heading(
        "Categories by both methods",
        "Active customers: rows by share of the A level, columns by cumulated sales (Pareto); "
        "a given category is left aside here.",
    )
    rows = [[f"A level: {one}", *(counts[one, other] for other in "ABCD")] for one in "ABCD"]
    page.table(["", *(f"Pareto: {other}" for other in "ABCD")], rows)


def _treatments(page: _Page, found: Portfolio) -> None:
    cells = treatment_table(found.rows)
    page.heading(
        "Treatment by category and potential",
        "Channel and days between contacts, with the number of customers; a row's own wishes included.",
    )
    rows: list[list[Any]] = []
    for segment in "ABCD":
        told = [
            "\n".join(
                f"{many} × {what}"
                for what, many in cells.get((segment, step), Counter()).most_common()
            )
            for step in _STEPS
        ]
        tall = max(1, *(text.count("\n") + 1 for text in told))
        page.sheet.set_row(page.row + 1 + len(rows), 14 * tall)
        rows.append([segment, *told])
    page.table(["Category", *(f"potential {step}" for step in _STEPS)], rows)
