"""All teams and all work at a glance, for those who look after more than one team."""

from dataclasses import dataclass

from models.jobs import Job
from models.month import Month
from models.people import Team, User
from scheduler.pipelines.app.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """A team in the list of all.

    Parameters
    ----------
    customers, reps
        How many are in its lists.
    published, drafted
        The latest month that is published, and the latest with a draft; ``None`` without one.
    """

    team: Team
    customers: int
    reps: int
    published: Month | None
    drafted: Month | None


@dataclass(frozen=True, slots=True)
class TeamJob:
    """A job with the name of its team."""

    team: str
    job: Job


def team_lines(database: Database, user: User) -> list[TeamLine]:
    """Return every team by name, with what is known of it."""
    found = []
    with database.work(user) as work:
        for team in work.teams.all():
            plans = work.months.of_team(team.team_id)
            found.append(
                TeamLine(
                    team=team,
                    customers=work.customers.count(team.team_id),
                    reps=work.reps.count(team.team_id),
                    published=max((p.month for p in plans if p.number), default=None),
                    drafted=max((p.month for p in plans if not p.number), default=None),
                )
            )
    return found


def all_jobs(database: Database, user: User, most: int) -> list[TeamJob]:
    """Return the latest jobs of all teams, newest first."""
    with database.work(user) as work:
        names = {team.team_id: team.name for team in work.teams.all()}
        return [TeamJob(names.get(job.team_id, ""), job) for job in work.jobs.latest(most)]
