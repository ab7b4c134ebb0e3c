"""What reps said about their visits, as the list of actuals that planning and following read."""

from pathlib import Path

from models.actuals import Actual
from models.records import Mark
from scheduler.io.write_actuals import write_actuals
from scheduler.pipelines.app.database import Work
from scheduler.pipelines.app.scratch import scratch_folder


def actuals_of(work: Work, team_id: int) -> list[Actual]:
    """Return what counts of everything that the reps of a team said, by day."""
    return [actual_of(mark) for mark in work.actuals.of_team(team_id)]


def save_actuals(work: Work, team_id: int, path: Path) -> None:
    """Write the list as a file for ``--actuals``."""
    write_actuals(actuals_of(work, team_id), path)


def actuals_csv(work: Work, team_id: int) -> bytes:
    """Return the file of `save_actuals`."""
    with scratch_folder() as folder:
        path = folder / "actuals.csv"
        save_actuals(work, team_id, path)
        return path.read_bytes()


def actual_of(mark: Mark) -> Actual:
    """Return what a rep said about a visit, as the list of actuals has it."""
    return Actual(
        customer_id=mark.customer_id,
        date=mark.date,
        status=mark.status,
        visit_id=mark.visit_id,
        rep_id=mark.rep_id,
        moved_to=mark.moved_to,
        reason=mark.reason,
        outcome=mark.outcome,
        order_amount=float(mark.order_amount) if mark.order_amount else None,
    )
