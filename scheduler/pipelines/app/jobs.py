"""Work for the worker: looked at, stopped."""

from models.errors import MissingError
from models.jobs import Job
from models.people import User
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.teams import team_of


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
