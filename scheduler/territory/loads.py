"""What a load costs a rep: nothing up to the fair share, then more and more, most above capacity.

The price of a minute rises with the load, so the total is convex in it: each minute more of a rep's
load is dearer than the one before. That makes it a flow problem, and spreads what must be spread.
"""

from dataclasses import dataclass

import numpy as np

from models.units import FloatMatrix

_SOFT_STEP = 0.10
_SOFT_STEPS = 20
_OVERLOAD_STEP = 0.05
_OVERLOAD_STEPS = 60
_OVERLOAD = 1000.0
"""A minute above capacity costs this many times the longest way: more than moving a whole customer."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Prices of one rep's minutes.

    Parameters
    ----------
    edges
        float64 minutes of shape (m + 1,), rising from 0; beyond the last edge nobody is loaded.
    prices
        float64 kilometres a minute, shape (m,), rising: the price between two edges.
    """

    edges: FloatMatrix
    prices: FloatMatrix

    def cost(self, load_min: FloatMatrix) -> FloatMatrix:
        """Return what loads cost in all, in kilometre-minutes."""
        totals = np.concatenate([[0.0], np.cumsum(np.diff(self.edges) * self.prices)])
        cost: FloatMatrix = np.interp(load_min, self.edges, totals)
        return cost


def price_steps(
    capacity_min: float, fair_min: float, most_min: float, prices_km: tuple[float, float]
) -> Steps:
    """Return the prices of a rep's minutes.

    Parameters
    ----------
    capacity_min
        Minutes that he has.
    fair_min
        Minutes that he would have if all had the same share of their capacity.
    most_min
        More than anybody can be given.
    prices_km
        Price of a minute at twice the fair share, and the longest way, in kilometres.
    """
    at_double, longest = prices_km
    edges, prices = [0.0], []

    def add(edge: float, price: float) -> None:
        if edge > edges[-1]:
            edges.append(edge)
            prices.append(price)

    add(min(fair_min, capacity_min), 0.0)
    for k in range(1, _SOFT_STEPS + 1):
        add(min(fair_min * (1 + _SOFT_STEP * k), capacity_min), at_double * _SOFT_STEP * k)
    # With much room the last soft price holds up to capacity.
    add(capacity_min, at_double * _SOFT_STEP * (_SOFT_STEPS + 1))
    for k in range(1, _OVERLOAD_STEPS + 1):
        add(capacity_min * (1 + _OVERLOAD_STEP * k), longest * (_OVERLOAD + k))
    add(edges[-1] + most_min, longest * (_OVERLOAD + _OVERLOAD_STEPS + 1))
    return Steps(np.array(edges), np.array(prices))
