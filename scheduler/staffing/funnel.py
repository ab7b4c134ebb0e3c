"""The funnel, forward and backward, with time, churn and tenure (P20)."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate
from operator import mul

from models.funnel import Funnel, FunnelStage
from models.month import Month


def funnel_of_shares(
    names: Sequence[str], shares: Sequence[Fraction], days: Sequence[float] = ()
) -> Funnel:
    """Return a funnel from shares of the leads, cumulated: 50 %, 20 %, 10 %.

    Raises
    ------
    InputError
        With every share that cannot be.
    """
    times = [*days, *([0.0] * (len(shares) - len(days)))]
    stages = zip(names, shares, times, strict=True)
    return Funnel(tuple(FunnelStage(name, share, time) for name, share, time in stages))


def funnel_of_ratios(
    names: Sequence[str], ratios: Sequence[Fraction], days: Sequence[float] = ()
) -> Funnel:
    """Return a funnel from ratios of each stage to the one before: 50 %, 40 %, 50 %.

    Raises
    ------
    InputError
        With every ratio that cannot be.
    """
    return funnel_of_shares(names, list(accumulate(ratios, mul)), days)


def forward(funnel: Funnel, leads: int) -> tuple[float, ...]:
    """Return the people expected at each stage, the leads first: 100 leads at 10 % are 10 customers."""
    return (float(leads), *(float(leads * stage.share) for stage in funnel.stages))


def backward(funnel: Funnel, customers: int) -> tuple[int, ...]:
    """Return the whole people needed at each stage, the leads first: 50 customers at 10 % are 500 leads.

    With so many at a stage, the customers expected of it are at least those that are wanted.
    """
    last = funnel.closing
    shares = [Fraction(1), *(stage.share for stage in funnel.stages)]
    return tuple(math.ceil(customers * share / last) for share in shares)


def changed(funnel: Funnel, name: str, ratio: Fraction) -> Funnel:
    """Return the funnel with another ratio into one stage; what follows keeps its own ratios.

    Raises
    ------
    KeyError
        If there is no such stage.
    InputError
        If the ratio cannot be.
    """
    names = [stage.name for stage in funnel.stages]
    if name not in names:
        raise KeyError(name)
    at = names.index(name)
    ratios = [*funnel.ratios[:at], ratio, *funnel.ratios[at + 1 :]]
    made = funnel_of_ratios(names, ratios, [stage.days for stage in funnel.stages])
    return replace(made, deal=funnel.deal, churn=funnel.churn)


def arrivals(
    funnel: Funnel, first: Month, leads: int, months: int = 1
) -> tuple[tuple[Month, float], ...]:
    """Return the customers expected by month, for leads that come evenly over some months.

    Each takes the days of all stages. The customers of a month's leads are therefore spread over as
    many days, so much later, which usually touch two months.

    Parameters
    ----------
    leads
        In each of the months.
    """
    wait = sum(stage.days for stage in funnel.stages)
    found: dict[Month, float] = {}
    month = first
    for _ in range(months):
        expected = float(leads * funnel.closing)
        length = len(month.days())
        for offset, share in _days_of(length, wait):
            day = month.first + dt.timedelta(days=offset)
            key = Month.of(day)
            found[key] = found.get(key, 0.0) + expected * share
        month = month.next()
    return tuple(sorted(found.items()))


def _days_of(length: int, wait: float) -> list[tuple[int, float]]:
    """Return days after the first of the month and the share that arrives on each of them."""
    whole, part = divmod(wait, 1.0)
    found = [(int(whole) + k, (1 - part) / length) for k in range(length)]
    if part:
        found += [(int(whole) + k + 1, part / length) for k in range(length)]
    return found


def tenure_years(churn: float | None) -> float | None:
    """Return how long a customer stays on average, in years; ``None`` where that is unknown."""
    return 1 / churn if churn else None


def worth(funnel: Funnel) -> float | None:
    """Return what a customer brings over its tenure, in money; ``None`` where that is unknown."""
    years = tenure_years(funnel.churn)
    return None if funnel.deal is None or years is None else 12 * years * funnel.deal


def to_replace(customers: int, churn: float | None) -> int:
    """Return the customers to win in a year only to stay as many: those lost, as whole people."""
    return math.ceil(Fraction(str(churn)) * customers) if churn else 0
