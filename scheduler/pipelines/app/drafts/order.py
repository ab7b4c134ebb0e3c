"""Where in a day's order a visit costs least, the other stops staying in theirs."""

from models.problem import MonthProblem
from models.rules import hours, opening, pins
from models.schedule import DayRoute, Schedule
from models.timing import time_anyway, travel_of
from scheduler.pipelines.app.drafts.state import Day, MonthState

_OF_TIME = (hours.RULE, opening.RULE, pins.RULE)
"""The rules that depend on the order of a day."""


def best_order(state: MonthState, visit_id: str, day: Day, position: int | None) -> tuple[str, ...]:
    """Return the order of a day with a visit in it: what breaks least, then what drives least.

    Parameters
    ----------
    state
        The month without the visit.
    position
        Its place among the meetings, from 0; ``None`` looks for the best one.
    """
    route = state.routes.get(day)
    order = () if route is None else route.visit_ids
    requirement_of = state.problem.requirement_of
    meetings = [v for v in order if not requirement_of[v].is_desk]
    desk = [v for v in order if requirement_of[v].is_desk]
    if requirement_of[visit_id].is_desk:
        return (*meetings, *desk, visit_id)
    places = range(len(meetings) + 1) if position is None else [min(position, len(meetings))]
    orders = [(*meetings[:k], visit_id, *meetings[k:], *desk) for k in places]
    workday = state.problem.workday_of[day]
    return min(
        orders,
        key=lambda found: _price(state.problem, time_anyway(state.problem, workday, found)),
    )


def _price(problem: MonthProblem, route: DayRoute) -> tuple[int, float]:
    alone = Schedule((route,))
    broken = sum(1 for rule in _OF_TIME for _ in rule.violations(problem, alone))
    return broken, travel_of(problem, route).minutes
