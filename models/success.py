"""What preceded growth, who is alike, and what a team meeting is about (P22)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.control import FollowedVisit, RepControl
from models.month import Month


class Finding(StrEnum):
    """What a comparison shows."""

    EVIDENCE = "evidence"
    NO_EVIDENCE = "no evidence"
    TOO_FEW = "too few cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerCase:
    """A customer with what was done and what came after.

    Parameters
    ----------
    usual
        Average month of the twelve before the contacts; positive.
    before, after
        Average month of the last months before the contacts, and from the contacts on.
    planned, done
        Visits and desk tasks whose planned day is over; those that were made on any day.
    on_time
        Whether every visit with a window was made inside it; ``None`` where none was measured.
    outcomes
        Of the visits made, in small letters.
    """

    customer_id: str
    rep_id: str
    segment: str
    usual: float
    before: float
    after: float
    planned: int = 0
    done: int = 0
    on_time: bool | None = None
    outcomes: frozenset[str] = frozenset()

    @property
    def growth(self) -> float:
        """Change of the average month, as a share of the usual one."""
        return (self.after - self.before) / self.usual

    @property
    def start(self) -> float:
        """Where the customer stood before the contacts: 1 is its usual month."""
        return self.before / self.usual


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Customers with an action against like customers without it.

    Parameters
    ----------
    action, compared
        What was done; what it is compared with.
    with_count, without_count
        Customers of each kind who have their like among the others; only these are compared.
    growth_with, growth_without
        Mean growth of all customers of each kind, unlike ones included: not to be compared.
    difference, low, high
        Mean difference of growth between like customers, with its 95 % interval.
    p
        Chance of such a difference if the action meant nothing; `exact` when all ways of giving out
        the action were counted, not drawn.
    """

    action: str
    compared: str
    with_count: int
    without_count: int
    growth_with: float | None = None
    growth_without: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    exact: bool = False
    finding: Finding = Finding.TOO_FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """Which actions preceded growth.

    Parameters
    ----------
    before, after
        Months whose averages are compared.
    cases
        Customers who could be compared.
    left_out
        Customers who could not, by reason.
    """

    before: tuple[Month, ...] = ()
    after: tuple[Month, ...] = ()
    cases: tuple[CustomerCase, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """Money that somebody can bring.

    Parameters
    ----------
    money
        Expected a month.
    next_visit
        Its next planned day; ``None`` where there is none any more this month.
    """

    customer_id: str
    name: str
    rep_id: str
    money: float
    why: str
    last_outcome: str = ""
    next_visit: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlueCustomer:
    """An A customer who buys far less than is expected (P9: blue), money a month."""

    customer_id: str
    name: str
    rep_id: str
    actual: float
    expected: float

    @property
    def temperature(self) -> float:
        """Return actual over expected."""
        return self.actual / self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class RepGrowth:
    """What grew in a rep's portfolio, and how it was looked after.

    Parameters
    ----------
    customers
        Whose growth is known.
    before, after
        Their sales in an average month before and after; 0 where nobody's are known.
    visits_per_customer
        Visits made for each customer of a category who has any due or made.
    field_day
        A day on which the manager could come along, and why; ``None`` where none is left.
    """

    rep_id: str
    customers: int
    before: float
    after: float
    visits_per_customer: Mapping[str, float]
    field_day: tuple[dt.date, str] | None = None

    @property
    def growth(self) -> float | None:
        """Return the change as a share of the sales before; ``None`` where those are none."""
        return (self.after - self.before) / self.before if self.before > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepGroup:
    """Reps with like portfolios, who meet.

    Parameters
    ----------
    alike
        What they have in common, in words and numbers.
    """

    number: int
    reps: tuple[RepControl, ...]
    growth: tuple[RepGrowth, ...]
    alike: tuple[str, ...]
    hot: tuple[Opportunity, ...]
    blue: tuple[BlueCustomer, ...]
    practice: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A month against its plan, with everything people want to know about it.

    Parameters
    ----------
    reported_to
        The last day anybody reported about; ``None`` where nobody did.
    reasons
        Why visits were missed or moved, the most frequent first.
    questions
        Asked of the blue A customers: those of the policy (P10).
    """

    month: Month
    currency: str
    reported_to: dt.date | None
    visits: tuple[FollowedVisit, ...]
    reps: tuple[RepControl, ...]
    team: RepControl
    reasons: tuple[tuple[str, int], ...]
    success: Success
    groups: tuple[RepGroup, ...]
    notes: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
