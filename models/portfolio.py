"""The portfolio of a team: who matters, who cools down, who is let go (P1-P10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from models.customers import Channel, Customer, Segment, Status
from models.month import Month
from models.reps import Rep


class Temperature(StrEnum):
    """Actual against expected sales (P9); unknown is not blue."""

    BLUE = "blue"
    COOL = "cool"
    WARM = "warm"
    RED = "red"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Warmth:
    """How warm a customer is.

    Parameters
    ----------
    actual, expected
        Money a month; ``None`` is unknown.
    note
        Where both come from, or why they are unknown.
    """

    temperature: Temperature
    actual: float | None = None
    expected: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Return actual over expected; ``None`` where there is nothing to compare."""
        if self.actual is None or not self.expected or self.expected < 0:
            return None
        return self.actual / self.expected


@dataclass(frozen=True, slots=True)
class Fall:
    """The last months against the customer's own trend (P10).

    Parameters
    ----------
    falling
        ``None`` where the history is too short to tell.
    recent, usual
        Money a month in the last months: as it was, and as the own trend and the season had it.
    note
        The same in words.
    """

    falling: bool | None
    recent: float | None = None
    usual: float | None = None
    note: str = ""

    @property
    def loss(self) -> float:
        """Return the money a month that is missing; 0 where nothing is."""
        if self.recent is None or self.usual is None:
            return 0.0
        return max(0.0, self.usual - self.recent)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A customer that resembles the A customers (P7).

    Parameters
    ----------
    segment
        The category whose treatment it gets: one above its own.
    alike
        The A customers among its nearest neighbours, the nearest first.
    expected
        Their median value, in money a month.
    reason
        What they have in common.
    """

    segment: Segment
    alike: tuple[str, ...]
    expected: float
    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """A proposal to let a customer go; the manager decides (P5).

    Parameters
    ----------
    reason
        Why, in words.
    freed_min
        Minutes a month that this frees.
    cost, margin
        Cost to serve and margin it brings, in money a year; the margin is ``None`` where the value
        is unknown.
    """

    reason: str
    freed_min: float
    cost: float
    margin: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """One customer, and everything the portfolio says of it.

    Parameters
    ----------
    rep_id
        Who serves it: of several, the first.
    value
        Money a month; ``None`` is unknown, which is not zero.
    months
        Months the value was averaged over.
    segment
        The category in force: the given one, else that of the policy's method.
    by_level, by_pareto
        The category by each method, whatever is given.
    a_share
        Annual revenue over the A level.
    treatment
        Channel and interval in words, with the reason.
    minutes
        Minutes a month that the treatment takes, the way included.
    """

    customer: Customer
    rep_id: str
    value: float | None
    months: int
    value_note: str
    segment: Segment
    by_level: Segment
    by_pareto: Segment
    a_share: float | None
    category_note: str
    assumed: bool
    alarm: str
    channel: Channel
    interval_days: int
    treatment: str
    minutes: float
    warmth: Warmth
    fall: Fall
    likeness: Likeness | None = None
    release: Release | None = None

    @property
    def is_active(self) -> bool:
        """Whether it is a customer of today, neither prospect nor inactive."""
        return self.customer.status is Status.ACTIVE

    @property
    def is_blue_a(self) -> bool:
        """Whether it is an alarm: an A customer far below what is expected (P9)."""
        return self.segment is Segment.A and self.warmth.temperature is Temperature.BLUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """All customers of a team, row by row.

    Parameters
    ----------
    reps
        By id.
    last
        Latest month with sales in the file; ``None`` where it has no months.
    limit
        Customers that one rep can care for personally (P5).
    questions
        What falling customers are asked (P10).
    duplicates
        Customers that look like the same one, in words (P1).
    notes
        What a manager should know, most important first.
    """

    rows: tuple[PortfolioRow, ...]
    reps: Mapping[str, Rep]
    last: Month | None
    limit: int
    questions: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    currency: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, rep_id: str) -> tuple[PortfolioRow, ...]:
        """Return the rows of a rep, the most valuable first, unknown values last."""
        return most_valuable([row for row in self.rows if row.rep_id == rep_id])


def most_valuable(rows: Sequence[PortfolioRow]) -> tuple[PortfolioRow, ...]:
    """Return rows by value, the largest first, unknown values last."""
    return tuple(
        sorted(rows, key=lambda r: (r.value is None, -(r.value or 0.0), r.customer.customer_id))
    )
