"""The plans of a team as others read them: drafts, publications, their stops, what became of them."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from models.errors import MissingError
from models.kept_plans import PlannedStop, StoredPlan
from models.month import Month
from models.people import User
from models.records import Mark
from models.units import clock_text
from scheduler.io.write_cells import write_rows
from scheduler.io.write_tables import SCHEDULE_COLUMNS
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.teams import team_of


@dataclass(frozen=True, slots=True)
class TeamMonths:
    """Every draft and publication of a team, the latest month first, and how many customers it has."""

    plans: list[StoredPlan]
    customers: int


def months_of_team(database: Database, user: User, team_id: int) -> TeamMonths:
    """Return the plans of a team, and for how many customers it may plan."""
    with database.work(user) as work:
        return TeamMonths(work.months.of_team(team_id), work.customers.count(team_id))


def plans_of(database: Database, user: User, team_id: int) -> list[StoredPlan]:
    """Return every draft and publication of a team, the latest month first.

    Raises
    ------
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        return work.months.of_team(team_id)


def draft_of(database: Database, user: User, team_id: int, month: Month) -> StoredPlan:
    """Return the draft of a month.

    Raises
    ------
    MissingError
        There is none.
    """
    with database.work(user) as work:
        found = work.months.draft(team_id, month)
    if found is None:
        raise MissingError(f"there is no draft of {month}; ask for a plan first")
    return found


def published(
    database: Database, user: User, team_id: int, month: Month, number: int | None = None
) -> StoredPlan:
    """Return a publication of a month, the latest where no number is given.

    Raises
    ------
    MissingError
        There is none.
    """
    with database.work(user) as work:
        found = work.months.published(team_id, month, number)
    if found is None:
        which = "nothing is published" if number is None else f"there is no publication {number}"
        raise MissingError(f"{which} of {month}")
    return found


def stops_of(
    database: Database, user: User, plan: StoredPlan, rep_id: str | None = None
) -> list[PlannedStop]:
    """Return the stops of a plan by rep, day and order; of one rep where one is named."""
    with database.work(user) as work:
        if rep_id is None:
            return work.stops.of_plan(plan.plan_id)
        return work.stops.of_rep(plan.plan_id, rep_id, plan.month.first, plan.month.last)


def marks_of(
    database: Database, user: User, team_id: int, month: Month, rep_id: str | None = None
) -> list[Mark]:
    """Return what became of the visits of a month, by day; of one rep where one is named.

    Raises
    ------
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        marks = work.actuals.of_month(team_id, month)
    return [mark for mark in marks if rep_id is None or mark.rep_id == rep_id]


def schedule_csv(stops: Sequence[PlannedStop]) -> str:
    """Return stops as ``schedule.csv`` has them."""
    text = io.StringIO()
    write_rows(text, SCHEDULE_COLUMNS, map(_schedule_row, stops))
    return text.getvalue()


def _schedule_row(stop: PlannedStop) -> tuple[object, ...]:
    return (
        stop.rep_id,
        stop.date,
        stop.stop,
        stop.visit_id,
        stop.customer_id,
        stop.name,
        stop.lat,
        stop.lon,
        clock_text(stop.arrive_min),
        clock_text(stop.depart_min),
        stop.drive_min,
        f"{stop.drive_m / 1000:.1f}",
        stop.kind,
        stop.pinned,
    )
