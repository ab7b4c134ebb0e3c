"""How many meetings a rep has room for (P14), and how many of them find new customers (P15, P18)."""

from collections.abc import Sequence

from models.policy import CapacityPolicy, Policy
from models.reps import Rep
from models.workday import Workday


def normal_meetings(policy: CapacityPolicy) -> int:
    """Return the meetings of a normal month: 5 a day on 22 days are 110."""
    return policy.daily_cap * policy.working_days


def prospect_meetings(rep: Rep, workdays: Sequence[Workday], share: float, policy: Policy) -> int:
    """Return the meetings with prospects that a rep's month has room for, rounded down.

    That is the share of the caps that is kept for prospecting (the rep's own, else the policy's), or
    `target.prospect_meetings` prorated by the part of the month in which the rep is employed.

    Parameters
    ----------
    workdays
        The rep's, in the month.
    share
        Part of the month in which the rep is employed, 0 to 1.
    """
    if policy.target.prospect_meetings:
        return int(policy.target.prospect_meetings * share + 1e-9)
    kept = rep.prospecting_share
    kept = policy.capacity.prospecting_share if kept is None else kept
    # The slack keeps 110 * 0.1 from losing a meeting to binary fractions.
    return int(sum(day.cap for day in workdays) * kept + 1e-9)
