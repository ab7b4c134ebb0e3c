"""What `plan_month` answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.proof import Proof
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
    proof
        ``None`` where none was asked for or no time was left for it.
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
    proof: Proof | None = None
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def bound_min(self) -> float | None:
        """Proven lower bound of the cost in minutes; ``None`` where nothing was proven."""
        return self.proof.cost.bound if self.proof else None

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost, or ``None`` where nothing was proven."""
        return self.proof.cost.gap if self.proof else None
