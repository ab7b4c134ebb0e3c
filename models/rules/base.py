"""What a rule is."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.problem import MonthProblem
from models.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a schedule breaks, in words."""

    rule: str
    text: str
    visit_id: str | None = None
    rep_id: str | None = None
    date: dt.date | None = None

    def __str__(self) -> str:
        """Return the violation as one line for people."""
        return f"{self.rule}: {self.text}"


@dataclass(frozen=True, slots=True)
class HardRule:
    """A rule that every schedule keeps."""

    name: str
    sentence: str
    violations: Callable[[MonthProblem, Schedule], Iterable[Violation]]


@dataclass(frozen=True, slots=True)
class SoftRule:
    """A rule with a price.

    Parameters
    ----------
    unit
        Of the amount, in words.
    weight
        Name of the weight in `models.problem.Weights`.
    """

    name: str
    sentence: str
    unit: str
    weight: str
    amount: Callable[[MonthProblem, Schedule], float]
