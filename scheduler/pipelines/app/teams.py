"""Teams: which there are, and which one is meant."""

from models.errors import MissingError
from models.people import Team, User
from scheduler.pipelines.app.database import Database, Work


def team_of(work: Work, team_id: int) -> Team:
    """Return a team.

    Raises
    ------
    MissingError
        There is none of that number.
    """
    team = work.teams.get(team_id)
    if team is None:
        raise MissingError(f"there is no team {team_id}")
    return team


def all_teams(database: Database, user: User) -> list[Team]:
    """Return all teams by name."""
    with database.work(user) as work:
        return work.teams.all()


def one_team(database: Database, user: User, team_id: int) -> Team:
    """Return a team.

    Raises
    ------
    MissingError
        There is none of that number.
    """
    with database.work(user) as work:
        return team_of(work, team_id)
