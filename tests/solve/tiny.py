"""Tiny months with round numbers, made by hand.

Places lie on a line through the home of rep ``A``: a customer ``at=20`` is 20 minutes from home, two
customers are as far from each other as their numbers differ. A day is 09:00 to 17:00, cap 5, without
a break; a visit takes 30 minutes and is due on Monday, 2 March 2026. Every test changes what it is
about. ``F`` is the last working Friday before a weekend, so days 6 and 9 lie in different weeks.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from models.judge import Verdict, judge
from models.month import Month
from models.places import Place
from models.problem import (
    Kind,
    MonthProblem,
    Requirement,
    TravelMatrix,
    VisitNeed,
    Workday,
    customer_key,
)
from models.reps import Span
from models.result import Result
from models.schedule import DayRoute, Schedule, Unplanned
from models.timing import time_route
from scheduler.solve import MaxIterations, SolveParams, plan_month

MARCH = Month(2026, 3)
HOME = "home"
SOMEWHERE = Place(41.0, -93.0)
NINE, TEN, ELEVEN, NOON, FIVE = 540, 600, 660, 720, 1020


def on(day: int) -> dt.date:
    """Return a day of March 2026; the 2nd is a Monday."""
    return dt.date(2026, 3, day)


def workday(day: int, rep: str = "A", **changes: Any) -> Workday:
    """Return a day of 09:00 to 17:00 with a cap of 5."""
    usual = Workday(
        rep_id=rep, date=on(day), start_min=NINE, end_min=FIVE, cap=5, start=HOME, end=HOME
    )
    return replace(usual, **changes)


def need(visit_id: str, due: int = 2, **changes: Any) -> VisitNeed:
    """Return a visit that may be made all month."""
    return replace(VisitNeed(visit_id, on(due), MARCH.first, MARCH.last), **changes)


def customer(name: str, visits: int = 1, *, due: Sequence[int] = (), **changes: Any) -> Requirement:
    """Return the requirement of a customer of rep A: visits ``name1``, ``name2`` of 30 minutes."""
    dues = [*due, *[2] * visits][:visits]
    usual = Requirement(
        customer_id=name,
        name=f"Customer {name}",
        place=SOMEWHERE,
        rep_ids=("A",),
        minutes=30,
        visits=tuple(need(f"{name}{k}", day) for k, day in enumerate(dues, start=1)),
    )
    return replace(usual, **changes)


def call(name: str, minutes: int = 30, **changes: Any) -> Requirement:
    """Return desk work for a customer: no place, no travel."""
    return customer(name, kind=Kind.DESK, place=None, minutes=minutes, **changes)


def prospect(name: str, prize_min: float, **changes: Any) -> Requirement:
    """Return a prospect with the price of leaving it out."""
    found = customer(name, kind=Kind.PROSPECT, prize_min=prize_min, **changes)
    return replace(found, visits=tuple(replace(v, priority=0.0) for v in found.visits))


def line(at: Mapping[str, float]) -> TravelMatrix:
    """Return the minutes between places on a line through the home at 0."""
    places = {HOME: 0.0} | {customer_key(name): far for name, far in at.items()}
    where = np.array(list(places.values()), dtype=np.float64)
    minutes = np.abs(where[:, None] - where[None, :])
    return TravelMatrix(tuple(places), minutes, 1000 * minutes, "a line")


def month(
    workdays: Sequence[Workday],
    requirements: Sequence[Requirement],
    at: Mapping[str, float] | None = None,
    **changes: Any,
) -> MonthProblem:
    """Return a month in which all reps share one matrix; customers not in `at` are 10 from home."""
    meetings = {req.customer_id: 10.0 for req in requirements if not req.is_desk}
    matrix = line(meetings | dict(at or {}))
    reps = {day.rep_id for day in workdays} | {rep for req in requirements for rep in req.rep_ids}
    usual: dict[str, Any] = {
        "month": MARCH,
        "workdays": tuple(workdays),
        "requirements": tuple(requirements),
        "travel": dict.fromkeys(sorted(reps), matrix),
    }
    return MonthProblem(**usual | changes)


def timed(problem: MonthProblem, day: int, *visit_ids: str, rep: str = "A") -> DayRoute:
    """Return a day's order with its earliest times."""
    found = time_route(problem, problem.workday_of[rep, on(day)], visit_ids)
    assert isinstance(found, DayRoute), found
    return found


def schedule(problem: MonthProblem, *routes: DayRoute) -> Schedule:
    """Return a schedule in which every visit without a day is accounted for."""
    planned = {v for route in routes for v in route.visit_ids}
    missing = [v for v in problem.need_of if v not in planned]
    return Schedule(
        routes, tuple(Unplanned(v, problem.requirement_of[v].customer_id) for v in missing)
    )


def verdict(problem: MonthProblem, *routes: DayRoute) -> Verdict:
    """Return what the judge says about day routes."""
    return judge(problem, schedule(problem, *routes))


def broken(problem: MonthProblem, *routes: DayRoute) -> set[str]:
    """Return the names of the rules that day routes break."""
    return {violation.rule for violation in verdict(problem, *routes).violations}


def plan(problem: MonthProblem, iterations: int = 60, **params: Any) -> Result:
    """Plan a month with so many steps for each visit."""
    return plan_month(problem, stop=MaxIterations(iterations), params=SolveParams(**params), seed=1)


def days_of(result: Result) -> dict[str, int]:
    """Return the day of the month of each planned visit."""
    return {visit_id: route.date.day for visit_id, route in result.schedule.placed()}


def opening(*spans: tuple[int, int], days: Sequence[int] = range(1, 32)) -> dict[dt.date, Any]:
    """Return the same opening intervals on each of some days; closed on all others."""
    return {on(day): tuple(Span(*span) for span in spans) for day in days}
