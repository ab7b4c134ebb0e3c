"""How many people and how much of everything it takes (P13, P14, P20, P23, P24)."""

from scheduler.staffing.chance import chance_of, leads_for
from scheduler.staffing.driving import DrivenDay, driving_norm, driving_norms
from scheduler.staffing.earning import Earned, Offer, earned_in
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
from scheduler.staffing.headcount import (
    market_headcount,
    mean_year,
    portfolio_headcount,
    speed_step,
    won_steps,
    year_steps,
)
from scheduler.staffing.homes import Demand, Room, Taken, Town, best_homes, towns_of, ways_min
from scheduler.staffing.meetings import normal_meetings, prospect_meetings
from scheduler.staffing.scenarios import (
    PricedRule,
    compared_lines,
    price_of,
    rules_to_price,
    spread_intervals,
)
from scheduler.staffing.sensitivity import funnel_levers, money_levers, target_levers
from scheduler.staffing.workload import (
    Care,
    CustomerYear,
    market_of,
    work_lines,
    yearly_tasks,
)

__all__ = [
    "Care",
    "CustomerYear",
    "Demand",
    "DrivenDay",
    "Earned",
    "Offer",
    "PricedRule",
    "Room",
    "Taken",
    "Town",
    "arrivals",
    "backward",
    "best_homes",
    "chance_of",
    "changed",
    "compared_lines",
    "driving_norm",
    "driving_norms",
    "earned_in",
    "forward",
    "funnel_levers",
    "funnel_of_ratios",
    "funnel_of_shares",
    "leads_for",
    "market_headcount",
    "market_of",
    "mean_year",
    "money_levers",
    "normal_meetings",
    "portfolio_headcount",
    "price_of",
    "prospect_meetings",
    "rules_to_price",
    "speed_step",
    "spread_intervals",
    "target_levers",
    "tenure_years",
    "to_replace",
    "towns_of",
    "ways_min",
    "won_steps",
    "work_lines",
    "worth",
    "year_steps",
    "yearly_tasks",
]
