"""Customers at one point, or in one small cell, are given to reps together."""

from dataclasses import dataclass

import numpy as np

from models.units import FloatMatrix, IntMatrix

_FIRST_CELL_DEGREES = 0.005


@dataclass(frozen=True, slots=True)
class Groups:
    """Customers put together.

    Parameters
    ----------
    of
        Group of each customer, shape (n,).
    points
        Middle of each group in degrees, shape (g, 2).
    work_min
        int64 minutes of each group, shape (g,).
    """

    of: IntMatrix
    points: FloatMatrix
    work_min: IntMatrix


def group(points: FloatMatrix, work_min: IntMatrix, most: int) -> Groups:
    """Put customers at one point together; where these are more than `most`, in larger cells."""
    distinct, of = np.unique(points, axis=0, return_inverse=True)
    size = _FIRST_CELL_DEGREES
    while len(distinct) > most:
        distinct, of = np.unique(np.floor(points / size), axis=0, return_inverse=True)
        size *= 2
    of = of.reshape(-1)
    count = np.bincount(of)
    middle = np.stack([np.bincount(of, points[:, k]) / count for k in (0, 1)], axis=1)
    return Groups(of, middle, np.bincount(of, work_min).astype(np.int64))
