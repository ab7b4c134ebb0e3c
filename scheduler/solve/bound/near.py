"""Which places a route remembers where: sets that grow only where routes in use go in circles.

Small sets make pricing fast, large ones the bound high (dynamic ng-routes: R. Roberti, A. Mingozzi,
Transportation Science 48 (2014) 413-424, doi 10.1287/trsc.2013.0474). A bound is valid with any sets.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from scheduler.solve.bound.pricing import Floats, Near

FIRST = 2
"""Nearest places that each place remembers from the beginning."""
MOST = 12


class NearSets:
    """The places that each place remembers.

    Parameters
    ----------
    minutes
        [N, N] of the legs between places.
    """

    def __init__(self, minutes: Floats) -> None:
        count = len(minutes)
        either = np.minimum(minutes, minutes.T)
        np.fill_diagonal(either, np.inf)
        nearest = np.argsort(either, axis=1, kind="stable")[:, : min(FIRST, max(count - 1, 0))]
        self.tables = Near(
            np.full((count, MOST), -1, dtype=np.int64), np.full((count, count), -1, dtype=np.int64)
        )
        self._sizes = [0] * count
        for place, others in enumerate(nearest):
            for other in others:
                self._add(place, int(other))

    def grow(self, routes: Iterable[Sequence[int]]) -> bool:
        """Make the shortest circle of each route impossible, as far as there is room; whether any is."""
        grown = False
        for places in routes:
            for place in _circle(places):
                grown = self._add(place, _met_again(places)) or grown
        return grown

    def allow(self, places: Sequence[int]) -> bool:
        """Whether a route comes to no place that it remembers."""
        remembered: set[int] = set()
        for place in places:
            if place in remembered:
                return False
            own = self.tables.position[place]
            remembered = {p for p in (*remembered, place) if p == place or own[p] >= 0}
        return True

    def _add(self, place: int, other: int) -> bool:
        size = self._sizes[place]
        if size == MOST or self.tables.position[place, other] >= 0:
            return False
        self.tables.near[place, size], self.tables.position[place, other] = other, size
        self._sizes[place] += 1
        return True


def _ends_of_circle(places: Sequence[int]) -> tuple[int, int]:
    """Return where the shortest circle of a route begins and ends; the same position: there is none."""
    last: dict[int, int] = {}
    found = [(len(places), 0, 0)]
    for position, place in enumerate(places):
        if place in last:
            found.append((position - last[place], last[place], position))
        last[place] = position
    return min(found)[1:]


def _circle(places: Sequence[int]) -> Sequence[int]:
    """Return the places between the two visits to one place."""
    first, last = _ends_of_circle(places)
    return places[first + 1 : last]


def _met_again(places: Sequence[int]) -> int:
    return places[_ends_of_circle(places)[0]]
