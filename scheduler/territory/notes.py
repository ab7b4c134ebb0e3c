"""What a manager should know about new territories, in sentences."""

from collections.abc import Sequence

import numpy as np

from models.units import FloatMatrix
from scheduler.territory.inputs import RepLoad

_MOST_NAMED = 12


def notes_of(loads: Sequence[RepLoad], away_km: FloatMatrix) -> tuple[str, ...]:
    """Return the sentences: how many were given to whom, who changes, whether capacity suffices.

    Parameters
    ----------
    away_km
        How far those who had no rep live from the home of the one they got.
    """
    return (*_given(loads, away_km), *_changes(loads), *_shortage(loads))


def _given(loads: Sequence[RepLoad], away_km: FloatMatrix) -> list[str]:
    if not len(away_km):
        return []
    customers, prospects = (
        sum(load.customers for load in loads),
        sum(load.prospects for load in loads),
    )
    told = (
        f"{_counted(customers, prospects)} had no rep: given by distance and load, half of them "
        f"within {np.median(away_km):,.0f} km of the rep's home."
    )
    return [
        f"{told} In an average month, each with its share of the way out and back: {_by_rep(loads)}."
    ]


def _counted(customers: int, prospects: int) -> str:
    """Return both numbers in words; nobody counts a prospect as a customer."""
    parts = [
        f"{count:,} {word}{'s' * (count != 1)}"
        for count, word in ((customers, "customer"), (prospects, "prospect"))
        if count
    ]
    return " and ".join(parts) or "nobody"


def _changes(loads: Sequence[RepLoad]) -> list[str]:
    taken = [load for load in loads if load.taken]
    if not taken:
        return []
    told = ", ".join(f"{load.taken:,} to {load.rep_id}" for load in taken)
    return [f"Customers who change rep: {told}; all others stay with theirs."]


def _by_rep(loads: Sequence[RepLoad]) -> str:
    if len(loads) <= _MOST_NAMED:
        return ", ".join(_one(load) for load in loads)
    ranked = sorted(loads, key=lambda load: -(load.share or 0.0))
    return f"fullest {_one(ranked[0])}, emptiest {_one(ranked[-1])}"


def _one(load: RepLoad) -> str:
    share = "no capacity" if load.share is None else f"{load.share:.0%} of capacity"
    return f"{load.rep_id} {_counted(load.customers, load.prospects)} ({share})"


def _shortage(loads: Sequence[RepLoad]) -> list[str]:
    capacity = sum(load.capacity_min for load in loads)
    work = sum(load.after_min for load in loads)
    if work > capacity:
        hours = f"{work / 60:,.0f} hours of visits for {capacity / 60:,.0f} hours of the reps"
        advice = "the excess is spread evenly. Add capacity, or visit less often"
        return [f"Capacity is short: {hours}; {advice}."]
    full = [
        load.rep_id
        for load in loads
        if load.after_min > max(load.capacity_min, load.before_min) + 1
    ]
    if full:
        names = ", ".join(full[:_MOST_NAMED]) + (" and others" if len(full) > _MOST_NAMED else "")
        return [f"Above capacity, as customers cannot be divided: {names}."]
    return []
