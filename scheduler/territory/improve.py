"""From minutes to whole customers: flows are rounded, then single customers moved or swapped."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from models.units import FloatMatrix, IntMatrix
from scheduler.territory.flow import Flow
from scheduler.territory.loads import Steps

_MOST_CHANGES = 2000
_LEAST_GAIN = 1e-6
_KICKED = 3


def round_flow(
    flow: Flow, group_of: IntMatrix, work_min: IntMatrix, way_km: FloatMatrix
) -> tuple[IntMatrix, IntMatrix]:
    """Return the rep of each customer, shape (n,), and the customers of groups that were split.

    A group that flows to several reps is divided by their minutes: its customers, the largest
    first, each go to the nearest of these reps who still has half of the customer to get, else to
    the one with most left.

    Parameters
    ----------
    group_of, work_min
        Group and minutes of each customer, shape (n,).
    way_km
        Kilometres from the reps' homes to each group, shape (g, r).
    """
    rep_of_group = np.zeros(len(way_km), dtype=np.int64)
    rep_of_group[flow.group] = flow.rep
    rep_of = rep_of_group[group_of]
    groups, arcs = np.unique(flow.group, return_counts=True)
    split = groups[arcs > 1]
    order = np.argsort(group_of, kind="stable")
    first = np.searchsorted(group_of[order], split, side="left")
    last = np.searchsorted(group_of[order], split, side="right")
    members_of = [order[a:b] for a, b in zip(first, last, strict=True)]
    for group, members in zip(split, members_of, strict=True):
        mine = flow.group == group
        left = dict(zip(flow.rep[mine].tolist(), flow.minutes[mine].tolist(), strict=True))
        nearest = sorted(left, key=lambda rep: (way_km[group, rep], rep))
        for customer in sorted(members.tolist(), key=lambda c: (-work_min[c], c)):
            half = work_min[customer] / 2
            rep = next((r for r in nearest if left[r] >= half), max(nearest, key=lambda r: left[r]))
            rep_of[customer] = rep
            left[rep] -= int(work_min[customer])
    return rep_of, np.concatenate([*members_of, np.empty(0, dtype=np.int64)])


@dataclass(slots=True)
class Improver:
    """Moves and swaps customers while the total cost falls; the best change first, ties by index.

    Parameters
    ----------
    rep_of, work_min
        Rep and minutes of the customers that may move, shape (n,).
    way_km
        Kilometres from each rep's home to them, shape (n, r); infinite for a rep who may not take one.
    loads_min
        Minutes of each rep in all, shape (r,).
    steps
        Prices of each rep's minutes.
    """

    rep_of: IntMatrix
    work_min: IntMatrix
    way_km: FloatMatrix
    loads_min: FloatMatrix
    steps: Sequence[Steps]
    _rows: IntMatrix = field(init=False)
    _way: FloatMatrix = field(init=False)
    _joined: FloatMatrix = field(init=False)
    _left: FloatMatrix = field(init=False)

    def __post_init__(self) -> None:
        """Price every move once; later only the two reps of a change are priced anew."""
        self._rows = np.arange(len(self.rep_of))
        self._way = self.work_min[:, None] * self.way_km
        self._joined = np.empty_like(self._way)
        self._left = np.empty_like(self._way)
        for rep in range(len(self.steps)):
            self._price(rep)

    def run(self, *, swaps: bool) -> None:
        """Change `rep_of` and `loads_min` until no single change helps."""
        for _ in range(_MOST_CHANGES):
            if not self._move() and not (swaps and self._swap()):
                return

    def kick(self, times: int, seed: int = 0) -> None:
        """Move a few customers anywhere, run again, and keep what is cheaper.

        Iterated local search (Lourenço, Martin, Stützle 2003, doi 10.1007/0-306-48056-5_11): with few
        customers, fitting whole ones into tight capacities takes more than one change at a time.
        """
        rng = np.random.default_rng(seed)
        count = len(self.way_km)
        allowed = [np.flatnonzero(np.isfinite(ways)) for ways in self.way_km]
        best, kept = self.total(), self.rep_of.copy()
        for _ in range(times):
            for customer in rng.integers(count, size=min(count, _KICKED)):
                reps = allowed[customer]
                self._give(int(customer), int(reps[rng.integers(len(reps))]))
            self.run(swaps=True)
            if (total := self.total()) < best - _LEAST_GAIN:
                best, kept = total, self.rep_of.copy()
            else:
                self._restore(kept)

    def total(self) -> float:
        """Return ways and loads together, in kilometre-minutes."""
        loads = sum(
            float(step.cost(load)) for step, load in zip(self.steps, self.loads_min, strict=True)
        )
        return float(self._way[self._rows, self.rep_of].sum()) + loads

    def _restore(self, kept: IntMatrix) -> None:
        for customer in np.flatnonzero(self.rep_of != kept).tolist():
            self._give(customer, int(kept[customer]))

    def _price(self, rep: int) -> None:
        """Price the load of a rep with, and without, each customer."""
        step, load = self.steps[rep], self.loads_min[rep]
        now = step.cost(load)
        self._joined[:, rep] = step.cost(load + self.work_min) - now
        self._left[:, rep] = step.cost(load - self.work_min) - now

    def _move(self) -> bool:
        gain = self._way + self._joined
        gain += (self._left - self._way)[self._rows, self.rep_of][:, None]
        gain[self._rows, self.rep_of] = 0.0
        customer, rep = np.unravel_index(np.argmin(gain), gain.shape)
        if gain[customer, rep] > -_LEAST_GAIN:
            return False
        self._give(int(customer), int(rep))
        return True

    def _swap(self) -> bool:
        """Swap the rep of two customers where that helps most; needs memory for all pairs."""
        rep, work = self.rep_of, self.work_min.astype(np.float64)
        own = self._way[self._rows, rep]
        cross = self._way[:, rep]  # [c, d]: customer c with the rep of d
        gain = cross + cross.T - own[:, None] - own
        shift = work[None, :] - work[:, None]  # [c, d]: minutes that the rep of c gets more
        change = np.zeros_like(gain)
        for r, step in enumerate(self.steps):
            mine = rep == r
            change[mine] += step.cost(self.loads_min[r] + shift[mine]) - step.cost(
                self.loads_min[r]
            )
        gain += change + change.T
        gain[rep[:, None] == rep] = 0.0
        a, b = np.unravel_index(np.argmin(gain), gain.shape)
        if gain[a, b] > -_LEAST_GAIN:
            return False
        rep_a, rep_b = int(rep[a]), int(rep[b])
        self._give(int(a), rep_b)
        self._give(int(b), rep_a)
        return True

    def _give(self, customer: int, rep: int) -> None:
        before = int(self.rep_of[customer])
        self.loads_min[before] -= self.work_min[customer]
        self.loads_min[rep] += self.work_min[customer]
        self.rep_of[customer] = rep
        self._price(before)
        self._price(rep)
