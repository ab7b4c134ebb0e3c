"""Which hard rule is kept where in the constraint model; a test demands that none is missing."""

from collections.abc import Mapping
from types import MappingProxyType

from scheduler.solve.board import may_lie_on
from scheduler.solve.formulation import days
from scheduler.solve.formulation.routes import RouteVariables
from scheduler.solve.formulation.variables import VisitVariables

FORMULATED: Mapping[str, object] = MappingProxyType(
    {
        "accounting": VisitVariables,
        "workdays": may_lie_on,
        "windows": may_lie_on,
        "spacing": days.spacing,
        "once_a_day": days.once_a_day,
        "allowed_reps": may_lie_on,
        "one_rep": days.one_rep,
        "caps": days.caps,
        "hours": RouteVariables,
        "opening": RouteVariables,
        "pins": RouteVariables,
        "history": days.history,
        "loads": days.loads,
        "durations": RouteVariables,
        "patterns": days.patterns,
    }
)
"""Rules of `models.rules.registry.HARD_RULES` by name."""
