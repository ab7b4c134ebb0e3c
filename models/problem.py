"""The planning problem: a frozen month, checked once, named by a fingerprint.

Read `MonthProblem` first. The same nouns hold a rep's month and a periodic vehicle routing problem:
optional fields (`load`, `patterns`, `capacity`, `max_duration_min`) serve the latter.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from models.customers import Channel
from models.month import Month, week_of
from models.places import Place
from models.reps import Span
from models.units import FloatMatrix, IntMatrix, matrix_to_ticks

if TYPE_CHECKING:
    from models.policy import CostPolicy


class Kind(StrEnum):
    """What a stop is for."""

    VISIT = "visit"
    PROSPECT = "prospect"
    DESK = "desk"


class Strength(StrEnum):
    """How firmly a pin holds: to rep and day (and time), to the day, or to the week."""

    FIXED = "fixed"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Pin:
    """An appointment that a plan must keep.

    Parameters
    ----------
    visit_id
        The visit that is pinned.
    date
        Its day, or any day of its week where `strength` is ``WEEK``.
    rep_id
        The rep who must make it; ``None`` leaves the rep open.
    time_min
        The minute at which it must begin; ``None`` leaves the time open.
    """

    visit_id: str
    date: dt.date
    rep_id: str | None = None
    time_min: int | None = None
    strength: Strength = Strength.FIXED

    def allows(self, rep_id: str, day: dt.date, week_start: int = 0) -> bool:
        """Whether a stop of this rep on this day keeps the pin."""
        if self.rep_id is not None and rep_id != self.rep_id:
            return False
        if self.strength is Strength.WEEK:
            return week_of(day, week_start) == week_of(self.date, week_start)
        return day == self.date


@dataclass(frozen=True, slots=True)
class VisitNeed:
    """One visit that a requirement asks for.

    Parameters
    ----------
    visit_id
        Unique in the problem; stable between runs on the same list.
    due
        The day it is due: the ideal day; before the month where the visit is overdue.
    earliest, latest
        First and last day on which it may be made, both inside the month.
    priority
        What leaving it out weighs against other visits; 0 for a prospect.
    """

    visit_id: str
    due: dt.date
    earliest: dt.date
    latest: dt.date
    priority: float = 1.0
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """How many visits of a customer this month, how long, how far apart, and why.

    Parameters
    ----------
    place
        Where the customer is; ``None`` for desk work, which needs no travel.
    rep_ids
        The reps who may make the visits; never empty.
    minutes
        Length of each visit.
    visits
        In order: visit k lies before visit k + 1.
    interval_days
        Ideal days between two visits.
    min_gap_days, max_gap_days
        Least and greatest number of calendar days between two consecutive visits; the greatest
        binds only between two neighbours that are both planned. ``None`` sets no limit.
    opening
        Opening intervals by date; a date that is missing is closed. ``None``: always open.
    prize_min
        What a missed prospect costs, in minutes.
    load, patterns
        Of a periodic vehicle routing problem: load of each visit, allowed sets of days.
    """

    customer_id: str
    name: str
    place: Place | None
    kind: Kind = Kind.VISIT
    channel: Channel = Channel.VISIT
    rep_ids: tuple[str, ...]
    minutes: int
    visits: tuple[VisitNeed, ...]
    interval_days: int = 0
    min_gap_days: int = 1
    max_gap_days: int | None = None
    opening: Mapping[dt.date, tuple[Span, ...]] | None = None
    forbidden: frozenset[dt.date] = frozenset()
    pins: tuple[Pin, ...] = ()
    prize_min: float = 0.0
    load: float = 0.0
    patterns: tuple[frozenset[dt.date], ...] | None = None
    segment: str = ""
    value: float | None = None
    why: str = ""

    def opens_on(self, day: dt.date) -> tuple[Span, ...] | None:
        """Return the opening intervals of a day; ``None`` when there is no limit."""
        return None if self.opening is None else self.opening.get(day, ())

    @property
    def is_desk(self) -> bool:
        """Whether the work takes no travel and no place in the cap."""
        return self.kind is Kind.DESK


@dataclass(frozen=True, slots=True, kw_only=True)
class Workday:
    """A date on which a rep works.

    Parameters
    ----------
    start_min, end_min
        Leaving is not before the first, being home not after the second (overtime apart).
    break_span
        Neither driving nor visiting; a drive that meets it is interrupted.
    cap
        Most meetings; desk work does not count.
    start, end
        Keys of the first and the last place in the rep's travel matrix.
    capacity, max_duration_min
        Of a periodic vehicle routing problem: load limit, limit of travel plus service.
    note
        Why the day is not an ordinary one, e.g. ``half day: eve of Passover``.
    """

    rep_id: str
    date: dt.date
    start_min: int
    end_min: int
    break_span: Span | None = None
    cap: int
    start: str
    end: str
    capacity: float | None = None
    max_duration_min: float | None = None
    note: str = ""

    @property
    def minutes(self) -> int:
        """Return the minutes of work, the break not included."""
        pause = self.break_span
        lost = 0
        if pause is not None:
            lost = max(0, min(pause.end_min, self.end_min) - max(pause.start_min, self.start_min))
        return self.end_min - self.start_min - lost


class TravelMatrix:
    """Minutes and metres between the places of one rep; read-only.

    Parameters
    ----------
    places
        Keys of the places, in the order of the matrices.
    minutes, metres
        float64 arrays of shape (n, n), index ``[from, to]``, zero on the diagonal; they may be
        asymmetric.
    source
        How they were made, in words.
    """

    def __init__(self, places: tuple[str, ...], minutes: FloatMatrix, metres: FloatMatrix, source: str = "") -> None:
        self.places = places
        self.minutes = np.ascontiguousarray(minutes, dtype=np.float64)
        self.metres = np.ascontiguousarray(metres, dtype=np.float64)
        self.minutes.setflags(write=False)
        self.metres.setflags(write=False)
        self.source = source
        self.index: Mapping[str, int] = MappingProxyType({key: k for k, key in enumerate(places)})
        self._ticks: dict[int, IntMatrix] = {}

    def ticks(self, per_minute: int = 1) -> IntMatrix:
        """Return the matrix of the clock: whole ticks, each leg rounded up."""
        if per_minute not in self._ticks:
            self._ticks[per_minute] = matrix_to_ticks(self.minutes, per_minute)
            self._ticks[per_minute].setflags(write=False)
        return self._ticks[per_minute]


def customer_key(customer_id: str) -> str:
    """Return the key of a customer's place in a travel matrix."""
    return f"customer:{customer_id}"


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
    reserve_min: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    published: Mapping[str, tuple[str, dt.date]] = field(default_factory=lambda: MappingProxyType({}))
    one_rep_per_customer: bool = True
    max_overtime_min: int = 0
    week_start: int = 0
    ticks_per_minute: int = 1
    units_per_minute: int = 1000

    def __post_init__(self) -> None:
        """Check the problem once, so that nobody has to check it again."""
        from models.checks import check_problem

        check_problem(self)

    @cached_property
    def workday_of(self) -> Mapping[tuple[str, dt.date], Workday]:
        """Workdays by rep and date."""
        return MappingProxyType({(day.rep_id, day.date): day for day in self.workdays})

    @cached_property
    def requirement_of(self) -> Mapping[str, Requirement]:
        """The requirement of each visit, by the visit's id."""
        pairs = {need.visit_id: req for req in self.requirements for need in req.visits}
        return MappingProxyType(pairs)

    @cached_property
    def need_of(self) -> Mapping[str, VisitNeed]:
        """The visits by id, in the order of the requirements."""
        return MappingProxyType({need.visit_id: need for req in self.requirements for need in req.visits})

    @cached_property
    def pin_of(self) -> Mapping[str, Pin]:
        """The pins by visit id."""
        return MappingProxyType({pin.visit_id: pin for req in self.requirements for pin in req.pins})

    @cached_property
    def rep_ids(self) -> tuple[str, ...]:
        """The reps who have workdays, in order of first appearance."""
        return tuple(dict.fromkeys(day.rep_id for day in self.workdays))

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
        parts = (self.month, self.workdays, self.weights, sorted(self.reserve_min.items()))
        parts += (sorted(self.published.items()), self.one_rep_per_customer, self.max_overtime_min, self.week_start)  # type: ignore[assignment]
        parts += (self.ticks_per_minute, self.units_per_minute)  # type: ignore[assignment]
        digest.update(repr(parts).encode())
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
