"""All rules, in the order in which people read them."""

from models.rules import (
    accounting,
    caps,
    history,
    hours,
    once_a_day,
    opening,
    pins,
    reps,
    routing,
    spacing,
    windows,
    workdays,
)
from models.rules.base import HardRule
from models.rules.soft import SOFT_RULES

HARD_RULES: tuple[HardRule, ...] = (
    accounting.RULE,
    workdays.RULE,
    windows.RULE,
    spacing.RULE,
    once_a_day.RULE,
    reps.ALLOWED,
    reps.ONE,
    caps.RULE,
    hours.RULE,
    opening.RULE,
    pins.RULE,
    history.RULE,
    routing.LOADS,
    routing.DURATIONS,
    routing.PATTERNS,
)

__all__ = ["HARD_RULES", "SOFT_RULES"]
