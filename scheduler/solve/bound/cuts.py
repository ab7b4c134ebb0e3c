"""Subset-row cuts: of three places that need an odd number of visits, routes pair too many by halves.

M. Jepsen, B. Petersen, S. Spoorendonk, D. Pisinger, Operations Research 56 (2008) 497-511,
doi 10.1287/opre.1070.0449. With m visits at three places, all routes together make at most m / 2
pairs of stops there, rounded down; a route counts the pairs among its own stops.
"""

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

import numpy as np

from scheduler.solve.bound.master import Column
from scheduler.solve.bound.pricing import Cuts, Floats
from scheduler.solve.bound.relaxation import Relaxation

MOST = 60
"""Cuts in force: their parities fit one integer of a label."""
A_ROUND = 12
LEAST = 0.05
"""How much a cut must be broken by to be worth its price in labels."""


class Cut(NamedTuple):
    """Three places and the pairs of stops that routes may make there."""

    places: frozenset[int]
    limit: int


class SubsetRows:
    """The cuts in force, in the order of the master's rows."""

    def __init__(self, relaxation: Relaxation) -> None:
        self._visits = np.bincount(relaxation.place_of, minlength=len(relaxation.days.service))
        self._places = len(relaxation.days.service)
        self.all: list[Cut] = []

    def broken_by(self, used: list[tuple[Column, float]]) -> list[Cut]:
        """Take the most broken cuts into force and return them."""
        shared: dict[tuple[int, int], float] = defaultdict(float)
        for column, amount in used:
            for pair in combinations(sorted(set(column.places)), 2):
                shared[pair] += amount
        beside: dict[int, set[int]] = defaultdict(set)
        for i, j in shared:
            beside[i].add(j)
            beside[j].add(i)
        known = {cut.places for cut in self.all}
        triples = {
            frozenset((i, j, other))
            for i, j in shared
            for other in beside[i] | beside[j]
            if other not in {i, j}
        }
        ranked = []
        for places in sorted(triples - known, key=sorted):
            visits = int(sum(self._visits[list(places)]))
            if visits % 2 == 0:
                continue
            taken = sum(
                amount * (sum(p in places for p in column.places) // 2) for column, amount in used
            )
            if taken - visits // 2 > LEAST:
                ranked.append((visits // 2 - taken, sorted(places), Cut(places, visits // 2)))
        ranked.sort(key=lambda item: item[:2])
        new = [cut for _, _, cut in ranked[: max(0, min(A_ROUND, MOST - len(self.all)))]]
        self.all += new
        return new

    def limits(self) -> Floats:
        """Return the right-hand sides."""
        return np.array([cut.limit for cut in self.all], dtype=np.float64)

    def priced(self, prices: Floats) -> Cuts:
        """Return the cuts as pricing needs them."""
        member = np.zeros(self._places, dtype=np.int64)
        for s, cut in enumerate(self.all):
            if prices[s] < 0:
                member[list(cut.places)] |= 1 << s
        return Cuts(member, -prices)

    def value_of(self, column: Column, prices: Floats) -> float:
        """Return what the cuts add to the earnings of a route; 0 or less."""
        return sum(
            float(price) * (sum(p in cut.places for p in column.places) // 2)
            for cut, price in zip(self.all, prices, strict=True)
            if price < 0
        )
