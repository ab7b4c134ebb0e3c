"""The team's customers: as they were entered, what is known of them, and changes in a grid."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from models.errors import InputError, InputProblem
from models.month import Month
from models.people import User
from models.portfolio import Portfolio, PortfolioRow
from models.records import Row
from scheduler.pipelines.app.database import Database
from scheduler.pipelines.app.layout import laid_out, team_files
from scheduler.pipelines.app.lists import change_row
from scheduler.pipelines.app.today import today_of
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.portfolio import portfolio

SCORES = ("relationship", "potential", "penetration", "growth")
MONEY = ("growth_goal",)
_AMOUNT = re.compile(r"\d{1,12}(\.\d{1,2})?")
EDITABLE = (*SCORES, *MONEY)
"""What may be changed in the grid (P3, P4)."""


@dataclass(frozen=True, slots=True)
class Valued:
    """What the portfolio says of the customers.

    Parameters
    ----------
    rows
        By customer id.
    notes
        What a manager should know, most important first.
    """

    rows: dict[str, PortfolioRow]
    notes: tuple[str, ...]
    currency: str


def customers_of(database: Database, user: User | None, team_id: int) -> list[Row]:
    """Return the customers as they were entered."""
    with database.work(user) as work:
        return work.customers.of_team(team_id)


def valued(database: Database, user: User | None, team_id: int) -> Valued:
    """Return category, value, temperature and advice of every customer (P2, P5-P10).

    Raises
    ------
    InputError
        With everything that is wrong in the lists.
    """
    found = portfolio_of(database, user, team_id)
    rows = {row.customer.customer_id: row for row in found.rows}
    return Valued(rows, tuple(found.notes), found.currency)


def portfolio_of(database: Database, user: User | None, team_id: int) -> Portfolio:
    """Return everything that is known of a team's customers, as ``rounds portfolio`` tells it.

    Raises
    ------
    InputError
        With everything that is wrong in the lists.
    """
    with database.work(user) as work:
        today = today_of(work, team_id)
        month = Month.of(today)
        files = team_files(work, team_id, month, None)
        team = work.teams.get(team_id)
    country = team.country if team else ""
    options = PlanOptions(customers=Path(), month=month, today=today, country=country or None)
    with laid_out(files, options) as laid:
        found, _ = portfolio(laid)
    return found


def change_customer(
    database: Database, user: User, team_id: int, row: Row, change: tuple[str, str]
) -> Row:
    """Change one score or goal of a customer.

    Parameters
    ----------
    row
        As it was seen.
    change
        Field and new text; an empty one is unknown.

    Raises
    ------
    InputError
        The text is no score, or no amount. Nothing has changed.
    MissingError
        The customer has left the list.
    StaleError
        Somebody else changed the customer meanwhile. Nothing has changed.
    """
    name, text = change[0], change[1].strip()
    if name not in EDITABLE:
        raise _wrong(name, text, "this is not changed here", "change it in the list and upload it")
    if name in MONEY and text and not _AMOUNT.fullmatch(text):
        advice = "write it with digits and a point"
        raise _wrong(name, text, "this is no amount of money", advice)
    return change_row(database, user, team_id, "customers", replace(row, fields={name: text}))


def _wrong(name: str, text: str, what: str, advice: str) -> InputError:
    return InputError([InputProblem("", 0, name, text, what, advice)])
