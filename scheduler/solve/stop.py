"""When to stop: criteria that compose. The only file of the solver that reads a stopwatch."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
from typing import Any, Protocol

from models.result import StopReason


@dataclass(frozen=True, slots=True)
class Budget:
    """What one search may use; ``None`` is no limit.

    Parameters
    ----------
    iterations, seconds
        Of one search, whichever is used up first.
    patience
        Iterations without a better plan.
    """

    iterations: int | None = None
    seconds: float | None = None
    patience: int | None = None

    def used_up_by(self, iterations: int, seconds: float) -> StopReason:
        """Return which limit ended a search that took so many iterations and seconds."""
        if self.seconds is not None and seconds >= self.seconds:
            return StopReason.TIME
        if self.iterations is not None and iterations >= self.iterations:
            return StopReason.ITERATIONS
        return StopReason.NO_IMPROVEMENT


class StopCriterion(Protocol):
    """Says what may be used, whether to stop between rounds, and why it stopped."""

    @property
    def reason(self) -> StopReason:
        """Why a run stopped that this criterion ended."""

    def budget(self) -> Budget:
        """Return what a whole run may use."""

    def met(self) -> bool:
        """Whether to stop now, whatever is left of the budget."""


@dataclass(frozen=True, slots=True)
class MaxSeconds:
    """Stop after so many seconds of wall time."""

    seconds: float
    reason: StopReason = StopReason.TIME

    def budget(self) -> Budget:
        """Return the seconds."""
        return Budget(seconds=self.seconds)

    def met(self) -> bool:
        """Leave it to the budget."""
        return False


@dataclass(frozen=True, slots=True)
class MaxIterations:
    """Stop after so many iterations for each visit to plan; the same on every run."""

    iterations: int
    reason: StopReason = StopReason.ITERATIONS

    def budget(self) -> Budget:
        """Return the iterations."""
        return Budget(iterations=self.iterations)

    def met(self) -> bool:
        """Leave it to the budget."""
        return False


@dataclass(frozen=True, slots=True)
class NoImprovement:
    """Stop a search after so many iterations without a better plan."""

    iterations: int
    reason: StopReason = StopReason.NO_IMPROVEMENT

    def budget(self) -> Budget:
        """Return the patience."""
        return Budget(patience=self.iterations)

    def met(self) -> bool:
        """Leave it to the budget."""
        return False


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Stop when somebody asks for it; the best plan so far is kept.

    Asked between the rounds of a search only, so it needs a limit beside it:
    ``FirstOf(MaxSeconds(60), Cancelled(asked))``.
    """

    asked: Callable[[], bool]
    reason: StopReason = StopReason.CANCELLED

    def budget(self) -> Budget:
        """Return no limit."""
        return Budget()

    def met(self) -> bool:
        """Ask."""
        return self.asked()


class FirstOf:
    """Stop when the first of several criteria says so."""

    def __init__(self, *criteria: StopCriterion) -> None:
        self.criteria = criteria
        self.reason = criteria[0].reason

    def budget(self) -> Budget:
        """Return the least of each limit."""
        budgets = [criterion.budget() for criterion in self.criteria]
        return Budget(
            _least([b.iterations for b in budgets]),
            _least([b.seconds for b in budgets]),
            _least([b.patience for b in budgets]),
        )

    def met(self) -> bool:
        """Whether one of them is met; its reason becomes ours."""
        for criterion in self.criteria:
            if criterion.met():
                self.reason = criterion.reason
                return True
        return False


def within(seconds: float | None, iterations: int | None) -> FirstOf:
    """Return the criterion of what a user asks for: ``None`` is no limit, one must be given."""
    limits: list[StopCriterion] = []
    if seconds is not None:
        limits.append(MaxSeconds(seconds))
    if iterations is not None:
        limits.append(MaxIterations(iterations))
    return FirstOf(*limits)


class PartOf:
    """Another criterion with a share of its seconds, so that the rest is left for other work."""

    def __init__(self, whole: StopCriterion, share: float) -> None:
        self._whole, self._share = whole, share

    @property
    def reason(self) -> StopReason:
        """Return that of the other criterion."""
        return self._whole.reason

    def budget(self) -> Budget:
        """Return the other budget with its seconds cut."""
        budget = self._whole.budget()
        seconds = budget.seconds
        return replace(budget, seconds=None if seconds is None else self._share * seconds)

    def met(self) -> bool:
        """Ask the other criterion."""
        return self._whole.met()


class NowAndThen:
    """Asks now and then whether to stop, and remembers a yes: somebody else's answer may take its time.

    Parameters
    ----------
    asked
        Whether to stop.
    seconds
        Between two questions.
    """

    def __init__(self, asked: Callable[[], bool], seconds: float) -> None:
        self._asked, self._every = asked, seconds
        self._next, self._yes = -inf, False

    def __call__(self) -> bool:
        """Whether to stop, as far as is known."""
        if not self._yes and time.perf_counter() >= self._next:
            self._yes = self._asked()
            self._next = time.perf_counter() + self._every
        return self._yes


def _least(values: list[Any]) -> Any:
    given = [value for value in values if value is not None]
    return min(given) if given else None


class Stopwatch:
    """Seconds since it was made; the solver's only view of time."""

    def __init__(self) -> None:
        self._begin = time.perf_counter()

    def seconds(self) -> float:
        """Return the seconds so far."""
        return time.perf_counter() - self._begin
