"""What day it is where a team works: the one answer for pages, phones, programs and jobs."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from models.people import User
from scheduler.pipelines.app.database import Database, Work


def zone_name(work: Work, team_id: int, rep_id: str = "") -> str:
    """Return the name of a team's time zone, or of a rep's own; empty where nobody has said it."""
    row, team = work.reps.get(team_id, rep_id), work.teams.get(team_id)
    given = row.fields.get("time_zone", "") if row else ""
    return given or (team.time_zone if team else "")


def today_of(work: Work, team_id: int, rep_id: str = "") -> dt.date:
    """Return the date where a team works; where the zone is not known, that of the server.

    Parameters
    ----------
    rep_id
        Whose day is meant: a rep may live in another zone than the rest of the team.
    """
    try:
        zone = ZoneInfo(zone_name(work, team_id, rep_id))
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    return work.now().astimezone(zone).date()


def today_here(database: Database, user: User, team_id: int) -> dt.date:
    """Return the date where a team works, to somebody at its pages."""
    with database.work(user) as work:
        return today_of(work, team_id)
