"""Small months for the tests of requirements: one rep, Mondays to Fridays, 09:00-17:00."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from models.customers import Channel, Customer
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.policy import Policy
from models.reps import Rep
from models.workday import Workday
from scheduler.requirements import RequirementInputs, RequirementSet, Standing, build_requirements

POLICY = Policy()
DECEMBER = Month(2026, 12)
"""1 December 2026 is a Tuesday, the 31st a Thursday: 23 weekdays."""
HERE = Placement(Place(41.6, -93.6), PlacedBy.GIVEN)
INTERVAL = {"A": 30, "B": 90, "C": 90, "D": 180}


def day(number: int, month: Month = DECEMBER) -> dt.date:
    return dt.date(month.year, month.number, number)


def weekdays(month: Month = DECEMBER, first: int = 1, last: int = 31) -> tuple[dt.date, ...]:
    return tuple(d for d in month.days() if d.weekday() < 5 and first <= d.day <= last)


def workdays_on(dates: Sequence[dt.date], rep_id: str = "R01") -> tuple[Workday, ...]:
    home = f"home:{rep_id}"
    return tuple(
        Workday(rep_id=rep_id, date=d, start_min=540, end_min=1020, cap=5, start=home, end=home)
        for d in dates
    )


def customer(customer_id: str = "C1", **fields: Any) -> Customer:
    defaults: dict[str, Any] = {"name": customer_id, "rep_ids": ("R01",), "placement": HERE}
    return Customer(customer_id=customer_id, **(defaults | fields))


def standing(segment: str = "A", **fields: Any) -> Standing:
    defaults: dict[str, Any] = {"channel": Channel.VISIT, "interval_days": INTERVAL[segment]}
    return Standing(segment=segment, **(defaults | fields))


def inputs(
    *pairs: tuple[Customer, Standing], month: Month = DECEMBER, **fields: Any
) -> RequirementInputs:
    defaults: dict[str, Any] = {
        "policy": POLICY,
        "reps": {"R01": Rep(rep_id="R01", name="Anna")},
        "workdays": workdays_on(weekdays(month)),
    }
    return RequirementInputs(
        month=month,
        customers=[who for who, _ in pairs],
        standings={who.customer_id: how for who, how in pairs},
        **(defaults | fields),
    )


def built(
    *pairs: tuple[Customer, Standing], month: Month = DECEMBER, **fields: Any
) -> RequirementSet:
    return build_requirements(inputs(*pairs, month=month, **fields))
