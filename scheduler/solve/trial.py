"""The plan as it stands under problems relaxed in one way each: what somebody may be asked for."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.problem import MonthProblem, Requirement, customer_key
from models.schedule import Schedule
from scheduler.solve.draft import Draft
from scheduler.solve.fitting import draft_of
from scheduler.solve.offer import Ask, open_all_day

MOST_OVERTIME_MIN = 180
"""Nobody is helped by the advice to work longer than this."""
MOST_MEETINGS = 2
"""Nor by the advice to make so many more than the cap that the cap was pointless."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The plan as it stands under a problem relaxed in one way.

    Parameters
    ----------
    problem
        As it is, not relaxed.
    draft
        The plan, under the relaxed problem.
    ask
        What was relaxed; nothing is asked for where days got more room.
    """

    problem: MonthProblem
    draft: Draft
    ask: Ask

    def figures(self, draft: Draft, day: int) -> tuple[int, int]:
        """Return overtime in minutes and meetings of a day, both beyond what is allowed anyway."""
        over = draft.figures[day].over
        workday = draft.board.days[day].workday
        cap = self.problem.workday_of[workday.rep_id, workday.date].cap
        meetings = sum(not draft.board.visits[v].desk for v in draft.routes[day])
        asked = math.ceil(over) if over > self.problem.max_overtime_min else 0
        return asked, max(0, meetings - cap)

    def asking(self, draft: Draft, day: int, visits: int = 1) -> float:
        """Return what it costs that people must agree: as much as published visits that change."""
        asked = min(visits, self.figures(draft, day)[1]) + (self.ask is not Ask.NOTHING)
        return self.problem.weights.changes * asked


def trials(problem: MonthProblem, schedule: Schedule, missing: set[str]) -> Iterator[Trial]:
    """Yield the plan with more room in each day, then under each way of asking that changes something."""
    plain = replace(schedule, unplanned=())
    wider = tuple(replace(day, cap=day.cap + MOST_MEETINGS) for day in problem.workdays)
    longer = max(MOST_OVERTIME_MIN, problem.max_overtime_min)
    anytime = replace(
        problem,
        requirements=tuple(_anytime(problem, req, missing) for req in problem.requirements),
        workdays=wider,
        max_overtime_min=longer,
    )
    yield Trial(problem, draft_of(anytime, plain), Ask.NOTHING)
    for ask in (Ask.PIN, Ask.OPENING, Ask.SPACING, Ask.REP):
        freed = tuple(_freed(problem, req, missing, ask) for req in problem.requirements)
        if freed != problem.requirements:
            yield Trial(problem, draft_of(replace(problem, requirements=freed), plain), ask)


def _anytime(problem: MonthProblem, req: Requirement, missing: set[str]) -> Requirement:
    first, last = problem.month.first, problem.month.last
    visits = tuple(
        replace(need, earliest=first, latest=last) if need.visit_id in missing else need
        for need in req.visits
    )
    return replace(req, visits=visits)


def _freed(problem: MonthProblem, req: Requirement, missing: set[str], ask: Ask) -> Requirement:
    """Return a requirement without what can be asked for, if visits of it are missing."""
    if not any(need.visit_id in missing for need in req.visits):
        return req
    match ask:
        case Ask.PIN:
            return replace(req, pins=tuple(pin for pin in req.pins if pin.visit_id not in missing))
        case Ask.OPENING if req.opening is not None:
            return replace(req, opening=open_all_day(req, *problem.month.days()))
        case Ask.SPACING if len(req.visits) > 1:
            return replace(req, min_gap_days=1, max_gap_days=None)
        case Ask.REP:
            key = customer_key(req.customer_id)
            able = (rep for rep in problem.rep_ids if _reaches(problem, rep, req, key))
            return replace(req, rep_ids=tuple(dict.fromkeys((*req.rep_ids, *able))))
        case _:
            return req


def _reaches(problem: MonthProblem, rep_id: str, req: Requirement, key: str) -> bool:
    return req.is_desk or key in problem.travel[rep_id].index
