"""Differences between two kinds of cases, compared like with like: interval and chance.

Cases lie in strata of their like; labels are exchanged within strata only. So what the strata
explain, above all that who stood low tends to come back up by itself, is no difference. The estimate
is the mean of the strata's differences weighted by n1 n0 / (n1 + n0) (Cochran 1954, "Some methods for
strengthening the common chi-square tests"); the chance comes from the permutation test (Fisher), the
interval from the percentile bootstrap within strata and kinds (Efron & Tibshirani 1993, ch. 13).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, prod

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

MOST_COUNTED = 20_000
"""Up to so many ways of giving out the labels all of them are counted."""
DRAWS = 9_999
"""Beyond it so many are drawn, and so many samples for the interval."""
_TAILS = (2.5, 97.5)
_ROUNDING = 1e-12
_PART = 500


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of the means of two kinds of cases.

    Parameters
    ----------
    with_count, without_count
        Cases in strata that hold both kinds; no other case is compared.
    difference, low, high
        Mean difference, with minus without, and its 95 % interval.
    p
        Two-sided chance of a difference as large, were the labels given out at random.
    exact
        Whether all ways of giving them out were counted.
    """

    with_count: int
    without_count: int
    difference: float
    low: float
    high: float
    p: float
    exact: bool


@dataclass(frozen=True, slots=True)
class _Stratum:
    """Values of the cases with and without, shapes (n1,) and (n0,), and the weight."""

    ones: Floats
    zeros: Floats

    @property
    def weight(self) -> float:
        return len(self.ones) * len(self.zeros) / (len(self.ones) + len(self.zeros))

    @property
    def difference(self) -> float:
        return float(self.ones.mean() - self.zeros.mean())

    @property
    def ways(self) -> int:
        """Return in how many ways the labels can be given out."""
        return comb(len(self.ones) + len(self.zeros), len(self.ones))


def compare(
    values: Sequence[float], labels: Sequence[bool], strata: Sequence[object], *, seed: int = 1
) -> Comparison | None:
    """Return the difference between cases with and without a label, within strata.

    Parameters
    ----------
    values, labels, strata
        Of each case, in the same order; strata of equal value belong together.
    seed
        Of what is drawn: the same input gives the same answer.

    Returns
    -------
    Comparison or None
        ``None`` where no stratum holds both kinds.
    """
    found = _strata(values, labels, strata)
    if not found:
        return None
    weights = np.array([stratum.weight for stratum in found])
    weights /= weights.sum()
    difference = float(weights @ [stratum.difference for stratum in found])
    exact = prod(stratum.ways for stratum in found) <= MOST_COUNTED
    generator = np.random.default_rng(seed)
    chances = _all_labels(found, weights) if exact else _drawn_labels(found, weights, generator)
    as_large = int(np.count_nonzero(np.abs(chances) >= abs(difference) - _ROUNDING))
    # What was found is one of the draws; among all ways it is counted already.
    p = as_large / len(chances) if exact else (as_large + 1) / (len(chances) + 1)
    low, high = np.percentile(_samples(found, weights, generator), _TAILS)
    return Comparison(
        with_count=sum(len(stratum.ones) for stratum in found),
        without_count=sum(len(stratum.zeros) for stratum in found),
        difference=difference,
        low=float(low),
        high=float(high),
        p=p,
        exact=exact,
    )


def holm(chances: Sequence[float]) -> tuple[float, ...]:
    """Return chances corrected for their number: so many looks find something by luck (Holm 1979)."""
    order = sorted(range(len(chances)), key=lambda k: chances[k])
    corrected = [0.0] * len(chances)
    highest = 0.0
    for rank, k in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[k]))
        corrected[k] = highest
    return tuple(corrected)


def _strata(
    values: Sequence[float], labels: Sequence[bool], strata: Sequence[object]
) -> list[_Stratum]:
    """Return the strata that hold both kinds, in order of first appearance."""
    grouped: dict[object, tuple[list[float], list[float]]] = {}
    for value, label, stratum in zip(values, labels, strata, strict=True):
        grouped.setdefault(stratum, ([], []))[not label].append(value)
    return [
        _Stratum(np.array(ones), np.array(zeros))
        for ones, zeros in grouped.values()
        if ones and zeros
    ]


def _all_labels(strata: Sequence[_Stratum], weights: Floats) -> Floats:
    """Return the estimate for every way of giving out the labels."""
    sums = np.zeros(1)
    for stratum, weight in zip(strata, weights, strict=True):
        together = np.concatenate([stratum.ones, stratum.zeros])
        chosen = np.array(list(combinations(together, len(stratum.ones))))
        differences = _differences(chosen.sum(axis=1), together, len(stratum.ones))
        sums = np.add.outer(sums, weight * differences).ravel()
    return sums


def _drawn_labels(
    strata: Sequence[_Stratum], weights: Floats, generator: np.random.Generator
) -> Floats:
    """Return the estimate for labels given out at random, shape (`DRAWS`,)."""
    sums = np.zeros(DRAWS)
    for stratum, weight in zip(strata, weights, strict=True):
        together, count = np.concatenate([stratum.ones, stratum.zeros]), len(stratum.ones)
        for part in _parts():
            rows = np.tile(together, (part.stop - part.start, 1))
            chosen = generator.permuted(rows, axis=1)[:, :count].sum(axis=1)
            sums[part] += weight * _differences(chosen, together, count)
    return sums


def _differences(sums_of_ones: Floats, together: Floats, count: int) -> Floats:
    rest = len(together) - count
    return np.asarray(sums_of_ones / count - (together.sum() - sums_of_ones) / rest)


def _samples(strata: Sequence[_Stratum], weights: Floats, generator: np.random.Generator) -> Floats:
    """Return the estimate for cases drawn again with replacement, shape (`DRAWS`,)."""
    sums = np.zeros(DRAWS)
    for stratum, weight in zip(strata, weights, strict=True):
        for signed, values in ((weight, stratum.ones), (-weight, stratum.zeros)):
            for part in _parts():
                size = (part.stop - part.start, len(values))
                sums[part] += signed * values[generator.integers(len(values), size=size)].mean(
                    axis=1
                )
    return sums


def _parts() -> Iterator[slice]:
    """Yield the draws in parts that fit into memory."""
    for start in range(0, DRAWS, _PART):
        yield slice(start, min(start + _PART, DRAWS))
