"""The front door of the proof: no plan of these visits costs less than so many minutes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Protocol

from models.problem import Kind, MonthProblem
from models.schedule import Schedule
from scheduler.solve.board import Board
from scheduler.solve.bound.choice import choose
from scheduler.solve.bound.generate import Generation
from scheduler.solve.bound.relaxation import relax

MARGIN = 1e-6
"""Relative safety below what binary arithmetic says."""


def never() -> bool:
    """Nobody cancels."""
    return False


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
        Whether the relaxation was solved; otherwise more time may give a better bound.
    iterations
        Turns of column generation.
    """

    minutes: float | None
    covers: str
    converged: bool = False
    iterations: int = 0


@dataclass(frozen=True, slots=True)
class Effort:
    """What a bound may use, whichever is used up first; it is valid however early it ends.

    Parameters
    ----------
    seconds
        Wall time.
    turns
        Turns of column generation; ``None``: as many as it takes. The same on every run.
    cancelled
        Asked before each day is priced: whether somebody wants no more.
    """

    seconds: float = inf
    turns: int | None = None
    cancelled: Callable[[], bool] = never


def lower_bound(
    problem: MonthProblem,
    schedule: Schedule,
    *,
    effort: Effort,
    watch: Watch,
    travel_only: bool,
) -> Bound:
    """Prove that no plan of a rep's month costs less than so many minutes.

    Parameters
    ----------
    problem
        A month of one rep.
    schedule
        A sound schedule of it: its planned visits are the ones that the bound is about.
    effort
        What may be used from now on.
    watch
        What tells the time.
    travel_only
        Bound the minutes of driving alone, instead of the cost with all soft rules.
    """
    reason = out_of_reach(problem) or _shared(problem)
    if reason:
        return Bound(None, reason)
    until = watch.seconds() + effort.seconds
    board = Board(problem)
    chosen = choose(board, schedule, travel_only=travel_only)
    if chosen is None:
        return Bound(
            None, "no bound: a planned visit has no possible day, so the plan is not sound"
        )
    covers = "; ".join(conditions(problem, schedule, travel_only=travel_only))
    if not chosen.off or not board.days:
        return Bound(_lowered(chosen.least), covers, converged=True)
    relaxation = relax(board, chosen, schedule, travel_only=travel_only)
    work = Generation(relaxation, lambda: watch.seconds() < until and not effort.cancelled())
    work.run(effort.turns)
    return Bound(_lowered(chosen.fixed + work.best), covers, work.converged, len(work.history))


def _lowered(minutes: float) -> float:
    return max(0.0, minutes - MARGIN * max(1.0, abs(minutes)))


def out_of_reach(problem: MonthProblem) -> str:
    """Return why months of this kind have no bound, or nothing."""
    if any(req.patterns is not None for req in problem.requirements):
        return "no bound: customers have day patterns"
    if any(day.capacity is not None for day in problem.workdays):
        return "no bound: days have a load limit"
    if any(day.max_duration_min is not None for day in problem.workdays):
        return "no bound: days have a limit of duration"
    return ""


def _shared(problem: MonthProblem) -> str:
    if len(problem.rep_ids) > 1:
        return "no bound: reps share customers, and a bound needs each customer's rep to be settled"
    return ""


def conditions(problem: MonthProblem, schedule: Schedule, *, travel_only: bool) -> Iterator[str]:
    """Yield in words what a bound counts and what it is conditional on; also of a whole team."""
    if travel_only:
        yield "minutes of driving, soft rules off"
    else:
        yield (
            "driving, days off the due dates, evenness of weeks, changes, missed prospects and"
            " overtime of meetings"
        )
        if problem.weights.daily_balance:
            yield "evenness of days counts as 0"
        if problem.weights.reserve and any(problem.reserve_min.values()):
            yield "the reserve for prospecting counts as 0"
    counted = {
        v
        for v, req in problem.requirement_of.items()
        if travel_only or req.kind is not Kind.PROSPECT
    }
    missing = counted - {visit_id for visit_id, _ in schedule.placed()}
    if missing:
        visits = "1 visit" if len(missing) == 1 else f"{len(missing):,} visits"
        yield f"conditional on leaving out the {visits} without a day, and no others"
    else:
        yield "all visits planned"
    if any(len(req.rep_ids) > 1 for req in problem.requirements):
        yield "conditional on each customer's rep"
    yield "spacing counts only where it rules out days"
