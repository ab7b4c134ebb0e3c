"""Customers and reps of the tests."""

from models.customers import Customer
from models.places import Placement
from models.reps import Rep
from scheduler.places import Placing


def customer(name: str, lat: float | None = None, lon: float | None = None, **fields) -> Customer:
    return Customer(customer_id=name, name=name, lat=lat, lon=lon, **fields)


def at_home(count: int = 12) -> list[Customer]:
    """Customers in the middle of Alpha: the bulk of a list."""
    return [customer(f"home{k}", 10, 20, city="Alpha", row=100 + k) for k in range(count)]


def placement_of(placing: Placing[Customer], name: str) -> Placement | None:
    (found,) = [item.placement for item in placing.items if item.customer_id == name]
    return found


def only(placing: Placing[Customer], name: str) -> Placement:
    found = placement_of(placing, name)
    assert found is not None
    return found


def rep(name: str, lat: float | None = None, lon: float | None = None, **fields) -> Rep:
    return Rep(rep_id=name, name=name, lat=lat, lon=lon, **fields)
