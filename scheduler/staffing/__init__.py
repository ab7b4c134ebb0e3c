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
from scheduler.staffing.scenarios import (
    PricedRule,
    compared_lines,
    price_of,
    rules_to_price,
    spread_intervals,
)
from scheduler.staffing.sensitivity import funnel_levers, money_levers, target_levers

__all__ = [
    "PricedRule",
    "arrivals",
    "backward",
    "chance_of",
    "changed",
    "compared_lines",
    "forward",
    "funnel_levers",
    "funnel_of_ratios",
    "funnel_of_shares",
    "leads_for",
    "money_levers",
    "normal_meetings",
    "price_of",
    "prospect_meetings",
    "rules_to_price",
    "spread_intervals",
    "target_levers",
    "tenure_years",
    "to_replace",
    "worth",
]
