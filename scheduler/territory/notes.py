"""What a manager should know about new territories, in sentences."""

from collections.abc import Sequence

from scheduler.territory.inputs import RepLoad

_MOST_NAMED = 12


def notes_of(loads: Sequence[RepLoad], median_km: float) -> tuple[str, ...]:
    """Return the sentences: how many were given to whom, and whether capacity suffices."""
    count = sum(load.customers for load in loads)
    were = "1 customer had no rep" if count == 1 else f"{count:,} customers had no rep"
    told = f"{were}: given by distance and load, half of them within {median_km:,.0f} km of the rep's home."
    notes = [
        f"{told} In an average month, each with its share of the way out and back: {_by_rep(loads)}."
    ]
    return (*notes, *_shortage(loads))


def _by_rep(loads: Sequence[RepLoad]) -> str:
    if len(loads) <= _MOST_NAMED:
        return ", ".join(_one(load) for load in loads)
    ranked = sorted(loads, key=lambda load: -(load.share or 0.0))
    return f"fullest {_one(ranked[0])}, emptiest {_one(ranked[-1])}"


def _one(load: RepLoad) -> str:
    share = "no capacity" if load.share is None else f"{load.share:.0%} of capacity"
    return f"{load.rep_id} {load.customers:,} customers ({share})"


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
