"""Reps, requirements and capacity of a month that is planned again."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.events import Event, EventKind
from models.plan import CapacityLine, MonthPlan, RequirementRow
from models.problem import Kind, MonthProblem, Requirement, VisitNeed
from models.reps import Rep
from scheduler.events import Published
from scheduler.pipelines.problem import least_driving
from scheduler.requirements import CapacityInputs, capacity_lines

_Key = tuple[str, str]


def reps_again(plan: MonthPlan, events: Iterable[Event]) -> dict[str, Rep]:
    """Return the reps with the absences that came up."""
    reps = dict(plan.reps)
    for event in events:
        if event.kind is EventKind.SICK:
            rep = reps[event.rep_id]
            absences = sorted({*rep.absences, event.days})
            reps[event.rep_id] = replace(rep, absences=tuple(absences))
    return reps


def capacity_again(plan: MonthPlan, problem: MonthProblem) -> tuple[CapacityLine, ...]:
    """Return demand against capacity of the whole month, with what has happened in it."""
    inputs = CapacityInputs(
        list(plan.reps.values()),
        problem.workdays,
        problem.reserve_min,
        {line.rep_id: line.customers for line in plan.capacity},
        least_driving(problem),
    )
    return capacity_lines(problem.requirements, inputs)


def rows_again(
    plan: MonthPlan, published: Published, problem: MonthProblem
) -> tuple[RequirementRow, ...]:
    """Return the rows of the requirements, less what was cancelled and with what is urgent."""
    gone = _by_customer(published.problem, problem.need_of.keys())
    come = _by_customer(problem, published.problem.need_of.keys())
    rows = []
    for row in plan.rows:
        key = (row.customer_id, row.channel)
        rows.append(_changed(row, gone.pop(key, []), come.pop(key, [])))
    return (*rows, *(_row(wanted) for wanted in come.values()))


_Wanted = list[tuple[Requirement, VisitNeed]]


def _by_customer(problem: MonthProblem, known: Iterable[str]) -> dict[_Key, _Wanted]:
    """Return the required visits that another problem does not have, by customer and channel."""
    others = set(known)
    found: dict[_Key, _Wanted] = {}
    for req in problem.requirements:
        for need in req.visits:
            if need.visit_id not in others and req.kind is not Kind.PROSPECT:
                found.setdefault((req.customer_id, req.channel.value), []).append((req, need))
    return found


def _changed(row: RequirementRow, gone: _Wanted, come: _Wanted) -> RequirementRow:
    dues = list(row.due_dates)
    for _, need in gone:
        if need.due in dues:
            dues.remove(need.due)
    words = [row.why, *(f"cancelled: the visit due {need.due}" for _, need in gone)]
    words += [req.why for req, _ in come]
    return replace(
        row,
        visits=row.visits - len(gone) + len(come),
        due_dates=tuple(sorted([*dues, *(need.due for _, need in come)])),
        why="; ".join(filter(None, words)),
    )


def _row(wanted: Sequence[tuple[Requirement, VisitNeed]]) -> RequirementRow:
    req = wanted[0][0]
    return RequirementRow(
        customer_id=req.customer_id,
        rep_id=";".join(req.rep_ids),
        segment=req.segment,
        value=req.value,
        channel=req.channel.value,
        visits=len(wanted),
        due_dates=tuple(need.due for _, need in wanted),
        minutes=req.minutes,
        min_gap_days=None,
        max_gap_days=None,
        why="; ".join(req.why for req, _ in wanted),
    )
