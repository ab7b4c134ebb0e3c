"""The cheapest changes that would bring a visit in.

Each proposed change is tried: the problem is relaxed by exactly that change and the visit is put
into the plan as it stands. A proposal is printed only when that worked.
"""

import math
from dataclasses import dataclass, replace

from models.problem import MonthProblem, Requirement
from models.schedule import Schedule, Unplanned
from scheduler.solve.draft import Draft
from scheduler.solve.fitting import blocked, day_text, draft_of, order_with

_MOST_OVERTIME_MIN = 240
"""Nobody is helped by the advice to work longer than this."""


@dataclass(frozen=True, slots=True)
class Helper:
    """A kind of change, and the plan under a problem relaxed by it."""

    draft: Draft
    kind: str


def helpers_of(problem: MonthProblem, schedule: Schedule) -> list[Helper]:
    """Return the plan under each relaxation of the problem."""
    bare = replace(schedule, unplanned=())
    missing = {item.visit_id for item in schedule.unplanned}
    wider = tuple(replace(day, cap=day.cap + 1) for day in problem.workdays)
    anytime = tuple(_anytime(problem, req, missing) for req in problem.requirements)
    longer = max(_MOST_OVERTIME_MIN, problem.max_overtime_min)
    return [
        Helper(draft_of(replace(problem, requirements=anytime), bare), "window"),
        Helper(draft_of(replace(problem, workdays=wider), bare), "cap"),
        Helper(draft_of(replace(problem, max_overtime_min=longer), bare), "overtime"),
    ]


def _anytime(problem: MonthProblem, req: Requirement, missing: set[str]) -> Requirement:
    first, last = problem.month.first, problem.month.last
    visits = tuple(
        replace(need, earliest=first, latest=last) if need.visit_id in missing else need
        for need in req.visits
    )
    return replace(req, visits=visits)


def what_would_help(helpers: list[Helper], item: Unplanned) -> tuple[str, ...]:
    """Return the cheapest change of each kind that brings a visit in, in words."""
    found: list[tuple[float, str]] = []
    for helper in helpers:
        found += _offers(helper, helper.draft.board.number[item.visit_id])[:1]
    return tuple(text for _, text in sorted(found)[:3])


def _offers(helper: Helper, v: int) -> list[tuple[float, str]]:
    draft, board = helper.draft, helper.draft.board
    offers = []
    for day in board.visits[v].days:
        order = None if blocked(draft, v, day) else order_with(draft, v, day)
        figures = None if order is None else draft.clock.price(day, order)
        if figures is None:
            continue
        workday = board.days[day].workday
        extra = figures.travel - draft.figures[day].travel
        on = f"{workday.rep_id} on {day_text(workday.date)}"
        if helper.kind == "overtime":
            offers.append((figures.over, f"{math.ceil(figures.over)} minutes of overtime for {on}"))
        elif helper.kind == "cap":
            offers.append(
                (extra, f"a cap of {workday.cap} for {on} ({round(extra)} minutes more driving)")
            )
        else:
            due = board.problem.need_of[board.visits[v].visit_id].due
            off = abs((workday.date - due).days)
            offers.append(
                (
                    extra,
                    f"a visit by {on}, {off} days off its due date ({round(extra)} minutes more driving)",
                )
            )
    return sorted(offers)
