"""Targets: existing customers, new customers, total (P17-P19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from models.customers import Customer, Status
from models.month import Month
from models.policy import Policy
from models.targets import TargetLine
from scheduler.portfolio.categories import Category
from scheduler.portfolio.value import Value

NEW = "new"
"""Stands for a category in the line of the customers still to be won."""


@dataclass(frozen=True, slots=True)
class RepMonth:
    """What a rep's month has room for.

    Parameters
    ----------
    meetings
        With prospects.
    share
        Part of the month in which the rep is employed, 0 to 1.
    """

    rep_id: str
    month: Month
    meetings: int
    share: float = 1.0


def target_existing(values: Sequence[float | None], goals: Sequence[float | None]) -> float:
    """Return the sum of values and growth goals, in money a month (P17); unknown ones bring nothing."""
    return sum(v or 0.0 for v in values) + sum(g or 0.0 for g in goals)


def target_new(meetings: int, closing_ratio: float, average_value: float) -> float:
    """Return what meetings with prospects should bring, in money a month (P18)."""
    return meetings * closing_ratio * average_value


def target_lines(
    rep_month: RepMonth,
    customers: Sequence[Customer],
    values: Mapping[str, Value],
    categories: Mapping[str, Category],
    policy: Policy,
) -> list[TargetLine]:
    """Return a rep's targets of a month: a line a category, and one for new customers.

    The closing ratio is the mean of the rep's prospects, of whom those without one take the
    policy's. The average value is that of the customers who buy: the rep's, else the team's.

    Parameters
    ----------
    customers
        Of the whole team; those of the rep are the ones that name it first.
    """
    own = [c for c in customers if c.rep_ids[:1] == (rep_month.rep_id,)]
    active = [c for c in own if c.status is Status.ACTIVE]
    lines = []
    for segment in "ABCD":
        members = [c for c in active if categories[c.customer_id].segment == segment]
        lines.append(_line(rep_month, segment, members, values))
    prospects = [c for c in own if c.status is Status.PROSPECT]
    everybody = [c for c in customers if c.status is Status.ACTIVE]
    new = TargetLine(
        rep_id=rep_month.rep_id,
        month=rep_month.month,
        segment=NEW,
        customers=len(prospects),
        meetings=rep_month.meetings,
        closing_ratio=closing_ratio_of(prospects, policy),
        average_value=average_value(active, values) or average_value(everybody, values),
    )
    return [*lines, new]


def closing_ratio_of(prospects: Sequence[Customer], policy: Policy) -> float:
    """Return the mean closings per meeting of prospects; the policy's where none is given."""
    usual = policy.cost.closing_ratio
    given = [usual if c.closing_ratio is None else c.closing_ratio for c in prospects]
    return fmean(given) if given else usual


def average_value(customers: Sequence[Customer], values: Mapping[str, Value]) -> float | None:
    """Return the mean value of the customers who buy; ``None`` where nobody is known to."""
    known = [values[c.customer_id].amount for c in customers]
    buying = [amount for amount in known if amount is not None and amount > 0]
    return fmean(buying) if buying else None


def _line(
    rep_month: RepMonth, segment: str, members: Sequence[Customer], values: Mapping[str, Value]
) -> TargetLine:
    amounts = [values[c.customer_id].amount for c in members]
    return TargetLine(
        rep_id=rep_month.rep_id,
        month=rep_month.month,
        segment=segment,
        customers=len(members),
        unknown=sum(amount is None for amount in amounts),
        value=rep_month.share * target_existing(amounts, ()),
        goal=rep_month.share * target_existing((), [c.growth_goal for c in members]),
    )
