"""Customers at one point, or in one small cell, are given to reps together."""

from dataclasses import dataclass

import numpy as np

from models.units import FloatMatrix, IntMatrix

_FIRST_CELL_DEGREES = 0.005
_CELLS_LEFT = 4
"""However large cells are, the equator and the first meridian divide them."""


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
    owner
        Number of the rep who has the customers of each group, shape (g,); -1: nobody.
    """

    of: IntMatrix
    points: FloatMatrix
    work_min: IntMatrix
    owner: IntMatrix


def group(points: FloatMatrix, work_min: IntMatrix, owner: IntMatrix, most: int) -> Groups:
    """Put customers at one point together; where these are more than `most`, in larger cells.

    Parameters
    ----------
    owner
        Number of the rep who has each customer, shape (n,); customers of different reps stay apart.
    """
    distinct, of = _alike(points, owner)
    size = _FIRST_CELL_DEGREES
    while len(distinct) > max(most, _CELLS_LEFT * len(np.unique(owner))):
        distinct, of = _alike(np.floor(points / size), owner)
        size *= 2
    of = of.reshape(-1)
    count = np.bincount(of)
    middle = np.stack([np.bincount(of, points[:, k]) / count for k in (0, 1)], axis=1)
    return Groups(
        of, middle, np.bincount(of, work_min).astype(np.int64), distinct[:, 2].astype(np.int64)
    )


def _alike(cells: FloatMatrix, owner: IntMatrix) -> tuple[FloatMatrix, IntMatrix]:
    return np.unique(np.column_stack([cells, owner]), axis=0, return_inverse=True)
