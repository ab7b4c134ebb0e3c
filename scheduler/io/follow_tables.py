"""The followed month as tables: ``visits.csv`` and ``reps.csv``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.control import FollowedVisit, RepControl
from models.success import Control
from scheduler.io.write_cells import write_table

VISITS: dict[str, Callable[[FollowedVisit], Any]] = {
    "visit_id": lambda visit: visit.visit_id or None,
    "customer_id": lambda visit: visit.customer_id,
    "customer_name": lambda visit: visit.customer_name,
    "segment": lambda visit: visit.segment,
    "rep_id": lambda visit: visit.rep_id,
    "kind": lambda visit: visit.kind.value,
    "channel": lambda visit: visit.channel.value,
    "planned": lambda visit: visit.planned,
    "due": lambda visit: visit.due,
    "status": lambda visit: visit.state.value,
    "date": lambda visit: visit.date,
    "days_off": lambda visit: visit.days_off,
    "reason": lambda visit: visit.reason,
    "outcome": lambda visit: visit.outcome,
    "order_amount": lambda visit: visit.order_amount,
}
REPS: dict[str, Callable[[RepControl], Any]] = {
    "rep_id": lambda rep: rep.rep_id,
    "name": lambda rep: rep.name,
    "planned": lambda rep: rep.meetings.planned,
    "done": lambda rep: rep.meetings.done,
    "missed": lambda rep: rep.meetings.missed,
    "moved": lambda rep: rep.meetings.moved,
    "remaining": lambda rep: rep.meetings.remaining,
    "unreported": lambda rep: rep.meetings.unreported,
    "beside_plan": lambda rep: rep.beside,
    "without_day": lambda rep: rep.without_day,
    "desk_planned": lambda rep: rep.desk.planned,
    "desk_done": lambda rep: rep.desk.done,
    "on_time": lambda rep: rep.punctuality.on_time,
    "early": lambda rep: rep.punctuality.early,
    "late": lambda rep: rep.punctuality.late,
    "mean_days_off": lambda rep: _rounded(rep.punctuality.mean_days_off, 1),
    "drive_min": lambda rep: rep.drive_min,
    "target": lambda rep: _rounded(rep.target, 2),
    "sales": lambda rep: _rounded(rep.sales, 2),
    "orders": lambda rep: _rounded(rep.orders, 2),
}


def write_visits(control: Control, folder: Path) -> None:
    """Write ``visits.csv``: every visit with what became of it, those beside the plan at the end."""
    rows = ([value(visit) for value in VISITS.values()] for visit in control.visits)
    write_table(folder / "visits.csv", tuple(VISITS), rows)


def write_reps(control: Control, folder: Path) -> None:
    """Write ``reps.csv``: a row per rep."""
    rows = ([value(rep) for value in REPS.values()] for rep in control.reps)
    write_table(folder / "reps.csv", tuple(REPS), rows)


def _rounded(number: float | None, digits: int) -> float | None:
    return None if number is None else round(number, digits)
