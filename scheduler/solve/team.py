"""The search over the whole team: groups of reps in rounds, in one process or several."""

import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from multiprocessing import get_context
from random import Random

from models.errors import InputError, InputProblem
from models.judge import score
from models.problem import MonthProblem
from models.result import StopReason
from models.schedule import Schedule, Score
from scheduler.solve.assign import first_draft
from scheduler.solve.board import Board
from scheduler.solve.clock import Clock
from scheduler.solve.draft import Draft
from scheduler.solve.improve import improve, polish
from scheduler.solve.observer import Observer, Progress
from scheduler.solve.params import SolveParams
from scheduler.solve.stop import Budget, StopCriterion, Stopwatch
from scheduler.solve.sums import RepSums
from scheduler.solve.to_schedule import from_schedule, to_schedule

_FIRST_SHARE = 0.2
"""Share of the time that the first month may take."""
_CLOSING_SHARE = 0.04
"""Share kept for starting processes, judging and explaining."""
_REASONS = (StopReason.TIME, StopReason.ITERATIONS, StopReason.NO_IMPROVEMENT)
"""Which one is told where groups of reps stopped for different reasons."""


@dataclass(frozen=True, slots=True)
class Task:
    """A piece of work for one process: a group of reps and what may be spent on it."""

    problem: MonthProblem
    schedule: Schedule | None
    budget: Budget
    seed: int
    params: SolveParams
    span: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task."""

    schedule: Schedule
    score: Score
    iterations: int
    reason: StopReason


def run_task(task: Task) -> Done:
    """Make the first month of a group of reps, or improve the one it has."""
    board, watch = Board(task.problem), Stopwatch()
    if task.schedule is None:
        draft = first_draft(board, task.params, task.seed, task.budget.seconds)
        polish(draft, task.params)
        steps = 0
    else:
        draft = Draft(board, Clock(board), RepSums(board))
        from_schedule(draft, task.schedule)
        draft, steps = improve(draft, task.budget, task.params, Random(task.seed), task.span)
    schedule = to_schedule(draft)
    reason = task.budget.used_up_by(steps, watch.seconds())
    return Done(schedule, score(task.problem, schedule), steps, reason)


def limited(stop: StopCriterion) -> Budget:
    """Return the budget of a criterion.

    Raises
    ------
    InputError
        When it has no limit, so that the search would never end.
    """
    budget = stop.budget()
    if budget == Budget():
        raise InputError(
            [
                InputProblem(
                    "stop",
                    0,
                    "",
                    type(stop).__name__,
                    "the search would never end",
                    "set a limit beside it, e.g. FirstOf(MaxSeconds(60), Cancelled(asked))",
                )
            ]
        )
    return budget


class Team:
    """Runs all groups of reps, tells the observer, and keeps to the stop criterion.

    Parameters
    ----------
    parts
        Problems that share no rep and no customer.
    """

    def __init__(
        self,
        parts: Sequence[MonthProblem],
        stop: StopCriterion,
        seed: int,
        params: SolveParams,
        observer: Observer,
    ) -> None:
        self._parts, self._stop, self._seed, self._params, self._observer = (
            parts,
            stop,
            seed,
            params,
            observer,
        )
        self._watch = Stopwatch()
        self._budget = limited(stop)
        self._visits = [max(1, len(part.need_of)) for part in parts]
        self._scores: list[Score | None] = [None] * len(parts)
        self.iterations = 0
        self.stop_reason = StopReason.NOTHING_TO_DO

    def run(self) -> list[Schedule]:
        """Return the schedule of each part."""
        if not self._parts:
            return []
        with self._executor() as executor:
            run: Callable[..., Iterable[Done]] = map if executor is None else executor.map
            schedules: list[Schedule] = []
            for number, done in enumerate(run(run_task, self._first_tasks())):
                schedules.append(done.schedule)
                self._take(number, done)
                self._tell(_FIRST_SHARE * (number + 1) / len(self._parts), "first month")
            for turn in range(self._params.rounds):
                if self._stop.met():
                    self.stop_reason = self._stop.reason
                    break
                self._turn(turn, schedules, run)
        return schedules

    def _turn(
        self, turn: int, schedules: list[Schedule], run: Callable[..., Iterable[Done]]
    ) -> None:
        rounds = self._params.rounds
        span = (turn / rounds, (turn + 1) / rounds)
        tasks = [
            self._task(number, schedules[number], turn, span) for number in range(len(self._parts))
        ]
        reasons = set[StopReason]()
        for number, done in enumerate(run(run_task, tasks)):
            before = self._scores[number]
            if before is None or done.score.key <= before.key:
                schedules[number] = done.schedule
                self._take(number, done)
            self.iterations += done.iterations
            reasons.add(done.reason)
            share = (turn + (number + 1) / len(tasks)) / rounds
            self._tell(_FIRST_SHARE + (1 - _FIRST_SHARE) * share, "improving")
        self.stop_reason = next(reason for reason in _REASONS if reason in reasons)

    def _executor(self) -> AbstractContextManager[Executor | None]:
        workers = min(self._params.workers, len(self._parts))
        # Spawned processes start clean: no lock of a progress bar's thread is copied half-held.
        # Ctrl-C ends them at once and without a word; the process above tells the user.
        return (
            ProcessPoolExecutor(
                workers, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_DFL)
            )
            if workers > 1
            else nullcontext()
        )

    def _workers(self) -> int:
        return max(1, min(self._params.workers, len(self._parts)))

    def _first_tasks(self) -> list[Task]:
        seconds = self._budget.seconds
        each = (
            None
            if seconds is None
            else max(0.2, seconds * _FIRST_SHARE * self._workers() / len(self._parts))
        )
        budget = Budget(seconds=each)
        return [
            Task(part, None, budget, self._seed * 1000 + number, self._params)
            for number, part in enumerate(self._parts)
        ]

    def _task(self, number: int, schedule: Schedule, turn: int, span: tuple[float, float]) -> Task:
        """Divide what is left of the time by the work ahead, so that slow groups do not overrun."""
        rounds_left = self._params.rounds - turn
        share = self._visits[number] / sum(self._visits)
        iterations = self._budget.iterations
        if iterations is not None:
            iterations = max(1, iterations * self._visits[number] // self._params.rounds)
        seconds = self._budget.seconds
        if seconds is not None:
            left = max(0.0, seconds * (1 - _CLOSING_SHARE) - self._watch.seconds())
            seconds = left / rounds_left * share * self._workers()
        seed = (self._seed * 1000 + number) * 1000 + turn + 1
        return Task(
            self._parts[number],
            schedule,
            Budget(iterations, seconds, self._budget.patience),
            seed,
            self._params,
            span,
        )

    def _take(self, number: int, done: Done) -> None:
        self._scores[number] = done.score

    def _tell(self, share: float, phase: str) -> None:
        known = [score for score in self._scores if score is not None]
        cost = sum(score.cost_min for score in known) if len(known) == len(self._parts) else None
        self._observer.tell(Progress(share, sum(score.unplanned for score in known), cost, phase))
