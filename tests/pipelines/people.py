"""Customers, reps and workdays for the tests of pipelines."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from models.customers import Channel, Customer
from models.month import Month
from models.places import Place, PlacedBy, Placement
from models.reps import Rep
from models.workday import Workday
from scheduler.io.reading import PinRow, Reading
from scheduler.pipelines.options import PlanOptions
from scheduler.requirements import Standing

DECEMBER = Month(2026, 12)


def at(lat: float, lon: float) -> Placement:
    return Placement(Place(lat, lon), PlacedBy.GIVEN)


def customer(customer_id: str, *rep_ids: str, **fields: Any) -> Customer:
    defaults: dict[str, Any] = {"name": customer_id, "placement": at(42.0, -93.6)}
    return Customer(customer_id=customer_id, rep_ids=rep_ids, **(defaults | fields))


def rep(rep_id: str = "R01", lat: float = 42.0, lon: float = -93.6, **fields: Any) -> Rep:
    return Rep(rep_id=rep_id, name=rep_id, placement=at(lat, lon), **fields)


def standing(channel: Channel = Channel.VISIT, interval_days: int = 30) -> Standing:
    return Standing(segment="A", channel=channel, interval_days=interval_days, value=1000.0)


def days_of(*rep_ids: str) -> Mapping[str, tuple[Workday, ...]]:
    """Tuesday 1 to Friday 4 December, 09:00-17:00, for each rep."""
    return {
        rep_id: tuple(
            Workday(
                rep_id=rep_id,
                date=dt.date(2026, 12, number),
                start_min=540,
                end_min=1020,
                cap=5,
                start=f"home:{rep_id}",
                end=f"home:{rep_id}",
            )
            for number in (1, 2, 3, 4)
        )
        for rep_id in rep_ids
    }


def pins(*rows: PinRow) -> Reading[PinRow]:
    return Reading(file="pins.csv", items=rows, rows=len(rows))


def options(**fields: Any) -> PlanOptions:
    defaults: dict[str, Any] = {"customers": Path("customers.csv"), "month": DECEMBER}
    return PlanOptions(**(defaults | fields))
