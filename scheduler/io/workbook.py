"""``schedule.xlsx``: what a manager reads, filters and prints."""

from pathlib import Path

from models.plan import MonthPlan
from scheduler.io.figures import figures_of
from scheduler.io.workbook_calendar import add_calendar
from scheduler.io.workbook_file import new_workbook
from scheduler.io.workbook_lists import add_allocation, add_list, add_requirements, add_unplanned
from scheduler.io.workbook_style import sheet_names
from scheduler.io.workbook_summary import add_summary

_OWN_SHEETS = ("Summary", "List", "Unplanned", "Requirements", "Allocation")


def write_workbook(plan: MonthPlan, folder: Path) -> None:
    """Write ``schedule.xlsx``: summary, a month calendar per rep, and the lists."""
    names = [requirement.name for requirement in plan.problem.requirements]
    figures = figures_of(plan)
    rep_ids = sorted(plan.reps)
    wanted = (f"{rep_id} {plan.reps[rep_id].name}".strip() for rep_id in rep_ids)
    path, title = folder / "schedule.xlsx", f"Visits of {plan.month}"
    with new_workbook(path, title, plan.month.first, names) as (book, styles):
        add_summary(book.add_worksheet("Summary"), styles, plan, figures)
        for rep_id, name in zip(rep_ids, sheet_names(wanted, _OWN_SHEETS), strict=True):
            add_calendar(book.add_worksheet(name), styles, plan, rep_id)
        add_list(book.add_worksheet("List"), styles, plan, figures.days)
        add_unplanned(book.add_worksheet("Unplanned"), styles, plan)
        add_requirements(book.add_worksheet("Requirements"), styles, plan)
        add_allocation(book.add_worksheet("Allocation"), styles, plan)
