"""Actuals as a file: what `read_actuals` reads, written from what reps said."""

from collections.abc import Iterable
from pathlib import Path

from models.actuals import Actual
from scheduler.io.write_cells import write_table

ACTUALS_COLUMNS = (
    "visit_id",
    "customer_id",
    "rep_id",
    "date",
    "status",
    "moved_to",
    "reason",
    "outcome",
    "order_amount",
)


def write_actuals(actuals: Iterable[Actual], path: Path) -> None:
    """Write a list of actuals: a row each, in the order given."""
    write_table(path, ACTUALS_COLUMNS, map(actual_row, actuals))


def actual_row(actual: Actual) -> tuple[object, ...]:
    """Return a row of `ACTUALS_COLUMNS`; ``None`` is a blank cell."""
    # Two decimals: a lone "1234.5" and a lone "1,234" would leave the decimal mark open.
    amount = None if actual.order_amount is None else f"{actual.order_amount:.2f}"
    return (
        actual.visit_id,
        actual.customer_id,
        actual.rep_id,
        actual.date,
        actual.status.value,
        actual.moved_to,
        actual.reason,
        actual.outcome,
        amount,
    )
