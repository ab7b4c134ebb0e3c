"""Territories: a rep for every customer who has none."""

from scheduler.territory.assign import Territories, assign_territories
from scheduler.territory.inputs import CustomerWork, RepCapacity, RepLoad, TerritorySettings

__all__ = [
    "CustomerWork",
    "RepCapacity",
    "RepLoad",
    "Territories",
    "TerritorySettings",
    "assign_territories",
]
