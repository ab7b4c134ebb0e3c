"""How many people and how much of everything it takes (P14, P20, P24)."""

from scheduler.staffing.chance import chance_of, leads_for
from scheduler.staffing.funnel import (
    arrivals,
    backward,
    changed,
    forward,
    funnel_of_ratios,
    funnel_of_shares,
    tenure_years,
    to_replace,
    worth,
)
from scheduler.staffing.meetings import normal_meetings, prospect_meetings
from scheduler.staffing.sensitivity import funnel_levers, money_levers, target_levers

__all__ = [
    "arrivals",
    "backward",
    "chance_of",
    "changed",
    "forward",
    "funnel_levers",
    "funnel_of_ratios",
    "funnel_of_shares",
    "leads_for",
    "money_levers",
    "normal_meetings",
    "prospect_meetings",
    "target_levers",
    "tenure_years",
    "to_replace",
    "worth",
]
