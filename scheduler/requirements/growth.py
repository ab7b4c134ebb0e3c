"""How many extra meetings a growth goal takes, and when (P12)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.policy import GrowthPolicy
from models.reps import DateRange
from scheduler.requirements.response import Effect

_SHARE_OF_IDEAL = 0.8
"""Least gap of a customer with growth meetings, as a share of the ideal distance in the month."""


@dataclass(frozen=True, slots=True)
class GrowthMeetings:
    """The answer for one customer.

    Parameters
    ----------
    count
        Extra meetings this month.
    gain
        Expected gain in money a month; ``None`` where it cannot be estimated.
    missing
        What of the goal stays out of reach, in money a month.
    text
        The same in words; empty where there is no goal.
    """

    count: int = 0
    gain: float | None = 0.0
    missing: float = 0.0
    text: str = ""


def growth_meetings(
    goal: float | None, effect: Effect | None, dues: int, policy: GrowthPolicy
) -> GrowthMeetings:
    """Return the fewest extra meetings whose gain covers the goal.

    Where no number within `max_meetings` in all covers it, as many as are allowed, and what is missing.

    Parameters
    ----------
    goal
        Wanted growth in money a month; not positive or ``None`` asks for nothing.
    effect
        How the customer's sales answer meetings; ``None`` is unknown.
    dues
        Visits that are due in the month anyway.
    """
    if goal is None or goal <= 0:
        return GrowthMeetings()
    named = f"growth goal {goal:,.0f}"
    if effect is None:
        text = f"{named}: meetings cannot be estimated, the value is unknown"
        return GrowthMeetings(0, None, goal, text)
    room = max(0, policy.max_meetings - dues)
    gains = [effect.extra(count) for count in range(room + 1)]
    covering = [count for count, gain in enumerate(gains) if gain >= goal * (1 - 1e-9)]
    count = covering[0] if covering else (room if gains[-1] > 0 else 0)
    missing = 0.0 if covering else goal - gains[count]
    named += " (own response)" if effect.curve is not None else ""
    text = f"{named} → +{count} meeting{'' if count == 1 else 's'}" if count else named
    if missing:
        limit = f"at most {policy.max_meetings} meetings a month"
        text += f"; {missing:,.0f} of it out of reach ({limit})"
    return GrowthMeetings(count, gains[count], missing, text)


def days_between(
    dues: Sequence[dt.date], count: int, around: tuple[dt.date, dt.date], span: DateRange
) -> list[dt.date]:
    """Return days for extra meetings, in the middle of the gaps between the regular dues.

    One after the other is put into the gap where it leaves most room, and a gap's extras divide it
    evenly. Without dues, they divide the span: a single one lies in its middle.

    Parameters
    ----------
    around
        The dues before and after the month.
    span
        Days on which the extras may lie.
    """
    if not dues:
        length = (span.last - span.first).days + 1
        return [
            span.first + dt.timedelta(days=(2 * k + 1) * length // (2 * count))
            for k in range(count)
        ]
    ends = [around[0], *dues, around[1]]
    gaps = list(pairwise(ends))
    taken = [0] * len(gaps)
    for _ in range(count):
        room = [_divided(gap, taken[k] + 1, span)[0] for k, gap in enumerate(gaps)]
        best = max(range(len(gaps)), key=lambda k: room[k])
        taken[best] += 1
    return sorted(
        day for k, gap in enumerate(gaps) if taken[k] for day in _divided(gap, taken[k], span)[1]
    )


def _divided(
    gap: tuple[dt.date, dt.date], count: int, span: DateRange
) -> tuple[float, list[dt.date]]:
    """Return the distance and the days of `count` meetings in a gap; of its part in the span if need be."""
    inner = (
        max(gap[0], span.first - dt.timedelta(days=1)),
        min(gap[1], span.last + dt.timedelta(days=1)),
    )
    for start, end in (gap, inner):
        step = (end - start).days / (count + 1)
        days = [start + dt.timedelta(days=int(step * (k + 1) + 0.5)) for k in range(count)]
        if step >= 1 and all(span.holds(day) for day in days):
            return step, days
    return 0.0, []


def least_gap(regular_gap: int, visits: int, month_days: int) -> int:
    """Return the least gap of a month with growth meetings: 0.8 of the ideal distance, rounded down."""
    return max(1, min(regular_gap, int(_SHARE_OF_IDEAL * month_days / visits + 1e-9)))
