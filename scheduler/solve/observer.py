"""Who is told how the search goes."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search is.

    Parameters
    ----------
    done
        Share of the stop criterion used up, 0 to 1.
    unplanned
        Required visits without a day, weighed by priority.
    cost_min
        Cost of the current plan in minutes; ``None`` before there is a plan.
    phase
        What is being done, in words.
    """

    done: float
    unplanned: float
    cost_min: float | None
    phase: str


class Observer(Protocol):
    """Is told about progress; may ask to cancel by raising nothing and setting a criterion."""

    def tell(self, progress: Progress) -> None:
        """Take note of the progress."""


class Silent:
    """Takes no note."""

    def tell(self, progress: Progress) -> None:
        """Do nothing."""
