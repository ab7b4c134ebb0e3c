"""The problem as the search sees it: visits and workdays as small integers, everything looked up.

A *group* is a customer with all its requirements of the month: it is taken out and put back as a
whole, so that its days change together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from models.problem import Kind, MonthProblem, Requirement, Workday, customer_key
from models.reps import Span
from models.rules.soft import days_off_due
from models.timing import first_start, openings, scaled

UNPLANNED_MIN = 1e6
"""A visit left out weighs more than any plan's minutes: the first level comes before the second."""


@dataclass(frozen=True, slots=True)
class DayInfo:
    """A workday, ready for the clock: all times in ticks."""

    workday: Workday
    rep: int
    ordinal: int
    start: int
    end: int
    latest: int
    pause: Span | None
    cap: int
    start_row: int
    end_row: int


@dataclass(frozen=True, slots=True)
class VisitInfo:
    """A visit, ready for the search.

    Parameters
    ----------
    days
        Workdays on which it may lie, by number.
    row
        Row of the customer in the matrix of each rep number; empty for desk work.
    off_cost
        What each of those days costs for rhythm and changes, in minutes.
    penalty
        What leaving it out costs, in minutes.
    pinned_at
        Tick at which it must begin, or -1.
    """

    visit_id: str
    length: int
    minutes: int
    load: float
    desk: bool
    prospect: bool
    days: tuple[int, ...]
    row: dict[int, int]
    off_cost: dict[int, float]
    penalty: float
    pinned_at: int
    spans: dict[int, tuple[Span, ...] | None]


class Board:
    """Lookup tables of one problem; never changes.

    `groups` holds the requirements of each customer by number, `visits_of` their visits. Days are
    sorted by rep and date, requirements by customer.

    Parameters
    ----------
    problem
        The month, or the part of it that some reps share.
    """

    def __init__(self, problem: MonthProblem) -> None:
        self.problem = problem
        self.reps = tuple(dict.fromkeys((*problem.rep_ids, *problem.travel)))
        rep_number = {rep: k for k, rep in enumerate(self.reps)}
        by_rep = sorted(problem.workdays, key=lambda day: (rep_number[day.rep_id], day.date))
        self.days = tuple(_day(problem, day, rep_number) for day in by_rep)
        self.days_by_rep = [
            tuple(k for k, day in enumerate(self.days) if day.rep == r)
            for r in range(len(self.reps))
        ]
        self.ticks = [
            problem.travel[rep].ticks(problem.ticks_per_minute).tolist() for rep in self.reps
        ]
        self.minutes = [problem.travel[rep].minutes.tolist() for rep in self.reps]
        self.visits: list[VisitInfo] = []
        self.requirements: list[tuple[Requirement, tuple[int, ...]]] = []
        self.groups: list[tuple[int, ...]] = []
        self._fill(rep_number)
        if problem.history:
            self._keep_history()
        self.number = {visit.visit_id: k for k, visit in enumerate(self.visits)}
        self.visits_of = [
            tuple(v for r in members for v in self.requirements[r][1]) for members in self.groups
        ]
        self.group_of = {v: g for g, members in enumerate(self.visits_of) for v in members}

    def _fill(self, rep_number: dict[str, int]) -> None:
        order = {
            c: k
            for k, c in enumerate(dict.fromkeys(r.customer_id for r in self.problem.requirements))
        }
        by_customer: dict[str, list[int]] = {}
        # What is put back first has the choice of days: prospecting comes after required visits.
        for req in sorted(
            self.problem.requirements,
            key=lambda req: (order[req.customer_id], req.kind is Kind.PROSPECT),
        ):
            if not req.visits:
                continue
            first = len(self.visits)
            numbers = sorted(rep_number[rep] for rep in req.rep_ids)
            own = {k: self.days[k] for rep in numbers for k in self.days_by_rep[rep]}
            for need in req.visits:
                self.visits.append(_visit(self.problem, own, req, need.visit_id, rep_number))
            by_customer.setdefault(req.customer_id, []).append(len(self.requirements))
            self.requirements.append((req, tuple(range(first, len(self.visits)))))
        self.groups = [tuple(members) for members in by_customer.values()]

    def _keep_history(self) -> None:
        """Let a visit of the days that are over weigh more than all that is still to be planned."""
        open_min = sum(v.penalty for v in self.visits if v.visit_id not in self.problem.history)
        self.visits = [
            replace(visit, penalty=open_min + UNPLANNED_MIN)
            if visit.visit_id in self.problem.history
            else visit
            for visit in self.visits
        ]


