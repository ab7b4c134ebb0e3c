"""The rules with a price: what each one counts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from models.month import week_of
from models.problem import Kind, MonthProblem
from models.rules.base import SoftRule
from models.schedule import DayRoute, Schedule
from models.timing import finish_of, travel_of

Period = TypeVar("Period", bound=Hashable)


def travel(problem: MonthProblem, schedule: Schedule) -> float:
    """Minutes of driving, the ways home included."""
    return sum(travel_of(problem, route).minutes for route in schedule.routes)


def days_off_due(problem: MonthProblem, visit_id: str, date: dt.date) -> int:
    """Return the days between a visit and its due date; an overdue one counts from the month's first day."""
    need = problem.need_of[visit_id]
    return abs((date - max(need.due, problem.month.first)).days)


def rhythm(problem: MonthProblem, schedule: Schedule) -> float:
    """Days off the due dates, prospects apart."""
    placed = (
        (v, route)
        for v, route in schedule.placed()
        if problem.requirement_of[v].kind is not Kind.PROSPECT
    )
    return float(sum(days_off_due(problem, visit_id, route.date) for visit_id, route in placed))


def work_minutes(problem: MonthProblem, route: DayRoute) -> float:
    """Return the minutes of visits, desk work and driving of a day."""
    return travel_of(problem, route).minutes + sum(
        problem.requirement_of[v].minutes for v in route.visit_ids
    )


def unevenness(work: Mapping[Period, float], available: Mapping[Period, float]) -> float:
    """Return the minutes that would have to move so that each period works in proportion to its time."""
    total, room = sum(work.values()), sum(available.values())
    if room == 0:
        return 0.0
    return (
        sum(abs(work.get(key, 0.0) - total * minutes / room) for key, minutes in available.items())
        / 2
    )


def _uneven(
    problem: MonthProblem, schedule: Schedule, period: Callable[[dt.date], dt.date]
) -> float:
    work: dict[str, dict[dt.date, float]] = defaultdict(lambda: defaultdict(float))
    for route in schedule.routes:
        work[route.rep_id][period(route.date)] += work_minutes(problem, route)
    total = 0.0
    for rep_id in problem.rep_ids:
        available: dict[dt.date, float] = defaultdict(float)
        for day in problem.workdays_of(rep_id):
            available[period(day.date)] += day.minutes
        total += unevenness(work[rep_id], available)
    return total


def balance(problem: MonthProblem, schedule: Schedule) -> float:
    """Minutes that would have to move to another week, per rep, each week weighed by its working time."""
    return _uneven(problem, schedule, lambda day: week_of(day, problem.week_start))


def daily_balance(problem: MonthProblem, schedule: Schedule) -> float:
    """Minutes that would have to move to another day; only counted where it is asked for."""
    return _uneven(problem, schedule, lambda day: day)


def overtime(problem: MonthProblem, schedule: Schedule) -> float:
    """Minutes of work after the end of the working day."""
    total = 0.0
    for route in schedule.routes:
        day = problem.workday_of[route.rep_id, route.date]
        total += max(0.0, finish_of(route) / problem.ticks_per_minute - day.end_min)
    return total


def changes(problem: MonthProblem, schedule: Schedule) -> float:
    """Count the published visits that have another rep or day now, or none."""
    now = {visit_id: (route.rep_id, route.date) for visit_id, route in schedule.placed()}
    return float(
        sum(now.get(v) != then for v, then in problem.published.items() if v in problem.need_of)
    )


def reserve(problem: MonthProblem, schedule: Schedule) -> float:
    """Minutes that required work takes from the time kept for finding customers (P15).

    Never more can be kept than the rep works.
    """
    used: dict[str, float] = defaultdict(float)
    for route in schedule.routes:
        prospects = sum(
            problem.requirement_of[v].minutes
            for v in route.visit_ids
            if problem.requirement_of[v].kind is Kind.PROSPECT
        )
        used[route.rep_id] += work_minutes(problem, route) - prospects
    total = 0.0
    for rep_id, kept in problem.reserve_min.items():
        total += taken(kept, used[rep_id], sum(day.minutes for day in problem.workdays_of(rep_id)))
    return total


def taken(kept: float, used: float, available: float) -> float:
    """Return the minutes that work takes from those kept, out of those available."""
    possible = min(kept, available)
    return min(possible, max(0.0, used + possible - available))


def prize(problem: MonthProblem, schedule: Schedule) -> float:
    """Prizes, in minutes, of the prospects that are not visited."""
    planned = {visit_id for visit_id, _ in schedule.placed()}
    return sum(
        req.prize_min
        for visit_id, req in problem.requirement_of.items()
        if req.kind is Kind.PROSPECT and visit_id not in planned
    )


SOFT_RULES = (
    SoftRule("travel", "Little driving.", "minutes", "travel", travel),
    SoftRule("rhythm", "Visits lie on their due dates.", "days", "rhythm", rhythm),
    SoftRule(
        "balance",
        "The weeks of a rep hold work in proportion to their time.",
        "minutes",
        "balance",
        balance,
    ),
    SoftRule(
        "daily_balance",
        "The days of a rep hold like amounts of work.",
        "minutes",
        "daily_balance",
        daily_balance,
    ),
    SoftRule("overtime", "Work ends with the working day.", "minutes", "overtime", overtime),
    SoftRule("changes", "Published visits stay where they are.", "visits", "changes", changes),
    SoftRule("reserve", "Time is kept for finding customers.", "minutes", "reserve", reserve),
    SoftRule("prize", "Prospects near the route are visited.", "minutes", "prize", prize),
)
