"""Where else a visit could go: every day of the reps who may make it, what fits first."""

import datetime as dt
from dataclasses import dataclass

from models.judge import score
from models.problem import Workday
from models.rules.base import HardRule, Violation
from models.rules.registry import HARD_RULES
from models.rules.soft import travel
from models.schedule import DayRoute, Schedule
from scheduler.pipelines.app.drafts.apply import in_order
from scheduler.pipelines.app.drafts.order import best_order
from scheduler.pipelines.app.drafts.state import Day, MonthState

_OF_A_DAY: tuple[HardRule, ...] = tuple(
    rule for rule in HARD_RULES if rule.name not in {"accounting", "history"}
)
"""The rules that a few days alone can be judged by."""


@dataclass(frozen=True, slots=True)
class PlaceFor:
    """A day on which a visit could be made.

    Parameters
    ----------
    drive_min, cost_min
        Minutes of driving and of cost that it adds to the month as it stands.
    broken
        What it would break.
    """

    rep_id: str
    date: dt.date
    drive_min: float
    cost_min: float
    broken: tuple[Violation, ...]


def places_for(
    state: MonthState, visit_id: str, first: dt.date | None = None
) -> tuple[PlaceFor, ...]:
    """Return the days on which a visit could be made: what breaks nothing first, then the cheapest.

    Parameters
    ----------
    first
        Days before it are over; also those that are history to the plan.

    Notes
    -----
    The visit's own day is left out. Costs are those of the rep's month, which is all that a move
    between days of one rep changes.
    """
    req = state.requirement(visit_id)
    rest = state.without(visit_id)
    own = state.route_of.get(visit_id)
    begins = max(first or dt.date.min, state.problem.history_before or dt.date.min)
    days = [
        workday
        for rep_id in req.rep_ids
        for workday in state.problem.workdays_of(rep_id)
        if workday.date >= begins
        and (own is None or (own.rep_id, own.date) != (rep_id, workday.date))
    ]
    saved = (0.0, 0.0) if own is None else _added(state, rest, own.rep_id)
    found = [_place(rest, visit_id, workday, saved) for workday in days]
    return tuple(sorted(found, key=lambda place: (len(place.broken), place.cost_min, place.date)))


def _place(
    rest: MonthState, visit_id: str, workday: Workday, saved: tuple[float, float]
) -> PlaceFor:
    day = (workday.rep_id, workday.date)
    order = best_order(rest, visit_id, day, None)
    after = in_order(rest.with_order(day, order), visit_id)
    known = set(_violations(rest, visit_id, day))
    broken = tuple(v for v in _violations(after, visit_id, day) if v not in known)
    drive_min, cost_min = _added(rest, after, day[0])
    return PlaceFor(*day, drive_min + saved[0], cost_min + saved[1], broken)


def _added(before: MonthState, after: MonthState, rep_id: str) -> tuple[float, float]:
    """Return the minutes of driving and of cost that a rep's month has more of, after a change."""
    months = [(s.problem, _month_of(s, rep_id)) for s in (before, after)]
    drive = [travel(problem, month) for problem, month in months]
    cost = [score(problem, month).cost_min for problem, month in months]
    return drive[1] - drive[0], cost[1] - cost[0]


def _month_of(state: MonthState, rep_id: str) -> Schedule:
    return Schedule(tuple(route for route in state.schedule.routes if route.rep_id == rep_id))


def _violations(state: MonthState, visit_id: str, day: Day) -> list[Violation]:
    """Return what is broken on a day, and between it and the customer's other visits."""
    req = state.requirement(visit_id)
    routes: dict[Day, DayRoute] = {}
    for need in req.visits:
        route = state.route_of.get(need.visit_id)
        if route is not None:
            routes[route.rep_id, route.date] = route
    if day in state.routes:
        routes[day] = state.routes[day]
    part = Schedule(tuple(routes.values()))
    return [v for rule in _OF_A_DAY for v in rule.violations(state.problem, part)]
