"""What each contact is worth, as a table: ``allocation.csv`` (P16)."""

from pathlib import Path

from models.allocation import AllocationLine
from models.plan import MonthPlan
from scheduler.io.write_cells import write_table

ALLOCATION_COLUMNS = (
    "customer_id",
    "rep_id",
    "channel",
    "asked",
    "visits",
    "planned",
    "value_of_last",
    "value_of_next",
    "minutes",
    "travel_min",
    "money_per_minute",
    "why",
)


def write_allocation(plan: MonthPlan, folder: Path) -> None:
    """Write ``allocation.csv``: a row per customer and channel, dearest first; empty without sales."""
    planned = plan.planned_visits
    rows = (_row(line, planned[line.customer_id, line.channel]) for line in dearest_first(plan))
    write_table(folder / "allocation.csv", ALLOCATION_COLUMNS, rows)


def dearest_first(plan: MonthPlan) -> list[AllocationLine]:
    """Return the lines by rep, those first whose last contact earns most a minute."""
    return sorted(
        plan.allocation.lines, key=lambda line: (line.rep_id, -(line.money_per_minute or 0.0))
    )


def _row(line: AllocationLine, planned: int) -> tuple[object, ...]:
    return (
        line.customer_id,
        line.rep_id,
        line.channel,
        line.asked,
        line.visits,
        planned,
        _money(line.value_of_last),
        _money(line.value_of_next),
        line.minutes,
        line.travel_min,
        _money(line.money_per_minute),
        line.told(planned),
    )


def _money(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
