"""Which hard rule is kept where in the search; a test demands that none is missing."""

from collections.abc import Mapping
from types import MappingProxyType

from scheduler.solve import kernel
from scheduler.solve.board import kept_as_it_was, may_lie_on
from scheduler.solve.to_schedule import to_schedule

SEARCHED: Mapping[str, object] = MappingProxyType(
    {
        "accounting": to_schedule,
        "workdays": may_lie_on,
        "windows": may_lie_on,
        "spacing": kernel.choose_days,
        "once_a_day": kernel.price_days,
        "allowed_reps": may_lie_on,
        "one_rep": kernel.insert_group,
        "caps": kernel.price,
        "hours": kernel.fits,
        "opening": kernel.begin,
        "pins": kernel.begin,
        "history": kept_as_it_was,
        "loads": kernel.price,
        "durations": kernel.price,
        "patterns": kernel.choose_pattern,
    }
)
"""Rules of `models.rules.registry.HARD_RULES` by name."""
