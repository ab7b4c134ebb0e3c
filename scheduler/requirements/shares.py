"""The minutes of every rep's month, spent where they earn most (P16)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.allocation import Allocation, AllocationLine, RepAllocation
from models.customers import Channel
from models.policy import Policy
from models.reps import Rep
from models.workday import Workday
from scheduler.requirements.allocate import Candidate, Choice, Room, allocate
from scheduler.requirements.capacity import reserve_minutes
from scheduler.requirements.worth import Worth

_MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class AllocationInputs:
    """What the allocation depends on beside the worths.

    Parameters
    ----------
    travel_min
        Estimated minutes of driving for one visit, by customer; a customer that is missing cannot
        be visited.
    """

    reps: Sequence[Rep]
    workdays: Sequence[Workday]
    policy: Policy
    travel_min: Mapping[str, float]


def allocation_of(worths: Iterable[Worth], inputs: AllocationInputs) -> Allocation:
    """Return which contacts are worth the minutes of their rep, and what an hour more would earn.

    A customer with several reps counts for the first one named. The driving for a visit is an
    estimate made before there is any route, so the plan may do better or worse than this.
    """
    of_rep: dict[str, list[Worth]] = defaultdict(list)
    for worth in worths:
        channel = worth.demand.channel
        reachable = channel.is_desk or worth.customer.customer_id in inputs.travel_min
        if worth.customer.rep_ids and reachable and channel is not Channel.NONE:
            of_rep[worth.customer.rep_ids[0]].append(worth)
    if not of_rep:
        return Allocation()
    reserve = reserve_minutes(inputs.reps, inputs.workdays, inputs.policy)
    lines: list[AllocationLine] = []
    reps: list[RepAllocation] = []
    for rep in inputs.reps:
        own = of_rep[rep.rep_id]
        days = [day for day in inputs.workdays if day.rep_id == rep.rep_id]
        room = Room(sum(day.minutes for day in days), sum(day.cap for day in days))
        travel = [_travel(worth, inputs) for worth in own]
        choice = allocate(
            [_candidate(w, t, inputs.policy) for w, t in zip(own, travel, strict=True)], room
        )
        told = [_line(*case) for case in zip(own, travel, choice.counts, strict=True)]
        lines += told
        reps.append(_rep(rep, told, choice, (room, reserve[rep.rep_id], inputs.policy)))
    return Allocation(tuple(lines), tuple(reps))


def _travel(worth: Worth, inputs: AllocationInputs) -> float:
    if worth.demand.channel.is_desk:
        return 0.0
    return round(inputs.travel_min[worth.customer.customer_id], 1)


def _candidate(worth: Worth, travel_min: float, policy: Policy) -> Candidate:
    return Candidate(
        minutes=worth.minutes + travel_min,
        gains=worth.gains,
        least=worth.due if policy.priority.minimum == "due" else worth.promised,
        meeting=not worth.demand.channel.is_desk,
    )


def _line(worth: Worth, travel_min: float, visits: int) -> AllocationLine:
    asked = len(worth.gains)
    following = worth.gains[visits] if visits < asked else worth.next_gain
    return AllocationLine(
        customer_id=worth.customer.customer_id,
        rep_id=worth.customer.rep_ids[0],
        channel=worth.demand.channel.value,
        asked=asked,
        visits=visits,
        value_of_last=worth.gains[visits - 1] if visits else None,
        value_of_next=following,
        minutes=worth.minutes,
        travel_min=travel_min,
        why=_why(worth),
    )


def _why(worth: Worth) -> str:
    if worth.assumed:
        return "sales not known: those of an average customer of its category are assumed"
    return "by its own answers" if worth.customer.answers.given else ""


def _rep(
    rep: Rep,
    lines: Sequence[AllocationLine],
    choice: Choice,
    given: tuple[Room, float, Policy],
) -> RepAllocation:
    room, reserve_min, policy = given
    cost = policy.rep.hourly_cost if rep.hourly_cost is None else rep.hourly_cost
    return RepAllocation(
        rep_id=rep.rep_id,
        asked=sum(line.asked for line in lines),
        visits=sum(line.visits for line in lines),
        used_min=sum(line.visits * (line.minutes + line.travel_min) for line in lines),
        available_min=room.minutes,
        reserve_min=reserve_min,
        earned=choice.earned,
        bound=choice.bound,
        hour_earns=_MINUTES_AN_HOUR * choice.minute_price,
        place_earns=choice.place_price,
        next_hour_earns=_next_hour(lines),
        hourly_cost=cost,
    )


def _next_hour(lines: Sequence[AllocationLine]) -> float:
    """Return what an hour would earn with the visits that nobody asks for, the dearest first."""
    offered = sorted(
        (
            (line.value_of_next / (line.minutes + line.travel_min), line.minutes + line.travel_min)
            for line in lines
            if line.value_of_next is not None and not line.left_out
        ),
        reverse=True,
    )
    left, earned = float(_MINUTES_AN_HOUR), 0.0
    for price, minutes in offered:
        spent = min(left, minutes)
        earned, left = earned + price * spent, left - spent
    return earned
