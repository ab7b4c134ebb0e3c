"""Minutes and metres between places: one protocol, and the provider that needs no road data."""

from scheduler.travel.great_circle import GreatCircle
from scheduler.travel.provider import TravelProvider

__all__ = ["GreatCircle", "TravelProvider"]
