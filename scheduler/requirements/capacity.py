"""Demand against capacity of each rep's month, before anything is planned (P14, P15)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.plan import CapacityLine
from models.policy import Policy
from models.reps import Rep
from models.requirement import Kind, Requirement
from models.workday import Workday


@dataclass(frozen=True, slots=True)
class CapacityInputs:
    """What capacity depends on.

    Parameters
    ----------
    reserve_min
        Minutes kept for finding customers by rep.
    customers
        Number of customers by rep.
    travel_min
        A lower estimate of the driving by rep, in minutes.
    """

    reps: Sequence[Rep]
    workdays: Sequence[Workday]
    reserve_min: Mapping[str, float]
    customers: Mapping[str, int]
    travel_min: Mapping[str, float]


def reserve_minutes(
    reps: Iterable[Rep], workdays: Sequence[Workday], policy: Policy
) -> dict[str, float]:
    """Return the minutes of the month that each rep keeps for finding customers (P15).

    The rep's share, else the policy's, of the minutes of the rep's workdays; a part month is prorated
    because only its workdays count.
    """
    worked = _minutes(workdays)
    default = policy.capacity.prospecting_share
    return {
        rep.rep_id: worked[rep.rep_id]
        * (default if rep.prospecting_share is None else rep.prospecting_share)
        for rep in reps
    }


def capacity_lines(
    requirements: Iterable[Requirement], inputs: CapacityInputs
) -> tuple[CapacityLine, ...]:
    """Return a line for each rep.

    A customer that several reps may serve counts for the first one named. Optional visits do not count.
    """
    due: Counter[str] = Counter()
    work: Counter[str] = Counter()
    for requirement in requirements:
        if requirement.kind is Kind.PROSPECT:
            continue
        rep_id, visits = requirement.rep_ids[0], len(requirement.visits)
        work[rep_id] += visits * requirement.minutes
        due[rep_id] += 0 if requirement.is_desk else visits
    available = _minutes(inputs.workdays)
    caps: Counter[str] = Counter()
    days: Counter[str] = Counter()
    for day in inputs.workdays:
        caps[day.rep_id] += day.cap
        days[day.rep_id] += 1
    return tuple(
        CapacityLine(
            rep_id=rep.rep_id,
            customers=inputs.customers.get(rep.rep_id, 0),
            workdays=days[rep.rep_id],
            meetings_due=due[rep.rep_id],
            meetings_possible=caps[rep.rep_id],
            work_min=work[rep.rep_id],
            travel_min=round(inputs.travel_min.get(rep.rep_id, 0.0)),
            reserve_min=round(inputs.reserve_min.get(rep.rep_id, 0.0)),
            available_min=available[rep.rep_id],
        )
        for rep in inputs.reps
    )


def _minutes(workdays: Sequence[Workday]) -> Counter[str]:
    worked: Counter[str] = Counter()
    for day in workdays:
        worked[day.rep_id] += day.minutes
    return worked
