"""The front door of the proof: no plan of these visits costs less than so many minutes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from models.problem import MonthProblem
from models.schedule import Schedule
from scheduler.solve.board import Board
from scheduler.solve.bound.choice import choose
from scheduler.solve.bound.generate import Generation
from scheduler.solve.bound.relaxation import relax
from scheduler.solve.parts import split

MARGIN = 1e-6
"""Relative safety below what binary arithmetic says."""


class Watch(Protocol):
    """Tells the seconds since some moment, as `scheduler.solve.stop.Stopwatch`."""

    def seconds(self) -> float:
        """Return the seconds so far."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A proven lower bound of a month's cost.

    Parameters
    ----------
    minutes
        No plan of the month costs less; ``None`` where nothing is proven.
    covers
        In words: what it is conditional on and what it leaves out, or why there is none.
    converged
        Whether the relaxation was solved (then only cuts can raise the bound); otherwise more time
        may give a better bound.
    iterations
        Turns of column generation.
    """

    minutes: float | None
    covers: str
    converged: bool = False
    iterations: int = 0


def lower_bound(
    problem: MonthProblem,
    schedule: Schedule,
    *,
    seconds: float,
    watch: Watch,
    travel_only: bool,
) -> Bound:
    """Prove that no plan of a rep's month costs less than so many minutes.

    Parameters
    ----------
    problem
        A month of one rep, e.g. a part of `scheduler.solve.parts.split`.
    schedule
        A sound schedule of it: its planned visits are the ones that the bound is about.
    seconds
        Wall time from now on; the bound is valid however early it ends.
    watch
        What tells the time.
    travel_only
        Bound the minutes of driving alone, instead of the cost with all soft rules.
    """
    reason = _out_of_reach(problem)
    if reason:
        return Bound(None, reason)
    board = Board(problem)
    chosen = choose(board, schedule, travel_only=travel_only)
    if chosen is None:
        return Bound(
            None, "no bound: a planned visit has no possible day, so the plan is not sound"
        )
    covers = _covers(problem, schedule, travel_only=travel_only)
    if not chosen.off or not board.days:
        return Bound(_lowered(chosen.fixed), covers, converged=True)
    until = watch.seconds() + seconds
    relaxation = relax(board, chosen, schedule, travel_only=travel_only)
    work = Generation(relaxation, lambda: watch.seconds() < until)
    work.run()
    return Bound(_lowered(chosen.fixed + work.best), covers, work.converged, len(work.history))


def team_bound(
    problem: MonthProblem,
    schedule: Schedule,
    *,
    seconds: float,
    watch: Watch,
    travel_only: bool,
) -> Bound:
    """Prove a bound of a team's month: the sum of those of its reps, none of whom share customers.

    Parameters
    ----------
    seconds
        Of all parts together; what one does not need is left to the next ones.
    """
    parts, until, found = split(problem), watch.seconds() + seconds, list[Bound]()
    for k, part in enumerate(parts):
        share = max(0.0, until - watch.seconds()) / (len(parts) - k)
        own = _of_part(part, schedule)
        one = lower_bound(part, own, seconds=share, watch=watch, travel_only=travel_only)
        if one.minutes is None:
            return Bound(None, one.covers, iterations=sum(b.iterations for b in found))
        found.append(one)
    return Bound(
        sum(b.minutes for b in found if b.minutes is not None),
        _covers(problem, schedule, travel_only=travel_only),
        all(b.converged for b in found),
        sum(b.iterations for b in found),
    )


def _of_part(part: MonthProblem, schedule: Schedule) -> Schedule:
    reps = set(part.travel)
    return replace(
        schedule,
        routes=tuple(route for route in schedule.routes if route.rep_id in reps),
        unplanned=tuple(item for item in schedule.unplanned if item.visit_id in part.need_of),
    )


def _lowered(minutes: float) -> float:
    return max(0.0, minutes - MARGIN * max(1.0, abs(minutes)))


def _out_of_reach(problem: MonthProblem) -> str:
    """Return why the month has no bound, or nothing."""
    if len(problem.rep_ids) > 1:
        return "no bound: reps share customers, and a bound needs each customer's rep to be settled"
    if any(req.patterns is not None for req in problem.requirements):
        return "no bound: customers have day patterns"
    if any(day.capacity is not None for day in problem.workdays):
        return "no bound: days have a load limit"
    if any(day.max_duration_min is not None for day in problem.workdays):
        return "no bound: days have a limit of duration"
    return ""


def _covers(problem: MonthProblem, schedule: Schedule, *, travel_only: bool) -> str:
    return "; ".join(_conditions(problem, schedule, travel_only=travel_only))


def _conditions(problem: MonthProblem, schedule: Schedule, *, travel_only: bool) -> Iterator[str]:
    if travel_only:
        yield "minutes of driving, soft rules off"
    else:
        yield (
            "travel, rhythm, changes, prizes and overtime of meetings; evenness and the reserve"
            " count as 0"
        )
    required = {v for v, req in problem.requirement_of.items() if travel_only or req.prize_min == 0}
    missing = required - {visit_id for visit_id, _ in schedule.placed()}
    if missing:
        yield f"conditional on leaving out the {len(missing)} visits without a day, and no others"
    else:
        yield "all visits planned"
    if len(problem.rep_ids) > 1:
        yield "conditional on each customer's rep"
    yield "spacing counts only where it rules out days"
