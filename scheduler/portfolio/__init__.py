"""Who matters: value, categories, likeness, temperature, release, targets (P2, P5-P11, P17-P19)."""

from scheduler.portfolio.categories import Category, categorise, category_notes, level_a
from scheduler.portfolio.falling import fall_notes, falls
from scheduler.portfolio.lookalikes import lifted, likeness_notes, look_alikes
from scheduler.portfolio.months import blank_notes, last_month
from scheduler.portfolio.release import Served, release_proposals
from scheduler.portfolio.targets import (
    RepMonth,
    average_value,
    closing_ratio_of,
    target_existing,
    target_lines,
    target_new,
)
from scheduler.portfolio.temperature import colour_of, level_of, temperatures
from scheduler.portfolio.treatment import Treatment, treatment
from scheduler.portfolio.value import Value, customer_value, value_notes

__all__ = [
    "Category",
    "RepMonth",
    "Served",
    "Treatment",
    "Value",
    "average_value",
    "blank_notes",
    "categorise",
    "category_notes",
    "closing_ratio_of",
    "colour_of",
    "customer_value",
    "fall_notes",
    "falls",
    "last_month",
    "level_a",
    "level_of",
    "lifted",
    "likeness_notes",
    "look_alikes",
    "release_proposals",
    "target_existing",
    "target_lines",
    "target_new",
    "temperatures",
    "treatment",
    "value_notes",
]
