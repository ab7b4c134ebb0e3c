"""The planning problem: a frozen month, checked once, named by a fingerprint.

The same nouns hold a rep's month and a periodic vehicle routing problem: optional fields (`load`,
`patterns`, `capacity`, `max_duration_min`) serve the latter.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.month import Month
from models.requirement import Kind, Pin, Requirement, Strength, VisitNeed
from models.travel import TravelMatrix, customer_key
from models.workday import Workday

if TYPE_CHECKING:
    from models.policy import CostPolicy

__all__ = [
    "Kind",
    "MonthProblem",
    "Pin",
    "Requirement",
    "Strength",
    "TravelMatrix",
    "VisitNeed",
    "Weights",
    "Workday",
    "customer_key",
]


@dataclass(frozen=True, slots=True)
class Weights:
    """What one point of each soft rule costs, in minutes of driving."""

    travel: float = 1.0
    rhythm: float = 0.5
    balance: float = 0.2
    daily_balance: float = 0.0
    overtime: float = 2.0
    changes: float = 20.0
    reserve: float = 1.0
    prize: float = 1.0

    @classmethod
    def of(cls, cost: "CostPolicy") -> "Weights":
        """Return the weights that a policy asks for."""
        return cls(**{name: getattr(cost, name) for name in cls.__slots__})

    @classmethod
    def travel_only(cls) -> "Weights":
        """Return weights that switch every soft rule off but travel."""
        return cls(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class MonthProblem:
    """Everything a plan of one month depends on, and nothing else.

    Parameters
    ----------
    workdays
        Every date on which a rep works, by rep and date.
    requirements
        Who must be visited how often, and the desk work.
    travel
        One matrix a rep; reps may share one.
    reserve_min
        Minutes of the month that each rep keeps for finding customers (P15).
    published
        Rep and day of each visit in the published plan that changes are counted against.
    history_before
        Days before this one are history: their stops are kept as they were. ``None``: there is none.
    week_start
        Weekday on which weeks begin: 0 is Monday, 6 Sunday.
    ticks_per_minute
        Scale of the clock: 1 for a month of visits.
    units_per_minute
        Scale of the integers that solvers optimise.
    """

    month: Month
    workdays: tuple[Workday, ...]
    requirements: tuple[Requirement, ...]
    travel: Mapping[str, TravelMatrix]
    weights: Weights = Weights()
    reserve_min: Mapping[str, float] = field(default_factory=dict)
    published: Mapping[str, tuple[str, dt.date]] = field(default_factory=dict)
    history_before: dt.date | None = None
    one_rep_per_customer: bool = True
    max_overtime_min: int = 0
    week_start: int = 0
    ticks_per_minute: int = 1
    units_per_minute: int = 1000

    def __post_init__(self) -> None:
        """Check the problem once, so that nobody has to check it again."""
        # Late, because the checks are about this class.
        from models.checks import check_problem  # noqa: PLC0415

        check_problem(self)

    @cached_property
    def workday_of(self) -> Mapping[tuple[str, dt.date], Workday]:
        """Workdays by rep and date."""
        return {(day.rep_id, day.date): day for day in self.workdays}

    @cached_property
    def requirement_of(self) -> Mapping[str, Requirement]:
        """The requirement of each visit, by the visit's id."""
        return {need.visit_id: req for req in self.requirements for need in req.visits}

    @cached_property
    def need_of(self) -> Mapping[str, VisitNeed]:
        """The visits by id, in the order of the requirements."""
        return {need.visit_id: need for req in self.requirements for need in req.visits}

    @cached_property
    def pin_of(self) -> Mapping[str, Pin]:
        """The pins by visit id."""
        return {pin.visit_id: pin for req in self.requirements for pin in req.pins}

    @cached_property
    def rep_ids(self) -> tuple[str, ...]:
        """The reps who have workdays, in order of first appearance."""
        return tuple(dict.fromkeys(day.rep_id for day in self.workdays))

    @cached_property
    def history(self) -> frozenset[str]:
        """The visits that the published plan has on days that are over."""
        first = self.history_before
        if first is None:
            return frozenset()
        return frozenset(visit for visit, (_, date) in self.published.items() if date < first)

    def workdays_of(self, rep_id: str) -> tuple[Workday, ...]:
        """Return the workdays of one rep, by date."""
        return self._by_rep.get(rep_id, ())

    @cached_property
    def _by_rep(self) -> Mapping[str, tuple[Workday, ...]]:
        grouped: dict[str, list[Workday]] = {}
        for day in self.workdays:
            grouped.setdefault(day.rep_id, []).append(day)
        return {rep: tuple(sorted(days, key=lambda d: d.date)) for rep, days in grouped.items()}

    @cached_property
    def fingerprint(self) -> str:
        """A name for exactly this problem: 16 hexadecimal digits of a SHA-256."""
        digest = hashlib.sha256()
        rules = (self.one_rep_per_customer, self.max_overtime_min, self.week_start)
        scales = (self.ticks_per_minute, self.units_per_minute)
        maps = (sorted(self.reserve_min.items()), sorted(self.published.items()))
        whole = (self.month, self.workdays, self.weights, rules, scales, maps)
        digest.update(repr(whole).encode())
        if self.history_before is not None:
            digest.update(repr(self.history_before).encode())
        for requirement in self.requirements:
            digest.update(_stable_text(requirement).encode())
        for rep_id in sorted(self.travel):
            matrix = self.travel[rep_id]
            digest.update(repr((rep_id, matrix.places)).encode())
            digest.update(matrix.minutes.tobytes() + matrix.metres.tobytes())
        return digest.hexdigest()[:16]


def _stable_text(requirement: Requirement) -> str:
    """Return a text in which sets and mappings are sorted, so that it is the same in every process."""
    shown = []
    for name in Requirement.__slots__:
        value = getattr(requirement, name)
        if isinstance(value, frozenset):
            value = sorted(value)
        elif name == "opening" and value is not None:
            value = sorted(value.items())
        elif name == "patterns" and value is not None:
            value = [sorted(pattern) for pattern in value]
        shown.append((name, value))
    return repr(shown)
