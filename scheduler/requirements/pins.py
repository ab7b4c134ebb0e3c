"""Pins: appointments that become part of the month's visits."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.errors import InputProblem
from models.month import week_of
from models.requirement import Strength
from scheduler.requirements.dues import Due
from scheduler.requirements.inputs import PinWish, RequirementInputs

_FILE = "pins"


def check_pins(inputs: RequirementInputs) -> Iterator[InputProblem]:
    """Yield every pin that cannot be meant: unknown customer or rep, outside the month, twice a day."""
    known = {customer.customer_id: customer for customer in inputs.customers}
    seen: set[tuple[str, dt.date]] = set()
    for pin in inputs.pins:
        customer = known.get(pin.customer_id)
        day = pin.date.isoformat()
        if customer is None:
            what, advice = "the list has no such customer", "check the id"
            yield InputProblem(_FILE, pin.row, "customer_id", pin.customer_id, what, advice)
        elif pin.rep_id and pin.rep_id not in inputs.reps_for(customer):
            allowed = " or ".join(inputs.reps_for(customer)) or "nobody"
            what, advice = (
                "this rep may not serve the customer",
                f"give {allowed}, or leave it open",
            )
            yield InputProblem(_FILE, pin.row, "rep_id", pin.rep_id, what, advice)
        if not inputs.month.first <= pin.date <= inputs.month.last:
            what, advice = f"the day is not in {inputs.month}", "leave it out or change the month"
            yield InputProblem(_FILE, pin.row, "date", day, what, advice)
        elif (pin.customer_id, pin.date) in seen:
            what, advice = "the customer is pinned twice to this day", "leave one of them out"
            yield InputProblem(_FILE, pin.row, "date", day, what, advice)
        seen.add((pin.customer_id, pin.date))


def with_pins(
    visits: Sequence[Due], pins: Sequence[PinWish], inputs: RequirementInputs
) -> tuple[Due, ...]:
    """Return the visits with each pin attached to the one that is due nearest to it.

    Pinned visits keep the order of their pins; a window is widened to hold its pin. A pin for which
    no visit is left adds one.

    Parameters
    ----------
    pins
        Of this customer, inside the month, in order of date.
    """
    if not pins:
        return tuple(visits)
    free = list(range(len(visits)))
    chosen: list[int] = []
    for pin in pins:
        if free:
            nearest = min(free, key=lambda k: (abs((visits[k].ideal - pin.date).days), k))
            free.remove(nearest)
            chosen.append(nearest)
    # Neighbours in time: the first pin goes to the first of the chosen visits.
    pinned = {
        k: _pinned(visits[k], pin, inputs) for k, pin in zip(sorted(chosen), pins, strict=False)
    }
    kept = [pinned.get(k, visit) for k, visit in enumerate(visits)]
    added = [_pinned(Due(pin.date, pin.date, pin.date), pin, inputs) for pin in pins[len(chosen) :]]
    return tuple(sorted([*kept, *added], key=lambda visit: visit.ideal))


def _pinned(visit: Due, pin: PinWish, inputs: RequirementInputs) -> Due:
    first, last = pin.date, pin.date
    if pin.strength is Strength.WEEK:
        begin, month = week_of(pin.date, inputs.week_start), inputs.month
        first, last = max(month.first, begin), min(month.last, begin + dt.timedelta(days=6))
    return replace(
        visit, earliest=min(visit.earliest, first), latest=max(visit.latest, last), pin=pin
    )
