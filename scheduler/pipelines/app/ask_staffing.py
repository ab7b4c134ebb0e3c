"""How many people it takes: asked for, worked out by a worker, looked at (P13, P23)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.errors import InputError, InputProblem, UnderWayError
from models.jobs import Job, JobState
from models.month import Month
from models.people import User
from scheduler.pipelines.app.ask_plan import checked_settings, demand_customers
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.layout import laid_out, options_of, team_files
from scheduler.pipelines.app.teams import team_of
from scheduler.pipelines.app.today import today_of
from scheduler.pipelines.app.watch import Watch
from scheduler.pipelines.staffing import StaffingOptions, staffing
from scheduler.pipelines.staffing_folder import staffing_figures

STAFFING = "staffing"
_MOST_JOBS = 200
_MOST_HIRES = 20


@dataclass(frozen=True, slots=True)
class StaffingView:
    """The latest job that works the headcount out, and the latest that has; ``None`` without."""

    latest: Job | None
    done: Job | None


def staffing_of(database: Database, user: User, team_id: int) -> StaffingView:
    """Return what is known of a team's headcount.

    Raises
    ------
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        jobs = [job for job in work.jobs.of_team(team_id, _MOST_JOBS) if job.kind == STAFFING]
    done = (job for job in jobs if job.state is JobState.DONE)
    return StaffingView(next(iter(jobs), None), next(done, None))


def ask_staffing(
    database: Database, user: User, team_id: int, month: Month, asked: Mapping[str, Any]
) -> Job:
    """Ask a worker how many people it takes.

    Parameters
    ----------
    month
        That is planned to measure the driving.
    asked
        ``prospects`` and ``months`` of the market (those of the list in a year without), ``hire`` (so
        many homes are proposed), and the settings of a search.

    Raises
    ------
    InputError
        With every number that is wrong.
    MissingError
        There is no such team.
    StoreError
        There are no customers.
    UnderWayError
        It is being worked out already.
    """
    settings = checked_settings(asked)
    market = _market(asked)
    with database.work(user) as work:
        team_of(work, team_id)
        work.jobs.take_turn(team_id)
        for job in work.jobs.open(team_id, STAFFING):
            what = "the headcount is being worked out already"
            raise UnderWayError(what, team_id, job.job_id)
        demand_customers(work, team_id)
        told = {"month": str(month), "today": today_of(work, team_id).isoformat()}
        job = work.jobs.ask(STAFFING, team_id, {**settings, **market, **told})
        work.commit()
    return job


def headcount(database: Database, job: Job, watch: Watch) -> Mapping[str, Any]:
    """Work the headcount out as ``rounds staffing`` does, and return its tables as JSON values.

    Raises
    ------
    InputError
        With everything that is wrong in the lists.
    """
    asked = job.payload
    month = Month.parse(asked["month"])
    with database.work() as work:
        files = team_files(work, job.team_id, month, None)
        search = options_of(work, job)
    with laid_out(replace(files, pins=None), search) as lists:
        options = StaffingOptions(
            lists=lists,
            prospects=asked["prospects"],
            months=asked["months"],
            hire=asked["hire"],
        )
        watch.say("searching", 0.1)
        found, _files = staffing(options, watch)
    return staffing_figures(found)


def _market(asked: Mapping[str, Any]) -> dict[str, int | None]:
    """Return prospects, months and hires, as whole numbers that make sense."""
    limits = {"prospects": (0, 1_000_000), "months": (1, 120), "hire": (0, _MOST_HIRES)}
    found: dict[str, int | None] = {name: asked.get(name) for name in limits}
    problems = []
    for name, (low, high) in limits.items():
        value = found[name]
        if value is not None and not low <= value <= high:
            what, advice = "this is no such number", f"give a whole number, {low} to {high}"
            problems.append(InputProblem(name, 0, "", str(value), what, advice))
    if problems:
        raise InputError(problems)
    return found | {"hire": 1 if found["hire"] is None else found["hire"]}
