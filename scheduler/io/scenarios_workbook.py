"""``scenarios.xlsx``: the scenarios side by side for people who calculate on."""

from pathlib import Path
from typing import Any

from models.scenarios import Comparison
from scheduler.io.workbook_file import new_workbook
from scheduler.io.workbook_style import ACCENT, QUIET, Styles, print_setup
from scheduler.io.workbook_summary import Page
from scheduler.io.workbook_table import Column, fill_table

_FORMS = {"whole": "#,##0", "tenth": "#,##0.0", "money": "#,##0", "share": "0.0%"}
_REPS = [
    Column("Scenario", "text", lambda row: row[0]),
    Column("Rep", "text", lambda row: row[1].rep_id),
    Column("Name", "text", lambda row: row[1].name),
    Column("Customers", "whole", lambda row: row[1].customers),
    Column("Visits", "whole", lambda row: row[1].visits),
    Column("Driving, h", "tenth", lambda row: row[1].drive_min / 60),
    Column("Work, h", "tenth", lambda row: row[1].work_min / 60),
    Column("Hours paid", "tenth", lambda row: row[1].paid_min / 60),
    Column("Used", "share", lambda row: row[1].used),
]
_PRICES = [
    Column("Rule", "text", lambda price: price.rule),
    Column("km", "tenth", lambda price: price.km),
    Column("km a visit", "share", lambda price: price.share),
    Column("Driving, h", "tenth", lambda price: price.drive_min / 60),
    Column("Money a month", "money", lambda price: price.money),
    Column("Visits planned", "whole", lambda price: price.visits),
    Column("What is proven", "text", lambda price: price.verdict),
]


def write_scenarios_workbook(found: Comparison, folder: Path) -> None:
    """Write ``scenarios.xlsx``: the comparison with the differences, the reps, the prices of rules.

    No cell holds a formula.
    """
    title = f"Scenarios of {found.month.first.strftime('%B %Y')}"
    loads = [(one.name, load) for one in found.scenarios for load in one.loads]
    names = [one.name for one in found.scenarios]
    path = folder / "scenarios.xlsx"
    with new_workbook(path, title, found.month.first, names) as (book, styles):
        _side_by_side(book.add_worksheet("Scenarios"), styles, found, title)
        contents = (("Reps", _REPS, loads), ("Prices of rules", _PRICES, found.prices))
        for name, columns, rows in contents:
            if rows:
                sheet = book.add_worksheet(name)
                fill_table(sheet, styles, columns, rows)
                print_setup(sheet, title, name)


def _side_by_side(sheet: Any, styles: Styles, found: Comparison, title: str) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, max(12, len(found.scenarios)), 13)
    sheet.set_row(0, 32)
    sheet.write_string(0, 0, title, styles(bold=True, font_size=20, font_color=ACCENT))
    page = Page(sheet, styles)
    names = [one.name for one in found.scenarios]
    for heading, differ in (("Side by side", False), (f"Difference to {names[0]}", True)):
        page.heading(heading)
        page.header(["", *names])
        for line in found.lines:
            form = _FORMS[line.form]
            values = line.differences if differ else line.values
            page.line(
                line.name, [(value, f"+{form};-{form};=" if differ else form) for value in values]
            )
    page.heading("What is different")
    for one in found.scenarios:
        page.sentence(f"{one.name}: {one.about}")
    page.heading("Notes")
    for note in found.notes or ("Nothing to note.",):
        page.sentence(f"• {note}", font_color=QUIET)
    sheet.freeze_panes(1, 1)
    print_setup(sheet, title, "Scenarios")
