"""Where the minutes of a month go: what each contact is worth, and what an hour more would be (P16)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationLine:
    """One customer and channel in the allocation of minutes (``allocation.csv``).

    Money is what is earned: margin × expected sales, over the months that a contact serves.

    Parameters
    ----------
    rep_id
        Whose minutes it takes; of several reps the first.
    asked, visits
        Contacts asked for this month, and those of them that are worth the rep's minutes.
    value_of_last, value_of_next
        What the last of `visits` earns, and what one more would; ``None`` where there is none.
    minutes, travel_min
        Of one contact, and the estimated driving for it.
    why
        Where the money comes from, if not from the sales; empty else.
    """

    customer_id: str
    rep_id: str
    channel: str
    asked: int
    visits: int
    value_of_last: float | None
    value_of_next: float | None
    minutes: int
    travel_min: float
    why: str = ""

    @property
    def money_per_minute(self) -> float | None:
        """Return what the last contact earns a minute, driving included; without one, the next."""
        value = self.value_of_next if self.value_of_last is None else self.value_of_last
        spent = self.minutes + self.travel_min
        return None if value is None or spent <= 0 else value / spent

    @property
    def left_out(self) -> int:
        """Return the contacts asked for that are not worth the rep's minutes."""
        return self.asked - self.visits

    def told(self, planned: int) -> str:
        """Return what the estimate leaves out and what the plan made of it, and `why`.

        Parameters
        ----------
        planned
            Contacts that have a day in the plan.
        """
        words = []
        if self.left_out:
            earns = "other contacts earn more a minute"
            words.append(f"{self.left_out} left out by estimate: {earns}")
        if self.left_out and planned > self.visits:
            words.append(f"the plan has a day for {planned} all the same")
        elif planned < self.visits:
            words.append(f"the plan has no day for {self.visits - planned} of those worth the time")
        return "; ".join([*words, *filter(None, [self.why])])


@dataclass(frozen=True, slots=True, kw_only=True)
class RepAllocation:
    """The minutes of one rep, spent where they earn most.

    Parameters
    ----------
    asked, visits
        Contacts asked for, and those that are worth the minutes there are.
    used_min, available_min
        Minutes of these contacts with their driving, by estimate; minutes of all workdays.
    reserve_min
        Minutes kept for finding customers; given back before a contact is left out.
    earned
        Money that the contacts earn.
    bound
        No choice of contacts could earn more; equal to `earned` where that is proven to be the most.
    hour_earns, place_earns
        Shadow prices: what one more hour of the rep would earn, and one more meeting in the caps.
    next_hour_earns
        What an hour of spare time would earn with more meetings than are asked for.
    """

    rep_id: str
    asked: int
    visits: int
    used_min: float
    available_min: float
    reserve_min: float
    earned: float
    bound: float
    hour_earns: float
    place_earns: float
    next_hour_earns: float
    hourly_cost: float

    @property
    def left_out(self) -> int:
        """Return the contacts for which there is no room."""
        return self.asked - self.visits

    @property
    def spare_min(self) -> float:
        """Return the minutes that nobody asks for, those kept for finding customers apart."""
        return max(0.0, self.available_min - self.reserve_min - self.used_min)


@dataclass(frozen=True, slots=True)
class Allocation:
    """The allocation of a month; empty where no sales are known."""

    lines: tuple[AllocationLine, ...] = ()
    reps: tuple[RepAllocation, ...] = ()
