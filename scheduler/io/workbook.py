"""``schedule.xlsx``: what a manager reads, filters and prints."""

import datetime as dt
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from models.plan import MonthPlan
from scheduler.io.figures import figures_of
from scheduler.io.workbook_calendar import add_calendar
from scheduler.io.workbook_lists import add_allocation, add_list, add_requirements, add_unplanned
from scheduler.io.workbook_style import Styles, sheet_names
from scheduler.io.workbook_summary import add_summary
from scheduler.io.write_cells import reads_right_to_left

_OWN_SHEETS = ("Summary", "List", "Unplanned", "Requirements", "Allocation")
NO_GUESSING = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "constant_memory": False,
}
"""Options of xlsxwriter: what is written as a text stays a text."""


def write_workbook(plan: MonthPlan, folder: Path) -> None:
    """Write ``schedule.xlsx``: summary, a month calendar per rep, and the lists.

    Sheets read from right to left when most letters of the names do. No cell holds a formula.
    """
    book = xlsxwriter.Workbook(str(folder / "schedule.xlsx"), NO_GUESSING)
    # The month's first day, not the clock, so that the same plan gives the same bytes.
    created = dt.datetime.combine(plan.month.first, dt.time(), dt.UTC).replace(tzinfo=None)
    book.set_properties(
        {"title": f"Visits of {plan.month}", "author": "Rounds", "created": created}
    )
    names = [requirement.name for requirement in plan.problem.requirements]
    styles = Styles(book, right_to_left=reads_right_to_left(names))
    figures = figures_of(plan)
    rep_ids = sorted(plan.reps)
    wanted = (f"{rep_id} {plan.reps[rep_id].name}".strip() for rep_id in rep_ids)
    add_summary(book.add_worksheet("Summary"), styles, plan, figures)
    for rep_id, name in zip(rep_ids, sheet_names(wanted, _OWN_SHEETS), strict=True):
        add_calendar(book.add_worksheet(name), styles, plan, rep_id)
    add_list(book.add_worksheet("List"), styles, plan, figures.days)
    add_unplanned(book.add_worksheet("Unplanned"), styles, plan)
    add_requirements(book.add_worksheet("Requirements"), styles, plan)
    add_allocation(book.add_worksheet("Allocation"), styles, plan)
    if styles.right_to_left:
        for sheet in book.worksheets():
            sheet.right_to_left()
    try:
        book.close()
    except FileCreateError as error:  # it wraps the OSError that says what is wrong
        raise OSError(*error.args[0].args) from error
