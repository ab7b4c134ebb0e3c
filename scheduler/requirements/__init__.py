"""How many meetings a month takes: dues, growth meetings, pins, minutes (P11-P16)."""

from scheduler.requirements.build import RequirementSet, build_requirements
from scheduler.requirements.capacity import CapacityInputs, capacity_lines, reserve_minutes
from scheduler.requirements.growth import GrowthMeetings, growth_meetings
from scheduler.requirements.inputs import PinWish, RequirementInputs, Standing
from scheduler.requirements.norms import is_shop, minutes_of
from scheduler.requirements.prizes import margin_of
from scheduler.requirements.response import MONTH_DAYS, effect_of
from scheduler.requirements.shares import AllocationInputs, allocation_of

__all__ = [
    "MONTH_DAYS",
    "AllocationInputs",
    "CapacityInputs",
    "GrowthMeetings",
    "PinWish",
    "RequirementInputs",
    "RequirementSet",
    "Standing",
    "allocation_of",
    "build_requirements",
    "capacity_lines",
    "effect_of",
    "growth_meetings",
    "is_shop",
    "margin_of",
    "minutes_of",
    "reserve_minutes",
]
