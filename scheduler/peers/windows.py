"""Windows of dates for repeated visits that keep the spacing, whichever days are chosen in them.

No peer knows that two visits belong together. The documented way is a visit a job, each in a window
of its own; here windows are as wide as they can be around the due dates without two visits ever
coming too close together or lying too far apart.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from models.requirement import Requirement

Window = tuple[dt.date, dt.date]
"""First and last day, both included."""


def safe_windows(req: Requirement) -> list[Window]:
    """Return a window for each visit of a requirement, in order."""
    spans = [(need.earliest.toordinal(), need.latest.toordinal()) for need in req.visits]
    pinned = {pin.visit_id: pin.date.toordinal() for pin in req.pins}
    centres = [
        pinned.get(need.visit_id, min(max(need.due.toordinal(), low), high))
        for need, (low, high) in zip(req.visits, spans, strict=True)
    ]
    if not pinned and any(slack < 0 for slack in _slacks(req, centres)):
        centres = _even(spans)
    slacks = [max(0, slack) for slack in _slacks(req, centres)]
    windows = []
    for k, (centre, (low, high)) in enumerate(zip(centres, spans, strict=True)):
        near = slacks[max(0, k - 1) : k + 1]
        half = min(near) // 2 if near else high - low
        first, last = max(low, centre - half), min(high, centre + half)
        windows.append((dt.date.fromordinal(first), dt.date.fromordinal(max(first, last))))
    return windows


def _slacks(req: Requirement, centres: Sequence[int]) -> list[int]:
    """Return how far both neighbours of each gap may move together; negative where it is broken."""
    most = req.max_gap_days
    return [
        min(gap - req.min_gap_days, gap if most is None else most - gap)
        for gap in (later - sooner for sooner, later in pairwise(centres))
    ]


def _even(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return days that divide the month evenly."""
    low, high = spans[0][0], spans[-1][1]
    count = len(spans)
    return [low + (high - low) * (2 * k + 1) // (2 * count) for k in range(count)]
