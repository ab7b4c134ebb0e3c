"""Which peers there are, whether they are installed, and how each uses the cores it is given."""

import signal
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context

from scheduler.peers.effort import Effort, Solve
from scheduler.peers.modelling import RepMonth
from scheduler.peers.to_schedule import Routes

_APART = 1000
"""How far the seeds of processes lie apart, so that those of nearby runs do not meet."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A routing engine.

    Parameters
    ----------
    package
        The distribution that must be installed.
    module
        Of this package; imported only when it is used.
    seeded
        Whether another seed gives another plan.
    threaded
        Whether it uses several cores by itself; else it runs once on each, and the better plan counts.
    """

    name: str
    package: str
    module: str
    seeded: bool
    threaded: bool

    @property
    def version(self) -> str | None:
        """The installed version; ``None`` when it is not installed."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None

    def solve(
        self, month: RepMonth, budgets: Sequence[float], seed: int = 1, workers: int = 1
    ) -> list[list[Routes]]:
        """Plan a month.

        Parameters
        ----------
        budgets
            Seconds after which the best plan so far is wanted, ascending.
        workers
            Cores.

        Returns
        -------
        list of list
            The plans of each budget; several where the engine ran in several processes.
        """
        if not month.jobs:
            return [[{}] for _ in budgets]
        efforts = self._efforts(Effort(tuple(budgets), seed), workers)
        tasks = [(self.module, month, effort) for effort in efforts]
        if len(tasks) == 1:
            found = [_solve(tasks[0])]
        else:
            # Spawned and quiet on Ctrl-C, as the processes of our own search.
            quiet = (signal.SIGINT, signal.SIG_DFL)
            with ProcessPoolExecutor(
                workers, get_context("spawn"), signal.signal, quiet
            ) as executor:
                found = list(executor.map(_solve, tasks))
        return [list(plans) for plans in zip(*found, strict=True)]

    def _efforts(self, effort: Effort, workers: int) -> list[Effort]:
        if self.threaded:
            return [replace(effort, threads=workers)]
        return [
            replace(effort, seed=effort.seed + _APART * number, number=number)
            for number in range(workers)
        ]


def _solve(task: tuple[str, RepMonth, Effort]) -> list[Routes]:
    module, month, effort = task
    solve: Solve = import_module(f"scheduler.peers.{module}").solve
    return solve(month, effort)


PEERS = (
    Peer("pyvrp", "pyvrp", "pyvrp_engine", seeded=True, threaded=False),
    Peer("vroom", "pyvroom", "vroom_engine", seeded=False, threaded=True),
    Peer("or-tools", "ortools", "ortools_engine", seeded=False, threaded=False),
)
