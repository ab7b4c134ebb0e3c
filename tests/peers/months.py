"""Small months of one rep: customers on a line."""

import datetime as dt
from typing import Any

import numpy as np

from models.month import Month
from models.places import Place
from models.problem import MonthProblem, Requirement, TravelMatrix, VisitNeed, Workday, customer_key

MAY = Month(2026, 5)


def day(number: int) -> dt.date:
    return dt.date(2026, 5, number)


def need(customer: str, *dues: int) -> tuple[VisitNeed, ...]:
    return tuple(
        VisitNeed(f"{customer}/{k + 1}", day(due), MAY.first, MAY.last)
        for k, due in enumerate(dues)
    )


def requirement(customer: str, *dues: int, **fields: Any) -> Requirement:
    given: dict[str, Any] = {
        "name": customer,
        "place": Place(0.0, 0.0),
        "rep_ids": ("R",),
        "minutes": 30,
        "visits": need(customer, *dues),
    }
    return Requirement(customer_id=customer, **(given | fields))


def problem(*requirements: Requirement, **fields: Any) -> MonthProblem:
    """Home and customers on a line, 10 minutes apart; works 4 to 8 May, 09:00-11:00, cap 2."""
    customers = tuple(dict.fromkeys(req.customer_id for req in requirements if not req.is_desk))
    line = np.arange(len(customers) + 1, dtype=np.float64) * 10
    apart = np.abs(line[:, None] - line[None, :])
    keys = ("home", *map(customer_key, customers))
    given: dict[str, Any] = {"start_min": 540, "end_min": 660, "cap": 2}
    days = tuple(
        Workday(rep_id="R", date=day(k), start="home", end="home", **(given | fields))
        for k in range(4, 9)
    )
    return MonthProblem(
        month=MAY,
        workdays=days,
        requirements=requirements,
        travel={"R": TravelMatrix(keys, apart, apart)},
    )
