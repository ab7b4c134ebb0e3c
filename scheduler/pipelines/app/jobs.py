"""Work for the worker: asked for, looked at, stopped."""

from collections.abc import Mapping
from typing import Any

from models.errors import MissingError, StoreError
from models.jobs import Job
from models.month import Month
from models.people import User
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.teams import team_of

PLAN = "plan"


def ask_plan(
    database: Database, user: User, team_id: int, month: Month, settings: Mapping[str, Any]
) -> Job:
    """Ask for the plan of a month.

    Parameters
    ----------
    settings
        Of the solver: ``seconds``, ``iterations``, ``seed``, ``fill``; those of the command line.

    Raises
    ------
    MissingError
        There is no such team.
    StoreError
        A plan of this month is being made already.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        if any(job.payload.get("month") == str(month) for job in work.jobs.open(team_id, PLAN)):
            raise StoreError(f"a plan of {month} is being made already; wait for it or cancel it")
        job = work.jobs.ask(PLAN, team_id, {"month": str(month), **settings})
        work.commit()
        return job


def jobs_of(database: Database, user: User, team_id: int, most: int) -> list[Job]:
    """Return the latest jobs of a team, newest first.

    Raises
    ------
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team_of(work, team_id)
        return work.jobs.of_team(team_id, most)


def job_of(database: Database, user: User, team_id: int, job_id: int) -> Job:
    """Return a job of a team.

    Raises
    ------
    MissingError
        The team has no such job.
    """
    with database.work(user) as work:
        job = work.jobs.get(job_id)
    if job is None or job.team_id != team_id:
        raise MissingError(f"there is no job {job_id}")
    return job


def cancel_job(database: Database, user: User, team_id: int, job_id: int) -> Job:
    """Ask to stop a job; one that is over stays as it is.

    Raises
    ------
    MissingError
        The team has no such job.
    """
    with database.work(user) as work:
        job = work.jobs.cancel(team_id, job_id)
        work.commit()
        return job
