"""What an urgent visit needs to know: the customer's usual visit, and the way there."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from models.customers import Channel, Customer
from models.events import Event, EventKind
from models.plan import MonthPlan
from models.policy import Policy
from models.problem import Requirement, TravelMatrix, VisitNeed, customer_key
from scheduler.calendars import opening_intervals
from scheduler.requirements import minutes_of
from scheduler.travel import GreatCircle


def usual_visits(
    plan: MonthPlan, events: Iterable[Event], policy: Policy
) -> dict[str, Requirement]:
    """Return one visit of each customer of an urgent event who has a place and a rep.

    Minutes, reps and opening hours are those of the customer's visits in the plan, else those of
    the customer and the policy.
    """
    highest = max((need.priority for need in plan.problem.need_of.values()), default=0.0)
    priority = max(float(policy.priority.urgent), highest)
    wanted = {event.customer_id for event in events if event.kind is EventKind.URGENT}
    found = {}
    for customer_id in sorted(wanted):
        customer = plan.customers[customer_id]
        reps = tuple(rep for rep in customer.rep_ids if rep in plan.problem.travel)
        if customer.placement is not None and reps:
            found[customer_id] = _usual(plan, customer, reps, policy, priority)
    return found


def _usual(
    plan: MonthPlan, customer: Customer, reps: tuple[str, ...], policy: Policy, priority: float
) -> Requirement:
    month = plan.month
    own = [
        req
        for req in plan.problem.requirements
        if req.customer_id == customer.customer_id and not req.is_desk
    ]
    row = next((row for row in plan.rows if row.customer_id == customer.customer_id), None)
    opening = None
    if customer.opening_hours:
        opening = opening_intervals(customer.opening_hours, month.days(), None)
    assert customer.placement is not None, "asked before"
    return Requirement(
        customer_id=customer.customer_id,
        name=customer.name,
        place=customer.placement.place,
        rep_ids=own[0].rep_ids if own else reps,
        minutes=own[0].minutes if own else minutes_of(customer, Channel.VISIT, policy.time),
        visits=(VisitNeed("", month.first, month.first, month.last, priority),),
        forbidden=own[0].forbidden if own else frozenset(),
        opening=own[0].opening if own else opening,
        segment=row.segment if row else "",
        value=row.value if row else None,
    )


def travel_with(
    plan: MonthPlan, urgent: Sequence[Requirement], policy: Policy
) -> Mapping[str, TravelMatrix]:
    """Return the travel matrices of a plan with the customers of urgent visits in them.

    What the plan knows is kept to the last bit; new legs are those of the policy.
    """
    travel = dict(plan.problem.travel)
    for rep_id, matrix in plan.problem.travel.items():
        new = {
            req.customer_id: req
            for req in urgent
            if rep_id in req.rep_ids and customer_key(req.customer_id) not in matrix.index
        }
        if new:
            travel[rep_id] = _extended(plan, rep_id, list(new.values()), policy)
    return travel


def _extended(
    plan: MonthPlan, rep_id: str, new: Sequence[Requirement], policy: Policy
) -> TravelMatrix:
    old, rep = plan.problem.travel[rep_id], plan.reps[rep_id]
    placements = {customer_key(c.customer_id): c.placement for c in plan.customers.values()}
    placements |= {f"home:{rep_id}": rep.placement, f"end:{rep_id}": rep.end_placement}
    keys = (*old.places, *(customer_key(req.customer_id) for req in new))
    at = [placement.place for key in keys if (placement := placements[key]) is not None]
    whole = GreatCircle.of(policy.travel).matrix(keys, at)
    count = len(old.places)
    minutes, metres = np.array(whole.minutes), np.array(whole.metres)
    minutes[:count, :count], metres[:count, :count] = old.minutes, old.metres
    return TravelMatrix(keys, minutes, metres, old.source)
