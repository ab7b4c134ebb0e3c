"""A team with a published December, as the pages of reps see it.

Today is Tuesday, 1 December 2026, 08:00 in New York. R01, Anna, has on that day:

* 09:00-09:45 C1, a long name with a script tag, after 20 min and 18.0 km; falling sales to ask about
* 10:00-10:45 C2 in Hebrew, after 15 min and 12.0 km, a fixed appointment
* 11:15-11:45 C3, a prospect, after 30 min and 25.0 km
* 15:00-15:15 a call to C4

On Wednesday, 2 December, only C5 at 09:30; nothing from then on until Tuesday, 8 December: C1 again.
R02, Boris, has C6 on 1 December. Another team has nothing.
"""

import datetime as dt
from dataclasses import dataclass

from models.kept_plans import PlanContents, PlannedStop
from models.month import Month
from models.people import Account, Role, User
from scheduler.pipelines.app.database import Database, open_database

DECEMBER = Month(2026, 12)
NOW = dt.datetime(2026, 12, 1, 13, 0, tzinfo=dt.UTC)
LONG = (
    "<script>alert(1)</script> The Honourable Society of Extraordinarily Longwinded Grocers & Sons"
)
HEBREW = "מכולת השלום"
WHY = (
    "A: every 30 days; last visit 1 Nov → due 1 Dec; sales are falling: 800 a month, 1,200 usual. "
    "Ask: What could we do better? What new needs have you got?"
)


def december(day: int) -> dt.date:
    return dt.date(2026, 12, day)


@dataclass(frozen=True)
class PhoneTeam:
    """The people, and the number of their team."""

    team_id: int
    anna: User
    boris: User
    manager: User
    stranger: User
    """A rep called R01 of another team."""


def open_team(url: str, now: dt.datetime = NOW) -> tuple[Database, PhoneTeam]:
    """Open a new database with the team in it, at a time that stands still."""
    database = open_database(url, lambda: now)
    return database, fill(database)


def fill(database: Database) -> PhoneTeam:
    """Put the team into a new database."""
    with database.work() as work:
        team = work.teams.add("North", "US", "America/New_York").team_id
        other = work.teams.add("South", "IL", "Asia/Jerusalem").team_id

        def add(login: str, role: Role, team_id: int, rep_id: str | None = None) -> User:
            account = Account(
                login=login, name=login.capitalize(), role=role, team_id=team_id, rep_id=rep_id
            )
            return work.users.add(account, "hash")

        people = PhoneTeam(
            team_id=team,
            anna=add("anna", Role.REP, team, "R01"),
            boris=add("boris", Role.REP, team, "R02"),
            manager=add("maya", Role.MANAGER, team),
            stranger=add("shai", Role.REP, other, "R01"),
        )
        work.commit()
    with database.work(people.manager) as work:
        work.customers.replace_all(team, customers())
        anna = {"rep_id": "R01", "name": "Anna Berg", "lat": "43.00", "lon": "-71.50"}
        work.reps.replace_all(team, {"R01": anna, "R02": {"rep_id": "R02", "name": "Boris"}})
        contents = PlanContents(plan="{}", stops=stops())
        draft = work.months.save_draft(team, DECEMBER, contents, 0)
        work.months.publish(team, DECEMBER, draft.version)
        work.commit()
    return people


def customers() -> dict[str, dict[str, str]]:
    """Return the list of customers."""
    given = {
        "C1": {"name": LONG, "address": "231 Pleasant St", "city": "Weare", "postcode": "03281"},
        "C2": {"name": HEBREW, "address": "הרצל 5", "city": "חיפה", "טלפון": "+972 (4) 855-1234"},
        "C3": {"name": "Dot Shop", "Phone": "603-555-0100 ext. 7"},
        "C4": {"name": "Phone Co", "Phone": "n/a"},
        "C5": {"name": "Elm Café"},
        "C6": {"name": "Of Boris"},
    }
    return {key: {"customer_id": key, **fields} for key, fields in given.items()}


def stops() -> tuple[PlannedStop, ...]:
    """Return the published stops."""
    one, two, eight = december(1), december(2), december(8)
    return (
        _stop("C1", LONG, one, 1, (540, 585), (20, 18.0), segment="A", why=WHY),
        _stop("C2", HEBREW, one, 2, (600, 645), (15, 12.0), segment="B", pinned=True),
        _stop("C3", "Dot Shop", one, 3, (675, 705), (30, 25.0), kind="prospect"),
        _stop("C4", "Phone Co", one, 4, (900, 915), (0, 0.0), kind="desk"),
        _stop("C5", "Elm Café", two, 1, (570, 600), (25, 20.0), segment="C"),
        _stop("C1", LONG, eight, 1, (540, 585), (20, 18.0), visit="C1/2026-12/2", segment="A"),
        _stop("C6", "Of Boris", one, 1, (540, 585), (10, 9.0), rep_id="R02", segment="C"),
    )


def _stop(
    customer_id: str,
    name: str,
    date: dt.date,
    stop: int,
    times: tuple[int, int],
    leg: tuple[int, float],
    *,
    kind: str = "visit",
    visit: str = "",
    rep_id: str = "R01",
    segment: str = "",
    why: str = "B: every 90 days; due 2 Dec",
    pinned: bool = False,
) -> PlannedStop:
    desk = kind == "desk"
    return PlannedStop(
        rep_id=rep_id,
        date=date,
        stop=stop,
        visit_id=visit or f"{customer_id}/2026-12/{'call' if desk else ''}1",
        customer_id=customer_id,
        name=name,
        lat=None if desk else 43.0 + stop / 10,
        lon=None if desk else -71.5 - (stop % 2) / 10,
        arrive_min=times[0],
        depart_min=times[1],
        drive_min=leg[0],
        drive_m=1000 * leg[1],
        kind=kind,
        pinned=pinned,
        segment=segment,
        why=why,
    )
