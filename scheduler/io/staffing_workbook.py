"""``staffing.xlsx``: headcount with its arithmetic, a year's work, the reps, the proposed homes."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from models.hiring import Staffing
from models.month import Month
from models.staffing import Step
from scheduler.io.workbook_file import new_workbook
from scheduler.io.workbook_style import print_setup
from scheduler.io.workbook_table import Column, fill_table

_MINUTES_AN_HOUR = 60

_Content = tuple[str, list[Column], Sequence[Any]]


class _Line(NamedTuple):
    """A line of a headcount's arithmetic."""

    headcount: str
    step: Step


def write_staffing_workbook(found: Staffing, folder: Path) -> None:
    """Write ``staffing.xlsx``: the headcounts step by step, and what they come from."""
    names = [move.name for hire in found.hires for move in hire.moves]
    names += [rep.name for rep in found.reps]
    day = Month.parse(found.month).first
    with new_workbook(folder / "staffing.xlsx", "Staffing", day, names) as (book, styles):
        for name, columns, rows in _sheets(found):
            sheet = book.add_worksheet(name)
            fill_table(sheet, styles, columns, rows)
            if not rows:
                sheet.write_string(1, 0, "None.", styles(italic=True))
            print_setup(sheet, "Staffing", name)


def _sheets(found: Staffing) -> list[_Content]:
    steps = [_Line(count.name, step) for count in found.headcounts for step in count.steps]
    moves = [move for hire in found.hires for move in hire.moves]
    told = [Column("Good to know", "text", lambda note: note, widest=120)]
    return [
        ("Headcount", _step_columns(), steps),
        ("Work", _work_columns(), found.lines),
        ("Reps", _rep_columns(found), found.loads),
        ("Homes", _home_columns(found), found.hires),
        ("Moves", _move_columns(), moves),
        ("Notes", told, found.notes),
    ]


def _step_columns() -> list[Column]:
    return [
        Column("For", "text", lambda line: line.headcount),
        Column("Line", "text", lambda line: line.step.what),
        Column("How it comes about", "text", lambda line: line.step.how, widest=60),
        Column("Amount", "tenth", lambda line: line.step.amount),
        Column("Unit", "text", lambda line: line.step.unit),
    ]


def _work_columns() -> list[Column]:
    return [
        Column("Group", "text", lambda line: line.group),
        Column("Customers", "whole", lambda line: line.customers),
        Column("Operation", "text", lambda line: line.operation.value),
        Column("Times a year", "tenth", lambda line: line.times),
        Column("Minutes each", "tenth", lambda line: line.minutes / line.times),
        Column("Minutes a year", "whole", lambda line: line.minutes),
        Column("Hours a year", "whole", lambda line: line.minutes / _MINUTES_AN_HOUR),
    ]


def _rep_columns(found: Staffing) -> list[Column]:
    driving = {norm.rep_id: norm for norm in found.norms}
    names = {rep.rep_id: rep.name for rep in found.reps}

    def measured(value: Callable[[Any], float]) -> Callable[[Any], float | None]:
        return lambda load: value(driving[load.rep_id]) if load.rep_id in driving else None

    return [
        Column("Rep", "text", lambda load: f"{load.rep_id} {names[load.rep_id]}"),
        Column("Customers", "whole", lambda load: load.customers),
        Column("Meetings a year", "whole", lambda load: load.meetings),
        Column("Work, h", "whole", lambda load: load.work_min / _MINUTES_AN_HOUR),
        Column("Driving, h", "whole", lambda load: load.drive_min / _MINUTES_AN_HOUR),
        Column("Productive, h", "whole", lambda load: load.productive_min / _MINUTES_AN_HOUR),
        Column("Load", "share", lambda load: load.load),
        Column("Extra meetings could earn", "money", lambda load: load.spare_earns),
        Column("One hour more", "money", lambda load: load.hour_earns),
        Column("Meetings measured", "whole", measured(lambda norm: norm.meetings)),
        Column("Driving a meeting, min", "tenth", measured(lambda norm: norm.per_meeting)),
        Column("Meetings sharing a way out", "tenth", measured(lambda norm: norm.shared_by)),
        Column("Local driving, min", "tenth", measured(lambda norm: norm.local_min)),
    ]


def _home_columns(found: Staffing) -> list[Column]:
    money = f" ({found.currency})" if found.currency else ""
    return [
        Column("Rep", "text", lambda hire: hire.rep.rep_id),
        Column("Home", "text", lambda hire: hire.town),
        Column("Latitude", "text", lambda hire: f"{hire.place.lat:.5f}"),
        Column("Longitude", "text", lambda hire: f"{hire.place.lon:.5f}"),
        Column("Customers", "whole", lambda hire: hire.customers),
        Column("Meetings a year", "whole", lambda hire: hire.meetings),
        Column("Work relieved, h", "whole", lambda hire: hire.relieved_min / _MINUTES_AN_HOUR),
        Column("Driving saved, h", "whole", lambda hire: hire.saved_min / _MINUTES_AN_HOUR),
        Column("Driving saved, km", "whole", lambda hire: hire.saved_m / 1000),
        Column(f"Due contacts earn{money}", "money", lambda hire: hire.due_earns),
        Column("… sales", "money", lambda hire: hire.due_sales),
        Column(f"Extra meetings could earn{money}", "money", lambda hire: hire.extra_earns),
        Column("… sales", "money", lambda hire: hire.extra_sales),
        Column("Cost of hours", "money", lambda hire: hire.hours_cost),
        Column("Cost of km", "money", lambda hire: hire.km_cost),
        Column("Cost", "money", lambda hire: hire.cost),
    ]


def _move_columns() -> list[Column]:
    return [
        Column("Customer", "text", lambda move: move.name),
        Column("Rep now", "text", lambda move: move.rep_id),
        Column("New rep", "text", lambda move: move.new_rep_id),
        Column("Driving saved, min a year", "whole", lambda move: move.saved_min),
        Column("Customer id", "id", lambda move: move.customer_id),
    ]
