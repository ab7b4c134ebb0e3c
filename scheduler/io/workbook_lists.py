"""The sheets that are filtered and sorted: stops, unplanned visits, requirements."""

from collections.abc import Callable, Iterable
from typing import Any

from models.allocation import AllocationLine
from models.customers import Customer
from models.itinerary import DayLine, StopLine
from models.plan import MonthPlan, RequirementRow
from models.schedule import Unplanned, reason_texts
from scheduler.io.workbook_style import Styles, print_setup
from scheduler.io.workbook_table import Column, fill_table
from scheduler.io.write_allocation import dearest_first
from scheduler.io.write_tables import all_unplanned


def add_list(sheet: Any, styles: Styles, plan: MonthPlan, days: Iterable[DayLine]) -> None:
    """Fill the sheet with every stop of the month."""
    rows = [(day, line) for day in days for line in day.stops]
    fill_table(sheet, styles, _stop_columns(plan), rows)
    print_setup(sheet, "All stops", str(plan.month))


def add_unplanned(sheet: Any, styles: Styles, plan: MonthPlan) -> None:
    """Fill the sheet with the visits without a day, and the customers without a place."""
    rows = list(all_unplanned(plan))
    fill_table(sheet, styles, _unplanned_columns(plan), rows)
    if not rows:
        sheet.write_string(1, 0, "Every required visit has a day.", styles(italic=True))
    print_setup(sheet, "Unplanned", str(plan.month))


def add_requirements(sheet: Any, styles: Styles, plan: MonthPlan) -> None:
    """Fill the sheet with what is due for whom, and why."""
    fill_table(sheet, styles, _requirement_columns(plan), plan.rows)
    print_setup(sheet, "Requirements", str(plan.month))


def add_allocation(sheet: Any, styles: Styles, plan: MonthPlan) -> None:
    """Fill the sheet with what each contact is worth (P16)."""
    rows = dearest_first(plan)
    fill_table(sheet, styles, _allocation_columns(plan), rows)
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
    counts = plan.planned_visits

    def planned(line: AllocationLine) -> int:
        return counts[line.customer_id, line.channel]

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
        Column("Planned", "whole", planned),
        Column(f"Last one earns{money}", "money", lambda line: line.value_of_last),
        Column(f"One more would earn{money}", "money", lambda line: line.value_of_next),
        Column("Minutes each", "whole", lambda line: line.minutes),
        Column("Driving each, min", "tenth", lambda line: line.travel_min),
        Column(f"Earns a minute{money}", "money", lambda line: line.money_per_minute),
        Column("Why", "text", lambda line: line.told(planned(line))),
        Column("Customer id", "id", lambda line: line.customer_id),
    ]
