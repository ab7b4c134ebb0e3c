"""Teams."""

from sqlalchemy import select

from models.errors import StoreError
from models.people import Team
from scheduler.store.repositories.base import Repository, there
from scheduler.store.tables.people import TeamTable


class Teams(Repository):
    """Reps who are planned together."""

    def add(self, name: str, country: str = "", time_zone: str = "") -> Team:
        """Add a team.

        Raises
        ------
        StoreError
            The name is taken.
        """
        session = self._writing()
        self._demand_free(name)
        row = TeamTable(name=name, country=country, time_zone=time_zone)
        session.add(row)
        session.flush()
        self._audit(row.team_id, "add", f"team {name}")
        return _team(row)

    def get(self, team_id: int) -> Team | None:
        """Return the team of that number."""
        row = self._session.get(TeamTable, team_id)
        return None if row is None else _team(row)

    def all(self) -> list[Team]:
        """Return all teams, by name."""
        return [_team(row) for row in self._session.scalars(select(TeamTable).order_by("name"))]

    def change(self, team: Team) -> Team:
        """Change name, country and time zone of a team.

        Raises
        ------
        MissingError
            There is no such team.
        StoreError
            The name is taken.
        """
        row = there(self._writing().get(TeamTable, team.team_id), f"team {team.team_id}")
        if row.name != team.name:
            self._demand_free(team.name)
        row.name, row.country, row.time_zone = team.name, team.country, team.time_zone
        self._audit(team.team_id, "change", f"team {team.name}")
        return team

    def _demand_free(self, name: str) -> None:
        taken = select(TeamTable.team_id).where(TeamTable.name == name)
        if self._session.scalar(taken) is not None:
            raise StoreError(f"there is already a team {name!r}; choose another name")


def _team(row: TeamTable) -> Team:
    return Team(team_id=row.team_id, name=row.name, country=row.country, time_zone=row.time_zone)
