"""One search of one group of reps: what a thread is asked for, and what it answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from models.judge import score
from models.result import StopReason
from models.schedule import Schedule, Score
from scheduler.solve.assign import first_draft
from scheduler.solve.board import Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.improve import improve, polish
from scheduler.solve.kernel import State
from scheduler.solve.offspring import DayShare, offspring
from scheduler.solve.params import SolveParams
from scheduler.solve.pool import RoutePool, SeenDay
from scheduler.solve.recombine import Limit, days_of, recombine
from scheduler.solve.stop import Budget, Stopwatch
from scheduler.solve.sums import RepSums
from scheduler.solve.to_schedule import from_schedule, to_schedule

_FIRST_SHARE = 0.2
"""Share of the time of a search that its first month may take."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to search, from where, and what may be spent on it.

    Parameters
    ----------
    part, search, turn
        Numbers of the group of reps, of its search and of the round.
    start
        The best month so far; ``None`` in the first round.
    shares
        The search starts from an offspring of these days (`scheduler.solve.lineage`). ``None``: from
        `start`.
    packs
        Whether it looks for a month that leaves out less.
    remembers
        Whether the days that the search goes through are remembered.
    seed
        Of the whole run.
    """

    part: int
    search: int
    turn: int
    start: Schedule | None
    shares: tuple[DayShare, ...] | None
    budget: Budget
    packs: bool
    remembers: bool
    seed: int
    params: SolveParams

    @property
    def own_seed(self) -> int:
        """A seed that no other task of the run has."""
        return ((self.seed * 1000 + self.part) * 100 + self.search) * 100 + self.turn


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task.

    Parameters
    ----------
    part, search
        Numbers of the group of reps and of its search.
    schedule, score
        The best month, and what the judge says of it.
    iterations, reason
        Steps made, and why the search stopped.
    seen
        Days that it went through, where it remembers them.
    """

    part: int
    search: int
    schedule: Schedule
    score: Score
    iterations: int
    reason: StopReason
    seen: tuple[SeenDay, ...]


def run_task(board: Board, task: Task, cancelled: Callable[[], bool]) -> Done:
    """Search, and return the best month of this search."""
    watch, budget = Stopwatch(), task.budget
    draft = _start(board, task)
    if budget.seconds is not None:
        budget = replace(budget, seconds=max(0.0, budget.seconds - watch.seconds()))
    heat = task.params.heat(task.turn, bred=task.shares is not None)
    cap = max((day.cap for day in board.days), default=0)
    temper = task.params.temper(task.search, heat, len(board.visits), cap)
    if task.packs:
        temper = task.params.packing_temper(len(board.visits), cap)
    pool = RoutePool(board, task.params.pool)

    def look(month: State) -> bool:
        if task.remembers:
            pool.look(month)
        return cancelled()

    draft, steps = improve(draft, budget, temper, Random(task.own_seed), look)
    reason = task.budget.used_up_by(steps, watch.seconds())
    polish(draft, task.params.exact_stops)
    if task.remembers:
        pool.add(days_of(draft))
    schedule = to_schedule(draft)
    found = score(board.problem, schedule)
    return Done(task.part, task.search, schedule, found, steps, reason, pool.latest())


def recombined(
    board: Board, best: Done, seen: Sequence[SeenDay], limit: Limit, exact_stops: int
) -> tuple[Done, tuple[DayShare, ...] | None]:
    """Return the best month that seen days make, the best so far if none is better, and the shares of the days."""
    draft = drafted(board, best.schedule)
    better, shares = recombine(draft, seen, limit)
    if better is not draft:
        polish(better, exact_stops)
        schedule = to_schedule(better)
        best = replace(best, schedule=schedule, score=score(board.problem, schedule))
    return best, shares


def _empty(board: Board) -> Draft:
    return Draft(board, Clock(board), RepSums(board))


def drafted(board: Board, schedule: Schedule) -> Draft:
    """Return the draft of a schedule."""
    draft = _empty(board)
    from_schedule(draft, schedule)
    return draft


def _start(board: Board, task: Task) -> Draft:
    if task.shares is not None:
        return offspring(_empty(board), task.shares, Random(task.own_seed))
    if task.start is not None:
        return drafted(board, task.start)
    seconds, params = task.budget.seconds, task.params
    if len(board.visits) > params.exact_visits:
        params = replace(params, assign_seconds=params.assigning(task.budget.iterations))
    # One search starts from the constraint model's days, the others from insertion alone.
    return first_draft(
        board,
        params,
        task.own_seed,
        None if seconds is None else _FIRST_SHARE * seconds,
        days_by_model=task.search == 0,
    )
