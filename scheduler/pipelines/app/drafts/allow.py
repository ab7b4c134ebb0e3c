"""Agree to what a visit breaks: the manager has asked whoever must be asked.

Each rule that people can agree to break has one function here that changes the problem just so far
that the day is right as it stands. To meet a customer twice on a day, to change what is over, or to
share a customer between reps is nothing to agree to.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

from models.problem import MonthProblem, Requirement, VisitNeed, Workday
from models.reps import Span
from models.rules.base import Violation
from models.schedule import DayRoute
from models.timing import finish_of
from models.units import MINUTES_A_DAY
from scheduler.pipelines.app.drafts.state import MonthState, refuse


def allow(state: MonthState, visit_id: str) -> MonthState:
    """Return the month in which a visit and its day are right as they stand.

    Raises
    ------
    InputError
        The visit has no day, or what it breaks is nothing to agree to.
    """
    route = state.planned(visit_id)
    found = [violation for violation in broken_by(state, visit_id) if can_be_allowed(violation)]
    if not found:
        refuse(
            state.name_of(visit_id), "nothing is broken that can be allowed", "move it elsewhere"
        )
    for violation in found:
        concerned = violation.visit_id or visit_id
        state = _ALLOW[violation.rule](state, concerned, state.route_of.get(concerned, route))
    return state


def broken_by(state: MonthState, visit_id: str) -> list[Violation]:
    """Return what is broken by a visit, by its day, or between it and its customer's other visits."""
    route = state.planned(visit_id)
    own = {need.visit_id for need in state.requirement(visit_id).visits}
    return [
        violation
        for violation in state.verdict.violations
        if violation.visit_id in own
        or (violation.rep_id, violation.date) == (route.rep_id, route.date)
    ]


def can_be_allowed(violation: Violation) -> bool:
    """Whether people can agree to a violation."""
    return violation.rule in _ALLOW


def _window(state: MonthState, visit_id: str, route: DayRoute) -> MonthState:
    def opened(need: VisitNeed) -> VisitNeed:
        if need.visit_id != visit_id:
            return need
        first, last = min(need.earliest, route.date), max(need.latest, route.date)
        return replace(need, earliest=first, latest=last)

    def changed(req: Requirement) -> Requirement:
        return replace(
            req,
            visits=tuple(map(opened, req.visits)),
            forbidden=req.forbidden - {route.date},
        )

    return state.with_requirement(visit_id, changed)


def _spacing(state: MonthState, visit_id: str, _route: DayRoute) -> MonthState:
    def changed(req: Requirement) -> Requirement:
        days = [state.route_of[n.visit_id].date for n in req.visits if n.visit_id in state.route_of]
        gaps = [(after - before).days for before, after in pairwise(days)]
        most = req.max_gap_days
        return replace(
            req,
            min_gap_days=max(1, min([req.min_gap_days, *gaps])),
            max_gap_days=None if most is None else max([most, *gaps]),
        )

    return state.with_requirement(visit_id, changed)


def _rep(state: MonthState, visit_id: str, route: DayRoute) -> MonthState:
    return state.with_requirement(
        visit_id,
        lambda req: replace(req, rep_ids=tuple(dict.fromkeys((*req.rep_ids, route.rep_id)))),
    )


def _opening(state: MonthState, visit_id: str, route: DayRoute) -> MonthState:
    all_day = {route.date: (Span(0, MINUTES_A_DAY),)}
    return state.with_requirement(
        visit_id, lambda req: replace(req, opening={**(req.opening or {}), **all_day})
    )


def _pins(state: MonthState, visit_id: str, route: DayRoute) -> MonthState:
    begins = next(stop.arrive for stop in route.stops if stop.visit_id == visit_id)
    at = begins // state.problem.ticks_per_minute

    def changed(req: Requirement) -> Requirement:
        pins = tuple(
            replace(
                pin,
                date=route.date,
                rep_id=pin.rep_id and route.rep_id,
                time_min=None if pin.time_min is None else at,
            )
            if pin.visit_id == visit_id
            else pin
            for pin in req.pins
        )
        return replace(req, pins=pins)

    return state.with_requirement(visit_id, changed)


def _cap(state: MonthState, _visit_id: str, route: DayRoute) -> MonthState:
    meetings = sum(not state.problem.requirement_of[v].is_desk for v in route.visit_ids)
    return state.with_problem(
        _with_workday(state.problem, route, lambda day: replace(day, cap=max(day.cap, meetings)))
    )


def _hours(state: MonthState, _visit_id: str, route: DayRoute) -> MonthState:
    ends = -(-finish_of(route) // state.problem.ticks_per_minute)
    needed = ends - state.problem.max_overtime_min
    return state.with_problem(
        _with_workday(
            state.problem, route, lambda day: replace(day, end_min=max(day.end_min, needed))
        )
    )


def _with_workday(
    problem: MonthProblem, route: DayRoute, change: Callable[[Workday], Workday]
) -> MonthProblem:
    key = (route.rep_id, route.date)
    workdays = tuple(
        change(day) if (day.rep_id, day.date) == key else day for day in problem.workdays
    )
    return replace(problem, workdays=workdays)


_ALLOW: Mapping[str, Callable[[MonthState, str, DayRoute], MonthState]] = {
    "windows": _window,
    "spacing": _spacing,
    "allowed_reps": _rep,
    "caps": _cap,
    "hours": _hours,
    "opening": _opening,
    "pins": _pins,
}
