"""Which hard rule is kept where in the search; a test demands that none is missing."""

from collections.abc import Mapping
from types import MappingProxyType

from scheduler.solve.board import may_lie_on
from scheduler.solve.clock import begin, price_day
from scheduler.solve.recreate import choose_days, put_back
from scheduler.solve.to_schedule import to_schedule

SEARCHED: Mapping[str, object] = MappingProxyType(
    {
        "accounting": to_schedule,
        "workdays": may_lie_on,
        "windows": may_lie_on,
        "spacing": choose_days,
        "once_a_day": put_back,
        "allowed_reps": may_lie_on,
        "one_rep": put_back,
        "caps": price_day,
        "hours": price_day,
        "opening": begin,
        "pins": begin,
        "loads": price_day,
        "durations": price_day,
        "patterns": choose_days,
    }
)
"""Rules of `models.rules.registry.HARD_RULES` by name."""
