"""A rep for every customer, and a place for reps that the files do not describe."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from models.customers import Channel, Customer
from models.places import Place, PlacedBy, Placement
from models.policy import TimePolicy
from models.reps import Rep
from models.workday import Workday
from scheduler.requirements import Standing
from scheduler.requirements.norms import minutes_of
from scheduler.territory import CustomerWork, RepCapacity, Territories, assign_territories

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


def give_reps(
    customers: Sequence[Customer],
    standings: Mapping[str, Standing],
    reps: Sequence[Rep],
    workdays: Mapping[str, Sequence[Workday]],
    norms: TimePolicy,
) -> tuple[list[Customer], tuple[str, ...]]:
    """Return the customers, each with a rep, and how that was done.

    A customer without a place goes to the first rep: he cannot be planned, but somebody knows him.
    """
    used = dict.fromkeys((rep.rep_id for rep in reps), 0.0)
    for customer in customers:
        for rep_id in customer.rep_ids:
            share = monthly_minutes(customer, standings[customer.customer_id], norms)
            used[rep_id] = used.get(rep_id, 0.0) + share / len(customer.rep_ids)
    free = [
        CustomerWork(
            c.customer_id, c.placement.place, monthly_minutes(c, standings[c.customer_id], norms)
        )
        for c in customers
        if not c.rep_ids and c.placement is not None
    ]
    capacities = [
        RepCapacity(
            rep.rep_id, rep.placement.place, _minutes(workdays[rep.rep_id]), used[rep.rep_id]
        )
        for rep in reps
        if rep.placement is not None
    ]
    given = assign_territories(free, capacities) if capacities else Territories()
    return [_with_rep(c, given, reps[0].rep_id) for c in customers], given.notes


def _with_rep(customer: Customer, given: Territories, otherwise: str) -> Customer:
    if customer.rep_ids:
        return customer
    return replace(customer, rep_ids=(given.rep_of.get(customer.customer_id, otherwise),))


def monthly_minutes(customer: Customer, standing: Standing, norms: TimePolicy) -> float:
    """Return the minutes of visits that a customer takes in an average month."""
    if standing.channel is not Channel.VISIT or not standing.interval_days:
        return 0.0
    minutes = minutes_of(customer, standing.channel, norms)
    return minutes * _DAYS_A_MONTH / standing.interval_days


def _minutes(workdays: Sequence[Workday]) -> float:
    return float(sum(day.minutes for day in workdays))
