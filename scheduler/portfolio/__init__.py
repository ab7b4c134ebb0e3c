"""Who matters: value, categories, treatment (P2, P6, P8, P11)."""

from scheduler.portfolio.categories import Category, categorise, category_notes, level_a
from scheduler.portfolio.treatment import Treatment, treatment
from scheduler.portfolio.value import Value, customer_value, last_month, value_notes

__all__ = [
    "Category",
    "Treatment",
    "Value",
    "categorise",
    "category_notes",
    "customer_value",
    "last_month",
    "level_a",
    "treatment",
    "value_notes",
]
