"""The search over the whole team: several searches of each group of reps, which exchange their best.

Searches run in threads: the compiled search and CP-SAT let go of the interpreter's lock.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import replace
from heapq import heapreplace
from math import inf
from random import Random

from models.errors import InputError, InputProblem
from models.problem import MonthProblem
from models.result import StopReason
from models.schedule import Schedule, Score
from scheduler.solve.board import Board
from scheduler.solve.lineage import Lineage
from scheduler.solve.observer import Observer, Progress
from scheduler.solve.offspring import DayShare
from scheduler.solve.params import SolveParams
from scheduler.solve.pool import RoutePool, SeenDay
from scheduler.solve.recombine import Limit, may_recombine
from scheduler.solve.stop import Budget, StopCriterion, Stopwatch
from scheduler.solve.task import Done, Task, recombined, run_task

_CLOSING_SHARE = 0.04
"""Share of the time that is kept for judging and explaining."""
_STEPS_A_SECOND = 30_000
"""Of a search, about: with a limit of time it tells what there is time for."""
_LEAST_STEPS = 340
"""Steps for each visit that every month of the first round gets at least, where it makes more."""
_LEAST_STEPS_OF_POOL = 400
"""Steps for each visit, of a search in all rounds, before days are worth being put together anew."""
_LEAST_STEPS_OF_PARENTS = 3000
"""The same before later searches start from offspring of two months, where nothing is put together anew."""
_POLL_SECONDS = 0.1
"""How often somebody looks whether to cancel."""
_REASONS = (StopReason.TIME, StopReason.ITERATIONS, StopReason.NO_IMPROVEMENT)
"""Which one is told where searches stopped for different reasons."""


def limited(stop: StopCriterion) -> Budget:
    """Return the budget of a criterion.

    Raises
    ------
    InputError
        When it has no limit, so that the search would never end.
    """
    budget = stop.budget()
    if budget == Budget():
        what, name = "the search would never end", type(stop).__name__
        advice = "set a limit beside it, e.g. FirstOf(MaxSeconds(60), Cancelled(asked))"
        raise InputError([InputProblem("stop", 0, "", name, what, advice)])
    return budget


class Team:
    """Runs all searches in rounds, tells the observer, and keeps to the stop criterion.

    In the first round each search makes a month of its own; in later ones a search starts from the
    best month of its group of reps so far, or from an offspring of several, in its own way.

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
        self._watch = Stopwatch()
        self._boards = [Board(part) for part in parts]
        self._stop, self._seed, self._params, self._observer = stop, seed, params, observer
        self._budget = limited(stop)
        self._visits = [max(1, len(part.need_of)) for part in parts]
        # Months that are far from good make no good one.
        recombines = self._steps() >= _LEAST_STEPS_OF_POOL and all(map(may_recombine, parts))
        of_two = self._steps() >= _LEAST_STEPS_OF_PARENTS and params.searches > 1
        self._pool_share = params.pool_share if recombines else 0.0
        self._breeds = self._pool_share > 0 or of_two
        self._lineages = [Lineage(board, of_two=of_two) for board in self._boards]
        self._rounds = params.rounds_of(with_offspring=self._breeds and params.searches > 1)
        self._pools = [
            RoutePool(board, self._params.pool * max(params.starts, params.searches))
            for board in self._boards
        ]
        self._over = False
        self.iterations = 0
        self.stop_reason = StopReason.NOTHING_TO_DO

    def run(self) -> list[Schedule]:
        """Return the schedule of each part."""
        if not self._boards:
            return []
        executor = ThreadPoolExecutor(self._workers)
        try:
            self._cancelled()
            for turn in range(self._rounds.number):
                self._turn(turn, executor)
                if self._cancelled():
                    self.stop_reason = self._stop.reason
                    break
        finally:
            # Ctrl-C comes here too: the searches end at their next look.
            self._over = True
            executor.shutdown(cancel_futures=True)
        return [done.schedule for done in self._best_months()]

    @property
    def _workers(self) -> int:
        return min(self._params.workers, len(self._boards) * self._searches(0))

    def _turn(self, turn: int, executor: ThreadPoolExecutor) -> None:
        reasons = set[StopReason]()
        tasks = self._tasks(turn)
        total = sum(self._visits[task.part] for task in tasks)
        afterwards = [
            self._seconds_of(part, turn, 1, self._pool_share) for part in range(len(self._boards))
        ]
        ready = 0
        seen: dict[tuple[int, int], Sequence[SeenDay]] = {}
        for done in self._run(tasks, executor):
            reasons.add(done.reason)
            self.iterations += done.iterations
            ready += self._visits[done.part]
            self._lineages[done.part].take(done)
            seen[done.part, done.search] = done.seen
            self._tell(
                self._rounds.share_before(turn) + self._rounds.share_of(turn) * ready / total
            )
        self.stop_reason = next(reason for reason in _REASONS if reason in reasons)
        for (part, _), days in sorted(seen.items()):
            self._pools[part].add(days)
        if self._pool_share and not self._cancelled():
            self._recombine(turn, afterwards, executor)

    def _recombine(
        self, turn: int, seconds: Sequence[float | None], executor: ThreadPoolExecutor
    ) -> None:
        """Put the best month of each part together from all days that its searches have seen."""
        counted = self._budget.iterations is not None
        if counted:
            # Time is only a guard then: all that is left of it, as for the searches.
            seconds = [self._left()] * len(self._boards)
        pending = {
            executor.submit(
                recombined,
                self._boards[part],
                best,
                self._pools[part].latest(),
                Limit(inf if (own := seconds[part]) is None else own, counted, self._is_over),
                self._params.exact_stops,
            )
            for part, lineage in enumerate(self._lineages)
            if (best := lineage.best) is not None
        }
        while pending:
            ready, pending = wait(pending, _POLL_SECONDS, FIRST_COMPLETED)
            self._cancelled()
            for future in ready:
                done, shares = future.result()
                self._lineages[done.part].take_best(done)
                self._lineages[done.part].take_shares(shares)
        self._tell(self._rounds.share_before(turn + 1))

    def _run(self, tasks: Sequence[Task], executor: ThreadPoolExecutor) -> Iterator[Done]:
        """Run the tasks, the longest first, and look now and then whether to cancel."""
        pending = {
            executor.submit(run_task, self._boards[task.part], task, self._is_over)
            for task in sorted(tasks, key=lambda task: -self._visits[task.part])
        }
        while pending:
            ready, pending = wait(pending, _POLL_SECONDS, FIRST_COMPLETED)
            self._cancelled()
            for future in ready:
                yield future.result()

    def _cancelled(self) -> bool:
        self._over = self._over or self._stop.met()
        return self._over

    def _is_over(self) -> bool:
        return self._over

    def _steps(self) -> float:
        """Return how many steps a visit about gets from each search, in all rounds.

        Searches that lose patience end nobody knows when: then it is none that one can rely on.
        """
        budget = self._budget
        if budget.patience:
            return 0.0
        if budget.iterations is not None:
            return budget.iterations
        tasks = len(self._boards) * self._params.searches
        cores = min(self._params.workers, tasks) / self._params.searches
        seconds = (budget.seconds or 0.0) * cores
        return seconds * _STEPS_A_SECOND / max(1, sum(self._visits))

    def _searches(self, turn: int) -> int:
        """Return how many searches each part has in a round.

        The first round makes more months where there is time for each to become a good one: what
        is put together anew, or taken after, should differ.
        """
        fewest = self._params.searches
        if turn or not self._breeds:
            return fewest
        possible = int(self._steps() * self._rounds.share_of(0) * fewest / _LEAST_STEPS)
        return max(fewest, min(possible, self._params.starts))

    def _tasks(self, turn: int) -> list[Task]:
        starts = [None if (best := own.best) is None else best.schedule for own in self._lineages]
        remembers, seed, params = self._pool_share > 0, self._seed, self._params
        return [
            Task(
                part,
                search,
                turn,
                starts[part],
                self._parents_for(part, turn, search),
                self._of(part, turn),
                self._packs(part, turn),
                remembers,
                seed,
                params,
            )
            for part in range(len(self._boards))
            for search in range(self._searches(turn))
        ]

    def _packs(self, part: int, turn: int) -> bool:
        """Whether the searches of a part pack: in later rounds, where fewer visits may be left out."""
        may_pack = turn > 0 and self._params.packing > 0
        return may_pack and self._lineages[part].leaves_out_too_many()

    def _parents_for(self, part: int, turn: int, search: int) -> tuple[DayShare, ...] | None:
        """Return what a search starts an offspring from; the first search and the last round go on from the best."""
        is_last = turn == self._rounds.number - 1
        if search == 0 or is_last:
            return None
        return self._lineages[part].parents(Random(f"{self._seed} {part} {turn} {search}"))

    def _of(self, part: int, turn: int) -> Budget:
        """Divide what is left of the time by the work ahead, so that the last search ends with it."""
        share = self._rounds.share_of(turn)
        budget = self._budget
        if budget.iterations is not None:
            steps = budget.iterations * self._visits[part] * share
            steps *= self._params.searches / self._searches(turn)
            budget = replace(budget, iterations=max(1, round(steps)))
        seconds = self._seconds_of(part, turn, self._searches(turn), 1 - self._pool_share)
        return replace(budget, seconds=seconds)

    def _left(self) -> float | None:
        """Return the seconds that are left for searching; ``None`` where there is no limit."""
        if self._budget.seconds is None:
            return None
        return max(0.0, self._budget.seconds * (1 - _CLOSING_SHARE) - self._watch.seconds())

    def _seconds_of(self, part: int, turn: int, times: int, share: float) -> float | None:
        """Return the seconds of one of so many tasks of a part, when all have a share of the round."""
        if self._budget.seconds is None:
            return None
        left = self._left() or 0.0
        of_round = self._rounds.share_of(turn) / (1 - self._rounds.share_before(turn))
        return left * of_round * share * self._visits[part] / self._longest_run(times)

    def _longest_run(self, times: int) -> int:
        """Return the visits of the worker with most of them, when so many tasks of each part are shared out."""
        loads = [0] * self._workers
        for visits in sorted(self._visits * times, reverse=True):
            heapreplace(loads, loads[0] + visits)
        return max(loads)

    def _best_months(self) -> list[Done]:
        return [lineage.best for lineage in self._lineages if lineage.best is not None]

    def _tell(self, share: float) -> None:
        known: list[Score] = [done.score for done in self._best_months()]
        whole = len(known) == len(self._lineages)
        cost = sum(score.cost_min for score in known) if whole else None
        unplanned = sum(score.unplanned for score in known)
        self._observer.tell(Progress(min(1.0, share), unplanned, cost, "improving"))
