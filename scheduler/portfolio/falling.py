"""Falling sales: the last months against the customer's own trend, the season taken out (P10).

Robust throughout, so that one odd month neither makes nor hides an alarm: medians for season and
level, Theil and Sen's line for the trend (Sen 1968, doi 10.1080/01621459.1968.10480934), the median
absolute deviation for the scatter.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from models.customers import Customer, Status
from models.policy import Policy
from models.portfolio import Fall
from scheduler.portfolio.categories import Category
from scheduler.portfolio.months import (
    WINDOW_MONTHS,
    index_of,
    index_of_key,
    known_months,
    last_month,
    month_at,
    recent_months,
)

_SIGMA = 1.4826
"""Standard deviation over median absolute deviation of a normal distribution."""
_NOTABLE = 0.1
"""A segment that sells so much more or less than before is worth a sentence."""

Season = Mapping[int, float]
"""Factor by month, as a number; 1 is a month like any other."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months that are compared, as numbers.

    Parameters
    ----------
    recent
        The last complete months of the file.
    earlier
        The complete months before them, within 12 months of the last.
    """

    recent: tuple[int, ...]
    earlier: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """Return both, in order."""
        return (*self.earlier, *self.recent)


def falls(
    customers: Sequence[Customer], categories: Mapping[str, Category], policy: Policy
) -> Mapping[str, Fall]:
    """Return for each customer whether its sales fall, by id.

    They fall where the last complete months lie below `falling.below` of the customer's own trend,
    by more than `falling.scatter` standard errors of its own months. The own trend is the larger of
    its earlier median and of its trend line when the last months began: so a long decline counts as
    well as a break after growth. The season is what the months do to the median customer of the
    segment.
    """
    calendar = calendar_of(customers, policy)
    if calendar is None:
        return {c.customer_id: _untold(c, "no sales by month") for c in customers}
    known = {
        c.customer_id: known_months(c, calendar.all[0], policy.value.incomplete_months)
        for c in customers
    }
    seasons = seasons_of(customers, known, categories, calendar, policy)
    return {
        c.customer_id: _fall(
            c,
            known[c.customer_id],
            seasons[categories[c.customer_id].segment.value],
            calendar,
            policy,
        )
        for c in customers
    }


def fall_notes(
    customers: Sequence[Customer], categories: Mapping[str, Category], policy: Policy
) -> tuple[str, ...]:
    """Return what whole segments do: that counts as season, and makes no customer falling."""
    calendar = calendar_of(customers, policy)
    if calendar is None:
        return ()
    known = {
        c.customer_id: known_months(c, calendar.all[0], policy.value.incomplete_months)
        for c in customers
    }
    notes = []
    for segment in sorted({categories[c.customer_id].segment.value for c in customers}):
        own = [c for c in customers if categories[c.customer_id].segment.value == segment]
        season = _season(own, known, calendar, policy.falling.peers)
        if season is None or not calendar.earlier:
            continue
        change = _mean(season, calendar.recent) / _mean(season, calendar.earlier) - 1
        if abs(change) > _NOTABLE:
            more = "more" if change > 0 else "less"
            notes.append(
                f"the median {segment} customer bought {abs(change):.0%} {more} in the last "
                f"{len(calendar.recent)} months than before: that counts as season, not as falling"
            )
    return tuple(notes)


def calendar_of(customers: Sequence[Customer], policy: Policy) -> Calendar | None:
    """Return the months to compare; ``None`` where the file has no sales by month."""
    last = last_month(customers)
    if last is None:
        return None
    incomplete = policy.value.incomplete_months
    recent = recent_months(last, policy.temperature.months, incomplete)
    left_out = {index_of_key(key) for key in incomplete}
    start = min(index_of(last) - WINDOW_MONTHS + 1, recent[0])
    earlier = tuple(k for k in range(start, recent[0]) if k not in left_out)
    return Calendar(recent, earlier)


def seasons_of(
    customers: Sequence[Customer],
    known: Mapping[str, Mapping[int, float]],
    categories: Mapping[str, Category],
    calendar: Calendar,
    policy: Policy,
) -> Mapping[str, Season]:
    """Return the season of each segment.

    A segment with too few complete histories takes the team's, a team with too few has none.
    """
    flat = dict.fromkeys(calendar.all, 1.0)
    team = _season(customers, known, calendar, policy.falling.peers) or flat
    found = {}
    for segment in {category.segment.value for category in categories.values()}:
        own = [c for c in customers if categories[c.customer_id].segment.value == segment]
        found[segment] = _season(own, known, calendar, policy.falling.peers) or team
    return found


def _season(
    customers: Sequence[Customer],
    known: Mapping[str, Mapping[int, float]],
    calendar: Calendar,
    peers: int,
) -> Season | None:
    """Return the median of month over own mean, by month; ``None`` where too little is known."""
    rows = []
    for customer in customers:
        months = known[customer.customer_id]
        if customer.status is Status.ACTIVE and all(k in months for k in calendar.all):
            amounts = [months[k] for k in calendar.all]
            if sum(amounts) > 0:
                rows.append([amount / fmean(amounts) for amount in amounts])
    if len(rows) < peers:
        return None
    middle = np.median(np.array(rows), axis=0)
    # A month in which most buy nothing says nothing of the others.
    if bool((middle <= 0).any()):
        return None
    return {k: float(factor) for k, factor in zip(calendar.all, middle, strict=True)}


def _fall(
    customer: Customer,
    known: Mapping[int, float],
    season: Season,
    calendar: Calendar,
    policy: Policy,
) -> Fall:
    if customer.status is not Status.ACTIVE:
        return _untold(customer, "no customer of today")
    recent = [k for k in calendar.recent if k in known]
    earlier = [k for k in calendar.earlier if k in known]
    if 2 * len(recent) < len(calendar.recent):
        return _untold(customer, _missing(customer, calendar))
    least = policy.falling.earlier_months
    if len(earlier) < least:
        return _untold(
            customer, f"short history: {len(earlier)} earlier months known, {least} needed"
        )
    usual, error = _own_trend(earlier, [known[k] / season[k] for k in earlier], len(recent))
    usual, error = usual * _mean(season, recent), error * _mean(season, recent)
    actual = fmean(known[k] for k in recent)
    if usual <= 0:
        return Fall(False, actual, usual, "nothing was bought before")
    is_falling = actual < policy.falling.below * usual
    is_clear = usual - actual > policy.falling.scatter * error
    note = f"{actual:,.0f} a month in the last {len(recent)} months, {usual:,.0f} by its own trend"
    note += f" ({actual / usual - 1:+.0%})"
    if is_falling and not is_clear:
        note += "; its months vary so much that this may be chance"
    return Fall(is_falling and is_clear, actual, usual, note)


def _own_trend(months: Sequence[int], amounts: Sequence[float], recent: int) -> tuple[float, float]:
    """Return the level that the last months are held against, and its standard error with theirs."""
    x, y = np.array(months, dtype=float), np.array(amounts)
    first, second = np.triu_indices(len(x), 1)
    slope = float(np.median((y[second] - y[first]) / (x[second] - x[first])))
    line = float(np.median(y - slope * x)) + slope * x
    median = float(np.median(y))
    # The end of a line is known half as well as a median.
    level, off, parts = float(line[-1]), y - line, 4.0
    if median >= level:
        level, off, parts = median, y - median, 1.0
    sigma = _SIGMA * float(np.median(np.abs(off)))
    return level, sigma * math.sqrt(1 / recent + parts / len(x))


def _mean(season: Season, months: Sequence[int]) -> float:
    return fmean(season[k] for k in months)


def _missing(customer: Customer, calendar: Calendar) -> str:
    if not customer.sales.months:
        return "no sales by month"
    last = max(map(index_of_key, customer.sales.months))
    if last < calendar.recent[0]:
        return f"no figures since {month_at(last)}: closed, or not reported"
    return "too few of the last months are known"


def _untold(customer: Customer, why: str) -> Fall:
    return Fall(None, note=why if customer.sales.known else "no sales history")
