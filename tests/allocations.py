"""What the contacts of the tiny month earn."""

from models.allocation import Allocation, AllocationLine, RepAllocation


def tiny_allocation() -> Allocation:
    """R01 has time for C1 but not for C2; nothing is known of the others."""
    lines = tuple(
        AllocationLine(
            customer_id=customer_id,
            rep_id="R01",
            channel="visit",
            asked=1,
            visits=visits,
            value_of_last=120.0 if visits else None,
            value_of_next=following,
            minutes=45,
            travel_min=15.0,
            why="",
        )
        for customer_id, visits, following in (("C2", 0, 30.0), ("C1", 1, 72.0))
    )
    rep = RepAllocation(
        rep_id="R01",
        asked=2,
        visits=1,
        used_min=60.0,
        available_min=120.0,
        reserve_min=12.0,
        earned=120.0,
        bound=130.5,
        hour_earns=31.5,
        place_earns=0.0,
        next_hour_earns=72.0,
        hourly_cost=35.0,
    )
    return Allocation(lines, (rep,))
