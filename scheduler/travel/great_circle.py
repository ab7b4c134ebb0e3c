"""Travel without road data: the great circle, lengthened by a detour factor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from models.errors import InputProblem, ProblemError, TooLargeError
from models.places import Place, great_circle_m
from models.policy import TravelPolicy
from models.problem import TravelMatrix
from models.units import FloatMatrix

_BYTES_A_PAIR = 3 * 8
"""Minutes, metres and the clock's ticks, 8 bytes each."""
_BLOCK_PAIRS = 4_000_000
"""Pairs computed at a time: what is in between needs 32 MiB an array, not gigabytes."""


@dataclass(frozen=True, slots=True)
class GreatCircle:
    """Road distance as great-circle distance times a factor, at one average speed.

    Parameters
    ----------
    detour_factor
        Road distance over great-circle distance, at least 1.
    speed_kmh
        Average speed on the road, above 0.
    min_leg_min
        Least minutes of a leg between two different keys: parking and walking. Two customers at
        one point stay two stops.
    max_places
        More places than this are refused.
    """

    detour_factor: float = 1.3
    speed_kmh: float = 50.0
    min_leg_min: float = 3.0
    max_places: int = 12_000

    def __post_init__(self) -> None:
        """Raise `ProblemError` for numbers that no road has."""
        sound = self.detour_factor >= 1 and self.speed_kmh > 0 and self.min_leg_min >= 0
        if not sound:
            raise ProblemError(f"these are no settings of travel: {self}")

    @classmethod
    def of(cls, policy: TravelPolicy) -> Self:
        """Return the provider that a policy asks for."""
        return cls(policy.detour_factor, policy.speed_kmh, policy.min_leg_min, policy.max_places)

    @property
    def source(self) -> str:
        """How the matrix is made, in words."""
        return (
            f"great-circle distance x {self.detour_factor:g} at {self.speed_kmh:g} km/h, "
            f"at least {self.min_leg_min:g} min a leg"
        )

    def matrix(self, keys: tuple[str, ...], places: Sequence[Place]) -> TravelMatrix:
        """Return minutes and metres between all places, as `TravelProvider` describes."""
        _check_keys(keys, places)
        self._check_size(len(keys))
        points = np.array([(place.lat, place.lon) for place in places], dtype=np.float64)
        metres = _all_pairs_m(points.reshape(-1, 2))
        metres *= self.detour_factor
        minutes = metres * (60 / (self.speed_kmh * 1000))
        np.maximum(minutes, self.min_leg_min, out=minutes)
        np.fill_diagonal(minutes, 0.0)
        return TravelMatrix(keys, minutes, metres, self.source)

    def _check_size(self, count: int) -> None:
        if count <= self.max_places:
            return
        gib = count**2 * _BYTES_A_PAIR / 2**30
        what = f"{count:,} places for one travel matrix would take {gib:,.1f} GiB of memory"
        advice = (
            f"give customers to reps (rep_id), so that each matrix holds one territory, or plan fewer customers"
            f" at a time; with enough memory raise travel.max_places (now {self.max_places:,})"
        )
        raise TooLargeError([InputProblem("travel", 0, "", "", what, advice)])


def _all_pairs_m(points: FloatMatrix) -> FloatMatrix:
    """Return metres between all points of shape (n, 2), index ``[from, to]``, a few rows at a time."""
    count = len(points)
    metres = np.empty((count, count))
    step = max(1, _BLOCK_PAIRS // max(1, count))
    for first in range(0, count, step):
        rows = slice(first, first + step)
        metres[rows] = great_circle_m(points[rows, None], points)
    return metres


def _check_keys(keys: tuple[str, ...], places: Sequence[Place]) -> None:
    if len(keys) != len(places):
        raise ProblemError(
            f"{len(keys)} keys but {len(places)} places: give one place for each key"
        )
    if len(set(keys)) != len(keys):
        again = next(key for k, key in enumerate(keys) if key in keys[:k])
        raise ProblemError(f"the key {again!r} stands for two places: give each place its own key")
