"""The sheets that are filtered and sorted: stops, unplanned visits, requirements."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from models.allocation import AllocationLine
from models.customers import Customer
from models.itinerary import DayLine, StopLine
from models.plan import MonthPlan, RequirementRow
from models.schedule import Unplanned, reason_texts
from models.units import MINUTES_A_DAY
from scheduler.io.workbook_style import (
    QUIET,
    Styles,
    fitted_width,
    lines_in,
    print_setup,
    write_text,
)
from scheduler.io.write_allocation import dearest_first
from scheduler.io.write_tables import all_unplanned

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
    """

    name: str
    look: str
    value: Callable[[Any], Any]


def add_list(sheet: Any, styles: Styles, plan: MonthPlan, days: Iterable[DayLine]) -> None:
    """Fill the sheet with every stop of the month."""
    rows = [(day, line) for day in days for line in day.stops]
    write_list(sheet, styles, _stop_columns(plan), rows)
    print_setup(sheet, "All stops", str(plan.month))


def add_unplanned(sheet: Any, styles: Styles, plan: MonthPlan) -> None:
    """Fill the sheet with the visits without a day, and the customers without a place."""
    rows = list(all_unplanned(plan))
    write_list(sheet, styles, _unplanned_columns(plan), rows)
    if not rows:
        sheet.write_string(1, 0, "Every required visit has a day.", styles(italic=True))
    print_setup(sheet, "Unplanned", str(plan.month))


def add_requirements(sheet: Any, styles: Styles, plan: MonthPlan) -> None:
    """Fill the sheet with what is due for whom, and why."""
    write_list(sheet, styles, _requirement_columns(plan), plan.rows)
    print_setup(sheet, "Requirements", str(plan.month))


def add_allocation(sheet: Any, styles: Styles, plan: MonthPlan) -> None:
    """Fill the sheet with what each contact is worth (P16)."""
    rows = dearest_first(plan)
    write_list(sheet, styles, _allocation_columns(plan), rows)
    if not rows:
        told = "No sales are known: nothing can be said of what a contact earns."
        sheet.write_string(1, 0, told, styles(italic=True))
    print_setup(sheet, "Allocation", str(plan.month))


def _stop_columns(plan: MonthPlan) -> list[Column]:
    def of(customer_id: str, name: str) -> str:
        customer: Customer | None = plan.customers.get(customer_id)
        return str(getattr(customer, name)) if customer else ""

    def column(name: str, look: str, value: Callable[[DayLine, StopLine], Any]) -> Column:
        return Column(name, look, lambda row: value(*row))

    return [
        column("Rep", "text", lambda day, _: day.route.rep_id),
        column("Rep name", "text", lambda day, _: plan.reps[day.route.rep_id].name),
        column("Date", "date", lambda day, _: day.route.date),
        column("Stop", "whole", lambda _, line: line.number),
        column("Arrive", "time", lambda _, line: line.arrive_min),
        column("Depart", "time", lambda _, line: line.depart_min),
        column("Customer", "text", lambda _, line: line.requirement.name),
        column("Category", "text", lambda _, line: line.requirement.segment),
        column("Kind", "text", lambda _, line: line.requirement.kind.value),
        column("Channel", "text", lambda _, line: line.requirement.channel.value),
        column("Address", "text", lambda _, line: of(line.requirement.customer_id, "address")),
        column("City", "text", lambda _, line: of(line.requirement.customer_id, "city")),
        column("Drive min", "whole", lambda _, line: line.drive_min),
        column("Drive km", "tenth", lambda _, line: round(line.drive_m / 1000, 1)),
        column("Fixed", "text", lambda _, line: "fixed" if line.pinned else ""),
        column("Why", "text", lambda _, line: line.requirement.why),
        column("Customer id", "id", lambda _, line: line.requirement.customer_id),
        column("Visit id", "id", lambda _, line: line.need.visit_id),
    ]


def _unplanned_columns(plan: MonthPlan) -> list[Column]:
    def requirement(entry: Unplanned, name: str) -> Any:
        found = plan.problem.requirement_of.get(entry.visit_id)
        return getattr(found, name) if found else None

    def name_of(entry: Unplanned) -> str:
        customer = plan.customers.get(entry.customer_id)
        return str(requirement(entry, "name") or (customer.name if customer else ""))

    def due(entry: Unplanned) -> Any:
        need = plan.problem.need_of.get(entry.visit_id)
        return need.due if need else None

    return [
        Column("Customer", "text", name_of),
        Column("Category", "text", lambda entry: requirement(entry, "segment")),
        Column("Rep", "text", lambda entry: ", ".join(requirement(entry, "rep_ids") or ())),
        Column("Due", "date", due),
        Column("Reasons", "text", lambda entry: "\n".join(reason_texts(entry.reasons))),
        Column("What would help", "text", lambda entry: "\n".join(entry.what_would_help)),
        Column("Customer id", "id", lambda entry: entry.customer_id),
        Column("Visit id", "id", lambda entry: entry.visit_id),
    ]


def _requirement_columns(plan: MonthPlan) -> list[Column]:
    def name_of(row: RequirementRow) -> str:
        customer = plan.customers.get(row.customer_id)
        return customer.name if customer else ""

    value = f"Value a month ({plan.currency})" if plan.currency else "Value a month"
    return [
        Column("Customer", "text", name_of),
        Column("Rep", "text", lambda row: row.rep_id),
        Column("Category", "text", lambda row: row.segment),
        Column(value, "money", lambda row: row.value),
        Column("Channel", "text", lambda row: row.channel),
        Column("Due this month", "whole", lambda row: row.visits),
        Column("Due dates", "text", lambda row: ", ".join(map(str, row.due_dates))),
        Column("Minutes each", "whole", lambda row: row.minutes),
        Column("Least gap, days", "whole", lambda row: row.min_gap_days),
        Column("Greatest gap, days", "whole", lambda row: row.max_gap_days),
        Column("Why", "text", lambda row: row.why),
        Column("Customer id", "id", lambda row: row.customer_id),
    ]


def _allocation_columns(plan: MonthPlan) -> list[Column]:
    planned = plan.planned_visits

    def name_of(line: AllocationLine) -> str:
        customer = plan.customers.get(line.customer_id)
        return customer.name if customer else ""

    money = f" ({plan.currency})" if plan.currency else ""
    return [
        Column("Customer", "text", name_of),
        Column("Rep", "text", lambda line: line.rep_id),
        Column("Channel", "text", lambda line: line.channel),
        Column("Asked for", "whole", lambda line: line.asked),
        Column("Worth the time", "whole", lambda line: line.visits),
        Column("Planned", "whole", lambda line: planned[line.customer_id, line.channel]),
        Column(f"Last one earns{money}", "money", lambda line: line.value_of_last),
        Column(f"One more would earn{money}", "money", lambda line: line.value_of_next),
        Column("Minutes each", "whole", lambda line: line.minutes),
        Column("Driving each, min", "tenth", lambda line: line.travel_min),
        Column(f"Earns a minute{money}", "money", lambda line: line.money_per_minute),
        Column("Why", "text", lambda line: line.why),
        Column("Customer id", "id", lambda line: line.customer_id),
    ]


def write_list(sheet: Any, styles: Styles, columns: Sequence[Column], rows: Sequence[Any]) -> None:
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
    return fitted_width([f"{heading}   ", *(str(value or "") for value in values)], _WIDEST)


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
