"""Follow a published month: what became of its visits, by rep and by category (P21)."""

import datetime as dt
from dataclasses import dataclass

from models.control import RepControl
from models.errors import MissingError
from models.itinerary import day_lines
from models.month import Month
from models.people import User
from models.plan import MonthPlan
from scheduler.control import MonthFacts, followed, missed_reasons, rep_controls, team_control
from scheduler.pipelines.app.actuals_file import actual_of
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.plans import open_plan
from scheduler.pipelines.app.today import today_of


@dataclass(frozen=True, slots=True)
class FollowedMonth:
    """A published month against what was reported.

    Parameters
    ----------
    number
        Of the publication that is followed.
    reports
        How many visits were reported on.
    reasons
        Why visits were missed, with their number, most frequent first.
    """

    number: int
    reports: int
    team: RepControl
    reps: tuple[RepControl, ...]
    reasons: tuple[tuple[str, int], ...]


def follow_month(
    database: Database, user: User | None, team_id: int, month: Month
) -> FollowedMonth:
    """Return the latest publication of a month against what the reps have reported.

    A day is over when it is past, also where nobody has said a word about it.

    Raises
    ------
    MissingError
        Nothing of the month is published.
    """
    with database.work(user) as work:
        stored = work.months.published(team_id, month)
        if stored is None or stored.number is None:
            raise MissingError(f"nothing of {month} is published yet")
        plan = open_plan(work, stored)
        marks = work.actuals.of_month(team_id, month)
        yesterday = today_of(work, team_id) - dt.timedelta(days=1)
    found = followed(plan, plan.result.schedule, [actual_of(mark) for mark in marks])
    facts = MonthFacts(
        reported_to=max(found.reported_to or yesterday, yesterday),
        names={rep.rep_id: rep.name or rep.rep_id for rep in plan.reps.values()},
        drive_min=_driving(plan),
    )
    return FollowedMonth(
        stored.number,
        len(marks),
        team_control(found.visits, facts),
        rep_controls(found.visits, facts),
        missed_reasons(found.visits),
    )


def _driving(plan: MonthPlan) -> dict[str, int]:
    driving = dict.fromkeys(plan.reps, 0)
    for day in day_lines(plan.problem, plan.result.schedule):
        driving[day.route.rep_id] += day.drive_min
    return driving
