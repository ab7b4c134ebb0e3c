"""What a month asks for against what the reps can do, before anything is planned (P14, P16)."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from models.errors import MissingError
from models.month import Month
from models.people import User
from models.plan import CapacityLine
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.layout import laid_out, team_files
from scheduler.pipelines.app.today import today_of
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.plan import prepare


@dataclass(frozen=True, slots=True)
class Demand:
    """A month before it is planned.

    Parameters
    ----------
    lines
        One a rep.
    names
        Names of the reps by id.
    notes
        What a manager should know, most important first.
    """

    lines: tuple[CapacityLine, ...]
    names: dict[str, str]
    notes: tuple[str, ...]


def demand_of(database: Database, user: User | None, team_id: int, month: Month) -> Demand:
    """Return demand against capacity of a month, by rep.

    Raises
    ------
    InputError
        With everything that is wrong in the lists.
    MissingError
        There is no such team.
    """
    with database.work(user) as work:
        team = work.teams.get(team_id)
        if team is None:
            raise MissingError(f"there is no team {team_id}")
        files = team_files(work, team_id, month, work.months.draft(team_id, month))
        today = today_of(work, team_id)
    with laid_out(files, _options(month, today, team.country)) as options:
        prepared = prepare(options)
    names = {rep.rep_id: rep.name or rep.rep_id for rep in prepared.team.reps}
    return Demand(prepared.capacity, names, prepared.notes)


def _options(month: Month, today: dt.date, country: str) -> PlanOptions:
    return PlanOptions(customers=Path(), month=month, today=today, country=country or None)
