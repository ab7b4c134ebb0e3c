"""What the contacts of a month earn, with the driving that they take by estimate (P16)."""

from collections.abc import Mapping, Sequence

import numpy as np

from models.allocation import Allocation
from models.places import Place, great_circle_m
from models.policy import TravelPolicy
from models.requirement import Kind, Requirement
from models.units import FloatMatrix
from models.workday import Workday
from scheduler.pipelines.options import PlanOptions
from scheduler.pipelines.team import Team
from scheduler.requirements import AllocationInputs, RequirementSet, allocation_of

_BLOCK_PAIRS = 4_000_000
"""Pairs computed at a time."""


def allocate_minutes(team: Team, asked: RequirementSet, options: PlanOptions) -> Allocation:
    """Return the allocation of the month: which contacts are worth their minutes, rep by rep."""
    if not asked.worths:
        return Allocation()
    inputs = AllocationInputs(
        team.reps,
        team.all_workdays,
        options.policy,
        visit_travel(team, asked, options.policy.travel),
    )
    return allocation_of(asked.worths, inputs)


def visit_travel(team: Team, asked: RequirementSet, policy: TravelPolicy) -> Mapping[str, float]:
    """Return the estimated minutes of driving for one visit, by customer.

    A day of q stops drives out and back once and q - 1 times from a stop to its neighbour (Daganzo
    1984, doi 10.1287/trsc.18.4.331). So one visit costs a q-th of the way to it and back, and the
    rest of one leg from the nearest place that is due as well.
    """
    visits = [r for r in asked.requirements if r.kind is Kind.VISIT]
    length = {
        w.customer.customer_id: w.minutes for w in asked.worths if not w.demand.channel.is_desk
    }
    found: dict[str, float] = {}
    for rep in team.reps:
        own = [
            c
            for c in team.customers
            if c.placement is not None
            and c.rep_ids[:1] == (rep.rep_id,)
            and c.customer_id in length
        ]
        if not own or rep.placement is None:
            continue
        due = [r for r in visits if r.rep_ids[0] == rep.rep_id]
        places = _points([c.placement.place for c in own if c.placement is not None])
        way = 2 * _nearest(places, _points([rep.placement.place]), policy)
        leg = _nearest(places, _points([r.place for r in due if r.place is not None]), policy)
        each = leg + np.array([length[c.customer_id] for c in own], dtype=np.float64)
        stops = _stops_a_day(team.workdays.get(rep.rep_id, ()), due, way, each)
        minutes = way / stops + leg * (1 - 1 / stops)
        found |= {c.customer_id: float(m) for c, m in zip(own, minutes, strict=True)}
    return found


def _stops_a_day(
    days: Sequence[Workday], due: Sequence[Requirement], way: FloatMatrix, each: FloatMatrix
) -> FloatMatrix:
    """Return how many stops a day out there holds: by the caps, and by the time left for them.

    Parameters
    ----------
    way, each
        Minutes out and back, and of one stop with a leg, by customer; shape (customers,).
    """
    if not days:
        return np.ones(len(way))
    cap = sum(day.cap for day in days) / len(days)
    mean = sum(len(requirement.visits) for requirement in due) / len(days)
    # Routes are filled, with empty days between them: even a light month has no days of one stop.
    most = min(cap, max(mean, cap / 2))
    time = sum(day.minutes for day in days) / len(days)
    return np.maximum(1.0, np.minimum(most, (time - way) / each))


def _points(places: Sequence[Place]) -> FloatMatrix:
    return np.array([(p.lat, p.lon) for p in places], dtype=np.float64).reshape(-1, 2)


def _nearest(points: FloatMatrix, others: FloatMatrix, policy: TravelPolicy) -> FloatMatrix:
    """Return the minutes from each point to the nearest other, itself apart; shape (points,)."""
    least = np.full(len(points), policy.min_leg_min)
    if not len(others):
        return least
    step = max(1, _BLOCK_PAIRS // len(others))
    for first in range(0, len(points), step):
        rows = slice(first, first + step)
        metres = great_circle_m(points[rows, None], others)
        same = (points[rows, None] == others).all(axis=2)
        # A place counts as its own neighbour only where a second customer stands on it.
        metres[same & (same.sum(axis=1, keepdims=True) < 2)] = np.inf
        nearest = metres.min(axis=1)
        nearest[~np.isfinite(nearest)] = 0.0
        minutes = nearest * policy.detour_factor * 60 / (policy.speed_kmh * 1000)
        least[rows] = np.maximum(least[rows], minutes)
    return least
