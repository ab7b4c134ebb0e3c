"""Why a visit has no day, day by day."""

from collections.abc import Iterator
from dataclasses import replace

from models.problem import MonthProblem, Workday
from models.schedule import Reason, ReasonCode, Schedule, Unplanned
from scheduler.solve.board import opens_during
from scheduler.solve.draft import ABSENT, Draft
from scheduler.solve.fitting import blocked, day_text, does_not_fit, draft_of, order_with
from scheduler.solve.to_schedule import to_schedule


def explain(problem: MonthProblem, schedule: Schedule) -> Schedule:
    """Return the schedule with a reason for every visit without a day.

    Visits that do fit into the plan as it stands are planned on the way, so that no visit is
    reported as impossible that a look at its days disproves.
    """
    if not schedule.unplanned:
        return schedule
    draft = draft_of(problem, schedule)
    waiting = [draft.board.number[item.visit_id] for item in schedule.unplanned]
    # One visit that comes in may open the way for another (legs may break the triangle inequality).
    while any(_plan(draft, v) for v in waiting if draft.day_of[v] == ABSENT):
        pass
    schedule = to_schedule(draft)
    if not schedule.unplanned:
        return schedule
    explained = tuple(
        replace(item, reasons=tuple(_reasons(draft, item))) for item in schedule.unplanned
    )
    return replace(schedule, unplanned=explained)


def _plan(draft: Draft, v: int) -> bool:
    """Put a visit where it costs least, in the plan as it stands; ``False`` when there is no room."""
    found: list[tuple[float, int, tuple[int, ...]]] = []
    for day in draft.board.visits[v].days:
        order = None if blocked(draft, v, day) else order_with(draft, v, day)
        if order is not None:
            trial = draft.copy()
            trial.fill(day, order)
            found.append((trial.cost(), day, order))
    return bool(found) and draft.fill(*min(found)[1:])


def _reasons(draft: Draft, item: Unplanned) -> Iterator[Reason]:
    problem, v = draft.board.problem, draft.board.number[item.visit_id]
    req, need = problem.requirement_of[item.visit_id], problem.need_of[item.visit_id]
    first = max(need.earliest, problem.history_before or need.earliest)
    days = [
        (k, info.workday)
        for k, info in enumerate(draft.board.days)
        if info.workday.rep_id in req.rep_ids and first <= info.workday.date <= need.latest
    ]
    if first > need.latest:
        text = f"{day_text(need.latest)} was the last day for it, and days before {day_text(first)} are history"
        yield Reason(ReasonCode.NO_WORKDAY, text)
    elif not days:
        text = f"{' or '.join(req.rep_ids)} has no working day from {day_text(first)} to {day_text(need.latest)}"
        yield Reason(ReasonCode.NO_WORKDAY, text)
    for k, day in days:
        yield (
            _never(problem, item.visit_id, day) or blocked(draft, v, k) or does_not_fit(draft, v, k)
        )


def _never(problem: MonthProblem, visit_id: str, day: Workday) -> Reason | None:
    """Return why a visit may not lie on a workday, whatever the rest of the plan."""
    req, pin = problem.requirement_of[visit_id], problem.pin_of.get(visit_id)
    when = day_text(day.date)
    if day.date in req.forbidden:
        return Reason(ReasonCode.FORBIDDEN_DATE, f"{when}: not allowed on this date", day.date)
    if pin is not None and not pin.allows(day.rep_id, day.date, problem.week_start):
        who = f" with {pin.rep_id}" if pin.rep_id else ""
        return Reason(ReasonCode.PIN, f"{when}: pinned to {day_text(pin.date)}{who}", day.date)
    if not opens_during(problem, req, day):
        text = f"{when}: not open long enough in working hours"
        return Reason(ReasonCode.CLOSED, text, day.date)
    if day.cap == 0 and not req.is_desk:
        return Reason(ReasonCode.CAP_REACHED, f"{when}: the day takes no meetings", day.date)
    if req.patterns is not None and not any(day.date in pattern for pattern in req.patterns):
        return Reason(ReasonCode.FORBIDDEN_DATE, f"{when}: in none of its patterns", day.date)
    return None
