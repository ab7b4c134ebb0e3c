"""What `plan_month` answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.schedule import Schedule, Score


class Outcome(StrEnum):
    """Do I have a plan?"""

    COMPLETE = "complete"
    PARTIAL = "partial"
    EMPTY = "empty"


class StopReason(StrEnum):
    """Why did it stop?"""

    TIME = "time"
    ITERATIONS = "iterations"
    NO_IMPROVEMENT = "no improvement"
    GAP = "gap reached"
    PROVEN = "proven optimal"
    CANCELLED = "cancelled"
    NOTHING_TO_DO = "nothing to do"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A schedule with its score, its proof and how it came about.

    Parameters
    ----------
    score
        Of the judge, rule by rule.
    bound_min
        Proven lower bound of the cost in minutes; ``None`` where none was proven.
    seconds
        Wall time; a measurement, not part of what a seed reproduces.
    """

    schedule: Schedule
    score: Score
    outcome: Outcome
    stop_reason: StopReason
    seed: int
    iterations: int = 0
    seconds: float = 0.0
    bound_min: float | None = None
    bound_covers: str = ""
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost, or ``None`` where nothing was proven."""
        if self.bound_min is None:
            return None
        cost = self.score.cost_min
        return (cost - self.bound_min) / cost if cost > 0 else 0.0
