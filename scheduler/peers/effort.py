"""What an engine may use for a month, and the plans that it had on the way."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from scheduler.peers.modelling import RepMonth
from scheduler.peers.to_schedule import Routes

Plan = TypeVar("Plan")


@dataclass(frozen=True, slots=True)
class Effort:
    """What one process of an engine may use.

    Parameters
    ----------
    budgets
        Seconds after which the best plan so far is wanted, ascending.
    number
        Of the process, from 0: an engine without seeds starts differently in each.
    """

    budgets: tuple[float, ...]
    seed: int = 1
    number: int = 0
    threads: int = 1


Solve = Callable[[RepMonth, Effort], list[Routes]]
"""Plan a month; return the best routes after each budget."""


def stopwatch() -> Callable[[], float]:
    """Return a function that tells the seconds since now."""
    begin = time.perf_counter()
    return lambda: time.perf_counter() - begin


@dataclass
class Incumbents(Generic[Plan]):
    """The best plans of a run, in the order in which they were found.

    Parameters
    ----------
    seconds
        A stopwatch; by default it starts now.
    """

    seconds: Callable[[], float] = field(default_factory=stopwatch)
    found: list[tuple[float, Plan]] = field(default_factory=list)

    def add(self, plan: Plan) -> None:
        """Take note of a plan that is better than all before."""
        self.found.append((self.seconds(), plan))

    def after(self, budget: float) -> Plan | None:
        """Return the last plan that was there by then; ``None`` without one."""
        return next((plan for when, plan in reversed(self.found) if when <= budget), None)
