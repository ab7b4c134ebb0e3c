"""The probability of reaching a target, not only the mean (P20).

Each lead becomes a customer or not, independently, with the same chance: a binomial number of
customers. Its tail is a regularized incomplete beta function, which also holds where the
number of leads exceeds the integers of binomial routines (NIST DLMF 8.17.5).
"""

import math

from scipy.special import betainc


def chance_of(target: int, leads: int, closing: float) -> float:
    """Return the probability that leads bring at least so many customers.

    Parameters
    ----------
    closing
        Chance of one lead to become a customer, in (0, 1].
    """
    if target <= 0:
        return 1.0
    if target > leads:
        return 0.0
    if closing >= 1:
        return 1.0
    return float(betainc(float(target), float(leads - target + 1), closing))


def leads_for(target: int, closing: float, confidence: float) -> int:
    """Return the fewest leads that bring at least so many customers with a probability.

    Raises
    ------
    ValueError
        If the closing chance or the confidence is not above 0, or the confidence is 1 or more.
    """
    if not (0 < closing <= 1 and 0 < confidence < 1):
        raise ValueError("closing must be in (0, 1], confidence in (0, 1)")
    low = max(0, target)
    high = max(1, math.ceil(low / closing))
    while chance_of(target, high, closing) < confidence:
        high *= 2
    while low < high:
        middle = (low + high) // 2
        if chance_of(target, middle, closing) >= confidence:
            high = middle
        else:
            low = middle + 1
    return low
