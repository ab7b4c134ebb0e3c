"""Reps with like portfolios, in groups small enough to talk (P22)."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

import numpy as np
import numpy.typing as npt

from models.customers import Channel, Customer
from models.plan import RequirementRow

GROUP_SIZE = 5
"""Most reps in a group: small enough that everybody speaks."""
_INDUSTRIES = 4
_SEGMENTS = "ABCD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """What a rep's customers are like, as shares and medians.

    Parameters
    ----------
    segments, industries
        Share of the customers by category and by industry.
    visited
        Share of the customers who are visited, not called or written to.
    value
        Median money a month of the customers whose value is known; 0 where none is.
    drive_min
        Planned minutes of driving for each meeting.
    """

    rep_id: str
    customers: int
    segments: Mapping[str, float]
    industries: Mapping[str, float]
    visited: float
    value: float
    drive_min: float


def portfolios(
    rows: Sequence[RequirementRow],
    customers: Mapping[str, Customer],
    drive_min: Mapping[str, float],
) -> tuple[Portfolio, ...]:
    """Return the portfolio of each rep who has customers, by id.

    Parameters
    ----------
    rows
        Of the month's plan; a customer of several reps counts for the first.
    drive_min
        Planned minutes of driving for each meeting, by rep.
    """
    first: dict[str, dict[str, RequirementRow]] = {}
    for row in rows:
        first.setdefault(row.rep_id.partition(";")[0], {}).setdefault(row.customer_id, row)
    return tuple(
        _portfolio(rep_id, list(first[rep_id].values()), customers, drive_min.get(rep_id, 0.0))
        for rep_id in sorted(first)
        if rep_id
    )


def groups_of_like(found: Sequence[Portfolio], most: int = GROUP_SIZE) -> list[tuple[str, ...]]:
    """Return the reps in as few groups of at most `most` as there need be, like with like.

    The two groups whose members are nearest on average are joined, as long as the union is not too
    large, until there are few enough (average linkage; Sokal & Michener 1958).

    Returns
    -------
    list of tuple of str
        Ids in order, the groups by their first; every rep is in exactly one. Where joining ends
        earlier there are more groups than need be.
    """
    if not found:
        return []
    distance = _distances(found)
    groups: list[tuple[int, ...]] = [(k,) for k in range(len(found))]
    while len(groups) > math.ceil(len(found) / most):
        pairs = [
            (float(np.mean(distance[np.ix_(one, other)])), one, other)
            for one, other in combinations(groups, 2)
            if len(one) + len(other) <= most
        ]
        if not pairs:
            break
        _, one, other = min(pairs)
        groups = [group for group in groups if group not in {one, other}]
        groups.append(tuple(sorted(one + other)))
    return sorted(tuple(sorted(found[k].rep_id for k in group)) for group in groups)


def alike(members: Sequence[Portfolio]) -> tuple[str, ...]:
    """Return what a group has in common, in words and numbers."""
    told = [
        _span("customers", [p.customers for p in members], "{:,.0f}"),
        _span("A customers", [p.segments.get("A", 0.0) for p in members], "{:.0%}"),
        _span("visited, not called or written to", [p.visited for p in members], "{:.0%}"),
        _span("driving for a meeting", [p.drive_min for p in members], "{:.0f} min"),
    ]
    if any(p.value for p in members):
        told.append(_span("median customer a month", [p.value for p in members], "{:,.0f}"))
    shares: Counter[str] = Counter()
    for member in members:
        shares.update(dict(member.industries))
    if shares:
        name, total = max(shares.items(), key=lambda entry: (entry[1], entry[0]))
        told.append(f"most frequent industry: {name}, {total / len(members):.0%} of the customers")
    return tuple(told)


def _portfolio(
    rep_id: str,
    rows: Sequence[RequirementRow],
    customers: Mapping[str, Customer],
    drive_min: float,
) -> Portfolio:
    industries = Counter(
        customers[row.customer_id].industry.casefold()
        for row in rows
        if row.customer_id in customers and customers[row.customer_id].industry
    )
    segments = Counter(row.segment for row in rows)
    values = [row.value for row in rows if row.value is not None]
    return Portfolio(
        rep_id=rep_id,
        customers=len(rows),
        segments={name: count / len(rows) for name, count in segments.items()},
        industries={name: count / len(rows) for name, count in industries.items()},
        visited=sum(row.channel == Channel.VISIT for row in rows) / len(rows),
        value=median(values) if values else 0.0,
        drive_min=drive_min,
    )


def _distances(found: Sequence[Portfolio]) -> npt.NDArray[np.float64]:
    """Return how unlike the portfolios are, shape (reps, reps): Euclidean over scaled features.

    Each feature is scaled to a deviation of 1; categories weigh as much as one feature together, and
    so do industries.
    """
    total: Counter[str] = Counter()
    for portfolio in found:
        total.update(dict(portfolio.industries))
    industries = [name for name, _ in total.most_common(_INDUSTRIES)]
    rows = [
        [
            math.log1p(portfolio.customers),
            math.log1p(max(0.0, portfolio.value)),
            portfolio.visited,
            portfolio.drive_min,
            *(portfolio.segments.get(name, 0.0) for name in _SEGMENTS),
            *(portfolio.industries.get(name, 0.0) for name in industries),
        ]
        for portfolio in found
    ]
    table = np.array(rows, dtype=np.float64).reshape(len(found), 8 + len(industries))
    weights = np.array([
        *[1.0] * 4,
        *[1 / len(_SEGMENTS)] * len(_SEGMENTS),
        *[1 / max(1, len(industries))] * len(industries),
    ])  # fmt: skip
    spread = table.std(axis=0)
    scaled = (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1.0) * np.sqrt(weights)
    return np.asarray(np.linalg.norm(scaled[:, None, :] - scaled[None, :, :], axis=2))


def _span(name: str, values: Sequence[float], form: str) -> str:
    low, high = form.format(min(values)), form.format(max(values))
    return f"{name}: {low}" if low == high else f"{name}: {low} to {high}"
