"""Control: what became of the plan, and what can be learned from it (P21, P22)."""

from scheduler.control.counting import MonthFacts, missed_reasons, rep_controls, team_control
from scheduler.control.history import History, with_actuals
from scheduler.control.likeness import Portfolio, groups_of_like, portfolios
from scheduler.control.matching import Followed, followed, is_about, unknown_visits
from scheduler.control.meeting import MeetingFacts, rep_groups
from scheduler.control.success import success

__all__ = [
    "Followed",
    "History",
    "MeetingFacts",
    "MonthFacts",
    "Portfolio",
    "followed",
    "groups_of_like",
    "is_about",
    "missed_reasons",
    "portfolios",
    "rep_controls",
    "rep_groups",
    "success",
    "team_control",
    "unknown_visits",
    "with_actuals",
]
