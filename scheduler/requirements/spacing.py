"""How far apart the visits of a customer lie."""

from dataclasses import dataclass

from models.customers import Customer
from models.policy import DuePolicy


@dataclass(frozen=True, slots=True)
class Spacing:
    """Days between the visits of a customer.

    Parameters
    ----------
    interval_days
        The ideal.
    tolerance_days
        How far a visit may lie off its due date.
    min_gap_days, max_gap_days
        Least and greatest distance of two consecutive visits.
    """

    interval_days: int
    tolerance_days: int
    min_gap_days: int
    max_gap_days: int

    @classmethod
    def of(cls, customer: Customer, interval_days: int, policy: DuePolicy) -> "Spacing":
        """Return interval ± tolerance; the row's own gaps win, and the other bound gives way."""
        tolerance = policy.tolerance_days(interval_days)
        least, most = max(1, interval_days - tolerance), interval_days + tolerance
        if customer.min_gap_days is not None:
            least = max(1, customer.min_gap_days)
            most = max(most, least)
        if customer.max_gap_days is not None:
            most = max(1, customer.max_gap_days)
            least = min(least, most)
        return cls(interval_days, tolerance, least, most)
