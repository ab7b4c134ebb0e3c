"""Plan a month: `plan_month` turns a problem into a schedule, whoever made the problem."""

from scheduler.solve.observer import Observer, Progress, Silent
from scheduler.solve.offers import advise
from scheduler.solve.params import SolveParams
from scheduler.solve.plan import plan_month
from scheduler.solve.stop import (
    Cancelled,
    FirstOf,
    MaxIterations,
    MaxSeconds,
    NoImprovement,
    StopCriterion,
    within,
)

__all__ = [
    "Cancelled",
    "FirstOf",
    "MaxIterations",
    "MaxSeconds",
    "NoImprovement",
    "Observer",
    "Progress",
    "Silent",
    "SolveParams",
    "StopCriterion",
    "advise",
    "plan_month",
    "within",
]
