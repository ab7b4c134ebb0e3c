"""What territories weigh: the minutes of each customer; reps that the files do not describe."""

from collections.abc import Mapping, Sequence
from statistics import mean, median

import numpy as np

from models.customers import Channel, Customer
from models.places import Place, PlacedBy, Placement, great_circle_m
from models.policy import Policy, TimePolicy
from models.reps import Rep
from models.workday import Workday
from scheduler.requirements import Standing
from scheduler.requirements.norms import minutes_of

_DAYS_A_MONTH = 365.25 / 12


def assumed_reps(customers: Sequence[Customer]) -> list[Rep]:
    """Return a rep for each id that the customers name, or one, each in the middle of its customers.

    A rep of whose customers none has a place starts in the middle of all; one of them must have one.
    """
    names = sorted({rep_id for customer in customers for rep_id in customer.rep_ids}) or ["R01"]
    return [_assumed(name, customers) for name in names]


def _assumed(rep_id: str, customers: Sequence[Customer]) -> Rep:
    placed = [(c.rep_ids, c.placement.place) for c in customers if c.placement is not None]
    places = [place for rep_ids, place in placed if rep_id in rep_ids]
    places = places or [place for _, place in placed]
    point = Place(median(p.lat for p in places), median(p.lon for p in places))
    middle = Placement(point, PlacedBy.GIVEN, 0.0, "middle of the customers")
    return Rep(rep_id=rep_id, name=rep_id, placement=middle)


def serving_minutes(
    customers: Sequence[Customer],
    standings: Mapping[str, Standing],
    reps: Sequence[Rep],
    workdays: Mapping[str, Sequence[Workday]],
    policy: Policy,
) -> Mapping[str, float]:
    """Return the minutes that each customer takes in an average month, by id (P5, P13).

    Visits with their part of the way from the nearest home and back; calls, e-mails and office
    meetings by the time norms.
    """
    ways, stops = ways_out(customers, reps, policy), stops_a_day(workdays)
    found = {}
    for customer in customers:
        standing, way = standings[customer.customer_id], ways.get(customer.customer_id, 0.0)
        minutes = monthly_minutes(customer, standing, policy.time, way / stops)
        if standing.channel.is_desk and standing.interval_days:
            each = minutes_of(customer, standing.channel, policy.time)
            minutes = each * _DAYS_A_MONTH / standing.interval_days
        found[customer.customer_id] = minutes
    return found


def ways_out(
    customers: Sequence[Customer], reps: Sequence[Rep], policy: Policy
) -> Mapping[str, float]:
    """Return the minutes from the nearest home to each placed customer and back."""
    homes = [rep.placement.place for rep in reps if rep.placement is not None]
    placed = [(c.customer_id, c.placement.place) for c in customers if c.placement is not None]
    if not homes or not placed:
        return {}
    points = np.array([(place.lat, place.lon) for _, place in placed])
    origin = np.array([(home.lat, home.lon) for home in homes])
    nearest = np.min([great_circle_m(points, home) for home in origin], axis=0)
    minutes = 2 * nearest * policy.travel.detour_factor / (policy.travel.speed_kmh * 1000 / 60)
    return {who: float(way) for (who, _), way in zip(placed, minutes, strict=True)}


def stops_a_day(workdays: Mapping[str, Sequence[Workday]]) -> float:
    """Return the meetings that a day out may hold: those of one trip share its way."""
    caps = [day.cap for days in workdays.values() for day in days]
    return max(1.0, mean(caps)) if caps else 1.0


def monthly_minutes(
    customer: Customer, standing: Standing, norms: TimePolicy, way_min: float = 0.0
) -> float:
    """Return the minutes that the visits of a customer take in an average month.

    Parameters
    ----------
    way_min
        Minutes of driving for each visit.
    """
    if standing.channel is not Channel.VISIT or not standing.interval_days:
        return 0.0
    minutes = minutes_of(customer, standing.channel, norms) + way_min
    return minutes * _DAYS_A_MONTH / standing.interval_days