def _day(problem: MonthProblem, day: Workday, rep_number: dict[str, int]) -> DayInfo:
    scale, index = problem.ticks_per_minute, problem.travel[day.rep_id].index
    return DayInfo(
        workday=day,
        rep=rep_number[day.rep_id],
        ordinal=day.date.toordinal(),
        start=day.start_min * scale,
        end=day.end_min * scale,
        latest=(day.end_min + problem.max_overtime_min) * scale,
        pause=scaled(day.break_span, scale),
        cap=day.cap,
        start_row=index[day.start],
        end_row=index[day.end],
    )


def _visit(
    problem: MonthProblem,
    days: Mapping[int, DayInfo],
    req: Requirement,
    visit_id: str,
    rep_number: dict[str, int],
) -> VisitInfo:
    spans: dict[int, tuple[Span, ...] | None] = {}
    off: dict[int, float] = {}
    pin = problem.pin_of.get(visit_id)
    for k, day in days.items():
        if not may_lie_on(problem, req, visit_id, day.workday):
            continue
        spans[k] = openings(problem, req, day.workday)
        off[k] = _off_cost(problem, req, visit_id, day.workday)
    key = customer_key(req.customer_id)
    prospect = req.kind is Kind.PROSPECT
    return VisitInfo(
        visit_id=visit_id,
        length=req.minutes * problem.ticks_per_minute,
        minutes=req.minutes,
        load=req.load,
        desk=req.is_desk,
        prospect=prospect,
        days=tuple(spans),
        row={}
        if req.is_desk
        else {rep_number[rep]: problem.travel[rep].index[key] for rep in req.rep_ids},
        off_cost=off,
        penalty=_penalty(problem, req, visit_id),
        pinned_at=-1
        if pin is None or pin.time_min is None
        else pin.time_min * problem.ticks_per_minute,
        spans=spans,
    )


def _penalty(problem: MonthProblem, req: Requirement, visit_id: str) -> float:
    # A published visit that is dropped is a change as well.
    changed = problem.weights.changes if visit_id in problem.published else 0.0
    if req.kind is Kind.PROSPECT:
        return req.prize_min * problem.weights.prize + changed
    return problem.need_of[visit_id].priority * UNPLANNED_MIN + changed


def _off_cost(problem: MonthProblem, req: Requirement, visit_id: str, day: Workday) -> float:
    cost = 0.0
    if req.kind is not Kind.PROSPECT:
        cost += problem.weights.rhythm * days_off_due(problem, visit_id, day.date)
    then = problem.published.get(visit_id)
    if then is not None and then != (day.rep_id, day.date):
        cost += problem.weights.changes
    return cost


def may_lie_on(problem: MonthProblem, req: Requirement, visit_id: str, day: Workday) -> bool:
    """Whether a visit may lie on a workday as far as the two alone can tell."""
    need, pin = problem.need_of[visit_id], problem.pin_of.get(visit_id)
    if day.rep_id not in req.rep_ids or not need.earliest <= day.date <= need.latest:
        return False
    if not kept_as_it_was(problem, visit_id, day):
        return False
    if day.date in req.forbidden or (day.cap == 0 and not req.is_desk):
        return False
    if pin is not None and not pin.allows(day.rep_id, day.date, problem.week_start):
        return False
    if req.patterns is not None and not any(day.date in pattern for pattern in req.patterns):
        return False
    return opens_during(problem, req, day)


def kept_as_it_was(problem: MonthProblem, visit_id: str, day: Workday) -> bool:
    """Whether a visit on a workday leaves history alone: its own stops stay, no other comes in."""
    if visit_id in problem.history:
        return problem.published[visit_id] == (day.rep_id, day.date)
    return problem.history_before is None or day.date >= problem.history_before


def opens_during(problem: MonthProblem, req: Requirement, day: Workday) -> bool:
    """Whether one opening interval of the day holds the visit within the rep's hours."""
    scale = problem.ticks_per_minute
    length = req.minutes * scale
    pause = scaled(day.break_span, scale)
    start = first_start(day.start_min * scale, length, openings(problem, req, day), pause)
    return start is not None and start + length <= (day.end_min + problem.max_overtime_min) * scale
