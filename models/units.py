"""Units, said once.

Times of day are minutes after local midnight, durations are minutes, distances metres, places
``(lat, lon)`` in degrees (WGS 84), matrices ``[from, to]``, dates local calendar dates.

Three scales exist and no fourth:

* *costs* of the judge and of benchmarks are float64 minutes;
* the *clock* of a day counts whole ticks (``ticks_per_minute``, 1 for a month of visits), each leg
  rounded up, so that printed times add up and nobody is promised a time that cannot be kept;
* *solvers* optimise integers at ``units_per_minute``.
"""

import math

import numpy as np
import numpy.typing as npt

MINUTES_A_DAY = 24 * 60
_SLACK = 1e-9
"""Binary noise of a product such as 0.1 * 10 must not cost a whole tick."""

FloatMatrix = npt.NDArray[np.float64]
IntMatrix = npt.NDArray[np.int64]


def to_ticks(minutes: float, ticks_per_minute: int = 1) -> int:
    """Round a duration up to whole clock ticks: the one place where the clock rounds."""
    return math.ceil(minutes * ticks_per_minute - _SLACK)


def matrix_to_ticks(minutes: FloatMatrix, ticks_per_minute: int = 1) -> IntMatrix:
    """Round every entry of a matrix up to whole clock ticks, as `to_ticks` does."""
    return np.ceil(minutes * ticks_per_minute - _SLACK).astype(np.int64)


def to_units(minutes: float, units_per_minute: int) -> int:
    """Round a cost to a solver's integer: the one place where costs are rounded."""
    return round(minutes * units_per_minute)


def clock_text(minute: int) -> str:
    """Return ``HH:MM`` for a minute of the day; minutes past midnight go on counting (``24:10``)."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def hours_text(minutes: float) -> str:
    """Return a duration as people say it: ``45 min``, ``2 h 05``."""
    whole = round(minutes)
    return f"{whole} min" if whole < 60 else f"{whole // 60} h {whole % 60:02d}"
