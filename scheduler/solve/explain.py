"""Why a visit has no day, day by day, and the cheapest changes that would bring it in.

Each proposed change is tried: the problem is relaxed by exactly that change and the visit is put
into the plan as it stands. A proposal is printed only when that worked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.problem import MonthProblem, Requirement
from models.schedule import Reason, ReasonCode, Schedule, Unplanned
from scheduler.solve.board import Board, opens_during
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.order import best_order
from scheduler.solve.sums import RepSums
from scheduler.solve.to_schedule import from_schedule, to_schedule

_MOST_OVERTIME_MIN = 240
"""Nobody is helped by the advice to work longer than this."""
_EXACT_STOPS = 9


def explain(problem: MonthProblem, schedule: Schedule) -> Schedule:
    """Return the schedule with a reason for every visit without a day.

    Visits that do fit into the plan as it stands are planned on the way, so that no visit is
    reported as impossible that a look at its days disproves.
    """
    if not schedule.unplanned:
        return schedule
    draft = _draft(problem, schedule)
    for item in schedule.unplanned:
        _try_everywhere(draft, draft.board.number[item.visit_id])
    schedule = to_schedule(draft)
    if not schedule.unplanned:
        return schedule
    helpers = _helpers(problem, schedule)
    explained = tuple(
        replace(
            item, reasons=tuple(_reasons(draft, item)), what_would_help=_help(helpers, draft, item)
        )
        for item in schedule.unplanned
    )
    return replace(schedule, unplanned=explained)


def _draft(problem: MonthProblem, schedule: Schedule) -> Draft:
    board = Board(problem)
    draft = Draft(board, Clock(board), RepSums(board))
    from_schedule(draft, schedule)
    return draft


def _try_everywhere(draft: Draft, v: int) -> None:
    for day in draft.board.visits[v].days:
        if _blocked(draft, v, day) is None:
            order = _order_with(draft, v, day)
            if order is not None:
                _insert_in_order(draft, v, day, order)
                return


def _insert_in_order(draft: Draft, v: int, day: int, order: tuple[int, ...]) -> None:
    visit = draft.board.visits[v]
    draft.set_route(day, order)
    draft.day_of[v] = day
    draft.visit_costs += visit.off_cost[day] - visit.penalty


def _order_with(draft: Draft, v: int, day: int) -> tuple[int, ...] | None:
    """Return an order of the day that holds the visit as well, or ``None`` when there is none."""
    route = (*draft.routes[day], v)
    meetings = sum(not draft.board.visits[u].desk for u in route)
    if meetings <= min(_EXACT_STOPS, draft.board.days[day].cap):
        order = best_order(draft.board, day, route)
        return order if order is not None and draft.clock.price(day, order) is not None else None
    for position in range(len(route)):
        order = (*route[:position], v, *route[position:-1])
        if draft.clock.price(day, order) is not None:
            return order
    return None


def _reasons(draft: Draft, item: Unplanned) -> Iterator[Reason]:
    problem, v = draft.board.problem, draft.board.number[item.visit_id]
    req, need = problem.requirement_of[item.visit_id], problem.need_of[item.visit_id]
    days = [
        (k, info.workday)
        for k, info in enumerate(draft.board.days)
        if info.workday.rep_id in req.rep_ids and need.earliest <= info.workday.date <= need.latest
    ]
    if not days:
        text = f"{' or '.join(req.rep_ids)} has no working day from {_day(need.earliest)} to {_day(need.latest)}"
        yield Reason(ReasonCode.NO_WORKDAY, text)
    for k, day in days:
        pin = problem.pin_of.get(item.visit_id)
        if day.date in req.forbidden:
            yield Reason(
                ReasonCode.FORBIDDEN_DATE, f"{_day(day.date)}: not allowed on this date", day.date
            )
        elif pin is not None and not pin.allows(day.rep_id, day.date, problem.week_start):
            yield Reason(ReasonCode.PIN, f"{_day(day.date)}: pinned to {_day(pin.date)}", day.date)
        elif not opens_during(problem, req, day):
            yield Reason(
                ReasonCode.CLOSED,
                f"{_day(day.date)}: not open long enough in working hours",
                day.date,
            )
        elif k not in draft.board.visits[v].days:
            yield Reason(
                ReasonCode.FORBIDDEN_DATE, f"{_day(day.date)}: the day takes no meetings", day.date
            )
        else:
            yield _blocked(draft, v, k) or _does_not_fit(draft, v, k)


def _blocked(draft: Draft, v: int, day: int) -> Reason | None:
    """Return why the rest of the plan keeps a visit from a day, its hours apart."""
    board = draft.board
    info, visit = board.days[day], board.visits[v]
    when = info.workday.date
    for r in board.groups[board.group_of[v]]:
        req, members = board.requirements[r]
        for u in members:
            other = draft.day_of[u]
            if u == v or other < 0:
                continue
            if board.problem.one_rep_per_customer and board.days[other].rep != info.rep:
                text = f"{_day(when)}: this customer's month belongs to {board.days[other].workday.rep_id}"
                return Reason(ReasonCode.OTHER_REP, text, when)
            if board.days[other].ordinal == info.ordinal or (
                v in members
                and not _spaced(req, (v, u), board.days[day].ordinal - board.days[other].ordinal)
            ):
                text = f"{_day(when)}: too close to or too far from the visit on {_day(board.days[other].workday.date)}"
                return Reason(ReasonCode.SPACING, text, when)
    meetings = sum(not board.visits[u].desk for u in draft.routes[day])
    if not visit.desk and meetings >= info.cap:
        return Reason(
            ReasonCode.CAP_REACHED, f"{_day(when)}: {meetings} of {info.cap} meetings taken", when
        )
    return None


def _spaced(req: Requirement, pair: tuple[int, int], days_between: int) -> bool:
    v, u = pair
    gap = days_between * (1 if v > u else -1)
    most = req.max_gap_days if abs(v - u) == 1 else None
    return gap >= req.min_gap_days and (most is None or gap <= most)


def _does_not_fit(draft: Draft, v: int, day: int) -> Reason:
    when = draft.board.days[day].workday.date
    if draft.clock.price(day, (v,)) is None:
        text = f"{_day(when)}: there and back takes longer than the working day"
        return Reason(ReasonCode.TOO_FAR, text, when)
    if _order_with(draft, v, day) is None:
        return Reason(
            ReasonCode.DAY_FULL, f"{_day(when)}: no time left beside the day's other stops", when
        )
    return Reason(
        ReasonCode.SEARCH_LIMIT, f"{_day(when)}: it fits, but the search ended before", when
    )


@dataclass(frozen=True, slots=True)
class _Helper:
    """A kind of change, and the plan under a problem relaxed by it."""

    draft: Draft
    kind: str


def _helpers(problem: MonthProblem, schedule: Schedule) -> list[_Helper]:
    bare = replace(schedule, unplanned=())
    missing = {item.visit_id for item in schedule.unplanned}
    wider = tuple(replace(day, cap=day.cap + 1) for day in problem.workdays)
    anytime = tuple(_anytime(problem, req, missing) for req in problem.requirements)
    longer = max(_MOST_OVERTIME_MIN, problem.max_overtime_min)
    return [
        _Helper(_draft(replace(problem, requirements=anytime), bare), "window"),
        _Helper(_draft(replace(problem, workdays=wider), bare), "cap"),
        _Helper(_draft(replace(problem, max_overtime_min=longer), bare), "overtime"),
    ]


def _anytime(problem: MonthProblem, req: Requirement, missing: set[str]) -> Requirement:
    first, last = problem.month.first, problem.month.last
    visits = tuple(
        replace(need, earliest=first, latest=last) if need.visit_id in missing else need
        for need in req.visits
    )
    return replace(req, visits=visits)


def _help(helpers: list[_Helper], draft: Draft, item: Unplanned) -> tuple[str, ...]:
    v = draft.board.number[item.visit_id]
    found: list[tuple[float, str]] = []
    for helper in helpers:
        found += _offers(helper, v)[:1]
    return tuple(text for _, text in sorted(found)[:3])


def _offers(helper: _Helper, v: int) -> list[tuple[float, str]]:
    draft, board = helper.draft, helper.draft.board
    offers = []
    for day in board.visits[v].days:
        order = None if _blocked(draft, v, day) else _order_with(draft, v, day)
        figures = None if order is None else draft.clock.price(day, order)
        if figures is None:
            continue
        workday = board.days[day].workday
        extra = figures.travel - draft.figures[day].travel
        on = f"{workday.rep_id} on {_day(workday.date)}"
        if helper.kind == "overtime":
            offers.append(
                (figures.over, f"{round(figures.over + 0.499)} minutes of overtime for {on}")
            )
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


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
