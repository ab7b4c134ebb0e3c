"""Where customers and reps are: given coordinates checked, the others found."""

from scheduler.places.online import Answer, Geocoder, UnreachableError, nominatim
from scheduler.places.placing import Placing, place_customers, place_reps
from scheduler.places.rows import Limits

__all__ = [
    "Answer",
    "Geocoder",
    "Limits",
    "Placing",
    "UnreachableError",
    "nominatim",
    "place_customers",
    "place_reps",
]
